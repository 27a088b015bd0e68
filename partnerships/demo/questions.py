"""When a team would answer the questions that decide what applies, and what it would usually find."""

from __future__ import annotations

import datetime as dt

from partnerships.demo.story import Story
from partnerships.models import Project
from partnerships.rules.facts import facts_for
from partnerships.rules.words import Route

# (weeks before joining, question, usual answer; with a route, the answer there only)
USUAL: tuple[tuple[int, str, str | dict[Route, str]], ...] = (
    (60, "foundation", "no"),
    (60, "church", "no"),
    (34, "pfi", "no"),
    (30, "lgps", "yes"),
    (20, "outgoing_trust_closes", "no"),
    (20, "subleases", "no"),
    (20, "old_articles", "no"),
    (20, "la_land", "yes"),
    (20, "own_freehold", "no"),
    (20, "land_restriction", "no"),
    (18, "land_moves", "yes"),
    (18, "articles_condition", "no"),
    (18, "grant_awarded", {Route.VOLUNTARY: "no", Route.TRANSFER: "no", Route.ORDER: "yes"}),
    (16, "childrens_centre", "no"),
    (16, "nursery", "no"),
    (14, "sacre_wanted", "no"),
    (10, "fresh_start", "no"),
    (3, "tenancy_at_will", "no"),
    (2, "lease_or_land_passes", "yes"),
)


def questions_of(
    story: Story, project: Project, *, began: dt.date, joining: dt.date | None
) -> list[tuple[dt.date, str, str]]:
    """(day, question, answer) of what is answered in this story; what GIAS has answered is not asked."""
    if story.route is None or joining is None:
        return [(began + dt.timedelta(days=2), key, answer) for key, answer in story.answers.items()]
    asked = {fact.key for fact in facts_for(story.route)}
    asked -= set(project.facts.values_list("key", flat=True)) | story.open_questions
    answers = []
    for weeks, key, usual in USUAL:
        answer = usual if isinstance(usual, str) else usual[story.route]
        on = max(began + dt.timedelta(days=2), joining - dt.timedelta(weeks=weeks, days=2))
        if key in asked:
            answers.append((on, key, story.answers.get(key, answer)))
    if "order_basis" in asked:
        answers.append((began + dt.timedelta(days=2), "order_basis", story.answers.get("order_basis", "s4_1_b")))
    return answers
