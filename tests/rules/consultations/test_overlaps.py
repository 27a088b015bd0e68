from datetime import date

import pytest

from partnerships.rules.consultation_words import ConsultationKind
from partnerships.rules.consultations.overlaps import Run, overlaps, overlaps_of

K = ConsultationKind
MARCH, APRIL, MAY, JUNE = (date(2027, month, 1) for month in (3, 4, 5, 6))


def run(key, kind, opens=None, closes=None, school="a", **more):
    return Run(key, school, kind, f"C{key}", opens, closes, **more)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            run(1, K.STATUTORY, MARCH, MAY),
            run(2, K.ENGAGEMENT, APRIL, JUNE),
            "“C1” and “C2” are open at the same time, from 1 April 2027 to 1 May 2027. Say in each",
        ),
        (
            run(1, K.STATUTORY, MARCH, APRIL),
            run(2, K.STATUTORY, APRIL, MAY),
            "at the same time, on 1 April 2027.",
        ),
        (run(1, K.STATUTORY, MARCH, MAY), run(2, K.TUPE, APRIL, JUNE), "Staff are asked twice over"),
        (run(1, K.INFORMATION, MARCH, MAY), run(2, K.TUPE, APRIL, JUNE), "Staff are asked twice over"),
        (run(1, K.STATUTORY, MARCH, MAY), run(2, K.TUPE, APRIL), "on 1 April 2027"),
        # The foundation is asked apart from everybody else.
        (run(1, K.STATUTORY, MARCH, MAY), run(2, K.FOUNDATION, APRIL, JUNE), ""),
        (run(1, K.STATUTORY, MARCH, APRIL), run(2, K.TUPE, MAY, JUNE), ""),
        (run(1, K.STATUTORY, MARCH, MAY), run(2, K.TUPE, APRIL, JUNE, school="b"), ""),
        (run(1, K.STATUTORY), run(2, K.TUPE, APRIL, JUNE), ""),
    ],
)
def test_two_windows_of_one_school_that_share_a_day_are_pointed_out(one, other, said):
    found = overlaps([one, other])
    assert [each.keys for each in found] == ([(1, 2)] if said else [])
    assert all(said in each.sentence for each in found)


@pytest.mark.parametrize(
    ("opens", "resolved", "has", "said"),
    [
        (MARCH, APRIL, True, "before the resolution to join on 1 April 2027"),
        (APRIL, APRIL, True, ""),
        (MAY, APRIL, True, ""),
        (MAY, None, True, "no day is known for the resolution"),
        (None, APRIL, True, ""),
        (MARCH, None, False, ""),
    ],
)
def test_tupe_that_opens_before_the_resolution_is_pointed_out(opens, resolved, has, said):
    found = overlaps([run(1, K.TUPE, opens, resolved_on=resolved, has_resolution=has)])
    assert bool(found) == bool(said)
    assert all(said in each.sentence for each in found)


def test_only_tupe_waits_for_the_resolution():
    assert overlaps([run(1, K.STATUTORY, MARCH, APRIL, resolved_on=MAY, has_resolution=True)]) == []


def test_each_consultation_hears_only_of_its_own():
    found = overlaps(
        [
            run(1, K.STATUTORY, MARCH, MAY),
            run(2, K.ENGAGEMENT, APRIL, JUNE),
            run(3, K.TUPE, JUNE, school="b", has_resolution=True),
        ]
    )
    assert len(overlaps_of(1, found)) == 1
    assert len(overlaps_of(3, found)) == 1
    assert overlaps_of(4, found) == []
