"""What rows say of a project as a whole: route, joining month, lead, stage; of a new one and of one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from partnerships.rules.joining_reasons import direction_of, reason_problems, reasons_for
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import Phase, Route
from partnerships.rules.workbook import cells
from partnerships.rules.workbook.look import Found, Told
from partnerships.rules.workbook.meanings import MonthSaid, NotUnderstood, StageSaid
from partnerships.rules.workbook.standing import Standing
from partnerships.rules.workbook.steps import ChangeLead, ChangeRoute, DoneBefore, MoveMonth, PutOnHold, Start
from partnerships.rules.workbook.table import Cell, Row
from partnerships.rules.workbook.trusts import known_as
from partnerships.rules.workbook.words import Asks, Earlier, Holds

_ROUTES = tuple((route.value, route.label) for route in Route)


class ProjectSaid:
    """What is said of the project as a whole."""

    def __init__(self, found: Found, rows: Sequence[Row], standing: Standing) -> None:
        self.found, self.rows, self.standing = found, rows, standing
        self.route, self.month = standing.route, standing.joining_month
        look = found.look
        self.said_route = found.only(
            rows, Holds.ROUTE, lambda cell: cells.route(cell.text) or None, _say_route
        )
        self.said_outgoing: Told[int] | None = None
        names = {each.pk: each.name or each.email for each in look.people}
        self.names = names
        self.said_lead = found.only(
            rows,
            Holds.LEAD,
            lambda cell: cells.lead(cell.text, look.people),
            lambda pk: names.get(pk, str(pk)),
        )
        self.said_month = self._months()
        self.said_confirmed = found.only(rows, Holds.CONFIRMED, _yes_no, _say_yes_no)
        self.said_confidential = found.only(rows, Holds.CONFIDENTIAL, _yes_no, _say_yes_no)

    def _trust(self, cell: Cell) -> int | None:
        for name in known_as(cell.text):
            if name in self.found.look.trusts:
                return self.found.look.trusts[name]
        raise NotUnderstood(f"GIAS knows no single trust called “{cell.text}”.", Asks.TRUST)

    def _months(self) -> Told[MonthSaid] | None:
        """The month that is said first; a cell that says that there is none yet says nothing against another."""
        found, look = self.found, self.found.look
        first: Told[MonthSaid] | None = None

        def meaning(cell: Cell) -> MonthSaid | None:
            try:
                return cells.month(cell, day_first=look.reading.day_first, today=look.today)
            except NotUnderstood as wrong:
                if self._is_month_here(wrong):
                    return MonthSaid(None)
                raise

        for told in found.all_of(self.rows, Holds.JOINING, meaning):
            said = told.value
            if said.note:
                found.note(told.saying(f"{told.heading}: {said.note}"))
            if said.month is None:
                continue
            month = told.saying(said.month)
            if found.once(Holds.JOINING, month, say_month(said.month), Asks.MONTH):
                first = told
        return first

    def _is_month_here(self, asked: NotUnderstood) -> bool:
        """Whether "Autumn 2027" was settled when the project came in: it moves nothing, and is not asked again."""
        month = self.standing.joining_month
        return month is not None and f"{month:%Y-%m}" in dict(asked.options)

    @property
    def _confirmed(self) -> bool | None:
        """Whether the sheet says that the month is certain; its own column goes before the month's cell."""
        if self.said_confirmed is not None:
            return self.said_confirmed.value
        return self.said_month.value.confirmed if self.said_month else None

    def start(self) -> Phase | None:
        """Starts the project; the phase before which everything is done, where the sheet says how far it is."""
        standing, plan = self.standing, self.found.plan
        self.month = self.said_month.value.month if self.said_month else None
        self.route = self.said_route.value if self.said_route else ""
        assumed = [self.said_month.value.assumed] if self.said_month else []
        if not self.route and not any(each.asks is Asks.ROUTE for each in self.found.unknown):
            self.route, why = standing.proposed
            assumed.append(why)
        outgoing = self._outgoing()
        self._start_problems(outgoing)
        confirmed = bool(self._confirmed and self.month)
        lead = self.said_lead.value if self.said_lead else None
        confidential = bool(self.said_confidential and self.said_confidential.value)
        what = Start(self.route, self.month, confirmed, lead, outgoing, confidential)
        parts = [
            _say_route(self.route) if self.route else "Route not known yet",
            _joining(self.month, confirmed),
        ]
        parts += [f"led by {self.names.get(lead, lead)}"] if lead else []
        parts += ["confidential"] if confidential else []
        first = Told(None, self.rows[0].number, "")
        self.found.begin(what, first, "Project", ", ".join(parts), " ".join(filter(None, assumed)))
        return None if plan.refused else self._stage()

    def _outgoing(self) -> int | None:
        """Only a transfer has one; it is the school's trust in GIAS where none is named."""
        if self.route == Route.TRANSFER:
            self.said_outgoing = self.found.only(
                self.rows, Holds.OUTGOING, self._trust, lambda _: "another trust"
            )
        return self.said_outgoing.value if self.said_outgoing else None

    def _start_problems(self, outgoing: int | None) -> None:
        for problem in self.standing.start_problems(self.route, self.month, outgoing):
            self.found.plan.refused.append(str(problem))
            if isinstance(problem, Problem) and problem.about == "route" and self.said_route:
                self._refuse(self.said_route, str(problem), Asks.ROUTE, _ROUTES)

    def _refuse(
        self, told: Told[Any], says: str, asks: Asks, options: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.found.refuse(told.row, told.heading, says, asks, options)

    def _stage(self) -> Phase | None:
        told = self.found.only(self.rows, Holds.STAGE, lambda cell: cells.stage(cell.text), _say_stage)
        if told is None or told.value.phase is None:
            self._done_before_today()
        if told is None:
            return None
        if told.value.not_going_in:
            self.found.plan.refused.append(told.value.not_going_in)
            return None
        phase = told.value.phase
        if phase is not None and list(Phase).index(phase) > 0:
            after = f"{phase.label}. What comes before is done, date unknown, unless the row says otherwise"
            self.found.step(DoneBefore(phase), told, "Stage", after)
        if told.value.on_hold:
            self.found.step(PutOnHold(), told, "Stage", "On hold")
        return phase

    def _done_before_today(self) -> None:
        """A school that is entered half-way is not late with all that nobody mentions."""
        today = self.found.look.today
        if self.month is None or self.found.look.reading.earlier != Earlier.DONE:
            return
        after = f"What was due before {say_day(today)} is done, date unknown, unless the row says otherwise"
        self.found.step(
            DoneBefore(day=today), Told(None, self.rows[0].number, ""), "Earlier milestones", after
        )

    def change(self) -> None:
        """What the sheet says of a project that is there, where it differs; what it does not say stays."""
        standing = self.standing
        self._change_route()
        self._change_month()
        told = self.said_lead
        if told is not None and told.value != standing.lead_id:
            before = self.names.get(standing.lead_id or 0, "")
            self.found.step(ChangeLead(told.value), told, "Project lead", self.names[told.value], before)
        confidential = self.said_confidential
        if confidential is not None and confidential.value != standing.confidential:
            says = "Whether a project that is here already is confidential is said on its own page."
            self._refuse(confidential, says, Asks.YES_NO)

    def _change_route(self) -> None:
        standing, told = self.standing, self.said_route
        if told is not None:
            self.route = told.value
        outgoing = self._outgoing()
        other = outgoing is not None and outgoing != standing.outgoing_id
        if (told is None or told.value == standing.route) and not other:
            return
        because: Told[Any] | None = told or self.said_outgoing
        problems = [str(each) for each in standing.start_problems(self.route, None, outgoing)]
        if problems and because is not None:
            self.route = standing.route
            self._refuse(because, " ".join(problems), Asks.ROUTE, _ROUTES)
        elif because is not None:
            what = ChangeRoute(self.route, outgoing if other else standing.outgoing_id)
            after = _say_route(self.route) + (", another outgoing trust" if other else "")
            before = _say_route(standing.route) if standing.route else "Not known yet"
            self.found.step(what, because, "Route", after, before)

    def _change_month(self) -> None:
        standing = self.standing
        because: Told[Any] | None = self.said_month or self.said_confirmed
        month = self.said_month.value.month if self.said_month else standing.joining_month
        confirmed = standing.confirmed if self._confirmed is None else self._confirmed
        confirmed = confirmed and month is not None
        if because is None or (month, confirmed) == (standing.joining_month, standing.confirmed):
            return
        reasons = self._reasons(because, month, confirmed)
        if reasons is None:
            return
        self.month = month
        before = _joining(standing.joining_month, standing.confirmed)
        assumed = self.said_month.value.assumed if self.said_month else ""
        what = MoveMonth(month, confirmed, reasons)
        self.found.step(what, because, "Joining date", _joining(month, confirmed), before, assumed)

    def _reasons(self, because: Told[Any], month: date | None, confirmed: bool) -> dict[str, str] | None:
        """The reasons for the move; None while one is wanted that nobody has given."""
        standing, plan = self.standing, self.found.plan
        direction = direction_of(
            standing.joining_month, month, last_known=standing.last_known, confirmed_now=confirmed
        )
        route = Route(self.route) if self.route else None
        wanted = reasons_for(direction, route)
        if not wanted:
            return {}
        given = self.found.look.mends.reasons.get(str(plan.school.urn if plan.school else ""), {})
        reasons = {given["code"]: given.get("words", "")} if given.get("code") else {}
        problems = reason_problems(direction, route, reasons)
        if not problems:
            return reasons
        plan.reasons_wanted = tuple((each.value, each.label) for each in wanted)
        was, now = (_joining(standing.joining_month, standing.confirmed), _joining(month, confirmed))
        why = "Choose why." if not reasons else " ".join(problems)
        says = f"Here it is: {was}. The sheet says: {now}. {why}"
        self._refuse(because, says, Asks.MONTH)
        return None


def _joining(month: date | None, confirmed: bool) -> str:
    if month is None:
        return "no joining date yet"
    return f"joining {say_month(month)}, {'confirmed' if confirmed else 'provisional'}"


def _say_route(route: str) -> str:
    return Route(route).label


def _say_yes_no(yes: bool) -> str:
    return "yes" if yes else "no"


def _say_stage(stage: StageSaid) -> str:
    return stage.phase.label if stage.phase else "on hold" if stage.on_hold else "that it does not go in"


def _yes_no(cell: Cell) -> bool | None:
    return cells.yes_no(cell.text)
