"""One factory per model. Schools and trusts are invented; URNs lie where GIAS has none."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships import models
from partnerships.permissions import Role


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = models.Group

    uid = factory.Sequence(lambda n: 60_000 + n)
    group_id = factory.Sequence(lambda n: f"TR{n:05d}")
    name = factory.Sequence(lambda n: f"Harrowmere Learning Trust {n}")
    type_code = "06"
    type_name = "Multi-academy trust"
    status_code = "OPEN"
    status_name = "Open"


class SchoolFactory(DjangoModelFactory):
    """An open community primary school that is in no trust."""

    class Meta:
        model = models.School

    urn = factory.Sequence(lambda n: 700_000 + n)
    name = factory.Sequence(lambda n: f"Brackenholt Primary School {n}")
    la_code = "941"
    la_name = "Westmarch"
    establishment_number = factory.Sequence(lambda n: f"{2000 + n % 7000}")
    type_code = "01"
    type_name = "Community school"
    type_group_code = "4"
    type_group_name = "Local authority maintained schools"
    status_code = "1"
    status_name = "Open"
    phase_code = "2"
    phase_name = "Primary"
    town = "Brackenholt"
    postcode = "WM1 2AB"
    in_trust = "no"

    class Params:
        academy = factory.Trait(
            type_code="34",
            type_name="Academy converter",
            type_group_code="10",
            type_group_name="Academies",
            in_trust="yes",
        )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@trust.example")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **kwargs: object) -> None:
        if create:
            self.set_password(extracted or "a long pass phrase")
            self.save()


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    trust = factory.SubFactory(GroupFactory)
    role = Role.EDITOR


def shipped_template() -> models.PlanTemplate:
    """The template that ships with the product, as every database has it."""
    return models.PlanTemplate.objects.get(trust=None, version=1)


class TemplateFactory(DjangoModelFactory):
    """A published template of a trust's own, without milestones; with `published_at=None` a draft."""

    class Meta:
        model = models.PlanTemplate

    name = "Harrowmere plan"
    trust = factory.SubFactory(GroupFactory)
    version = 1
    published_at = factory.LazyFunction(timezone.now)


class TemplateMilestoneFactory(DjangoModelFactory):
    """Due twelve weeks before joining in every route."""

    class Meta:
        model = models.TemplateMilestone

    template = factory.SubFactory(TemplateFactory)
    code = factory.Sequence(lambda n: f"EXP-{n:02d}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Walk round the site {n}")
    phase = "EXP"
    days = factory.LazyFunction(lambda: {"voluntary": -84, "order": -84, "transfer": -84})
    owner_roles = "TL"


class ProjectFactory(DjangoModelFactory):
    """A bare project without a plan; `actions.projects.start_project` makes one with its plan."""

    class Meta:
        model = models.Project

    school = factory.SubFactory(SchoolFactory)
    trust = factory.SubFactory(GroupFactory)
    template = factory.LazyFunction(shipped_template)
    route = "voluntary"
    joining_month = dt.date(2027, 9, 1)
    started_on = dt.date(2026, 9, 1)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.Milestone

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"LEG-{n:02d}")
    title = factory.Sequence(lambda n: f"Milestone {n}")
    phase = "LEG"
    days = -84
    due_on = dt.date(2027, 6, 9)
    position = factory.Sequence(lambda n: n)
    owner_roles = "SOL"


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = models.Note

    project = factory.SubFactory(ProjectFactory)
    text = "Spoke to the headteacher; governors meet in March."
    author = factory.SubFactory(UserFactory)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    project = factory.SubFactory(ProjectFactory)
    role = "headteacher"
    name = "Robin Marsh"
    email = "head@brackenholt.example"


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


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Partnership

    project = factory.SubFactory(ProjectFactory)
    school = factory.SelfAttribute("project.school")
    trust = factory.SelfAttribute("project.trust")
    starts_on = dt.date(2026, 9, 1)
    ends_on = dt.date(2027, 8, 31)


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
