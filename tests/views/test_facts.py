"""Questions about a project."""

from __future__ import annotations

import pytest

from partnerships.models import Group, Project, School, User
from tests.helpers import query_count
from tests.plans import planned
from tests.views._project import client_of, home, page


@pytest.fixture
def plan(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


def test_fact_list_shows_answers_with_their_source(plan: Project, manager: User, viewer: User) -> None:
    text = page(viewer, home(plan) + "facts/")
    assert 'data-label="Where from">GIAS<' in text
    assert "Community schools have no foundation." in text
    assert "formaction" not in text
    assert "Does the school have a PFI contract?" in text
    assert f'formaction="/projects/{plan.pk}/facts/pfi/"' in page(manager, home(plan) + "facts/")


def test_fact_answer_says_what_it_changed(plan: Project, manager: User) -> None:
    gone = plan.milestones.filter(because=["pfi"], applies="unknown").count()
    assert gone
    response = client_of(manager).post(home(plan) + "facts/pfi/", {"answer": "no"}, follow=True)
    text = response.content.decode()
    assert "answered “Does the school have a PFI contract?”: no" in text
    assert f"{gone} milestone{'s' if gone > 1 else ''} taken out" in text
    assert not plan.milestones.in_plan().filter(because=["pfi"]).exists()


def test_fact_answer_may_be_not_known(plan: Project, manager: User) -> None:
    client = client_of(manager)
    client.post(home(plan) + "facts/church/", {"answer": "unknown", "why": "The deeds differ"})
    fact = plan.facts.get(key="church")
    assert (fact.answer, fact.source, fact.answered_by) == ("unknown", "person", manager)
    assert "The deeds differ" in page(manager, home(plan) + "facts/")


def test_fact_answer_refuses_what_is_no_question_or_answer(plan: Project, manager: User) -> None:
    client = client_of(manager)
    for key in ("no-such", "has_partnership"):
        assert client.get(f"{home(plan)}facts/{key}/").status_code == 404
    assert (
        "Select a valid choice"
        in client.post(home(plan) + "facts/pfi/", {"answer": "perhaps"}).content.decode()
    )
    assert not plan.facts.filter(key="pfi").exists()


def test_fact_answer_goes_back_to_where_it_was_asked(plan: Project, manager: User) -> None:
    data = {"answer": "yes", "next": home(plan) + "?show=plan"}
    assert (
        client_of(manager)
        .post(home(plan) + "facts/pfi/", data)
        .url.startswith(home(plan) + "?show=plan&saved=")
    )


def test_fact_list_queries_do_not_grow(plan: Project, manager: User) -> None:
    client = client_of(manager)
    client.post(home(plan) + "facts/pfi/", {"answer": "yes"})
    one = query_count(client, home(plan) + "facts/")
    for key in ("lgps", "nursery", "subleases", "sen_unit", "federation"):
        client.post(f"{home(plan)}facts/{key}/", {"answer": "yes"})
    assert query_count(client, home(plan) + "facts/") == one
