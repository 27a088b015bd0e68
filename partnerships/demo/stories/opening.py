"""Schools with a date in the next months: legal documents and getting ready."""

from __future__ import annotations

from partnerships.demo.happenings import Filed, Fixed, Rated, Risky, Signed
from partnerships.demo.stories.asked import CHURCH, FINISHED
from partnerships.demo.story import Move, Own, Pace, Person, Said, Story, Stuck
from partnerships.demo.trusts import FERRY, QUILLBOURNE, SMALL
from partnerships.rules.joining_reasons import MoveReason
from partnerships.rules.words import ContactRole, Gate, Level, Phase, Rating, RiskSource, Route

OPENING = (
    Story(
        900018,
        Route.VOLUNTARY,
        1,
        notes=(
            Said(24, "neil", "Wi-Fi survey done. Two access points to add before the cut-over."),
            Said(8, "tom", "Head asks for the day-one words for parents by Friday."),
            Said(2, "daniel", "Bank form sent; DfE's reference not back yet."),
        ),
        stuck={"LEG-05": Stuck("Westmarch Council, legal services", 6, "Lease is with their surveyor. "
             "Asked for it to go "
                               "on the sealing list before month end.")},
        assigned={"LEG-05": "tom"},
        own=(
            Own("Staff welcome breakfast", Phase.READY, 6, "joe"),
            Own("Order new sign for the gate", Phase.READY, -4, "neil"),
            Own("Meet the parents' association", Phase.READY, -38, "tom", done=True),
        ),
    ),
    Story(
        900019,
        Route.ORDER,
        1,
        lead="priya",
        pace=Pace.EARLY,
        notes=(
            Said(230, "priya", "Acting head is supportive. Three vacancies in key stage 2; Sara to "
                 "second two teachers."),
            Said(60, "sara", "Reading plan agreed for the first 100 days."),
            Said(5, "grace", "All staff transferred on the test payroll. Two pension queries left."),
        ),
        assigned={"OPS-26": "sara"},
        happened=(
            Filed(40, "OPS-24", "Opening budget as the board approved it", "opening-budget.csv",
                  "Line,Amount\nIncome,1450000\nStaff,1121000\nPremises,148000\nOther,167000\n"),
            Signed(10, Gate.OPEN, "Everything that must hold does; the rest is dated before opening."),
        ),
    ),
    Story(
        900020,
        Route.TRANSFER,
        2,
        outgoing=FERRY,
        answers={"outgoing_trust_closes": "yes", "old_articles": "no"},
        notes=(
            Said(140, "tom", "Members of the outgoing trust voted 4 to 1 in favour."),
            Said(13, "margaret", "Auditor asks for the closure date; told them the month after transfer."),
            Said(5, "grace", "Still no list of staff. Without it there is no measures letter, and the twelve "
                 "weeks of consultation have not begun."),
        ),
        stuck={"OPS-02": Stuck("Ferrymoor's payroll bureau", 13, "They hold the contracts and want a "
                               "written instruction from both boards.")},
    ),
    Story(
        900021,
        Route.VOLUNTARY,
        2,
        lead="priya",
        answers={"la_land": "yes", "own_freehold": "yes", "land_restriction": "no"},
        stuck={"LEG-13": Stuck("the diocesan board of education", 5, "Their solicitor is on leave; "
             "nobody else may sign. "
                               "Canon Hale is looking for a way.")},
        notes=(
            Said(200, "priya", "Trustees of the foundation consent in writing; letter on file."),
            Said(47, "margaret", "Playing field is the council's, the rest belongs to the diocesan "
                 "trustees. Two sets of papers."),
            Said(6, "priya", "If the diocese has not signed by the 10th, we ask DfE about moving a month."),
        ),
        assigned={"LEG-13": "priya"},
        happened=CHURCH,
        own=(Own("Blessing of the new sign, with the bishop's office", Phase.READY, 50, "joe"),),
    ),
    Story(
        900022,
        Route.VOLUNTARY,
        3,
        pace=Pace.STEADY,
        answers={"pfi": "yes", "subleases": "yes"},
        happened=(
            *FINISHED,
            Risky(176, "The PFI contract's unitary charge is higher than the grant covers.",
                  "Council carries the gap for seven years; wording in the deed to be checked.", "daniel",
                  Level.HIGH, Level.HIGH, RiskSource.DUE_DILIGENCE_2, 5),
        ),
        interests="Councillor J. Marsh declared that her firm advises the PFI contractor and left the room.",
        stuck={"LEG-09": Stuck("the PFI contractor's lenders", 8, "Lenders want a parent company "
             "guarantee struck out. "
                               "Council's lawyers and ours are on it together.")},
        assigned={"LEG-09": "tom"},
        contacts=(Person(ContactRole.OTHER, "Vincent Achebe", "Brightwall Schools PFI", "Contract manager"),),
        notes=(
            Said(190, "daniel", "PFI unitary charge: affordability gap of £86,000 a year for seven more "
                 "years. Council will carry it."),
            Said(31, "neil", "Sports club's sublease found in the site file, expires next summer."),
            Said(4, "tom", "Call with the contractor, the council and DfE. Draft deed by Thursday."),
        ),
        own=(Own("Tell the school's bank about the PFI account", Phase.LEGAL, 18, "daniel"),),
    ),
    Story(
        900023,
        Route.VOLUNTARY,
        4,
        lead="sara",
        conditions=(
            "The trust's articles amended for a special school",
            "Health trust's letter on therapy, with hours for every class",
        ),
        answers={"lgps": "yes"},
        stuck={"OPS-11": Stuck("Westmarch Council, SEND team", 3, "Council says 124 places, school says "
             "120. Head has the panel minutes.")},
        notes=(
            Said(210, "sara", "Hydrotherapy pool needs its own insurance and a maintenance contract."),
            Said(15, "neil", "Transport drop-off is on highways land. Licence, not lease."),
        ),
        contacts=(Person(ContactRole.SENCO, "Ellen Groves", "Curlewfield School"),),
    ),
    Story(
        900024,
        Route.ORDER,
        4,
        lead="priya",
        pace=Pace.SLOW,
        first_month=0,
        moves=(
            Move(150, 2, MoveReason.LA, "The council needs cabinet approval for the deficit, and its next "
                 "meeting is a month away."),
            Move(45, 4, MoveReason.LAND, "Land registry titles of the two playing fields do not match; new "
                 "plans are needed."),
        ),
        happened=(
            Risky(158, "The deficit may grow before opening, and fall to the trust.",
                  "Monthly forecast from the council; write-off asked for in writing.", "daniel",
                  Level.MEDIUM, Level.HIGH, RiskSource.DUE_DILIGENCE_2, -6),
            Rated(9, Rating.RED, "Cabinet's vote on the deficit is the whole project; until then nothing "
                  "else matters."),
        ),
        stuck={"LEG-05": Stuck("Eastholm Council, estates", 4, "They will not agree the lease until the "
             "field titles are settled.")},
        assigned={"LEG-05": "priya"},
        own=(Own("Write to parents about the new month, second letter", Phase.READY, -2, "priya"),),
        notes=(
            Said(160, "daniel", "Deficit forecast £412,000. Council asks for a repayment plan, we ask "
                 "for a write-off."),
            Said(44, "priya", "Told the interim head and the unions about the new month before it got "
                 "round."),
            Said(10, "neil", "Surveyor on site Tuesday for the field boundaries."),
        ),
    ),
    Story(
        900025,
        Route.TRANSFER,
        5,
        group=QUILLBOURNE,
        outgoing=SMALL,
        answers={"land_moves": "yes"},
        notes=(
            Said(120, "tom", "Quillbourne's board would rather let two schools go well than four badly."),
            Said(17, "tom", "Form M questions sent to the outgoing trust's solicitor."),
        ),
        stuck={"LEG-01": Stuck("the outgoing trust's board", 3)},
    ),
    Story(
        900026,
        Route.VOLUNTARY,
        5,
        open_questions=frozenset({"subleases", "old_articles"}),
        notes=(
            Said(70, "daniel", "Resourced provision: 16 places, 14 filled. Funding agreed in principle."),
            Said(11, "margaret", "Is there a lease with the after-school club? School is looking for "
                 "the papers."),
        ),
        assigned={"OPS-01": "grace"},
        happened=(
            Fixed(20, "OPS-08", 45, "The council's payroll provider takes new employers on this day only."),
        ),
    ),
)  # fmt: skip
