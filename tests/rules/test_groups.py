import pytest

from partnerships.data import shipped_template
from partnerships.rules.groups import NEVER_SHARED, shared_problems, usually_shared
from partnerships.rules.words import GroupKind

CODES = {row.code for row in shipped_template()}


@pytest.mark.parametrize("kind", list(GroupKind))
def test_what_is_usually_shared_is_in_the_shipped_template_and_may_be_shared(kind):
    usual = usually_shared(kind)
    assert usual <= CODES
    assert not shared_problems(usual, CODES)
    assert {"CON-14", "OPS-03", "LEG-12", "OPS-09"} <= usual


def test_one_governing_body_or_one_board_shares_its_decision_too():
    assert "CON-12" in usually_shared(GroupKind.FEDERATION)
    assert {"CON-13", "PST-09"} <= usually_shared(GroupKind.MERGER)
    assert not {"CON-12", "CON-13"} & usually_shared(GroupKind.OTHER)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["CON-14"], []),
        ([], []),
        (["OPN-01"], ["Each school opens by itself: its opening and its new numbers are not shared."]),
        (["ZZZ-01"], ["Choose milestones of the schools' plans."]),
    ],
)
def test_what_cannot_be_shared(codes, said):
    assert shared_problems(codes, CODES) == said
    assert "OPN-01" in NEVER_SHARED
