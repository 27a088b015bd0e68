"""Who is named on a confidential project: on the project itself, and by its number alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from partnerships.models import Group, Project, ProjectAccess, User
from tests.conftest import signed_in
from tests.factories import ProjectFactory
from tests.helpers import assert_queries_do_not_grow
from tests.views._people import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret_project(trust: Group, manager: User) -> Project:
    project = ProjectFactory(trust=trust, confidential=True, school__name="Secretfield School")
    ProjectAccess.objects.create(project=project, user=manager)
    return project


def test_project_people_names_and_takes_off(manager: User, viewer: User, secret_project: Project) -> None:
    client = signed_in(manager)
    client.post(reverse("project-people", args=[secret_project.pk]), {"user": viewer.pk})
    assert "Mona Manager named Vera Viewer on this project" in page(
        manager, "project-people", secret_project.pk
    )
    access = ProjectAccess.objects.get(user=viewer)
    client.post(reverse("project-person-remove", args=[secret_project.pk, access.pk]))
    assert "Mona Manager took Vera Viewer off this project" in page(
        manager, "project-people", secret_project.pk
    )


def test_project_people_offers_only_people_of_the_trust(
    manager: User, viewer: User, outsider: User, secret_project: Project
) -> None:
    shown = page(manager, "project-people", secret_project.pk)
    assert "Vera Viewer" in shown
    assert "Otto Outsider" not in shown
    client = signed_in(manager)
    client.post(reverse("project-people", args=[secret_project.pk]), {"user": outsider.pk})
    assert not ProjectAccess.objects.filter(user=outsider).exists()


def test_confidential_pages_show_number_and_trust_and_never_the_school(
    site_administrator: User, viewer: User, secret_project: Project
) -> None:
    listed = signed_in(site_administrator).get(reverse("confidential-list")).content.decode()
    assert f"Project {secret_project.pk}" in listed
    client, url = signed_in(site_administrator), reverse("confidential-name", args=[secret_project.pk])
    for content in (listed, client.get(url).content.decode()):
        assert "Secretfield" not in content
        assert str(secret_project.school_id) not in content
    client.post(url, {"user": viewer.pk})
    assert Project.objects.visible_to(viewer).get() == secret_project
    assert "Sita Site named Vera Viewer" in page(site_administrator, "confidential-name", secret_project.pk)


def test_confidential_name_is_not_for_open_projects(site_administrator: User, project: Project) -> None:
    assert (
        signed_in(site_administrator).get(reverse("confidential-name", args=[project.pk])).status_code == 404
    )


def test_confidential_list_costs_the_same_for_ten(site_administrator: User) -> None:
    def add(count: int) -> None:
        ProjectFactory.create_batch(count, confidential=True)

    assert_queries_do_not_grow(signed_in(site_administrator), reverse("confidential-list"), add)
