"""Columns of the csv of Trust Partnerships."""

from __future__ import annotations

from collections.abc import Callable

from partnerships.exports._csv import Column
from partnerships.reports.partnership_list import PartnershipRow
from partnerships.rules.partnership import Expectation
from partnerships.rules.words import Rating


def _rating(expectation: Expectation) -> Callable[[PartnershipRow], str]:
    def rating(row: PartnershipRow) -> str:
        return next(
            judged.rating.label for judged, _ in row.expectations if judged.expectation is expectation
        )

    return rating


def _signs(wanted: Rating) -> Callable[[PartnershipRow], str]:
    def signs(row: PartnershipRow) -> str:
        return " ".join(sign.sentence for sign, _ in row.warnings if sign.rating is wanted)

    return signs


COLUMNS = (
    Column("School", lambda row: row.partnership.project.school.name),
    Column("URN", lambda row: row.partnership.project.school_id),
    Column("Trust", lambda row: row.partnership.project.trust.name),
    Column("Reference", lambda row: row.partnership.reference),
    Column("Lead in the trust", lambda row: str(row.lead or "")),
    Column("State", lambda row: row.state.label),
    Column("Starts", lambda row: row.partnership.starts_on),
    Column("Ends", lambda row: row.partnership.ends_on),
    Column("Time left", lambda row: row.left),
    Column("Next review", lambda row: row.next.name if row.next else ""),
    Column("Next review due", lambda row: row.next.due_on if row.next else None),
    Column("Reviews missed", lambda row: 0 if row.is_over else len(row.clock.missed)),
    *(Column(each.label, _rating(each)) for each in Expectation),
    Column("Red warnings", _signs(Rating.RED)),
    Column("Amber warnings", _signs(Rating.AMBER)),
    Column("Ended", lambda row: row.partnership.ended_on),
    Column("Outcome", lambda row: row.partnership.get_outcome_display()),
)
