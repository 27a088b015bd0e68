"""Rules about the order of the work itself: land before agreements, and whatever the plan makes wait for something."""

from collections.abc import Iterator, Mapping

from partnerships.rules.checks._compare import in_order, off
from partnerships.rules.checks.situation import Finding, Situation, State, Step
from partnerships.rules.plan import effective_dependencies
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Status

LAND = "land_before_agreements"
ORDER = "done_in_order"

# Said by a rule of their own, so not once more as "done out of order".
_SAID_ELSEWHERE = frozenset(
    {
        *(("CON-09", "APP-02"), ("CON-10", "APP-02"), ("CON-06", "LEG-18"), ("CON-06", "LEG-21")),
        *(("CON-07", "LEG-18"), ("LEG-03", "LEG-10"), ("LEG-03", "LEG-18")),
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
    found = [
        finding
        for step in done
        for code in waits.get(step.code, ())
        if (code, step.code) not in _SAID_ELSEWHERE
        and (finding := _out_of_order(situation.steps[code], step)) is not None
    ]
    yield from found
    if not found:
        said = f"{counted(len(done), 'milestone')} done, each after what it waits for."
        yield Finding(ORDER, State.HOLDS, said)


def waits_for(steps: Mapping[str, Step]) -> dict[str, tuple[str, ...]]:
    """By code, what each milestone really waits for: what is not applicable passes on its own predecessors."""
    depends_on = {code: step.depends_on for code, step in steps.items()}
    return effective_dependencies(depends_on, [code for code, step in steps.items() if not step.in_plan])


def _out_of_order(first: Step, then: Step) -> Finding | None:
    codes = (first.code, then.code)
    on = f" on {say_day(then.done_on)}" if then.done_on else ""
    if not first.happened:
        said = f"“{then.title}” was done{on} out of order: “{first.title}” comes first and is not done."
    elif first.status == Status.HELD:
        said = f"“{then.title}” was done{on}, but “{first.title}” does not count yet: it needs a manager’s reason."
    elif first.done_on and then.done_on and first.done_on > then.done_on:
        said = (
            f"“{then.title}” was done{on} out of order: “{first.title}” comes first and was done on "
            f"{say_day(first.done_on)}."
        )
    else:
        return None
    return Finding(ORDER, State.WARNS, said, codes, at=then.code)
