"""What people say in the demonstration's consultations, and what they are answered. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.rules.consultation_words import STARTER_THEMES, Audience, Stance

(
    STAFFING, ADMISSIONS, SEND, ETHOS, RELIGION, AUTONOMY, MONEY, LAND, RECORD, COUNCIL, MEALS, TIMETABLE, REVERSED,
    ALTERNATIVES,
) = STARTER_THEMES  # fmt: skip


@dataclass(frozen=True)
class Word:
    """Something somebody says; `of` are the groups that would say it, all where empty."""

    stance: Stance
    text: str
    themes: tuple[str, ...] = ()
    of: tuple[Audience, ...] = ()


WORDS = (
    Word(Stance.FOR, "The teachers share so much with the trust’s schools already. Go on.", (RECORD,)),
    Word(Stance.FOR, "My eldest is at one of the trust’s schools and is happy there.", (RECORD,), (Audience.PARENTS,)),
    Word(Stance.FOR, "The reading work has made a difference in my class.", (RECORD,), (Audience.STAFF,)),
    Word(Stance.FOR, "A small school cannot do everything by itself any more.", (ALTERNATIVES,)),
    Word(Stance.FOR, "Good if it means that music and sport stay.", (TIMETABLE,)),
    Word(Stance.FOR, "Yes please, as long as the name and the uniform stay as they are.", (ETHOS,)),
    Word(Stance.FOR, "More training, and somebody to cover when we are on it.", (STAFFING,), (Audience.STAFF,)),
    Word(Stance.FOR, "I like that we would have clubs with other schools.", (TIMETABLE,), (Audience.PUPILS,)),
    Word(Stance.FOR, "Agree."),
    Word(Stance.FOR, ""),
    Word(Stance.AGAINST, "The council knows us. Who do I ring when something goes wrong?", (COUNCIL,)),
    Word(Stance.AGAINST, "Five per cent of the budget is a lot of teaching assistants.", (MONEY,)),
    Word(Stance.AGAINST, "Once we are in, we cannot get out again.", (REVERSED,)),
    Word(Stance.AGAINST, "Our members want the pay and conditions guaranteed in writing for five years.", (STAFFING,),
         (Audience.UNIONS, Audience.STAFF)),
    Word(Stance.AGAINST, "Why was no other trust asked?", (ALTERNATIVES, RECORD)),
    Word(Stance.AGAINST, "The field was given to the village. It must stay open to everybody.", (LAND,),
         (Audience.COMMUNITY, Audience.PARENTS)),
    Word(Stance.AGAINST, "Governors will only nod to what head office wants.", (AUTONOMY,)),
    Word(Stance.NEUTRAL, "What happens to the special needs support that my son has?", (SEND,), (Audience.PARENTS,)),
    Word(Stance.NEUTRAL, "Please keep the admissions rules simple. We live just over the boundary.", (ADMISSIONS,)),
    Word(Stance.NEUTRAL, "The council has no objection and asks for early talks on the lease and the balance.",
         (LAND, MONEY), (Audience.LA,)),
    Word(Stance.NEUTRAL, "Who will cook? The lunches are good.", (MEALS,)),
    Word(Stance.UNDECIDED, "I do not know enough yet. Could the questions from the meeting be put online?"),
    Word(Stance.UNDECIDED, "It depends on whether our head stays.", (AUTONOMY,)),
    Word(Stance.UNDECIDED, "Will my hours change? Nobody could tell me.", (STAFFING,), (Audience.STAFF,)),
)  # fmt: skip

QUESTIONS = {
    Audience.STAFF: (
        ("Do our pensions change?", "No. Teachers stay in the Teachers’ Pension Scheme, support staff in the council’s "
         "pension fund."),
        ("Can we be moved to another school?", "Not under your present contract. Moves are by agreement."),
        ("Will the trust recognise our unions?", "Yes, and it keeps the agreement on facility time."),
    ),
    Audience.PARENTS: (
        ("Does the uniform change?", "No. The governors decide on it, as now."),
        ("What is the central charge for?", "Finance, people, estates, school improvement; the paper has the list."),
        ("Can the governors still say no?", "Yes. Nothing is decided before the responses have been read."),
        ("Who decides on admissions?", ""),
    ),
}  # fmt: skip

# What was heard, what changed, and what did not and why; under "" what fits any other theme.
ANSWERS = {
    "": (
        "Some of you raised this.",
        "",
        "Nothing changes here for now. The governing body comes back to it in its first year in the trust.",
    ),
    STAFFING: (
        "Staff and unions asked for certainty on pay, hours and pensions.",
        "The trust has written that it follows national pay and conditions, and keeps the union agreement.",
        "A guarantee for a fixed number of years is not given: national agreements may change for every school.",
    ),
    MONEY: (
        "Several of you asked what the central charge buys.",
        "The list of services is now part of the scheme of delegation, and is reviewed with governors each year.",
        "The charge itself is the same for every school of the trust.",
    ),
    ETHOS: (
        "Name, uniform and ethos matter to nearly everybody who wrote about them.",
        "The funding agreement will carry the school’s present name, and the governors keep the decision on uniform.",
        "",
    ),
    COUNCIL: (
        "Some of you would miss the council’s advice.",
        "The school goes on buying the council’s education welfare and music services.",
        "Responsibility does pass from the council to the trust; that is what joining means in law.",
    ),
    LAND: (
        "Neighbours asked that the field stay open.",
        "Community use is written into the lease.",
        "",
    ),
    REVERSED: (
        "Some of you asked whether the step can be taken back.",
        "",
        "It cannot be undone by the school alone. That is why the governors waited for the partnership’s results.",
    ),
    SEND: (
        "Parents asked whether support for special needs would change.",
        "The trust’s inclusion lead meets each family concerned before opening.",
        "Duties towards pupils with special educational needs are the same for academies.",
    ),
}
