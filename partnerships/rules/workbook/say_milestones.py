"""How a milestone stands, and what a sheet says of it, in a few words."""

from __future__ import annotations

from partnerships.rules.saying import say_day
from partnerships.rules.words import Route, Status
from partnerships.rules.workbook.meanings import LONGEST_WAITING, ProgressSaid
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.standing import StandingMilestone

_ROUTES = {
    Route.VOLUNTARY.value: "a voluntary conversion",
    Route.ORDER.value: "a conversion by academy order",
    Route.TRANSFER.value: "a transfer",
}


def say_not_in_route(title: str, route: str) -> str:
    """ "“Form M” is not part of a voluntary conversion."."""
    kind = _ROUTES.get(route)
    return f"“{title}” is " + (
        f"not part of {kind}." if kind else "not in the plan while the route is not known."
    )


def say_progress(said: ProgressSaid) -> str:
    """ "Done on 3 March 2027", "Waiting for the diocese", "Not applicable"."""
    if said.not_applicable:
        return "Not applicable"
    if said.status == Status.DONE:
        return f"Done on {say_day(said.done_on)}" if said.done_on else "Done, date unknown"
    if said.status == Status.WAITING and said.waiting_on:
        return f"Waiting for {said.waiting_on}"
    return Status(said.status).label


def say_standing(milestone: StandingMilestone) -> str:
    """The same of a milestone as it stands; empty where nothing has been said of it."""
    if milestone.has_happened:
        return say_progress(ProgressSaid(Status.DONE.value, milestone.done_on))
    if milestone.taken_out:
        return say_progress(ProgressSaid(not_applicable=True))
    if milestone.status == Status.NOT_STARTED:
        return ""
    return say_progress(ProgressSaid(milestone.status, waiting_on=milestone.waiting_on))


def waits_for(words: str) -> str:
    """ "the council", "Council": the same."""
    return tidy(words[:LONGEST_WAITING]).removeprefix("the ")
