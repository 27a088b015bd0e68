"""Which columns of the four GIAS downloads the product takes, by name, whatever the vintage.

Columns come and go between years (120 in 2017, 135 in 2025), so nothing is known by position. A header is matched
whatever its case and spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from partnerships.imports.gias import values
from partnerships.models import Group, GroupMembership, RegisterKind, School, SchoolLink

Convert = Callable[[str], values.Value]


@dataclass(frozen=True)
class Column:
    """One field of ours and the headers it comes from: alternatives by vintage, or `parts` joined with a space."""

    field: str
    headers: tuple[str, ...]
    convert: Convert | None = None  # None: text, as it stands
    parts: bool = False
    required: bool = False  # the header must have it; a blank in a row is the record's own affair


@dataclass(frozen=True)
class Kind:
    """One kind of download: its table, what identifies a row, and what is taken of it."""

    value: RegisterKind
    noun: str  # "This is a file of …"
    model: type[models.Model]
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]
    has: frozenset[str]  # headers by which it is recognised
    lacks: frozenset[str] = frozenset()

    @property
    def key_fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.keys)


def _texts(pairs: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(field, tuple(headers.split("|"))) for field, headers in pairs)


_URN = Column("urn", ("URN",), values.urn)
_SCHOOLS = (
    Column("name", ("EstablishmentName",), required=True),
    *_texts(
        (
            ("la_code", "LA (code)"),
            ("la_name", "LA (name)"),
            ("establishment_number", "EstablishmentNumber"),
            ("ukprn", "UKPRN"),
            ("type_code", "TypeOfEstablishment (code)"),
            ("type_name", "TypeOfEstablishment (name)"),
            ("type_group_code", "EstablishmentTypeGroup (code)"),
            ("type_group_name", "EstablishmentTypeGroup (name)"),
            ("status_code", "EstablishmentStatus (code)"),
            ("status_name", "EstablishmentStatus (name)"),
            ("open_reason_name", "ReasonEstablishmentOpened (name)"),
            ("close_reason_name", "ReasonEstablishmentClosed (name)"),
            ("phase_code", "PhaseOfEducation (code)"),
            ("phase_name", "PhaseOfEducation (name)"),
            ("gender_name", "Gender (name)"),
            ("religious_character", "ReligiousCharacter (name)"),
            ("religious_ethos", "ReligiousEthos (name)"),
            ("diocese_name", "Diocese (name)"),
            ("admissions_policy", "AdmissionsPolicy (name)"),
            ("boarders", "Boarders (name)"),
            ("nursery_provision", "NurseryProvision (name)"),
            ("sixth_form", "OfficialSixthForm (name)"),
            ("special_classes", "SpecialClasses (name)"),
            ("resourced_provision", "TypeOfResourcedProvision (name)"),
            ("trust_flag_code", "TrustSchoolFlag (code)"),
            ("trust_flag", "TrustSchoolFlag (name)"),
            ("trust_code", "Trusts (code)"),
            ("trust_name", "Trusts (name)"),
            ("sponsors", "SchoolSponsors (name)"),
            ("federation_flag", "FederationFlag (name)"),
            ("federation_code", "Federations (code)"),
            ("federation_name", "Federations (name)"),
            ("street", "Street"),
            ("locality", "Locality"),
            ("address3", "Address3"),
            ("town", "Town"),
            ("county", "County (name)"),
            ("postcode", "Postcode"),
            ("website", "SchoolWebsite"),
            ("telephone", "TelephoneNum"),
            ("head_title", "HeadTitle (name)"),
            ("head_first_name", "HeadFirstName"),
            ("head_last_name", "HeadLastName"),
            ("head_job_title", "HeadPreferredJobTitle"),
            ("region_code", "GOR (code)"),
            ("region_name", "GOR (name)"),
            ("district_name", "DistrictAdministrative (name)"),
            ("constituency_name", "ParliamentaryConstituency (name)"),
            ("urban_rural", "UrbanRural (name)"),
        )
    ),
    Column("open_date", ("OpenDate",), values.date),
    Column("close_date", ("CloseDate",), values.date),
    Column("census_date", ("CensusDate",), values.date),
    Column("low_age", ("StatutoryLowAge",), values.small_number),
    Column("high_age", ("StatutoryHighAge",), values.small_number),
    Column("capacity", ("SchoolCapacity",), values.number),
    Column("pupils", ("NumberOfPupils",), values.number),
    Column("fsm_percentage", ("PercentageFSM",), values.percentage),
    Column("resourced_capacity", ("ResourcedProvisionCapacity",), values.number),
    Column("sen_unit_capacity", ("SenUnitCapacity",), values.number),
    Column("easting", ("Easting",), values.coordinate),
    Column("northing", ("Northing",), values.coordinate),
)
_GROUPS = (
    Column("name", ("Group Name",), required=True),
    *_texts(
        (
            ("group_id", "Group ID"),
            ("companies_house_number", "Companies House Number"),
            ("ukprn", "UKPRN"),
            ("type_code", "Group Type (code)"),
            ("type_name", "Group Type|Group Type (name)"),
            ("status_code", "Group Status (code)"),
            ("status_name", "Group Status|Group Status (name)"),
            ("street", "Group Street|Group Contact Street"),
            ("locality", "Group Locality|Group Contact Locality"),
            ("address3", "Group Address 3|Group Contact Address 3"),
            ("town", "Group Town|Group Contact Town"),
            ("county", "Group County|Group Contact County"),
            ("postcode", "Group Postcode|Group Contact Postcode"),
        )
    ),
    Column(
        "head_name",
        ("Head of Group Title", "Head of Group First Name", "Head of Group Last Name"),
        parts=True,
    ),
    Column("open_date", ("Open date",), values.date),
    Column("incorporated_on", ("Incorporated on (open date)",), values.date),
    Column("closed_date", ("Closed Date",), values.date),
)

SCHOOLS = Kind(
    RegisterKind.SCHOOLS, "schools", School, (_URN,), _SCHOOLS,
    has=frozenset({"urn", "establishmentname"}), lacks=frozenset({"group uid", "linkurn"}),
)  # fmt: skip
TRUSTS = Kind(
    RegisterKind.TRUSTS, "trusts and other groups", Group, (Column("uid", ("Group UID",), values.uid),), _GROUPS,
    has=frozenset({"group uid", "group name"}), lacks=frozenset({"urn"}),
)  # fmt: skip
MEMBERSHIPS = Kind(
    RegisterKind.MEMBERSHIPS, "which school is in which group", GroupMembership,
    (Column("school_id", ("URN",), values.urn), Column("group_id", ("Group UID",), values.uid)),
    (Column("joined_on", ("Joined date",), values.date),),
    has=frozenset({"urn", "group uid"}),
)  # fmt: skip
LINKS = Kind(
    RegisterKind.LINKS, "links between schools", SchoolLink,
    (
        Column("school_id", ("URN",), values.urn),
        Column("other_id", ("LinkURN",), values.urn),
        Column("link_type", ("LinkType",), required=True),
    ),
    (Column("other_name", ("LinkName",)), Column("established_on", ("LinkEstablishedDate",), values.date)),
    has=frozenset({"urn", "linkurn"}),
)  # fmt: skip
KINDS: dict[RegisterKind, Kind] = {kind.value: kind for kind in (SCHOOLS, TRUSTS, MEMBERSHIPS, LINKS)}


def tidy_header(name: str) -> str:
    """A header as it is compared: case and spaces do not count."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def recognise(header: Iterable[str]) -> Kind | None:
    """The kind of download that has this header; None for any other file."""
    names = {tidy_header(name) for name in header}
    for kind in KINDS.values():
        if kind.has <= names and not kind.lacks & names:
            return kind
    return None
