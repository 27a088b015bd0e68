"""The fixed lists of the domain, each value with the words that a user reads."""

from enum import StrEnum


class Word(StrEnum):
    """A value that is stored, with the label shown for it: `Route("order").label`."""

    label: str
    _value_: str

    def __new__(cls, value: str, label: str = "") -> "Word":
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs in order, as form and model fields want them."""
        return [(word.value, word.label) for word in cls]

    @classmethod
    def has(cls, value: str) -> bool:
        """Whether the stored value is one of these words."""
        return value in {word.value for word in cls}


class Route(Word):
    """How a school comes into the trust. A project may not have one yet."""

    VOLUNTARY = "voluntary", "Voluntary conversion"
    ORDER = "order", "Academy order (sponsored)"
    TRANSFER = "transfer", "Transfer"

    @property
    def event(self) -> str:
        """What the joining day is called in this route."""
        return "transfer" if self is Route.TRANSFER else "conversion"


class Phase(Word):
    """The eight phases of the plan, in order; a milestone's code begins with its phase."""

    EXPLORE = "EXP", "Explore"
    PARTNERSHIP = "PAR", "Partnership"
    CONSULT = "CON", "Consult and decide"
    APPLY = "APP", "Apply"
    LEGAL = "LEG", "Legal documents"
    READY = "OPS", "Ready to open"
    OPEN = "OPN", "Open"
    AFTER = "PST", "After opening"

    @property
    def part(self) -> "Part":
        """The part of the checklist that shows this phase."""
        return next(group for group in Part if self in group.phases)


class Part(Word):
    """The six chronological parts of a project's checklist."""

    EXPLORE = "explore", "Explore"
    PARTNERSHIP = "partnership", "Partnership"
    APPLY = "apply", "Consult and apply"
    LEGAL = "legal", "Legal documents"
    READY = "ready", "Ready to open"
    OPEN = "open", "Open and after"

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases this part holds, in order."""
        return _PHASES[self]


_PHASES = {
    Part.EXPLORE: (Phase.EXPLORE,),
    Part.PARTNERSHIP: (Phase.PARTNERSHIP,),
    Part.APPLY: (Phase.CONSULT, Phase.APPLY),
    Part.LEGAL: (Phase.LEGAL,),
    Part.READY: (Phase.READY,),
    Part.OPEN: (Phase.OPEN, Phase.AFTER),
}


class Anchor(Word):
    """The date that a milestone's due date is counted from."""

    JOINING = "joining", "Joining date"
    PARTNERSHIP_START = "partnership_start", "Partnership start"
    PARTNERSHIP_END = "partnership_end", "Partnership end"


class Status(Word):
    """How far a milestone has got."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    WAITING = "waiting", "Waiting"
    # What happened is always recordable; what broke a rule of law counts once a manager has given a reason.
    HELD = "held", "Done, needs a manager’s reason"
    DONE = "done", "Done"


# Done, whether or not it counts already.
HAPPENED = frozenset({Status.DONE, Status.HELD})


class DueBy(Word):
    """Why a milestone is due on its day, where that is not simply its place in the plan."""

    WORKING_DAY = "working_day", "Moved off a weekend or bank holiday"
    DEADLINE = "deadline", "DfE deadline"
    FIXED = "fixed", "Fixed date"


class Applies(Word):
    """Whether a milestone belongs in this project's plan, as far as the facts say."""

    YES = "yes", "Applies"
    NO = "no", "Does not apply"
    UNKNOWN = "unknown", "May apply"


class Answer(Word):
    """An answer to a yes-or-no fact; not knowing yet is an answer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known yet"


class OrderBasis(Word):
    """The power an academy order is made under (Academies Act 2010 s.4).

    The duty in s.4(A1) ended on 29 June 2026; orders already made under it carry on
    (Children's Wellbeing and Schools Act 2026 s.58).
    """

    APPLICATION = "s4_1_a", "On the governing body's application, section 4(1)(a)"
    INTERVENTION = "s4_1_b", "Intervention power, section 4(1)(b)"
    SAVED_DUTY = "s4_A1", "Duty to make an order, section 4(A1), made before 29 June 2026"


class OwnerRole(Word):
    """Who a milestone belongs to: a job in the trust, or a party outside its staff."""

    TL = "TL", "Trust project lead"
    CEO = "CEO", "Chief executive"
    CFO = "CFO", "Chief financial officer"
    HRD = "HRD", "HR director"
    EST = "EST", "Estates lead"
    GOV = "GOV", "Governance professional"
    EDU = "EDU", "Education director"
    COM = "COM", "Communications lead"
    DPO = "DPO", "Data protection officer"
    GB = "GB", "Governing body or single-academy trust board"
    HT = "HT", "Headteacher"
    LA = "LA", "Local authority"
    DIO = "DIO", "Diocese"
    SOL = "SOL", "Solicitors"
    DFE = "DFE", "DfE"
    EMPLOYER = "EMPLOYER", "Current employer of the staff"
    SAT = "SAT", "Outgoing single-academy trust board"
    OTHER = "OTHER", "Somebody else outside the trust"

    @property
    def outside(self) -> bool:
        """True for a party that is not the trust's own staff."""
        return self.value not in {job.value for job in Job}


class Job(Word):
    """A person's job in the trust's central team; not their access. Each is also an owner of milestones."""

    TL = OwnerRole.TL.value, OwnerRole.TL.label
    CEO = OwnerRole.CEO.value, OwnerRole.CEO.label
    CFO = OwnerRole.CFO.value, OwnerRole.CFO.label
    HRD = OwnerRole.HRD.value, OwnerRole.HRD.label
    EST = OwnerRole.EST.value, OwnerRole.EST.label
    GOV = OwnerRole.GOV.value, OwnerRole.GOV.label
    EDU = OwnerRole.EDU.value, OwnerRole.EDU.label
    COM = OwnerRole.COM.value, OwnerRole.COM.label
    DPO = OwnerRole.DPO.value, OwnerRole.DPO.label
    OTHER = "other", "Another job"


class Party(Word):
    """Somebody outside the trust whom a milestone waits for or belongs to."""

    LA = "la", "Local authority"
    DIOCESE = "diocese", "Diocese"
    SOLICITOR = "solicitor", "Solicitors"
    SCHOOL = "school", "School"
    DFE = "dfe", "DfE"
    OTHER = "other", "Somebody else"


class DecisionBody(Word):
    """Who decides on a school's joining."""

    GOVERNING_BODY = "governing_body", "Governing body"
    SAT_BOARD = "sat_board", "Single-academy trust board"
    TRUST_BOARD = "trust_board", "Trust board"
    DIOCESE = "diocese", "Diocese"
    DFE = "dfe", "DfE"


class DecisionOutcome(Word):
    """What was decided."""

    APPROVED = "approved", "Approved"
    CONDITIONS = "conditions", "Approved with conditions"
    CHANGES = "changes", "Approved with changes"
    DEFERRED = "deferred", "Deferred"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Order revoked"


class Gate(Word):
    """A point at which somebody signs that a project is ready for what comes next."""

    APPLY = "apply", "Ready to apply?"
    OPEN = "open", "Ready to open?"
    CLOSE = "close", "Ready to close the project?"


class Rating(Word):
    """How a project stands, always with its reason."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


class Level(Word):
    """How likely a risk is, or how bad its effect."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class RiskSource(Word):
    """Where a risk came to light."""

    DUE_DILIGENCE_1 = "due_diligence_1", "Stage 1 due diligence"
    DUE_DILIGENCE_2 = "due_diligence_2", "Stage 2 due diligence"
    OTHER = "other", "Elsewhere"


class GroupKind(Word):
    """Why several schools join together."""

    FEDERATION = "federation", "Federation"
    MERGER = "merger", "Trust that is merging"
    OTHER = "other", "Schools joining together"


class ProposalKind(Word):
    """What GIAS shows about a project's school, as an opening that could be recorded."""

    CONVERTED = "converted", "A new academy has opened in its place"
    TRANSFERRED = "transferred", "The academy is now in the incoming trust"


class EndOutcome(Word):
    """Why a project stopped being live."""

    COMPLETED = "completed", "Opened, and the work is finished"
    WITHDRAWN_SCHOOL = "withdrawn_school", "Withdrawn by the school"
    WITHDRAWN_TRUST = "withdrawn_trust", "Withdrawn by the trust"
    DECLINED_TRUST = "declined_trust", "Declined by the trust"
    DECLINED_DFE = "declined_dfe", "Declined by DfE"
    DECLINED_GOVERNING_BODY = "declined_governing_body", "Declined by the governing body"
    ANOTHER_TRUST = "another_trust", "The school is joining another trust"
    SCHOOL_CLOSED = "school_closed", "The school closed or will close"
    OTHER = "other", "Another reason"


class ContactRole(Word):
    """What a contact of a project does in it."""

    HEADTEACHER = "headteacher", "Headteacher"
    CHAIR = "chair", "Chair of governors"
    SENCO = "senco", "SENCO"
    TRUST_CEO = "trust_ceo", "Trust chief executive"
    TRUST_ACCOUNTING_OFFICER = "trust_accounting_officer", "Trust accounting officer"
    OUTGOING_CEO = "outgoing_ceo", "Outgoing trust chief executive"
    OUTGOING_ACCOUNTING_OFFICER = "outgoing_accounting_officer", "Outgoing trust accounting officer"
    LA = "la", "Local authority"
    DIOCESE = "diocese", "Diocese"
    TRUST_SOLICITOR = "trust_solicitor", "Solicitor for the trust"
    SCHOOL_SOLICITOR = "school_solicitor", "Solicitor for the school"
    LA_SOLICITOR = "la_solicitor", "Solicitor for the local authority"
    UNION = "union", "Union"
    OTHER = "other", "Other"
