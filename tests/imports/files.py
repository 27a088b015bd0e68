"""Small GIAS downloads of invented schools, written by hand for the tests."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import Any

from partnerships.imports.gias.reader import Download, open_download
from partnerships.imports.gias.take_in import Plan, Request, planning, take_in_gias_file
from partnerships.models import User
from partnerships.rules.counting import drain

TODAY = dt.date(2026, 5, 1)

SCHOOLS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)", "EstablishmentTypeGroup (code)", "EstablishmentStatus (code)",
    "EstablishmentStatus (name)", "OpenDate", "CloseDate", "NumberOfPupils", "PercentageFSM",
    "TrustSchoolFlag (name)", "Trusts (code)", "Trusts (name)", "SchoolWebsite", "Easting",
)  # fmt: skip
GROUPS = ("Group UID", "Group ID", "Group Name", "Companies House Number", "Group Type (code)", "Group Type",
          "Closed Date", "Open date", "Group Status (code)", "Group Status")  # fmt: skip
MEMBERS = ("URN", "Group UID", "Group Name", "Joined date", "EstablishmentName")
LINKS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")

_SCHOOL = {
    "LA (code)": "941", "LA (name)": "Westmarch", "EstablishmentName": "Brackenholt Primary School",
    "TypeOfEstablishment (code)": "01", "TypeOfEstablishment (name)": "Community school",
    "EstablishmentTypeGroup (code)": "4", "EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": "Open",
    "TrustSchoolFlag (name)": "Not applicable",
}  # fmt: skip


def school(urn: int | str, name: str = "Brackenholt Primary School", **more: str) -> dict[str, str]:
    """A row of the schools file; `more` by header, with _ for the spaces that Python does not take."""
    return {**_SCHOOL, "URN": str(urn), "EstablishmentName": name, **more}


def academy(urn: int, trust: str = "", flag: str = "Supported by a multi-academy trust") -> dict[str, str]:
    return school(urn, **{
        "TypeOfEstablishment (code)": "34", "EstablishmentTypeGroup (code)": "10",
        "TrustSchoolFlag (name)": flag, "Trusts (code)": trust,
    })  # fmt: skip


def group(
    uid: int, name: str = "Harrowmere Learning Trust", type_code: str = "06", **more: str
) -> dict[str, str]:
    return {
        "Group UID": str(uid),
        "Group Name": name,
        "Group Type (code)": type_code,
        "Group Status": "Open",
        **more,
    }


def member(urn: int, uid: int, joined: str = "01/09/2020") -> dict[str, str]:
    return {"URN": str(urn), "Group UID": str(uid), "Joined date": joined}


def link(urn: int, other: int, kind: str = "Successor", day: str = "01-09-2020") -> dict[str, str]:
    return {
        "URN": str(urn), "LinkURN": str(other), "LinkName": "Brackenholt Academy", "LinkType": kind,
        "LinkEstablishedDate": day,
    }  # fmt: skip


def as_csv(header: tuple[str, ...], rows: list[dict[str, str]], encoding: str = "cp1252") -> bytes:
    """As GIAS writes it: CRLF, Windows-1252; cells a row leaves out are blank."""
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, header, restval="", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode(encoding)


def as_zip(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return data.getvalue()


def opened(data: bytes, name: str = "edubasealldata20260401.csv", largest_mb: int = 5) -> Download:
    return open_download(io.BytesIO(data), name, largest_mb=largest_mb)


def planned(data: bytes, name: str = "edubasealldata20260401.csv") -> Plan:
    return drain(planning(Request(opened(data, name))))


def taken_in(data: bytes, day: str = "20260401", *, confirmed: bool = False, by: User | None = None) -> Plan:
    """Takes a download of that day in."""
    request = Request(opened(data, f"download{day}.csv"), confirmed=confirmed, by=by)
    return take_in_gias_file(request=request, today=TODAY)


def schools_in(rows: list[dict[str, str]], day: str = "20260401", **options: Any) -> Plan:
    return taken_in(as_csv(SCHOOLS, rows), day, **options)


def groups_in(rows: list[dict[str, str]], day: str = "20260401", **options: Any) -> Plan:
    return taken_in(as_csv(GROUPS, rows), day, **options)


def members_in(rows: list[dict[str, str]], day: str = "20260401", **options: Any) -> Plan:
    return taken_in(as_csv(MEMBERS, rows), day, **options)


def links_in(rows: list[dict[str, str]], day: str = "20260401", **options: Any) -> Plan:
    return taken_in(as_csv(LINKS, rows), day, **options)
