"""When a team would answer the questions that decide what applies, and what it would usually find."""

from __future__ import annotations

import datetime as dt

from partnerships.demo.calendar import working_day
from partnerships.demo.story import Story
from partnerships.models import Project
from partnerships.rules.facts import facts_for
from partnerships.rules.words import Route

# (weeks before joining, question, usual answer; with a route, the answer there only)
USUAL: tuple[tuple[int, str, str | dict[Route, str]], ...] = (
    (60, "foundation", "no"),
    (60, "church", "no"),
    (32, "pfi", "no"),
    (32, "lgps", "yes"),
    (19, "outgoing_trust_closes", "no"),
    (19, "subleases", "no"),
    (19, "old_articles", "no"),
    (19, "la_land", "yes"),
    (19, "own_freehold", "no"),
    (19, "land_restriction", "no"),
    (19, "land_moves", "yes"),
    (19, "articles_condition", "no"),
    (19, "grant_awarded", {Route.VOLUNTARY: "no", Route.TRANSFER: "no", Route.ORDER: "yes"}),
    (19, "childrens_centre", "no"),
    (19, "nursery", "no"),
    (13, "sacre_wanted", "no"),
    (13, "fresh_start", "no"),
    (3, "tenancy_at_will", "no"),
    (3, "lease_or_land_passes", "yes"),
)


def questions_of(
    story: Story, project: Project, *, began: dt.date, joining: dt.date | None
) -> list[tuple[dt.date, str, str]]:
    """(day, question, answer) of what is answered in this story; what GIAS has answered is not asked."""
    soon = working_day(began + dt.timedelta(days=2))
    if story.route is None or joining is None:
        return [(soon, key, answer) for key, answer in story.answers.items()]
    asked = {fact.key for fact in facts_for(story.route)}
    asked -= set(project.facts.values_list("key", flat=True)) | story.open_questions
    answers = []
    for weeks, key, usual in USUAL:
        answer = usual if isinstance(usual, str) else usual[story.route]
        on = working_day(max(soon, joining - dt.timedelta(weeks=weeks, days=2)))
        if key in asked:
            answers.append((on, key, story.answers.get(key, answer)))
    if "order_basis" in asked:
        answers.append((soon, "order_basis", story.answers.get("order_basis", "s4_1_b")))
    return answers
