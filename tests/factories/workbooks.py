from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships import models
from tests.factories.projects import GroupFactory, ProjectFactory, UserFactory

# The least that goes in: one school of its own by URN.
SHEET = b"URN,School,Joining date\n100001,Ashdown Primary,Sept 2027\n"


class WorkbookFactory(DjangoModelFactory):
    """A csv that somebody chose and only looked at; `state="applied"` is one that was brought in."""

    class Meta:
        model = models.Workbook
        skip_postgeneration_save = True

    class Params:
        data = SHEET

    trust = factory.SubFactory(GroupFactory)
    by = factory.SubFactory(UserFactory)
    file_name = "Pipeline.csv"
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.data).hexdigest())
    size = factory.LazyAttribute(lambda o: len(o.data))
    rows = 1
    reading = factory.LazyFunction(
        lambda: {"columns": {"URN": "urn", "School": "school", "Joining date": "joining"}, "heading_row": 1}
    )
    stored = factory.LazyAttribute(lambda o: ContentFile(o.data, name=uuid.uuid4().hex))
    applied_at = factory.LazyAttribute(lambda o: None if o.state == "read" else timezone.now())
    applied_call = factory.LazyAttribute(lambda o: None if o.state == "read" else uuid.uuid4())
    delete_file_on = factory.LazyAttribute(lambda o: None if o.state == "read" else dt.date(2027, 5, 21))
    state = "read"


class WorkbookProjectFactory(DjangoModelFactory):
    class Meta:
        model = models.WorkbookProject

    project = factory.SubFactory(ProjectFactory)
    workbook: Any = factory.SubFactory(
        WorkbookFactory, state="applied", trust=factory.SelfAttribute("..project.trust")
    )
    started = True
    rows = "2"
