"""Plans for tests of the forecast: a few steps made by hand, and the shipped plan."""

from datetime import date, timedelta

from partnerships.data import shipped_template
from partnerships.rules.forecast import forecast
from partnerships.rules.network import Step
from partnerships.rules.plan import Anchors, build_plan, effective_dependencies
from partnerships.rules.words import Applies, Route

PLANNED = date(2027, 9, 1)
TODAY = date(2027, 6, 1)


def due(days):
    """A date that many days from the planned opening."""
    return PLANNED + timedelta(days=days)


def step(key, days=None, *waits_for, **given):
    """A milestone that is due so many days from opening and, being due before it, must be finished before it."""
    values = {"planned": None if days is None else due(days), "place": days}
    values["blocking"] = days is not None and days < 0
    return Step(key, given.pop("title", f"Do {key}"), waits_for=waits_for, **(values | given))


def done(key, days, on, *waits_for, **given):
    return step(key, days, *waits_for, done=True, done_on=on, **given)


def run(*steps, planned=PLANNED, today=TODAY, deadlines=None):
    return forecast(steps, planned=planned, today=today, deadlines=deadlines)


def finishes(*steps, **given):
    return {line.step.key: line.finish for line in run(*steps, **given).lines}


def real_plan(route=Route.VOLUNTARY, *, done_before=None):
    """The shipped plan of a school without a partnership; what is due before a day is done on its day."""
    rows = build_plan(shipped_template(), route, {"has_partnership": "no"}, Anchors(joining=PLANNED))
    left_out = [each.code for each in rows if each.verdict.applies is Applies.NO]
    waits = effective_dependencies({each.code: each.depends_on for each in rows}, left_out)
    kept = [each for each in rows if each.code not in left_out]
    return [
        step(
            each.code,
            each.days,
            *waits[each.code],
            title=each.title,
            done=done_before is not None and each.due < done_before,
            done_on=each.due if done_before is not None and each.due < done_before else None,
        )
        for each in kept
    ]


def late_land():
    """The land questionnaire is late, and the funding agreement waits for it."""
    return [
        done("LEG-01", -150, due(-150), title="Instruct solicitors"),
        step("LEG-03", -126, "LEG-01", title="Land questionnaire and title plans"),
        step("LEG-10", -63, "LEG-03", takes=60, title="Draft funding agreement"),
        step("LEG-18", -28, "LEG-10", title="Sign the funding agreement"),
        step("OPS-07", -42, "LEG-01", least_before=40, title="Academy's name"),
        step("OPN-01", 0, "LEG-18", title="The academy opens"),
        step("PST-01", 28, "OPN-01", title="Publish"),
    ]
