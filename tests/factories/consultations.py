"""Consultations: their steps, groups, meetings and papers, and the responses with what is made of them."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships import models
from tests.factories.projects import ProjectFactory, UserFactory
from tests.factories.records import EvidenceFactory


class ConsultationFactory(DjangoModelFactory):
    """On conversion, led by the governing body, without any step."""

    class Meta:
        model = models.Consultation

    project = factory.SubFactory(ProjectFactory)
    kind = "statutory"
    title = factory.Sequence(lambda n: f"Consultation on conversion {n}")
    led_by = "governing_body"


class OfConsultation(DjangoModelFactory):
    """What belongs to one consultation, and to its project."""

    class Meta:
        abstract = True

    consultation = factory.SubFactory(ConsultationFactory)
    project = factory.SelfAttribute("consultation.project")


class ConsultationStepFactory(OfConsultation):
    """A step of the team's own, with a day of its own; give `milestone` and `due_on=None` for one of the plan."""

    class Meta:
        model = models.ConsultationStep

    kind = "own"
    title = factory.Sequence(lambda n: f"Leaflets at the gate {n}")
    position = factory.Sequence(lambda n: n % 30_000)
    due_on = factory.Maybe("milestone", None, dt.date(2026, 11, 2))
    milestone = None


class StakeholderFactory(OfConsultation):
    class Meta:
        model = models.Stakeholder

    audience = "parents"
    name = factory.Sequence(lambda n: f"Parents of year {n}")
    needed = "should"
    size = 210


class MeetingFactory(OfConsultation):
    class Meta:
        model = models.Meeting

    on = dt.date(2026, 11, 17)
    at = dt.time(18, 30)
    place = "School hall"
    audience = "parents"
    attendance = 34


class MeetingQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.MeetingQuestion

    meeting = factory.SubFactory(MeetingFactory)
    project = factory.SelfAttribute("meeting.project")
    question = factory.Sequence(lambda n: f"Will class {n} stay as small?")
    answer = "Admission numbers do not change."
    answered_on = dt.date(2026, 11, 17)


class ConsultationDocumentFactory(OfConsultation):
    """A link in force; give `evidence` for a file."""

    class Meta:
        model = models.ConsultationDocument

    kind = "consultation"
    title = factory.Sequence(lambda n: f"Joining Harrowmere, paper {n}")
    in_force_from = dt.date(2026, 11, 2)
    evidence = factory.SubFactory(EvidenceFactory, project=factory.SelfAttribute("..project"))


class ResponseReportFactory(OfConsultation):
    class Meta:
        model = models.ResponseReport

    number = factory.LazyAttribute(lambda o: o.consultation.reports.count() + 1)
    introduction = "Thank you to everybody who wrote."
    made_by = factory.SubFactory(UserFactory)
    made_at = factory.LazyFunction(timezone.now)


class ThemeFactory(OfConsultation):
    class Meta:
        model = models.Theme

    name = factory.Sequence(lambda n: f"Uniform {n}")


class ResponseImportFactory(OfConsultation):
    """Read and saved, without any row; its file is gone."""

    class Meta:
        model = models.ResponseImport

    file_name = "answers.csv"
    state = "applied"
    by = factory.SubFactory(UserFactory)


class ResponseFactory(OfConsultation):
    class Meta:
        model = models.Response

    number = factory.LazyAttribute(lambda o: o.consultation.responses.count() + 1)
    received_on = dt.date(2026, 11, 10)
    audience = "parents"
    channel = "web"
    stance = "for"
    comment = factory.Sequence(lambda n: f"Good for the school, says answer {n}.")


class ResponseThemeFactory(DjangoModelFactory):
    """A theme of the response's own consultation."""

    class Meta:
        model = models.ResponseTheme

    response = factory.SubFactory(ResponseFactory)
    project = factory.SelfAttribute("response.project")
    theme = factory.SubFactory(ThemeFactory, consultation=factory.SelfAttribute("..response.consultation"))


class RespondentFactory(DjangoModelFactory):
    """Who sent a response, to be deleted some day."""

    class Meta:
        model = models.Respondent

    response = factory.SubFactory(ResponseFactory)
    project = factory.SelfAttribute("response.project")
    name = factory.Sequence(lambda n: f"Sam Harker {n}")
    email = "sam@parents.example"
    delete_on = dt.date(2027, 11, 30)
