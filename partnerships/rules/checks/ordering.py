"""Rules about the order of the work itself: land before agreements, and whatever the plan makes wait for something."""

from collections.abc import Iterator, Mapping, Sequence

from partnerships.rules.checks._compare import in_order, off
from partnerships.rules.checks.situation import Finding, Situation, State, Step
from partnerships.rules.plan import effective_dependencies
from partnerships.rules.saying import all_of, counted, say_day
from partnerships.rules.words import Status

LAND = "land_before_agreements"
ORDER = "done_in_order"

# Said by a rule of their own, so not once more as "done out of order".
_SAID_ELSEWHERE = frozenset(
    {
        *(("CON-09", "APP-02"), ("CON-10", "APP-02"), ("CON-06", "LEG-18"), ("CON-06", "LEG-21")),
        *(("CON-07", "LEG-18"), ("LEG-03", "LEG-10"), ("LEG-03", "LEG-18")),
        *(("CON-07", "CON-12"), ("CON-07", "CON-13")),
    }
)


def land(situation: Situation) -> Iterator[Finding]:
    """The land questionnaire cleared before the funding agreements: DfE's conversion task list. Soft."""
    questionnaire = situation.step("LEG-03")
    agreements = [step for code in ("LEG-10", "LEG-18") if (step := situation.step(code)) is not None]
    if questionnaire is None or not agreements:
        yield off(LAND, "This plan has no land questionnaire.")
        return
    for agreement in agreements:
        yield in_order(LAND, questionnaire, agreement, situation, hard=False)


def dependencies(situation: Situation) -> Iterator[Finding]:
    """What the plan makes wait for something is done after it: the plan's own order. Soft."""
    done = [step for step in situation.steps.values() if step.happened]
    if not done:
        yield Finding(ORDER, State.NOT_YET, "Nothing of this plan is done yet.")
        return
    waits = waits_for(situation.steps)
    found = []
    for step in done:
        firsts = [
            situation.steps[code] for code in waits[step.code] if (code, step.code) not in _SAID_ELSEWHERE
        ]
        early = [first for first in firsts if _too_early(first, step)]
        if early:
            found.append(_out_of_order(early, step))
    yield from found
    if not found:
        said = f"{counted(len(done), 'milestone')} done, each after what it waits for."
        yield Finding(ORDER, State.HOLDS, said)


def waits_for(steps: Mapping[str, Step]) -> dict[str, tuple[str, ...]]:
    """By code, what each milestone really waits for: what is not applicable passes on its own predecessors."""
    depends_on = {code: step.depends_on for code, step in steps.items()}
    return effective_dependencies(depends_on, [code for code, step in steps.items() if not step.in_plan])


def _too_early(first: Step, then: Step) -> bool:
    """Whether `then` was done although `first` was not, does not count, or was done later."""
    if not first.counts:
        return True
    return bool(first.done_on and then.done_on and first.done_on > then.done_on)


def _out_of_order(early: Sequence[Step], then: Step) -> Finding:
    on = f" on {say_day(then.done_on)}" if then.done_on else ""
    said = f"“{then.title}” was done{on} out of order: {all_of([_how_it_stands(each) for each in early])}."
    codes = (*(each.code for each in early), then.code)
    return Finding(ORDER, State.WARNS, said, codes, at=then.code)


def _how_it_stands(first: Step) -> str:
    if first.status == Status.HELD:
        return f"“{first.title}” does not count yet"
    if not first.counts or first.done_on is None:
        return f"“{first.title}” is not done"
    return f"“{first.title}” was done on {say_day(first.done_on)}"
