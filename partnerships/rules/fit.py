"""The questions by which a school and a trust find out whether they fit, as data.

First considerations, the ten topics and the five domains are those of published guidance (`Question.source`); the
words are this product's own. A trust keeps usual answers to what it is asked by every school.
"""

from dataclasses import dataclass
from datetime import date

from partnerships.rules.partnership_words import Domain
from partnerships.rules.problems import Problem
from partnerships.rules.words import Word

LONGEST_ANSWER = 10_000

_FIRST = "First considerations for a school, Confederation of School Trusts"
_TEN = "Ten questions for a school to ask, published under Sir David Carter’s name"
_FIVE = "The five domains of a strong trust, Confederation of School Trusts"


class Side(Word):
    """Whose answer it is."""

    TRUST = "trust", "The trust"
    SCHOOL = "school", "The school"


class Section(Word):
    """The parts of the page of fit, in order."""

    VISION = "vision", "Vision and values"
    SHAPE = "shape", "Geography, type and size"
    GOVERNANCE = "governance", "Governance and finance"
    TOPICS = "topics", "What the school asks the trust"
    OFFER = "offer", "What the trust offers, by domain"
    FINDINGS = "findings", "What the school found, by domain"

    @property
    def why(self) -> str:
        """What the part is for, in a sentence."""
        return _WHY[self]


_WHY = {
    Section.VISION: "What each holds dear, and who else has a right to be heard.",
    Section.SHAPE: "Near or wide, like or unlike, small and growing or settled.",
    Section.GOVERNANCE: "Who decides what, what faith allows, and what becomes of the money.",
    Section.TOPICS: "Ten topics, answered by the trust in writing, with something that shows it.",
    Section.OFFER: "What this trust would bring to this school in each domain of a strong trust.",
    Section.FINDINGS: "What the school saw for itself: on visits, in accounts, from the trust’s other schools.",
}


@dataclass(frozen=True)
class Question:
    """One question of fit. `key` is stored with its answer; `hint` says what a good answer holds."""

    key: str
    section: Section
    title: str
    words: str
    side: Side
    source: str
    hint: str = ""

    @property
    def has_usual_answer(self) -> bool:
        """Whether a trust may keep one answer to it for every school."""
        return self.section in (Section.TOPICS, Section.OFFER)


def _first(key: str, section: Section, title: str, words: str, hint: str = "") -> Question:
    return Question(key, section, title, words, Side.SCHOOL, _FIRST, hint)


def _topic(key: str, title: str, words: str, hint: str = "") -> Question:
    return Question(f"topic.{key}", Section.TOPICS, title, words, Side.TRUST, _TEN, hint)


_CONSIDERATIONS = (
    _first(
        "vision.values", Section.VISION, "Values side by side",
        "What matters most to the school, what matters most to the trust, and where do they differ?",
        "Set both down in their own words before you compare them.",
    ),
    _first(
        "vision.rights", Section.VISION, "Those with a right to be heard",
        "Who besides the governors has a say, such as a diocese, a foundation or founding members, and what do they "
        "want?",
    ),
    _first(
        "shape.place", Section.SHAPE, "Local or wider",
        "Should the trust’s schools be near enough to share staff, and is this one near enough?",
        "The distances on this page help.",
    ),
    _first(
        "shape.kind", Section.SHAPE, "Phases and types",
        "Does the school want others of its own phase and type beside it, or a mix?",
    ),
    _first(
        "shape.size", Section.SHAPE, "Size and growth",
        "Would the school rather help to shape a small trust that grows, or join a large one that is settled?",
    ),
    _first(
        "governance.decisions", Section.GOVERNANCE, "Who decides",
        "Which decisions would stay in the school, which would go to the trust, and do the governors accept that?",
        "Read the scheme of delegation line by line.",
    ),
    _first(
        "governance.faith", Section.GOVERNANCE, "Limits of faith",
        "Which trusts may the school join at all, given its religious character, and who has to consent?",
    ),
    _first(
        "governance.money", Section.GOVERNANCE, "Money",
        "What would the school pay in and get for it, how would it come by capital, and what becomes of its reserves?",
    ),
)  # fmt: skip
TOPICS = (
    _topic(
        "care",
        "What the trust cares about",
        "What does the trust care about most, and how would our values sit with that?",
    ),
    _topic(
        "autonomy",
        "Room to decide",
        "What would we go on deciding ourselves, and what would we have to do as others do?",
    ),
    _topic(
        "standards",
        "Standards",
        "Who would answer for how well our pupils do: the trust, the headteacher or the local board?",
    ),
    _topic(
        "improvement",
        "Getting better, sooner",
        "How would joining make us better faster than we would become alone?",
        "Name schools for which it has.",
    ),
    _topic(
        "giving",
        "Helping other schools",
        "What chances would our staff have to help other schools in the trust?",
    ),
    _topic(
        "trustees",
        "Members and trustees",
        "Who are the members and the trustees, what do they do, and how are they chosen?",
    ),
    _topic(
        "local",
        "Local boards",
        "What would our governors still be for, and what would they no longer decide?",
    ),
    _topic(
        "telling",
        "Good news and bad",
        "How do schools in the trust hear of what goes well, and of what does not?",
    ),
    _topic("influence", "A say in the strategy", "How would we help to decide where the trust goes?"),
    _topic(
        "future",
        "In three years",
        "What will the trust be like in three years: how many schools, where, and what will be different?",
    ),
)

_DOMAINS = {
    Domain.EDUCATION: (
        "how pupils are taught, what they learn and how it is checked",
        "teaching, curriculum and results",
    ),
    Domain.GOVERNANCE: (
        "a board that knows its schools, with clear powers and real challenge",
        "how the board works and what it asks",
    ),
    Domain.WORKFORCE: (
        "development, careers, workload and the care of staff",
        "what staff in the trust’s schools say",
    ),
    Domain.EFFICIENCY: ("services, buying, estates and sound money", "services, accounts and audit reports"),
    Domain.PUBLIC_BENEFIT: (
        "work with other schools and for the places that the schools serve",
        "what the trust does beyond its own schools",
    ),
}


def _by_domain() -> tuple[Question, ...]:
    offers = [
        Question(
            f"offer.{domain.value}", Section.OFFER, domain.label,
            f"What does the trust offer here: {about}?", Side.TRUST, _FIVE,
        )
        for domain, (about, _) in _DOMAINS.items()
    ]  # fmt: skip
    found = [
        Question(
            f"found.{domain.value}", Section.FINDINGS, domain.label,
            f"What did the school find out for itself about {about}?", Side.SCHOOL, _FIVE,
        )
        for domain, (_, about) in _DOMAINS.items()
    ]  # fmt: skip
    return (*offers, *found)


QUESTIONS = (*_CONSIDERATIONS, *TOPICS, *_by_domain())
BY_KEY = {question.key: question for question in QUESTIONS}
USUAL = tuple(question for question in QUESTIONS if question.has_usual_answer)
"""Those that a trust answers once for all schools."""


def following(key: str, answered: frozenset[str]) -> str:
    """The key of the next question that is open, going round once; empty when every other one is answered."""
    keys = [question.key for question in QUESTIONS]
    place = keys.index(key)
    return next((each for each in keys[place + 1 :] + keys[:place] if each not in answered), "")


def answer_problems(*, key: str, text: str, answered_on: date | None, today: date) -> list[Problem]:
    """What is wrong with an answer as it was entered."""
    problems = []
    if key not in BY_KEY:
        problems.append(Problem("This is none of the questions of fit."))
    if not text.strip():
        problems.append(Problem("Enter the answer.", about="text"))
    if len(text) > LONGEST_ANSWER:
        problems.append(Problem(f"Shorten the answer to {LONGEST_ANSWER:,} characters.", about="text"))
    if answered_on is None:
        problems.append(Problem("Enter the day of the answer.", about="answered_on"))
    elif answered_on > today:
        problems.append(Problem("The day of the answer must be today or earlier.", about="answered_on"))
    return problems
