"""When a milestone of a draft applies, and what it waits for: route by route, by choosing from lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from partnerships.forms._filters import QuickSelect
from partnerships.forms.base import GovForm
from partnerships.forms.template_milestones import SeenState
from partnerships.models import TemplateMilestone
from partnerships.rules.conditions import Condition
from partnerships.rules.plan import ALL_ROUTES, Dependency, TemplateRow
from partnerships.rules.template_terms import Joined, put_together, taken_apart, term_choices
from partnerships.rules.template_words import say_condition
from partnerships.rules.words import Route

SAME, KEEP = "same", "keep"
_FEWEST_TERMS, _FREE_WAITS = 3, 3


class AppliesForm(SeenState, GovForm):
    """When the milestone applies, route by route. A condition that is nested too deeply to show can be kept."""

    def __init__(self, *args: Any, row: TemplateRow, **kwargs: Any) -> None:
        self.row = row
        self.routes = [route for route in Route if route in row.days]
        super().__init__(*args, **kwargs)
        for route in self.routes:
            self._offer(route)

    @property
    def parts(self) -> list[tuple[Route, forms.BoundField, list[forms.BoundField]]]:
        """Each route with how its terms are joined, and the terms."""
        return [
            (
                route,
                self[f"joined_{route}"],
                [self[name] for name in self.fields if name.startswith(f"term_{route}_")],
            )
            for route in self.routes
        ]

    @property
    def edited(self) -> TemplateRow:
        conditions = {route: self._condition(route) for route in self.routes}
        others = {route: each for route, each in self.row.conditions.items() if route not in conditions}
        kept = {route: each for route, each in conditions.items() if each}
        return replace(self.row, conditions={**others, **kept})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for route in self.routes:
            joined, terms = data.get(f"joined_{route}"), self._terms(route)
            if joined in (Joined.ALL, Joined.ANY) and not terms:
                self.add_error(f"term_{route}_1", f"{route.label}: choose at least one answer")
            elif joined and joined not in (Joined.ALL, Joined.ANY) and terms:
                self.add_error(
                    f"joined_{route}",
                    f"{route.label}: choose “all of these” or “any of these”, or take the answers out",
                )
        return data

    def _offer(self, route: Route) -> None:
        condition, first = self.row.conditions.get(route), self.routes[0]
        shown = taken_apart(condition)
        same = route != first and condition == self.row.conditions.get(first)
        choices = [*Joined.choices()]
        if route != first:
            choices.insert(0, (SAME, f"The same as for {first.label.lower()}"))
        offered = [("", "No answer chosen"), *term_choices(route)]
        known = {term for term, _ in offered}
        joined, terms = shown or (None, ())
        if joined is None or not set(terms) <= known:
            choices.append((KEEP, f"As it is now: {say_condition(condition)}"))
            joined, terms = None, ()
        begins = SAME if same else KEEP if joined is None else joined.value
        self.fields[f"joined_{route}"] = forms.ChoiceField(
            label=f"{route.label}: when does it apply?", choices=choices, initial=begins
        )
        for number in range(1, max(_FEWEST_TERMS, len(terms) + 1) + 1):
            chosen = terms[number - 1] if number <= len(terms) and not same else ""
            self.fields[f"term_{route}_{number}"] = forms.ChoiceField(
                label=f"{route.label}, answer {number}",
                required=False,
                choices=offered,
                initial=chosen,
                widget=QuickSelect,
            )

    def _terms(self, route: Route) -> list[str]:
        names = [name for name in self.fields if name.startswith(f"term_{route}_")]
        return [term for name in names if (term := self.cleaned_data.get(name))]

    def _condition(self, route: Route) -> Condition:
        joined, before = self.cleaned_data[f"joined_{route}"], self.row.conditions.get(route)
        if joined == SAME:
            return self._condition(self.routes[0])
        if joined == KEEP or taken_apart(before) == (joined, tuple(self._terms(route))):
            return before  # written another way it would mean the same
        return put_together(joined, self._terms(route))


class WaitsForm(SeenState, GovForm):
    """What the milestone waits for: one line each, with the routes in which it does. `others` may be chosen."""

    def __init__(
        self, *args: Any, row: TemplateRow, others: Sequence[TemplateMilestone], **kwargs: Any
    ) -> None:
        self.row = row
        super().__init__(*args, **kwargs)
        choices = [("", "Nothing"), *((each.code, str(each)) for each in others)]
        known = {code for code, _ in choices}
        choices += [(d.code, f"{d.code}, not in the template") for d in row.depends_on if d.code not in known]
        self.lines = len(row.depends_on) + _FREE_WAITS
        for line in range(self.lines):
            now = row.depends_on[line] if line < len(row.depends_on) else Dependency("")
            self.fields[f"code_{line}"] = forms.ChoiceField(
                label=f"Milestone {line + 1}",
                required=False,
                choices=choices,
                initial=now.code,
                widget=QuickSelect,
            )
            self.fields[f"routes_{line}"] = forms.ChoiceField(
                label=f"In which routes, milestone {line + 1}",
                choices=_ROUTE_CHOICES,
                initial=_routes_value(now.routes),
            )

    @property
    def parts(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"code_{line}"], self[f"routes_{line}"]) for line in range(self.lines)]

    @property
    def edited(self) -> TemplateRow:
        waits: dict[str, frozenset[Route]] = {}
        for line in range(self.lines):
            code, value = self.cleaned_data[f"code_{line}"], self.cleaned_data[f"routes_{line}"]
            if code:
                waits[code] = waits.get(code, frozenset()) | frozenset(
                    Route(each) for each in value.split(",")
                )
        return replace(self.row, depends_on=tuple(Dependency(code, routes) for code, routes in waits.items()))


def _routes_value(routes: frozenset[Route]) -> str:
    return ",".join(route.value for route in Route if route in routes)


_ROUTE_CHOICES = [
    (_routes_value(ALL_ROUTES), "In every route"),
    *((route.value, f"{route.label} only") for route in Route),
    *(
        (_routes_value(ALL_ROUTES - {left}), " and ".join(each.label for each in Route if each is not left))
        for left in reversed(Route)
    ),
]
