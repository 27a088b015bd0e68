"""Schools that consult, decide and apply."""

from __future__ import annotations

from partnerships.demo.happenings import HandedOver, Held, Risky
from partnerships.demo.stories.asked import FOUNDATION, RUNNING, STILL_ANSWERING
from partnerships.demo.stories.trials import LED_TO_CONVERSION
from partnerships.demo.story import Move, Own, Pace, Said, Story, Stuck
from partnerships.demo.trusts import QUILLBOURNE, SMALL
from partnerships.rules.joining_reasons import MoveReason
from partnerships.rules.words import Level, Phase, RiskSource, Route

APPLYING = (
    Story(
        900027,
        Route.VOLUNTARY,
        6,
        began=565,
        partnership=(-520, -150),
        happened=(*LED_TO_CONVERSION, *STILL_ANSWERING),
        notes=(
            Said(62, "joe", "Parents' evening: full hall. Three questions about uniform, one about "
                 "everything else."),
            Said(19, "tom", "Application went in on Tuesday. DfE's receipt saved."),
        ),
    ),
    Story(
        900028,
        Route.VOLUNTARY,
        7,
        lead="sara",
        pace=Pace.SLOW,
        not_applicable={"EXP-08": "DfE's regional team was in the first meeting itself."},
        notes=(
            Said(90, "sara", "Nursery takes two-year-olds; funding rules differ from ours. Daniel to check."),
            Said(7, "daniel", "Second-stage report nearly done, waiting for the fire risk assessment."),
        ),
    ),
    Story(
        900029,
        Route.VOLUNTARY,
        8,
        lead="priya",
        answers={"foundation": "yes"},
        stuck={"CON-10": Stuck("trustees of the Larkspit Foundation", 4, "They meet quarterly. Chair "
             "will ask for consent by e-mail.")},
        notes=(
            Said(130, "margaret", "The foundation is two trustees and a filing cabinet. Both helpful."),
            Said(21, "priya", "Consultation: 112 responses. Report drafted with the chair."),
        ),
        assigned={"CON-10": "priya"},
        happened=(
            *FOUNDATION,
            Risky(40, "The foundation's trustees may refuse consent; without it the school cannot apply.",
                  "Margaret meets the chair; the draft deed answers their two questions.", "margaret",
                  Level.LOW, Level.HIGH, RiskSource.DUE_DILIGENCE_1, 12),
        ),
        own=(Own("Walk round the foundation's land with the trustees", Phase.LEGAL, 27, "neil"),),
    ),
    Story(
        900030,
        Route.ORDER,
        8,
        lead="priya",
        answers={"order_basis": "s4_1_b"},
        notes=(
            Said(24, "tom", "Order's letter names section 4(1)(b). Copy on file."),
            Said(12, "sara", "First visit. Two strong phase leaders; phonics first."),
            Said(3, "tom", "Governors' chair resigned. Council is putting in an interim executive board."),
        ),
        happened=(
            HandedOver(25, "tom", "The council's officer is Tom's contact from the last two openings. Ask her for "
                       "the order's letter first."),
        ),
    ),
    Story(
        900031,
        Route.TRANSFER,
        8,
        group=QUILLBOURNE,
        outgoing=SMALL,
        lead="sara",
        notes=(
            Said(75, "sara", "Therapists are employed by the health trust, so outside TUPE. Written "
                 "down and agreed."),
            Said(10, "joe", "Easy-read consultation leaflet is out."),
        ),
    ),
    Story(
        900032,
        Route.VOLUNTARY,
        9,
        lead="priya",
        first_month=7,
        moves=(Move(60, 9, MoveReason.SCHOOL, "Management committee asked to wait for the council's review "
             "of alternative provision."),),
        notes=(Said(61, "priya", "Council's review reports in two months. Better to know first."),),
        happened=(
            Held(33, "The council has paused all its pupil referral units until its review reports."),
        ),
    ),
    Story(
        900033,
        Route.VOLUNTARY,
        9,
        notes=(
            Said(34, "tom", "Board gave support in principle, with thanks for the clear due diligence."),
            Said(14, "joe", "Consultation opens on Monday. Banner, letters and web page ready."),
            Said(1, "tom", "Head asks whether we could come to the second meeting too. Yes."),
        ),
        own=(Own("Reply to the councillor's letter", Phase.CONSULT, -3, "joe"),),
        happened=RUNNING,
    ),
)  # fmt: skip
