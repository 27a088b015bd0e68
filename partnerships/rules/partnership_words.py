"""Words of Trust Partnerships: what is stored, and what people read."""

from partnerships.rules.words import Word


class PartnershipKind(Word):
    """What kind of school tries membership."""

    MAINTAINED = "maintained", "Maintained school"
    SINGLE_ACADEMY = "sat", "Single academy"


class PartnershipState(Word):
    """Where a partnership stands; worked out from its record, never stored."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed by both boards"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    DECISION_DUE = "decision_due", "Decision due"
    OVERDUE = "overdue", "Past its end"
    ENDED = "ended", "Ended"


class PartnershipOutcome(Word):
    """What a partnership led to."""

    CONVERTING = "converting", "Converting: the school goes on to join as a converter"
    MERGING = "merging", "Merging: the academy goes on to join by transfer"
    LAPSED = "lapsed", "Lapsed: it came to its end without a decision"
    WITHDRAWN_SCHOOL = "withdrawn_school", "Withdrawn by the school"
    WITHDRAWN_TRUST = "withdrawn_trust", "Withdrawn by the trust"
    SUPERSEDED = "superseded", "Superseded by an academy order"

    @property
    def goes_on(self) -> bool:
        """Whether the project goes on to joining."""
        return self in (
            PartnershipOutcome.CONVERTING,
            PartnershipOutcome.MERGING,
            PartnershipOutcome.SUPERSEDED,
        )


class SlaStatus(Word):
    """How far the service level agreement has got; that it is signed is a milestone's to say."""

    NOT_STARTED = "not_started", "Not started"
    DRAFT = "draft", "Being drafted"
    WITH_SCHOOL = "with_school", "With the school"
    WITH_TRUST = "with_trust", "With the trust"
    READY = "ready", "Ready to sign"


class Vat(Word):
    """How a charge stands to value added tax."""

    UNKNOWN = "unknown", "Not known yet"
    INCLUDED = "included", "VAT is included"
    ADDED = "added", "VAT is added"
    EXEMPT = "exempt", "Exempt or outside VAT"


class ServiceArea(Word):
    """What a service of a partnership is about."""

    TEACHING = "teaching", "Teaching and learning"
    CURRICULUM = "curriculum", "Curriculum and assessment"
    LEADERSHIP = "leadership", "Leadership and mentoring"
    INCLUSION = "inclusion", "SEND, behaviour and inclusion"
    GOVERNANCE = "governance", "Governance"
    FINANCE = "finance", "Finance"
    PEOPLE = "people", "People and payroll"
    ESTATES = "estates", "Estates and IT"
    OTHER = "other", "Other"

    @property
    def is_teaching(self) -> bool:
        """Whether it is teaching and learning, or the leadership of it, which is what partnerships are for."""
        return self in (
            ServiceArea.TEACHING,
            ServiceArea.CURRICULUM,
            ServiceArea.LEADERSHIP,
            ServiceArea.INCLUSION,
        )


class ActivityKind(Word):
    """What was done together on a day."""

    TRAINING = "training", "Training"
    MENTORING = "mentoring", "Mentoring"
    CURRICULUM = "curriculum", "Curriculum or assessment work"
    MODERATION = "moderation", "Moderation"
    STAFF = "staff", "Staff deployed to help"
    GOVERNANCE = "governance", "Governance support"
    OTHER = "other", "Other"

    @property
    def is_teaching(self) -> bool:
        """Whether it is teaching and learning, or the leadership of it."""
        return self not in (ActivityKind.GOVERNANCE, ActivityKind.OTHER)


class ReviewKind(Word):
    """Why a review is held; the last three come after opening."""

    BASELINE = "baseline", "Baseline"
    TERMLY = "termly", "Termly review"
    MIDPOINT = "midpoint", "Midpoint"
    DECISION = "decision", "Decision review"
    CLOSING = "closing", "Closing review"
    OTHER = "other", "Another review"
    DAY_30 = "day_30", "30-day review"
    DAY_100 = "day_100", "100-day review"
    ONE_YEAR = "one_year", "One-year review"

    @property
    def after_opening(self) -> bool:
        """Whether it is held after the school has joined."""
        return self in (ReviewKind.DAY_30, ReviewKind.DAY_100, ReviewKind.ONE_YEAR)


class Domain(Word):
    """The five domains of a strong trust (Confederation of School Trusts)."""

    EDUCATION = "education", "Quality of education"
    GOVERNANCE = "governance", "Expert governance"
    WORKFORCE = "workforce", "Workforce resilience and wellbeing"
    EFFICIENCY = "efficiency", "Efficiency and effectiveness"
    PUBLIC_BENEFIT = "public_benefit", "Public benefit and civic duty"


class Reserves(Word):
    """What becomes of a school's reserves in the trust."""

    UNKNOWN = "unknown", "Not said yet"
    KEPT = "kept", "Kept by the school"
    POOLED = "pooled", "Pooled across the trust"
    PARTLY = "partly", "Partly pooled"


class CheckPromise(Word):
    """When a promise is checked."""

    ON_A_DAY = "day", "On a day"
    YEAR_AFTER_OPENING = "year_after", "One year after opening"


class Kept(Word):
    """Whether a promise was kept."""

    YES = "yes", "Kept"
    PARTLY = "partly", "Kept in part"
    NO = "no", "Not kept"
