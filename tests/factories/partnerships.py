"""Trust Partnerships, whether school and trust fit, and the guidance that both rest on."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from partnerships import models
from tests.factories.projects import GroupFactory, ProjectFactory, UserFactory


class PartnershipFactory(DjangoModelFactory):
    """A year, from 1 September 2026."""

    class Meta:
        model = models.Partnership

    project = factory.SubFactory(ProjectFactory)
    school = factory.SelfAttribute("project.school")
    trust = factory.SelfAttribute("project.trust")
    starts_on = dt.date(2026, 9, 1)
    ends_on = dt.date(2027, 8, 31)


class OfPartnership(DjangoModelFactory):
    """What belongs to one partnership, and to its project."""

    class Meta:
        abstract = True

    partnership = factory.SubFactory(PartnershipFactory)
    project = factory.SelfAttribute("partnership.project")


class PartnershipExtensionFactory(OfPartnership):
    """Half a year more than the partnership has at first."""

    class Meta:
        model = models.PartnershipExtension

    from_end = dt.date(2027, 8, 31)
    to_end = dt.date(2028, 2, 29)
    agreed_on = dt.date(2027, 5, 12)
    reason = "The inspection came in the middle of it."
    by = factory.SubFactory(UserFactory)


class PartnershipServiceFactory(OfPartnership):
    class Meta:
        model = models.PartnershipService

    area = "teaching"
    what = factory.Sequence(lambda n: f"Coaching in mathematics {n}")
    delivered_by = "Maths lead"
    days_planned = 10


class PartnershipMeasureFactory(OfPartnership):
    class Meta:
        model = models.PartnershipMeasure

    what = factory.Sequence(lambda n: f"Pupils who read at their age {n}")
    baseline = "61%"
    aim = "75%"


class PartnershipActivityFactory(OfPartnership):
    class Meta:
        model = models.PartnershipActivity

    on = dt.date(2026, 10, 14)
    kind = "training"
    focus = factory.Sequence(lambda n: f"Phonics with the reception team {n}")
    our_people = "Reading lead"
    their_people = "Two reception teachers"
    hours = 3


class TrustTermsFactory(DjangoModelFactory):
    class Meta:
        model = models.TrustTerms

    trust = factory.SubFactory(GroupFactory)
    charge_percent = 5
    charge_basis = "Of general annual grant"
    reserves = "kept"


class TrustAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.TrustAnswer

    trust = factory.SubFactory(GroupFactory)
    key = factory.Sequence(lambda n: f"question_{n}")
    text = "Every school keeps its governors, its name and its uniform."
    answered_by = factory.SubFactory(UserFactory)


class FitAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.FitAnswer

    project = factory.SubFactory(ProjectFactory)
    key = factory.Sequence(lambda n: f"question_{n}")
    text = "The school keeps its mixed-age classes."
    answered_by = factory.SubFactory(UserFactory)


class PromiseFactory(DjangoModelFactory):
    """Open, with a day on which it is checked."""

    class Meta:
        model = models.Promise

    project = factory.SubFactory(ProjectFactory)
    what = factory.Sequence(lambda n: f"The breakfast club stays open {n}")
    made_to = "Parents"
    made_on = dt.date(2026, 11, 3)
    check_on = dt.date(2027, 11, 3)


class ReviewFactory(DjangoModelFactory):
    """A review that is no milestone, so that it has a day of its own."""

    class Meta:
        model = models.Review

    project = factory.SubFactory(ProjectFactory)
    kind = "termly"
    held_on = dt.date(2027, 1, 20)
    rating = "green"
    findings = "Attendance is up by two points."


class ReviewFindingFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewFinding

    review = factory.SubFactory(ReviewFactory)
    project = factory.SelfAttribute("review.project")
    domain = "education"
    rating = "green"
    text = "Phonics is taught every day."


class GuidanceFactory(DjangoModelFactory):
    """Shared by all trusts; give `trust` for one's own."""

    class Meta:
        model = models.Guidance

    title = factory.Sequence(lambda n: f"Consulting on becoming an academy {n}")
    publisher = "Westmarch Diocese"
    url = factory.Sequence(lambda n: f"https://guidance.example/{n}")
    says = "Ask parents before the governors decide."
    about = factory.LazyFunction(lambda: ["CON-04"])
