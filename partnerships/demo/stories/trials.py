"""What happened in the Trust Partnerships: one in good order, one that drifts, one that led to a conversion."""

from __future__ import annotations

from partnerships.demo.partnership_events import Agreed, Ended, Extended, Promised, Reviewed, Told, Visited
from partnerships.rules.partnership_words import ActivityKind, Domain, Kept, PartnershipOutcome, ServiceArea
from partnerships.rules.words import Rating

_TEACHING, _CURRICULUM, _LEADERSHIP = ServiceArea.TEACHING, ServiceArea.CURRICULUM, ServiceArea.LEADERSHIP
_TRAINING, _MENTORING, _MODERATION = ActivityKind.TRAINING, ActivityKind.MENTORING, ActivityKind.MODERATION

IN_GOOD_ORDER = (
    Agreed(
        197, "TP-14", "Early reading and mathematics, and a head who is not alone. The governors look at joining "
        "once they have seen a year's work.", 14_500,
        (
            (_TEACHING, "Early reading: training and coaching", "Kittiwake's reading lead", 12, "Phonics check"),
            (_CURRICULUM, "Mathematics plan for years 3 to 6", "The trust's mathematics lead", 8, "Books, termly"),
            (_LEADERSHIP, "Mentor for the headteacher", "Helen Ashdown", 6, "Head's own account"),
            (ServiceArea.GOVERNANCE, "Review of governance", "Margaret Lyle", 1, "Report to governors"),
        ),
        (
            ("Phonics check, year 1", "68%", "82%", "77%"),
            ("Attendance", "92.1%", "94.5%", "93.4%"),
            ("Staff who say that their workload is fair", "41%", "65%", ""),
        ),
    ),
    Told(180, (
        ("topic.care", "That every child reads by seven. Your own first aim is the same one."),
        ("topic.autonomy", "You keep the curriculum's content, uniform, staffing and your name. Payroll, "
         "finance and phonics are done one way in all our schools."),
        ("topic.standards", "The head, with our education director; trustees see every school's figures each term."),
        ("topic.local", "Governors stay: they look after pupils' welfare and speak for the families."),
    )),
    Visited(120, (
        (182, _TRAINING, "Phonics for all staff", "Reading lead", "All teachers", 6, "One scheme, one pace"),
        (168, _MENTORING, "First month of the plan", "Helen Ashdown", "Headteacher", 2, "Two meetings a term dropped"),
        (150, _MODERATION, "Writing in years 2 and 6", "Kittiwake and Marlowick", "Year 2 and 6 teachers", 3, ""),
        (134, ActivityKind.CURRICULUM, "Mathematics plan, years 3 and 4", "Mathematics lead", "Two teachers", 5,
         "Unit order agreed"),
    ), shown=True),
    Reviewed(150, "PAR-04", Rating.AMBER, "Reading is the first need. Teaching is willing, the plan was unclear.",
             "Weekly coaching until half-term."),
    Promised(140, "A teaching assistant of the trust covers while staff are trained.", "Staff", "sara", -30, Kept.YES,
             "Cover was there on all six days."),
    Promised(60, "No redundancies in the first two years because of joining.", "Staff and unions", "grace"),
    Promised(45, "The nursery stays open five days a week.", "Parents", "sara", 120),
    Visited(12, (
        (96, _TRAINING, "Phonics: second day", "Reading lead", "All teachers and assistants", 6, "Groups remade"),
        (70, _MENTORING, "Half-way talk", "Helen Ashdown", "Headteacher", 2, ""),
        (41, _MODERATION, "Mathematics, year 4", "Marlowick", "Two teachers", 3, "Expectations raised"),
        (13, _TRAINING, "Talk in the classroom", "Education director", "All teachers", 4.5, ""),
    ), shown=True),
    Reviewed(80, "PAR-05", Rating.GREEN, "Phonics check nine points up. Mathematics plan in use in two years.",
             "Mathematics in years 5 and 6 next.", 1, (
                 (Domain.EDUCATION, Rating.GREEN, "Reading taught consistently."),
                 (Domain.WORKFORCE, Rating.AMBER, "Workload better, not yet good."),
             )),
)  # fmt: skip

DRIFTING = (
    Agreed(
        560, "TP-09", "To get to know each other.", 9_000,
        (
            (ServiceArea.FINANCE, "Budget support", "Daniel Frost", 10, ""),
            (ServiceArea.PEOPLE, "Payroll advice", "Grace Adeyemi", 6, ""),
            (_CURRICULUM, "Heads of science meet", "Gullhaven's science lead", 3, ""),
        ),
        signed=False, months_at_most=24,
    ),
    Visited(420, (
        (505, ActivityKind.OTHER, "Budget for the year", "Daniel Frost", "Business manager", 6, ""),
        (430, ActivityKind.CURRICULUM, "Science schemes compared", "Science lead", "Two heads of department", 3, ""),
    )),
    Extended(230, -30, "Governors asked for more time before they look at joining."),
    Visited(150, (
        (260, ActivityKind.OTHER, "Payroll questions", "Grace Adeyemi", "Business manager", 4, ""),
        (155, ActivityKind.GOVERNANCE, "Clerk's training", "Margaret Lyle", "Clerk", 2.5, ""),
    )),
    Extended(60, 75, "Two governors want another year; this is the last time."),
)  # fmt: skip

LED_TO_CONVERSION = (
    Agreed(
        527, "TP-06", "Writing and behaviour, over a year, with a vote of the governors in the spring.", 12_000,
        (
            (_TEACHING, "Writing: training and lesson visits", "The trust's English lead", 10, "Writing at 11"),
            (_LEADERSHIP, "Middle leaders' course", "Sara Whitlock", 5, "Course finished"),
            (ServiceArea.INCLUSION, "Behaviour: routines", "Gullhaven's inclusion lead", 6, "Suspensions"),
        ),
        (("Writing at 11", "61%", "72%", "71%"), ("Suspensions in a year", "19", "8", "7")),
    ),
    Visited(300, (
        (500, _TRAINING, "Writing across the school", "English lead", "All teachers", 6, "Shared model texts"),
        (462, ActivityKind.STAFF, "Behaviour: two weeks alongside", "Inclusion lead", "Year 5 and 6 team", 30,
         "Routines kept since"),
        (398, _MENTORING, "Middle leaders, first round", "Sara Whitlock", "Five middle leaders", 12, ""),
        (305, _MODERATION, "Writing, years 4 to 6", "Kittiwake", "Three teachers", 4, "Judgements agreed"),
    ), shown=True),
    Reviewed(480, "PAR-04", Rating.AMBER, "Needs: writing, behaviour. Leadership is sound.", "As in the plan."),
    Reviewed(420, "PAR-05", Rating.GREEN, "Behaviour calm; writing begins to move.", "Middle leaders next.", 1),
    Promised(170, "The breakfast club goes on, free for those who need it.", "Parents", "tom"),
    Promised(165, "Every middle leader gets a mentor from another school.", "Staff", "sara", -20, Kept.PARTLY,
             "Four of five; the fifth from January."),
    Ended(
        150, PartnershipOutcome.CONVERTING.value, "Governors voted nine to one to consult on joining.",
        "Two weeks side by side did more than six training days. Begin with that next time.",
    ),
)  # fmt: skip

JUST_BEGUN = (
    Agreed(
        70, "TP-15", "Early language and attendance; governors decide in a year whether to consult.", 11_000,
        (
            (_TEACHING, "Early language", "Sandlark's early years lead", 9, "Screening at four"),
            (_LEADERSHIP, "Attendance: leadership of it", "Sara Whitlock", 4, "Attendance"),
        ),
    ),
    Visited(20, (
        (60, _TRAINING, "Talk and story in the nursery", "Early years lead", "Nursery and reception team", 5, ""),
        (25, _MENTORING, "Attendance plan", "Sara Whitlock", "Deputy head", 2, "Calls home by half past nine"),
    ), shown=True),
)  # fmt: skip
