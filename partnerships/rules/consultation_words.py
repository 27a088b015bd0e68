"""Words of consultations: what is stored, and what people read."""

from partnerships.rules.words import Word


class ConsultationKind(Word):
    """Why people are asked or told; each kind is a record of its own."""

    STATUTORY = "statutory", "Consultation on conversion"
    FOUNDATION = "foundation", "Foundation, trustees and consents"
    TUPE = "tupe", "TUPE: informing and consulting staff"
    ENGAGEMENT = "engagement", "Engagement on a transfer"
    INFORMATION = "information", "Information about an academy order"


class LedBy(Word):
    """Who must lead a consultation."""

    GOVERNING_BODY = "governing_body", "Governing body"
    SAT_BOARD = "sat_board", "Single-academy trust board"
    OUTGOING_TRUST = "outgoing_trust", "Outgoing trust"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    TRUST = "trust", "Incoming trust"
    BOTH_TRUSTS = "both_trusts", "Both trusts’ boards"


class StepKind(Word):
    """One step of a consultation's working list, in order; OWN is the team's own."""

    PLAN = "plan", "Plan and stakeholder list"
    DOCUMENT = "document", "Consultation document approved"
    BRIEFING = "briefing", "Staff and unions briefed"
    EMPLOYER = "employer", "Employer identified and timetable set"
    MEASURES = "measures", "Measures letter"
    NOTICE = "notice", "Notice and publication"
    OPENING = "opening", "Opens"
    LETTERS = "letters", "Letters to each group"
    MEETINGS = "meetings", "Meetings held"
    REMINDER = "reminder", "Reminder"
    CLOSING = "closing", "Closes"
    ANALYSIS = "analysis", "Responses analysed"
    REPLY = "reply", "Response published"
    EQUALITY = "equality", "Equality impact considered"
    CONSULTED = "consulted", "Foundation consulted"
    CONSENT = "consent", "Consents given"
    LIABILITY = "liability", "Employee liability information"
    CONSIDERATION = "consideration", "Considered by the deciding body"
    DECISION = "decision", "Decision"
    OWN = "own", "Own step"


class Audience(Word):
    """A group of people who are asked or told."""

    STAFF = "staff", "Staff"
    PARENTS = "parents", "Parents and carers"
    PUPILS = "pupils", "Pupils"
    UNIONS = "unions", "Trade unions"
    STAFF_REPS = "staff_reps", "Staff representatives"
    LA = "la", "Local authority"
    DIOCESE = "diocese", "Diocese or religious body"
    FOUNDATION = "foundation", "Foundation and its trustees"
    APPOINTERS = "appointers", "Those who appoint foundation governors"
    GOVERNORS = "governors", "Governors"
    MEMBERS = "members", "Members of the single-academy trust"
    SCHOOLS = "schools", "Other local schools"
    FEEDERS = "feeders", "Feeder settings"
    COUNCILLORS = "councillors", "Councillors and MP"
    SITE_USERS = "site_users", "Users of the site"
    COMMUNITY = "community", "Wider community"
    OTHER = "other", "Others"
    UNKNOWN = "unknown", "Not known"


class Needed(Word):
    """Whether a group has to be asked."""

    MUST = "must", "Must be consulted"
    SHOULD = "should", "Should be consulted"
    ADDED = "added", "Added by the team"


class Channel(Word):
    """How something was sent or came in."""

    WEB = "web", "Web form"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    PAPER = "paper", "Paper questionnaire"
    MEETING = "meeting", "Meeting"
    DROP_IN = "drop_in", "Drop-in"
    PHONE = "phone", "Telephone"
    WEBSITE = "website", "Website"
    NOTICE = "notice", "Notice"
    OTHER = "other", "Another way"


class Stance(Word):
    """What a response says of the proposal."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    NEUTRAL = "neutral", "Neutral"
    UNDECIDED = "undecided", "Undecided"


class DocumentKind(Word):
    """What a document of a consultation is."""

    CONSULTATION = "consultation", "Consultation document"
    NOTICE = "notice", "Notice"
    LETTER = "letter", "Letter"
    QUESTIONS = "questions", "Questions and answers"
    FORM = "form", "Response form"
    PRESENTATION = "presentation", "Presentation"
    MEASURES = "measures", "Measures letter"
    OTHER = "other", "Other"


class DocumentFormat(Word):
    """How a document can be read."""

    STANDARD = "standard", "Standard"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    AUDIO = "audio", "Audio"
    BRAILLE = "braille", "Braille"
    SIGNED = "signed", "British Sign Language"


class ImportState(Word):
    """How far an import of responses has got."""

    READ = "read", "Read, nothing saved"
    APPLIED = "applied", "Saved"
    UNDONE = "undone", "Undone"


# Words that a theme list starts with; a consultation's list grows from there.
STARTER_THEMES = (
    "Staff terms and pensions",
    "Admissions",
    "SEND",
    "School name, uniform and ethos",
    "Religious character",
    "Local governance and autonomy",
    "Funding and the trust’s central charge",
    "Land and buildings",
    "The trust’s record",
    "Losing the link with the local authority",
    "Catering and transport",
    "Timetable",
    "Can it be reversed?",
    "Alternatives considered",
)
