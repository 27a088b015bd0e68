"""One page of a preview: the schools that were asked for, with their fields, and the questions above them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from partnerships.forms.workbook_fields import Ask, SchoolShown, word_ask
from partnerships.forms.workbook_preview import Said
from partnerships.rules.saying import counted, say_month
from partnerships.rules.words import Route
from partnerships.rules.workbook.plan import WorkbookPlan
from partnerships.rules.workbook.shown import (
    Show,
    cells_left_out,
    cells_words,
    in_a_sentence,
    show_counts,
    shown,
)
from partnerships.rules.workbook.words import KEEP_AS_NOTE, LEAVE_OUT, Asks

SCHOOLS_A_PAGE = 50
# How a month is sent that was chosen from a list.
_CHOSEN_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# Questions at once; the next come when these are settled.
WORDS_AT_ONCE = 30


@dataclass
class PlanPage:
    """`query` is what the address asks for; `sent` what a page entered that could not be kept; `people` their names
    by what stands for them in an answer, "id:12".
    """

    plan: WorkbookPlan
    said: Said
    query: QueryDict
    sent: Mapping[str, Any]
    people: Mapping[str, str]

    @property
    def sentence(self) -> str:
        return in_a_sentence(self.plan)

    @property
    def going_in(self) -> int:
        return len(self.plan.going_in)

    @property
    def goes_in_words(self) -> str:
        """ "22 schools go in, 5 cells are left out."."""
        number, cells = self.going_in, cells_left_out(self.plan)
        goes = f"{counted(number, 'school')} {'goes' if number == 1 else 'go'} in"
        return f"{goes}, {cells_words(cells)}" if cells else f"{goes}."

    @property
    def button(self) -> str:
        return f"Bring in {counted(self.going_in, 'school')}"

    @property
    def show(self) -> Show:
        asked = self.query.get("show", "")
        return Show(asked) if Show.has(asked) else Show.ALL

    @property
    def words_sought(self) -> str:
        return self.query.get("q", "").strip()

    @cached_property
    def kinds(self) -> list[tuple[Show, int, bool, str]]:
        """(kind, how many schools, whether it is the one that is shown, query) of each filter."""
        sought = QueryDict(mutable=True)
        if self.words_sought:
            sought["q"] = self.words_sought
        return [
            (show, count, show is self.show, f"?{_with(sought, show=show.value).urlencode()}")
            for show, count in show_counts(self.plan)
        ]

    @cached_property
    def page(self) -> Page[Any]:
        found = shown(self.plan, self.show, self.words_sought)
        return Paginator(found, SCHOOLS_A_PAGE).get_page(self.query.get("page"))

    @cached_property
    def words(self) -> list[Ask]:
        return [word_ask(each, self.said.reading, self.sent) for each in self.plan.words[:WORDS_AT_ONCE]]

    @property
    def words_later(self) -> int:
        return max(0, len(self.plan.words) - WORDS_AT_ONCE)

    @property
    def settled(self) -> list[tuple[str, str, str, str]]:
        """(what it is about, text, what was asked, what is read instead) of every word that was settled."""
        return [
            (f"{asks}:{text}", text, Asks(asks).label, self.answer_words(asks, answer))
            for asks, answers in self.said.reading.words.items()
            for text, answer in answers.items()
        ]

    def answer_words(self, asks: str, answer: str) -> str:
        """An answer as a person reads it, where it was chosen from a list."""
        if asks == Asks.ROUTE and Route.has(answer):
            return Route(answer).label
        if asks == Asks.MONTH and _CHOSEN_MONTH.fullmatch(answer):
            return say_month(date.fromisoformat(f"{answer}-01"))
        return {LEAVE_OUT: "leave it out", KEEP_AS_NOTE: "keep it as a note", **self.people}.get(
            answer, answer
        )

    @cached_property
    def schools(self) -> list[SchoolShown]:
        asked = {
            (word.asks, word.tidied): ask.id for word, ask in zip(self.plan.words, self.words, strict=False)
        }
        return [
            SchoolShown(each, self.said.mends, asked, self.sent, self.said.errors)
            for each in self.page.object_list
        ]

    @property
    def rows_shown(self) -> str:
        return ",".join(str(row) for each in self.page.object_list for row in each.rows)


def _with(query: QueryDict, **added: str) -> QueryDict:
    found = query.copy()
    for key, value in added.items():
        found[key] = value
    return found
