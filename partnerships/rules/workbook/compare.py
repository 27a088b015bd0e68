"""What the rows of one school would do to its project as it stands, or to one that they start."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.rules.words import Status
from partnerships.rules.workbook.compare_contacts import contact_steps, note_steps
from partnerships.rules.workbook.compare_milestones import milestone_steps
from partnerships.rules.workbook.compare_project import ProjectSaid
from partnerships.rules.workbook.look import Found, Look
from partnerships.rules.workbook.meanings import NotUnderstood
from partnerships.rules.workbook.plan import SchoolPlan
from partnerships.rules.workbook.standing import Standing
from partnerships.rules.workbook.steps import FixDate, LogProgress
from partnerships.rules.workbook.table import Row
from partnerships.rules.workbook.trusts import known_as
from partnerships.rules.workbook.words import Asks, Holds

_OURS = (("us", "This trust"),)
_OF_PROJECT = (
    Holds.ROUTE, Holds.STAGE, Holds.JOINING, Holds.LEAD, Holds.MILESTONE, Holds.OWN, Holds.M_TITLE,
)  # fmt: skip
_NOT_HERE = (
    "This school has no project here yet. Bring in the sheet of the schools first, then the one of contacts."
)


def compare(rows: Sequence[Row], plan: SchoolPlan, standing: Standing, look: Look) -> Found:
    """Puts on the plan what the rows that are not left out would do, and what of them does not go in."""
    found = Found(look, plan)
    going = [row for row in rows if row.number not in look.mends.left_out]
    mine = [row for row in going if _is_of_this_trust(found, row)]
    if going and not mine:
        plan.refused.append("The sheet says that this school joins another trust.")
    if mine and standing.is_new and _is_of_contacts_alone(look):
        plan.refused.append(_NOT_HERE)
    if not mine or plan.refused:
        return found
    found.has_notes(standing.notes)
    project = ProjectSaid(found, mine, standing)
    phase = None
    if standing.is_new:
        phase = project.start()
    else:
        project.change()
    if not plan.refused:
        milestone_steps(found, mine, standing, project.route, project.month, phase)
        _forget_plans_of_what_is_done(plan)
        note_steps(found, mine)
        contact_steps(found, mine, standing.contacts)
    return found


def _is_of_contacts_alone(look: Look) -> bool:
    """Whether each row is a contact and nothing says how far a school is: a list of people starts no projects."""
    return look.reading.is_one_contact_a_row and not look.of(*_OF_PROJECT)


def _is_of_this_trust(found: Found, row: Row) -> bool:
    """Whether the row names this trust, or none. No row can reach another one."""
    for column in found.look.of(Holds.TRUST):
        cell = found.look.cell(row, column)
        if cell is not None and cell.text and not known_as(cell.text) & found.look.trust:
            says = f"This row is of “{cell.text}”. Bring it in under that trust, or say that it is this one."
            found.ask(row, column.heading, cell.text, NotUnderstood(says, Asks.TRUST, _OURS))
            return False
    return True


def _forget_plans_of_what_is_done(plan: SchoolPlan) -> None:
    """Where one column says for when it was planned and another when it was done, the second is enough."""
    done = {
        step.what.milestone
        for step in plan.steps
        if isinstance(step.what, LogProgress) and step.what.status == Status.DONE
    }
    plan.steps[:] = [
        step for step in plan.steps if not (isinstance(step.what, FixDate) and step.what.milestone in done)
    ]
