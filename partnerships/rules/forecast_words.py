"""A forecast as a person reads it."""

from __future__ import annotations

from partnerships.rules.forecast import Cause, Forecast, Holding
from partnerships.rules.saying import counted, say_day


def say_forecast(forecast: Forecast) -> str:
    """One sentence: planned for when, on current pace when, and why."""
    if forecast.opening is None:
        return "There is nothing to count an opening from yet: choose a route first."
    if not forecast.holding.keys and forecast.planned is not None and forecast.planned <= forecast.today:
        return (
            f"Planned {say_day(forecast.planned)}: all that comes before opening is done. Record the opening."
        )
    return f"{_months(forecast)}: {_reason(forecast)}."


def _months(forecast: Forecast) -> str:
    opening = say_day(forecast.opening) if forecast.opening else ""
    if forecast.planned is None:
        return f"No joining date yet, on current pace {opening} at the earliest"
    if forecast.months_late:
        return f"Planned {say_day(forecast.planned)}, on current pace {opening}"
    if forecast.holding.cause is Cause.LATE:
        return f"Planned {opening}, and it can still open then"
    return f"Planned {opening}, and on current pace it opens then"


def _reason(forecast: Forecast) -> str:
    if not forecast.holding.keys:
        return "everything that must be done before opening is done"
    said = _cause(forecast, forecast.holding)
    if forecast.shut is not None:
        title = forecast.line(forecast.shut.key).step.title
        said += (
            f"; DfE’s deadline for “{title}”, {say_day(forecast.shut.deadline)}, rules out"
            f" {say_day(forecast.shut.month)}"
        )
    return said


def _cause(forecast: Forecast, holding: Holding) -> str:
    step = forecast.line(holding.keys[0]).step
    name, waits = f"“{step.title}”", _waits(holding)
    if not forecast.months_late and forecast.planned is not None:
        room = counted(forecast.room or 0, "day")
        if holding.cause is Cause.LATE:
            return f"{name} is {counted(holding.days, 'day')} late and has {room} to spare{waits}"
        return f"of what can be done now, {name} has the least room to spare, {room}{waits}"
    match holding.cause:
        case Cause.LATE:
            return f"{name} is {counted(holding.days, 'day')} late{waits}"
        case Cause.FOLLOWS:
            return f"“{holding.after}” was done {counted(holding.days, 'day')} late, {name} follows it{waits}"
        case Cause.FIXED if step.planned:
            return f"{name} has the fixed date {say_day(step.planned)}{waits}"
        case Cause.PLANNED if step.planned:
            return f"{name} is not planned before {say_day(step.planned)}{waits}"
        case _:
            return f"{name} comes first{waits}"


def _waits(holding: Holding) -> str:
    if not holding.waiting:
        return ""
    verb = "waits" if holding.waiting == 1 else "wait"
    return f" and {counted(holding.waiting, 'milestone')} {verb} for it"
