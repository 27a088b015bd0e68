"""What GIAS says of one school, each fact with the download it comes from, and what changed between downloads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from partnerships.models import Group, RegisterChange, RegisterFile, RegisterKind, School
from partnerships.rules.saying import say_day

# How many downloads are looked through for the newest that delivered a fact.
_DOWNLOADS_READ = 40


@dataclass(frozen=True)
class Fact:
    """One line of the summary; `dated` is the date of the download that delivered it last."""

    label: str
    value: str
    dated: dt.date | None
    url: str = ""


@dataclass(frozen=True)
class FactGroup:
    """Facts under one heading, and the labels of those that GIAS leaves empty."""

    title: str
    facts: list[Fact] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """One fact that a download changed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Download:
    """What one download changed for the school."""

    downloaded_on: dt.date | None
    changes: list[Change]


def _plain(name: str) -> Callable[[School], str]:
    def read(school: School) -> str:
        value = getattr(school, name)
        if isinstance(value, dt.date):
            return say_day(value)
        if isinstance(value, int) and name in ("capacity", "pupils"):
            return f"{value:,}"
        return "" if value is None else str(value)

    return read


def _ages(school: School) -> str:
    low, high = school.low_age, school.high_age
    if low is None or high is None:
        return "" if low is None and high is None else f"From {low}" if high is None else f"To {high}"
    return f"{low} to {high}"


def _address(school: School) -> str:
    parts = (school.street, school.locality, school.address3, school.town, school.county, school.postcode)
    return ", ".join(part for part in parts if part)


def _head(school: School) -> str:
    name = " ".join(p for p in (school.head_title, school.head_first_name, school.head_last_name) if p)
    return f"{name}, {school.head_job_title}" if name and school.head_job_title else name


def _fsm(school: School) -> str:
    return "" if school.fsm_percentage is None else f"{school.fsm_percentage}%"


# Heading, then label, the column its date is looked up by, and how it is read.
_LAYOUT: tuple[tuple[str, tuple[tuple[str, str, Callable[[School], str]], ...]], ...] = (
    (
        "Identity",
        (
            ("URN", "name", lambda school: str(school.urn)),
            ("LAESTAB (DfE number)", "establishment_number", lambda school: school.laestab),
            ("UKPRN", "ukprn", _plain("ukprn")),
            ("Status", "status_name", _plain("status_name")),
            ("Type", "type_name", _plain("type_name")),
            ("Type group", "type_group_name", _plain("type_group_name")),
            ("Opened", "open_date", _plain("open_date")),
            ("Reason opened", "open_reason_name", _plain("open_reason_name")),
            ("Closed", "close_date", _plain("close_date")),
            ("Reason closed", "close_reason_name", _plain("close_reason_name")),
        ),
    ),
    (
        "Pupils",
        (
            ("Phase", "phase_name", _plain("phase_name")),
            ("Ages", "low_age", _ages),
            ("Gender", "gender_name", _plain("gender_name")),
            ("Capacity", "capacity", _plain("capacity")),
            ("Pupils on roll", "pupils", _plain("pupils")),
            ("Eligible for free school meals", "fsm_percentage", _fsm),
            ("Census date", "census_date", _plain("census_date")),
            ("Admissions policy", "admissions_policy", _plain("admissions_policy")),
        ),
    ),
    (
        "Character and provision",
        (
            ("Religious character", "religious_character", _plain("religious_character")),
            ("Religious ethos", "religious_ethos", _plain("religious_ethos")),
            ("Diocese", "diocese_name", _plain("diocese_name")),
            ("Nursery provision", "nursery_provision", _plain("nursery_provision")),
            ("Sixth form", "sixth_form", _plain("sixth_form")),
            ("Boarders", "boarders", _plain("boarders")),
            ("Special classes", "special_classes", _plain("special_classes")),
            ("Resourced provision", "resourced_provision", _plain("resourced_provision")),
            ("Resourced provision places", "resourced_capacity", _plain("resourced_capacity")),
            ("SEN unit places", "sen_unit_capacity", _plain("sen_unit_capacity")),
            ("Federation", "federation_name", _plain("federation_name")),
            ("Sponsors", "sponsors", _plain("sponsors")),
        ),
    ),
    (
        "Where and who",
        (
            ("Headteacher", "head_last_name", _head),
            ("Address", "street", _address),
            ("Telephone", "telephone", _plain("telephone")),
            ("Website", "website", _plain("website")),
            ("Local authority", "la_name", _plain("la_name")),
            ("Region", "region_name", _plain("region_name")),
            ("District", "district_name", _plain("district_name")),
            ("Parliamentary constituency", "constituency_name", _plain("constituency_name")),
            ("Urban or rural", "urban_rural", _plain("urban_rural")),
        ),
    ),
)


def facts_of(school: School) -> list[FactGroup]:
    """Everything GIAS says of the school, in groups; one query."""
    dates = _fact_dates(school)
    groups = []
    for title, rows in _LAYOUT:
        group = FactGroup(title)
        for label, column, read in rows:
            value = read(school)
            if value:
                url = web_address(value) if column == "website" else ""
                group.facts.append(Fact(label, value, dates.get(column), url))
            elif label not in ("Closed", "Reason closed") or school.is_closed:
                group.empty.append(label[:1].lower() + label[1:] if label[1:2].islower() else label)
        groups.append(group)
    return groups


def school_changes(school: School) -> list[Download]:
    """What downloads changed for this school, its groups and its links, the newest first; nothing for a first load."""
    rows = list(
        RegisterChange.objects.filter(key=school.urn)
        .exclude(kind=RegisterKind.TRUSTS)
        .select_related("file")
        .order_by("-file__downloaded_on", "-file_id", "pk")
    )
    about = _names(rows)
    return [
        Download(own[0].file.downloaded_on, _changes(own, about))
        for own in (list(each) for _, each in groupby(rows, key=lambda row: row.file_id))
    ]


def _changes(rows: list[RegisterChange], about: dict[tuple[str, int | None], str]) -> list[Change]:
    """In words: a code says nothing that the name beside it does not."""
    named = {row.field.removesuffix("_name") for row in rows}
    return [
        Change(
            about.get((row.kind, row.other_key), "") + _label(row.field),
            _shown(row.before),
            _shown(row.after),
        )
        for row in rows
        if not (row.field.endswith("_code") and row.field.removesuffix("_code") in named)
    ]


def _names(rows: list[RegisterChange]) -> dict[tuple[str, int | None], str]:
    """What a change of a membership or a link is about: the group or the other school, to begin the line with."""
    names: dict[tuple[str, int | None], str] = {}
    models_of: tuple[tuple[str, type[Group] | type[School]], ...] = (
        (RegisterKind.MEMBERSHIPS, Group),
        (RegisterKind.LINKS, School),
    )
    for kind, model in models_of:
        keys = {row.other_key for row in rows if row.kind == kind and row.other_key is not None}
        if keys:
            found = model._default_manager.in_bulk(list(keys))
            names |= {(kind, key): f"{found[key].name if key in found else key}: " for key in keys}
    return names


def _shown(text: str) -> str:
    try:
        return say_day(dt.date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def web_address(text: str) -> str:
    """A link to a website as GIAS has it, with or without its scheme; "" for what is no web address."""
    if re.match(r"https?://", text, re.IGNORECASE):
        return text
    return f"http://{text}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) else ""


def _fact_dates(school: School) -> dict[str, dt.date]:
    """By column, the date of the newest download that delivered it, and that still had the school."""
    files = RegisterFile.objects.applied().of(RegisterKind.SCHOOLS).newest_first()
    if school.gone_on:
        files = files.filter(downloaded_on__lt=school.gone_on)
    dates: dict[str, dt.date] = {}
    for downloaded_on, columns in files.values_list("downloaded_on", "fields")[:_DOWNLOADS_READ]:
        if downloaded_on:
            dates = dict.fromkeys(columns, downloaded_on) | dates
    return dates


def _label(name: str) -> str:
    try:
        column: Any = School._meta.get_field(name)
    except FieldDoesNotExist:
        return name.replace("_", " ").capitalize()
    words = str(column.verbose_name) if isinstance(column, models.Field) else name
    return words[:1].upper() + words[1:]
