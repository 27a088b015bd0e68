"""Schools, trusts, people, templates, and projects with what a plan consists of."""

from __future__ import annotations

import datetime as dt
from functools import cache

import factory
from django.contrib.auth.hashers import make_password
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

    email = factory.Sequence(lambda n: f"person{n}@trust.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = "a long pass phrase"

    @classmethod
    def _adjust_kwargs(cls, **kwargs: object) -> dict[str, object]:
        return kwargs | {"password": hashed(str(kwargs["password"]))}


@cache
def hashed(password: str) -> str:
    """As the database keeps it; worked out once, since everybody in the tests has the same."""
    return make_password(password)


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
