"""A draft of a plan template: started from a version or a file, edited by several, published or discarded.

No project follows a draft. What fits together only later (a milestone that waits for one not added yet) may stand in
it meanwhile; it is refused when the draft is published.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone

from partnerships.actions._core import Refused, action, for_change, refuse_if, require, save_many, who_changed
from partnerships.actions.templates import (
    fill_template,
    lock_templates,
    newest_version,
    read_rows,
    template_rows,
)
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.group import Group
from partnerships.models.people import User
from partnerships.models.template import keeps_template
from partnerships.rules.plan import Dependency, TemplateRow
from partnerships.rules.problems import Problem
from partnerships.rules.template_check import storing_problems, template_problems
from partnerships.rules.template_data import row_from_data, row_to_data
from partnerships.rules.words import Phase, Route


class TemplateChangedMeanwhile(Refused):
    """Somebody else changed what the person was editing; `now` is what they would save over."""

    def __init__(self, what: str, changed: TemplateMilestone | PlanTemplate, now: str) -> None:
        self.now = now
        super().__init__(
            f"{who_changed(changed)} changed {what} while you were editing. Check it, then save again."
        )


def start_draft_problems(*, trust: Group | None) -> list[str]:
    """What stands in the way of a new draft."""
    if PlanTemplate.objects.drafts().filter(trust=trust).exists():
        return ["There is a draft already. Go on with it, or discard it first."]
    return []


@action
def start_draft(
    *,
    by: User,
    trust: Group | None,
    name: str,
    source: PlanTemplate | None = None,
    rows: Iterable[Mapping[str, str | None]] | None = None,
) -> PlanTemplate:
    """Starts a draft of the trust's template (None: of the shipped one) from a published version or from csv rows.

    Raises Refused with a sentence for each line that cannot be read. That the lines fit together is asked when the
    draft is published.
    """
    require(keeps_template(by, trust.pk if trust else None))
    lock_templates()
    refuse_if(start_draft_problems(trust=trust))
    if (source is None) == (rows is None):
        raise Refused("Choose what the draft starts from.")
    read = read_rows(rows) if rows is not None else template_rows(source) if source else []
    if not read:
        raise Refused("There is no milestone in it.")
    if source is not None and (source.is_draft or source.trust_id not in (None, trust and trust.pk)):
        raise Refused(
            "A draft starts from a published version of the same template, or from the shipped one."
        )
    draft = PlanTemplate.objects.create(
        name=name, trust=trust, version=newest_version(trust) + 1, started_from=source, started_by=by
    )
    fill_template(draft, [replace(row, position=place) for place, row in enumerate(read, 1)])
    return draft


def seen(milestone: TemplateMilestone) -> str:
    """Tells one state of the milestone from another: what a form carries, so that nobody saves over what they have
    not seen. Its place is left out, which others may change without harm."""
    data = row_to_data(row_of(milestone)) | {"position": 0}
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def row_of(milestone: TemplateMilestone) -> TemplateRow:
    """The milestone as the rules know it."""
    fields = TemplateMilestone._meta.concrete_fields
    return row_from_data({field.attname: getattr(milestone, field.attname) for field in fields})


def template_milestone_problems(row: TemplateRow) -> list[str]:
    """What is wrong with the milestone as it stands, whatever stands beside it."""
    problems: list[str] = []
    if not row.title.strip():
        problems.append(Problem("Enter a title.", about="title"))
    if not row.days:
        problems.append(Problem("Say when it is due in at least one route.", about="when_voluntary"))
    return problems + storing_problems(row)


def next_code(draft: PlanTemplate, phase: Phase) -> str:
    """The first number of the phase that no version of any template has used: a code used before would bring back
    the old milestone in projects that had it."""
    used = TemplateMilestone.objects.filter(code__startswith=f"{phase.value}-").values_list("code", flat=True)
    numbers = [int(number) for code in used if (number := code.rpartition("-")[2]).isdecimal()]
    return f"{phase.value}-{max(numbers, default=0) + 1:02d}"


@action
def add_template_milestone(*, by: User, draft: PlanTemplate, row: TemplateRow) -> TemplateMilestone:
    """Adds a milestone to a draft, last in its phase. Without a code it gets the next free one of its phase."""
    draft = _open(by, draft)
    coded = row if row.code else replace(row, code=next_code(draft, row.phase))
    refuse_if(template_milestone_problems(coded))
    if draft.milestones.filter(code=coded.code).exists():
        raise Refused(f"There is a milestone {coded.code} already. Choose another code, or leave it empty.")
    added = TemplateMilestone.objects.create(template=draft, **row_to_data(replace(coded, position=0)))
    others = [each for each in draft.milestones.order_by("position") if each.pk != added.pk]
    _renumber([*others[: _last_of(others, coded.phase)], added, *others[_last_of(others, coded.phase) :]])
    return added


@action
def change_template_milestone(
    *, by: User, milestone: TemplateMilestone, row: TemplateRow, expected: str | None = None
) -> TemplateMilestone:
    """Changes a milestone of a draft to `row`; its code and place stay, and in a new phase it stands last.

    Raises TemplateChangedMeanwhile when `expected` is not what `seen` says of it now.
    """
    _open(by, milestone.template)
    now = for_change(TemplateMilestone, milestone.pk)
    if expected is not None and seen(now) != expected:
        raise TemplateChangedMeanwhile(f"“{now.title}”", now, seen(now))
    changed = replace(row, code=now.code, position=now.position)
    refuse_if(template_milestone_problems(changed))
    moves = changed.phase != now.phase
    for name, value in row_to_data(changed).items():
        setattr(now, name, value)
    now.save()
    if moves:
        others = [each for each in now.template.milestones.order_by("position") if each.pk != now.pk]
        place = _last_of(others, changed.phase)
        _renumber([*others[:place], now, *others[place:]])
    return now


@action
def move_template_milestone(
    *, by: User, milestone: TemplateMilestone, after: TemplateMilestone | None
) -> TemplateMilestone:
    """Puts a milestone of a draft right after another one of its phase; None puts it first in the phase."""
    draft = _open(by, milestone.template)
    if after is not None and (after.template_id != draft.pk or after.phase != milestone.phase):
        raise Refused("Choose a milestone of the same phase.")
    others = [each for each in draft.milestones.order_by("position") if each.pk != milestone.pk]
    if after is not None:
        place = next(at for at, each in enumerate(others, 1) if each.pk == after.pk)
    else:
        of_phase = (at for at, each in enumerate(others) if each.phase == milestone.phase)
        place = next(of_phase, len(others))
    moved = for_change(TemplateMilestone, milestone.pk)
    _renumber([*others[:place], moved, *others[place:]])
    return moved


@action
def retire_template_milestone(*, by: User, milestone: TemplateMilestone) -> list[TemplateMilestone]:
    """Takes a milestone out of a draft. What waited for it waits for what it waited for; returns those."""
    draft = _open(by, milestone.template)
    leaving = for_change(TemplateMilestone, milestone.pk)
    gone = row_of(leaving)
    leaving.delete()
    waiting = []
    for each in draft.milestones.order_by("position"):
        row = row_of(each)
        if any(dependency.code == gone.code for dependency in row.depends_on):
            each.depends_on = row_to_data(replace(row, depends_on=_without(row, gone)))["depends_on"]
            waiting.append(each)
    save_many(waiting, ["depends_on"])
    _renumber(list(draft.milestones.order_by("position")))
    return waiting


def publish_draft_problems(draft: PlanTemplate, *, what_changed: str) -> list[str]:
    """What stands in the way of publishing, with the names of the milestones."""
    problems: list[str] = []
    if not what_changed.strip():
        problems.append(Problem("Say what changed.", about="what_changed"))
    return problems + template_problems(template_rows(draft))


@action
def publish_draft(
    *, by: User, draft: PlanTemplate, what_changed: str, expected_edits: int | None = None
) -> PlanTemplate:
    """Publishes a draft as the next version. New projects follow it; live ones when they are moved to it.

    Raises TemplateChangedMeanwhile when somebody edited the draft after `expected_edits`.
    """
    lock_templates()
    draft = _open(by, draft, count=False)
    if expected_edits is not None and draft.edits != expected_edits:
        raise TemplateChangedMeanwhile("the draft", draft, str(draft.edits))
    refuse_if(publish_draft_problems(draft, what_changed=what_changed))
    draft.published_at, draft.published_by, draft.what_changed = timezone.now(), by, what_changed.strip()
    draft.save()
    return draft


@action
def discard_draft(*, by: User, draft: PlanTemplate) -> None:
    """Throws a draft away, with everything that was changed in it."""
    _open(by, draft, count=False).delete()


def _open(by: User, draft: PlanTemplate, *, count: bool = True) -> PlanTemplate:
    """The draft as it is now, locked; one more edit unless it is not an edit."""
    draft = for_change(PlanTemplate, draft.pk)
    require(keeps_template(by, draft.trust_id))
    if not draft.is_draft:
        raise Refused("This version is published and stays as it is. Start a draft to change it.")
    if count:
        draft.edits += 1
        draft.save(update_fields=["edits"])  # its history then says who edited it last
    return draft


def _last_of(rows: Sequence[TemplateMilestone], phase: Phase) -> int:
    """Where the next milestone of this phase stands: after the phase's last one, or after the phases before it."""
    order = {each.value: place for place, each in enumerate(Phase)}
    up_to = [at for at, each in enumerate(rows, 1) if order[each.phase] <= order[phase.value]]
    of_phase = [at for at, each in enumerate(rows, 1) if each.phase == phase]
    return max(of_phase or up_to, default=0)


def _renumber(rows: Sequence[TemplateMilestone]) -> None:
    """Numbers the places from 1, without gaps."""
    changed = []
    for place, row in enumerate(rows, 1):
        if row.position != place:
            row.position = place
            changed.append(row)
    save_many(changed, ["position"])


def _without(row: TemplateRow, gone: TemplateRow) -> tuple[Dependency, ...]:
    """What the row waits for once `gone` is not there: what that one waited for, in the routes of both."""
    left: dict[str, frozenset[Route]] = {}
    for dependency in row.depends_on:
        if dependency.code != gone.code:
            left[dependency.code] = left.get(dependency.code, frozenset[Route]()) | dependency.routes
            continue
        for before in gone.depends_on:
            routes = before.routes & dependency.routes
            if routes and before.code != row.code:
                left[before.code] = left.get(before.code, frozenset[Route]()) | routes
    return tuple(Dependency(code, routes) for code, routes in left.items())
