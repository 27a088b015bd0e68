"""What was asked, and of whom: consultations that run, are over, or stand beside each other."""

from __future__ import annotations

from partnerships.demo.consultation_events import Consulted
from partnerships.rules.consultation_words import Audience, ConsultationKind

_TITLE = "Joining Havenlight Learning Trust"
_CONVERT = "Should the school become an academy and join Havenlight Learning Trust?"

RUNNING = (Consulted(0, ConsultationKind.STATUTORY, _TITLE, _CONVERT, responses=120),)
FINISHED = (
    Consulted(100, ConsultationKind.STATUTORY, _TITLE, _CONVERT, responses=64, answered=True),
    Consulted(0, ConsultationKind.TUPE, "Staff who transfer",
              "What the move to the trust means for staff, and the measures it plans.", responses=9),
)  # fmt: skip
STILL_ANSWERING = (
    Consulted(
        15, ConsultationKind.STATUTORY, "Becoming part of Havenlight Learning Trust", _CONVERT, responses=37
    ),
)
CHURCH = (
    Consulted(100, ConsultationKind.STATUTORY, _TITLE, _CONVERT, responses=48, answered=True),
    Consulted(99, ConsultationKind.FOUNDATION, "The foundation, its trustees and the bishop",
              "Do the trustees, and those who appoint foundation governors, consent to the application?"),
)  # fmt: skip
FOUNDATION = (
    Consulted(30, ConsultationKind.STATUTORY, "Joining the trust: what do you think?", _CONVERT, responses=112,
              left_untold=(Audience.SCHOOLS,)),
    Consulted(29, ConsultationKind.FOUNDATION, "The Larkspit Foundation's trustees",
              "Do the two trustees consent to the application?"),
)  # fmt: skip
