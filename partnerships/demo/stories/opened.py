"""Schools that have joined: what is left after opening."""

from __future__ import annotations

from partnerships.demo.happenings import BrokeARule, Signed
from partnerships.demo.story import End, InGias, Move, Own, Pace, Said, Story, Stuck
from partnerships.demo.trusts import LANTERN
from partnerships.rules.joining_reasons import MoveReason
from partnerships.rules.words import EndOutcome, Gate, Phase, Route

OPENED = (
    Story(
        900010,
        Route.VOLUNTARY,
        -14,
        lead="priya",
        pace=Pace.EARLY,
        happened=(Signed(4, Gate.OPEN, "Keys, payroll and the first week's cover are ready."),),
        notes=(
            Said(330, "daniel", "Closing balance agreed at £61,400 and received. Nothing outstanding."),
            Said(55, "priya", "One-year review done with staff and parents. 9 of 10 promises kept; the tenth "
                 "(new playground surface) is in next year's capital plan."),
        ),
        end=End(40, EndOutcome.COMPLETED, "Open for over a year, one-year review held, all accounts "
             "settled."),
    ),
    Story(
        900011,
        Route.ORDER,
        -11,
        pace=Pace.STEADY,
        first_month=-13,
        moves=(Move(460, -11, MoveReason.LA, "The council could not seal the lease before the summer recess."),),
        notes=(
            Said(505, "tom", "Order received. Staff meeting went better than feared: relief more than "
                 "anger."),
            Said(290, "sara", "Behaviour support in place three days a week. Attendance up two points "
                 "since opening."),
            Said(120, "daniel", "Council disputes £38,000 of the closing balance (supply cover in the "
                 "last term)."),
            Said(9, "sara", "Agreed the outline for the one-year review. Parent forum wants to see the "
                 "figures first."),
        ),
        stuck={"PST-06": Stuck("Westmarch Council, finance", 11, "Revised statement promised twice. "
                               "Daniel has asked the section 151 officer for a date.")},
        assigned={"PST-10": "sara"},
    ),
    Story(
        900012,
        Route.VOLUNTARY,
        -7,
        lead="priya",
        notes=(
            Said(390, "priya", "Diocese content with the board's proposal for foundation governors."),
            Said(150, "sara", "Church inspection is due within the year; self-evaluation shared with "
                 "the diocese."),
            Said(20, "daniel", "Chased the council again about the closing balance. Out of office until "
                 "the end of the month."),
        ),
        stuck={"PST-05": Stuck("Westmarch Council, finance", 9, "Four months are up. Reminded them of "
             "the regulations, politely.")},
    ),
    Story(
        900013,
        Route.TRANSFER,
        -5,
        outgoing=LANTERN,
        answers={"outgoing_trust_closes": "yes"},
        notes=(
            Said(400, "tom", "Julian Sayle will stay as principal; his board wants that in the minutes."),
            Said(84, "margaret", "Outgoing trust's last accounts are with their auditor."),
        ),
        own=(Own("Close Lanternhill's old bank account", Phase.AFTER, 12, "daniel"),),
    ),
    Story(
        900014,
        Route.VOLUNTARY,
        -2,
        in_gias=InGias.PROPOSED,
        answers={"childrens_centre": "no"},
        notes=(
            Said(52, "tom", "First week calm. Two payroll queries, both answered the same day."),
            Said(16, "grace", "Nursery staff hours corrected on the new contracts."),
        ),
    ),
    Story(
        900015,
        Route.VOLUNTARY,
        -2,
        in_gias=InGias.ACCEPTED,
        lead="sara",
        first_month=-4,
        moves=(Move(250, -2, MoveReason.FEDERATION, "Federation asked to join on the same day as the junior school."),),
        notes=(Said(30, "sara", "One headteacher, two URNs: reviews are held together, notes kept on "
             "both."),),
    ),
    Story(
        900016,
        Route.VOLUNTARY,
        -2,
        lead="sara",
        pace=Pace.SLOW,
        notes=(Said(12, "neil", "Old finance system switched off last Friday. Archive tested."),),
        stuck={"PST-13": Stuck("our solicitors, Quill and Marram LLP", 3)},
        happened=(
            BrokeARule(34, "OPS-07", "academy_name", "The governors had to vote on the name twice. DfE's "
                       "caseworker agreed on the telephone, and by e-mail the same day."),
        ),
    ),
    Story(
        900017,
        Route.VOLUNTARY,
        0,
        lead="priya",
        answers={"tenancy_at_will": "yes", "lease_or_land_passes": "yes"},
        not_applicable={"LEG-05": "Lease not ready for sealing. Opens on a tenancy at will; the lease "
             "follows within three months."},
        notes=(
            Said(66, "margaret", "Eastholm cannot seal before its next cabinet. DfE agrees to a tenancy "
                 "at will."),
            Said(38, "priya", "Governors told about the tenancy at will. No objections once the dates "
                 "were clear."),
        ),
        happened=(
            BrokeARule(19, "OPS-06", "liability_information"),
            Signed(1, Gate.OPEN, "The lease follows within three months, as DfE knows."),
        ),
        own=(Own("Visit to thank the governing body", Phase.AFTER, 9, "priya"),),
    ),
)  # fmt: skip
