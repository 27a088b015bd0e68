"""Groups of schools in the admin: by the same actions as on the pages."""

from __future__ import annotations

from partnerships.models import Group, ProjectGroup, User
from tests.admin._forms import change, errors
from tests.admin.conftest import address
from tests.conftest import signed_in
from tests.factories import ProjectFactory


def test_a_group_is_added_changed_and_removed(manager: User, trust: Group) -> None:
    client = signed_in(manager)
    client.post(address("add", ProjectGroup), {"trust": trust.pk, "name": "Rivers", "kind": "federation"})
    group = ProjectGroup.objects.get()
    assert (group.history.get().action, "CON-12" in group.shared_codes) == ("make_group", True)
    twice = client.post(address("add", ProjectGroup), {"trust": trust.pk, "name": "rivers", "kind": "other"})
    assert "This name cannot be used" in str(errors(twice))
    change(client, address("change", ProjectGroup, group.pk), name="Two rivers")
    group.refresh_from_db()
    assert group.name == "Two rivers"
    project = ProjectFactory(trust=trust, group=group)
    client.post(address("delete", ProjectGroup, group.pk))
    assert ProjectGroup.objects.exists()
    project.delete()
    client.post(address("delete", ProjectGroup, group.pk))
    assert not ProjectGroup.objects.exists()


def test_an_editor_does_not_change_groups(editor: User, trust: Group) -> None:
    answer = signed_in(editor).post(
        address("add", ProjectGroup), {"trust": trust.pk, "name": "Rivers", "kind": "other"}
    )
    assert answer.status_code in (302, 403)
    assert not ProjectGroup.objects.exists()
