"""First conversations, enquiries and partnerships."""

from __future__ import annotations

from partnerships.demo.stories.trials import DRIFTING, IN_GOOD_ORDER, JUST_BEGUN
from partnerships.demo.story import Own, Pace, Person, Said, Story, Stuck
from partnerships.demo.trusts import OTHER
from partnerships.rules.words import ContactRole, Phase, Route

EXPLORING = (
    Story(
        900034,
        Route.VOLUNTARY,
        15,
        began=262,
        lead="sara",
        pace=Pace.EARLY,
        partnership=(-190, 210),
        happened=IN_GOOD_ORDER,
        notes=(
            Said(170, "sara", "Partnership began with reading and attendance. Head keen, middle leaders "
                 "keener."),
            Said(88, "sara", "First review: phonics check up nine points on last year. Maths next."),
            Said(6, "sara", "Second review went well. Governors will discuss joining at their spring "
                 "meeting."),
        ),
    ),
    Story(
        900035,
        Route.VOLUNTARY,
        None,
        began=598,
        lead="priya",
        explored=7,
        partnership=(-590, -195),
        happened=DRIFTING,
        stuck={"PAR-06": Stuck("Ebbsway's governing body", 20, "Two governors want another year. Vote "
             "moved to the next meeting.")},
        notes=(
            Said(240, "sara", "Science and languages departments have gained most. History not interested."),
            Said(36, "priya", "Extended a second time, for eleven weeks. Asked the chair for a decision "
                 "either way."),
            Said(8, "priya", "Chair thinks it will be yes, but wants both staff governors with her."),
        ),
        assigned={"PAR-07": "helen"},
        own=(Own("Draft an extension letter, in case", Phase.PARTNERSHIP, 10, "margaret"),),
    ),
    Story(
        900037,
        Route.VOLUNTARY,
        14,
        lead="tom",
        partnership=(-75, 290),
        happened=JUST_BEGUN,
        notes=(
            Said(80, "tom", "Service level agreement signed on both sides. Two days of support a week."),
            Said(18, "sara", "Starting point agreed: early language, attendance, staff workload."),
        ),
        contacts=(Person(ContactRole.SENCO, "Marta Lindqvist", "Havenside"),),
    ),
    Story(
        900036,
        Route.VOLUNTARY,
        None,
        began=150,
        lead="tom",
        explored=4,
        notes=(
            Said(140, "tom", "104 pupils and falling. The governors know that they cannot stay alone."),
            Said(41, "tom", "Sent the written answers. They will compare two trusts."),
        ),
    ),
    Story(
        900038,
        Route.VOLUNTARY,
        17,
        lead="tom",
        notes=(Said(20, "tom", "Governors visited Kittiwake and talked to the head alone. Went well."),),
    ),
    Story(
        900041,
        None,
        None,
        began=24,
        lead="priya",
        explored=1,
        enquiry="Headteacher rang. Governors have to decide by Easter whether to look for a trust; the "
             "diocese "
        "suggested us. Would like to visit one of our church schools first.",
        notes=(Said(20, "priya", "Visit to St Osyth's offered for next month."),),
    ),
    Story(
        900042,
        None,
        None,
        began=9,
        lead="tom",
        enquiry="Chair of governors by e-mail: the head retires in summer and they wonder about joining. "
        "Nothing decided, staff do not know yet. Please ring, do not write to the school.",
    ),
    Story(
        900039,
        Route.TRANSFER,
        12,
        lead="priya",
        outgoing=OTHER,
        confidential=True,
        named=("helen", "daniel"),
        notes=(
            Said(40, "priya", "Their chair spoke to Helen in confidence. Staff and principal do not know."),
            Said(12, "priya", "Confidentiality agreement back, signed."),
        ),
    ),
    Story(
        900048,
        Route.VOLUNTARY,
        None,
        began=45,
        lead="daniel",
        starter="margaret",
        explored=2,
        confidential=True,
        named=("helen",),
        notes=(Said(30, "daniel", "Council has warned them about their deficit. Not public before the "
             "budget meeting."),),
    ),
)  # fmt: skip
