"""The other trust's own projects, which the main trust never sees."""

from __future__ import annotations

from partnerships.demo.story import Said, Story
from partnerships.demo.trusts import OTHER, SMALL
from partnerships.rules.words import Route

OUTSIDERS = (
    Story(900044, Route.VOLUNTARY, -3, trust=OTHER, lead="owen",
          notes=(Said(60, "owen", "Settling in well. Governors' induction done."),)),
    Story(900045, Route.VOLUNTARY, 4, trust=OTHER, lead="owen",
          notes=(Said(22, "owen", "Kick-off call held; the village hall uses the school's car park."),)),
    Story(900046, Route.TRANSFER, 9, trust=OTHER, lead="owen", outgoing=SMALL,
          notes=(Said(35, "owen", "Quillbourne has told its staff. Consultation plan agreed."),)),
)  # fmt: skip
