"""The two comparisons that all rules rest on: one thing before another, and something by a last day."""

from dataclasses import replace
from datetime import date

from partnerships.rules.checks.situation import NEAR_DAYS, Finding, Situation, State, Step
from partnerships.rules.saying import say_day


def off(rule: str, sentence: str) -> Finding:
    """The rule has nothing to say in this project, and why."""
    return Finding(rule, State.OFF, sentence)


def broken(
    rule: str, sentence: str, codes: tuple[str, ...], *, hard: bool, done: Step | None = None
) -> Finding:
    """Broken where the rule is hard, a warning where it is not. `done` is what was done against it."""
    held = done if hard else None
    return Finding(
        rule,
        State.BREAKS if hard else State.WARNS,
        sentence,
        codes,
        hard=hard,
        breaker=held.code if held else "",
        done_on=held.done_on if held else None,
        at=codes[-1],
    )


def in_order(rule: str, first: Step, then: Step, situation: Situation, *, hard: bool) -> Finding:
    """Whether `first` was done before `then` was, or on the same day; before that, whether it is planned so.

    Where either was done on a day that nobody knows, the order can be neither shown nor denied.
    """
    codes = (first.code, then.code)
    if then.happened:
        return _was_in_order(rule, first, then, hard=hard)
    if first.happened:
        said = f"“{first.title}” is done, so “{then.title}” may follow."
        return Finding(rule, State.HOLDS, said, codes, hard=hard)
    if first.due_on and then.due_on and first.due_on > then.due_on:
        said = (
            f"“{first.title}” is planned for {say_day(first.due_on)}, after “{then.title}” on "
            f"{say_day(then.due_on)}. It has to come first."
        )
        return Finding(rule, State.WARNS, said, codes, hard=hard, by=then.due_on, at=first.code)
    if then.due_on and (then.due_on - situation.today).days <= NEAR_DAYS:
        when = f"is due on {say_day(then.due_on)}"
        if then.due_on < situation.today:
            when = f"was due on {say_day(then.due_on)}"
        said = f"“{then.title}” {when}. The rule breaks if that is done before “{first.title}”."
        return Finding(rule, State.WARNS, said, codes, hard=hard, by=then.due_on, at=first.code)
    said = f"“{first.title}” has to be done before “{then.title}”. Neither is done yet."
    return Finding(rule, State.NOT_YET, said, codes, hard=hard, by=then.due_on)


def _was_in_order(rule: str, first: Step, then: Step, *, hard: bool) -> Finding:
    """The same, once `then` was done."""
    codes = (first.code, then.code)
    if not first.happened:
        on = f" on {say_day(then.done_on)}" if then.done_on else ""
        said = f"“{then.title}” was done{on}, but “{first.title}”, which has to come first, is not done."
        return broken(rule, said, codes, hard=hard, done=then)
    if first.done_on is None or then.done_on is None:
        said = (
            f"“{first.title}” and “{then.title}” are both done, but not both with a date, "
            "so it cannot be shown which came first."
        )
        return Finding(rule, State.UNSHOWN, said, codes, hard=hard)
    if first.done_on > then.done_on:
        said = (
            f"“{then.title}” was done on {say_day(then.done_on)}, before “{first.title}” on "
            f"{say_day(first.done_on)}."
        )
        return broken(rule, said, codes, hard=hard, done=then)
    said = f"“{first.title}” was done on {say_day(first.done_on)}, “{then.title}” on {say_day(then.done_on)}."
    return Finding(rule, State.HOLDS, said, codes, hard=hard)


def by_last_day(
    rule: str, step: Step, last: date, situation: Situation, *, hard: bool, what_for: str
) -> Finding:
    """Whether the step was done on or before the last day; before that, whether it still can be.

    `what_for` names what the day is counted from: "joining on 1 September 2027".
    """
    codes, said_last = (step.code,), say_day(last)
    if step.day_unknown:
        said = f"“{step.title}” was done on a day that is not known, so it cannot be shown to be in time."
        return Finding(rule, State.UNSHOWN, said, codes, hard=hard, by=last)
    if step.done_on is not None and step.happened:
        if step.done_on <= last:
            said = f"Done on {say_day(step.done_on)}; the last day for {what_for} was {said_last}."
            if situation.today <= last:
                said = f"Done on {say_day(step.done_on)}, in time for {what_for}."
            return Finding(rule, State.HOLDS, said, codes, hard=hard, by=last)
        said = f"“{step.title}” was done on {say_day(step.done_on)}. The last day for {what_for} was {said_last}."
        return replace(broken(rule, said, codes, hard=hard, done=step), by=last)
    return _still_to_do(rule, step, last, situation, hard=hard, what_for=what_for)


def _still_to_do(
    rule: str, step: Step, last: date, situation: Situation, *, hard: bool, what_for: str
) -> Finding:
    """The same for what is not done: too late, planned too late, or with so much time left."""
    codes, said_last = (step.code,), say_day(last)
    if situation.today > last:
        state = State.BREAKS if hard else State.WARNS
        said = (
            f"Already too late for {what_for}: the last day was {said_last}. “{step.title}” is not done yet."
        )
    elif step.due_on is not None and step.due_on > last:
        state = State.WARNS
        said = f"“{step.title}” is planned for {say_day(step.due_on)}. The last day for {what_for} is {said_last}."
    elif (last - situation.today).days <= NEAR_DAYS:
        state = State.WARNS
        said = f"Breaks if “{step.title}” is not done by {said_last}, the last day for {what_for}."
    else:
        state = State.NOT_YET
        said = f"“{step.title}” has to be done by {said_last}, the last day for {what_for}."
    return Finding(rule, state, said, codes, hard=hard, by=last, at=step.code)
