"""What is recorded of a project beside its plan: decisions and their evidence, holds, openings, joining dates."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from partnerships import models
from tests.factories.projects import (
    GroupFactory,
    MilestoneFactory,
    ProjectFactory,
    SchoolFactory,
    UserFactory,
)


class OpeningProposalFactory(DjangoModelFactory):
    """An academy that GIAS shows in a project's place, on which nobody has answered."""

    class Meta:
        model = models.OpeningProposal

    project = factory.SubFactory(ProjectFactory)
    kind = "converted"
    academy = factory.SubFactory(SchoolFactory, academy=True, name="Brackenholt Academy")
    opened_on = dt.date(2027, 9, 1)
    evidence = factory.LazyFunction(
        lambda: ["GIAS lists Brackenholt Academy as open since 1 September 2027."]
    )


class HoldFactory(DjangoModelFactory):
    """A hold that is over: the present one is written together with its project."""

    class Meta:
        model = models.Hold

    project = factory.SubFactory(ProjectFactory)
    since = dt.date(2026, 10, 1)
    reason = "The governing body waits for its inspection."
    by = factory.SubFactory(UserFactory)
    resumed_on = dt.date(2026, 11, 2)
    resumed_by = factory.SubFactory(UserFactory)


class RuleAcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = models.RuleAcceptance

    project = factory.SubFactory(ProjectFactory)
    milestone = factory.LazyAttribute(
        lambda o: MilestoneFactory(project=o.project, code="OPS-06", occurrence=9)
    )
    rule = "liability_information"
    done_on = dt.date(2027, 8, 30)
    reason = "The employer changed its payroll; DfE agreed."
    by = factory.SubFactory(UserFactory)


class SignOffFactory(DjangoModelFactory):
    class Meta:
        model = models.SignOff

    project = factory.SubFactory(ProjectFactory)
    gate = "open"
    signed_by = factory.SubFactory(UserFactory)
    items = factory.LazyFunction(
        lambda: [{"says": "The opening has been recorded", "holds": True, "blocking": True}]
    )


class RatingOverrideFactory(DjangoModelFactory):
    class Meta:
        model = models.RatingOverride

    project = factory.SubFactory(ProjectFactory)
    rating = "amber"
    reason = "DfE agreed a later date."
    until = dt.date(2031, 9, 1)
    by = factory.SubFactory(UserFactory)


class ProjectForecastFactory(DjangoModelFactory):
    class Meta:
        model = models.ProjectForecast

    project = factory.SubFactory(ProjectFactory)
    made_on = dt.date(2027, 3, 10)
    month = dt.date(2027, 9, 1)
    rating = "green"
    rating_reasons = factory.LazyFunction(lambda: ["Nothing is late, no rule warns."])


class JoiningChangeFactory(DjangoModelFactory):
    """A move of two months, later."""

    class Meta:
        model = models.JoiningChange

    project = factory.SubFactory(ProjectFactory)
    from_month = dt.date(2027, 7, 1)
    to_month = dt.date(2027, 9, 1)
    by = factory.SubFactory(UserFactory)


class JoiningReasonFactory(DjangoModelFactory):
    class Meta:
        model = models.JoiningReason

    change = factory.SubFactory(JoiningChangeFactory)
    project = factory.SelfAttribute("change.project")
    reason = "land"
    text = "The titles of the field are not registered yet."


class FirstAgreedDateFactory(DjangoModelFactory):
    class Meta:
        model = models.FirstAgreedDate

    project = factory.SubFactory(ProjectFactory)
    code = "OPN-01"
    title = "Open"
    due_on = dt.date(2027, 9, 1)


class DfeDeadlineFactory(DjangoModelFactory):
    class Meta:
        model = models.DfeDeadline

    opening_month = dt.date(2027, 9, 1)
    code = "LEG-18"
    on = dt.date(2027, 7, 1)
    source_url = "https://www.gov.uk/guidance/deadlines"


class SchoolHolidayFactory(DjangoModelFactory):
    class Meta:
        model = models.SchoolHoliday

    name = "Summer holiday"
    first_day = dt.date(2027, 7, 22)
    last_day = dt.date(2027, 8, 31)


class EvidenceFactory(DjangoModelFactory):
    """A link; give `stored` and `url=""` for a file."""

    class Meta:
        model = models.Evidence

    project = factory.SubFactory(ProjectFactory)
    name = "Signed minute"
    url = factory.Sequence(lambda n: f"https://files.trust.example/minutes/{n}")
    added_by = factory.SubFactory(UserFactory)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.Decision

    project = factory.SubFactory(ProjectFactory)
    body = "trust_board"
    decided_on = dt.date(2026, 10, 1)
    outcome = "approved"
    interests = "None declared"
    recorded_by = factory.SubFactory(UserFactory)


class HandOverFactory(DjangoModelFactory):
    class Meta:
        model = models.HandOver

    project = factory.SubFactory(ProjectFactory)
    from_user = factory.SubFactory(UserFactory)
    to_user = factory.SubFactory(UserFactory)
    by = factory.SelfAttribute("from_user")
    note = "Governors meet on Tuesday."


class ChasingLimitsFactory(DjangoModelFactory):
    class Meta:
        model = models.ChasingLimits

    trust = factory.SubFactory(GroupFactory)


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = models.Risk

    project = factory.SubFactory(ProjectFactory)
    what = factory.Sequence(lambda n: f"The hall’s roof may hold RAAC, survey {n}")


class ProjectGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.ProjectGroup

    trust = factory.SubFactory(GroupFactory)
    name = factory.Sequence(lambda n: f"Federation {n}")
    kind = "federation"
    shared_codes = factory.LazyFunction(lambda: ["CON-14"])
