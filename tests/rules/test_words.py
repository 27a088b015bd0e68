import pytest

from partnerships.rules.words import ContactRole, Job, OwnerRole, Part, Phase, Route, Status, Word


def test_a_word_is_its_stored_value_and_carries_a_label():
    assert Route.ORDER == "order"
    assert f"{Route.ORDER}" == "order"
    assert Route("order") is Route.ORDER
    assert Route.ORDER.label == "Academy order (sponsored)"


@pytest.mark.parametrize("words", Word.__subclasses__())
def test_every_value_has_a_label_of_its_own(words):
    labels = [label for _, label in words.choices()]
    assert all(labels)
    assert len(labels) == len(set(labels))


def test_the_six_groups_hold_each_phase_once_in_chronological_order():
    assert [phase for group in Part for phase in group.phases] == list(Phase)
    assert len(Part) == 6


@pytest.mark.parametrize(
    ("phase", "group"),
    [("EXP", "explore"), ("CON", "apply"), ("APP", "apply"), ("OPN", "open"), ("PST", "open")],
)
def test_a_phase_knows_its_group(phase, group):
    assert Phase(phase).part == group


def test_jobs_of_trust_staff_are_not_outside_and_everyone_else_is():
    inside = {role.value for role in OwnerRole if not role.outside}
    assert inside == {job.value for job in Job} - {"other"}
    assert OwnerRole.LA.outside
    assert OwnerRole.HT.outside


def test_the_event_is_named_by_the_route():
    assert [route.event for route in Route] == ["conversion", "conversion", "transfer"]


def test_an_unknown_word_is_refused():
    with pytest.raises(ValueError, match="maybe"):
        Status("maybe")
    assert "senco" in dict(ContactRole.choices())


def test_has_tells_stored_values_from_others():
    assert Route.has("order")
    assert not Route.has("")
    assert not Route.has("ORDER")
