"""Projects that stopped before opening."""

from __future__ import annotations

from partnerships.demo.story import End, Said, Story
from partnerships.rules.words import EndOutcome, Route

ENDED = (
    Story(
        900040,
        Route.VOLUNTARY,
        2,
        began=420,
        end=End(130, EndOutcome.WITHDRAWN_SCHOOL, "Governors voted 7 to 4 to stay with the council after the "
                "consultation: parents feared losing the small classes. Chair wants to stay in touch."),
        notes=(
            Said(200, "tom", "Two of the governors are firmly against, and have good questions."),
            Said(131, "tom", "Chair rang after the vote. No hard feelings; keep the door open."),
        ),
    ),
    Story(
        900047,
        Route.VOLUNTARY,
        None,
        began=300,
        lead="priya",
        explored=5,
        end=End(175, EndOutcome.DECLINED_TRUST, "First-stage due diligence found a structural deficit "
             "that the "
                "trust's reserves could not carry. Offered support with a recovery plan instead."),
        notes=(Said(180, "daniel", "Deficit doubles by the third year even with fewer classes."),),
    ),
)  # fmt: skip
