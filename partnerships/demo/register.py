"""Writes the invented schools and trusts, and what GIAS would show once a school has opened in its trust."""

from __future__ import annotations

import copy
import datetime as dt
import random
from decimal import Decimal

from partnerships.demo.calendar import months_before
from partnerships.demo.schools import AUTHORITIES, PHASES, SCHOOLS, SUCCESSORS, TYPES, DemoSchool
from partnerships.demo.trusts import TRUSTS
from partnerships.models import Group, GroupMembership, InTrust, School, SchoolLink
from partnerships.rules.register import ACADEMY_TYPES

STREETS = (
    "School Lane",
    "Church Road",
    "Chapel Street",
    "Quay Road",
    "The Green",
    "Station Road",
    "Mill Lane",
)


def load_register(today: dt.date) -> None:
    """All trusts and schools, as they stood before any of the projects opened."""
    Group.objects.bulk_create(
        Group(
            uid=each.uid,
            group_id=f"TR9{each.uid - 900000:04d}",
            name=each.name,
            companies_house_number=f"99{each.uid:06d}",
            ukprn=f"19{each.uid}",
            type_code=each.type_code,
            type_name=each.type_name,
            status_code="OPEN",
            status_name="Open",
            open_date=months_before(today, each.opened * 12),
            incorporated_on=months_before(today, each.opened * 12 + 3),
            street=each.street,
            town=each.town,
            postcode=each.postcode,
            head_name=each.head,
            is_demo=True,
        )
        for each in TRUSTS
    )
    School.objects.bulk_create(_school(each, today) for each in SCHOOLS)
    GroupMembership.objects.bulk_create(
        GroupMembership(school_id=each.urn, group_id=each.trust, joined_on=months_before(today, each.joined))
        for each in SCHOOLS
        if each.trust
    )


def open_in_trust(school: School, trust: Group, on: dt.date) -> School:
    """What GIAS shows after joining: a successor for a conversion, another trust for a transfer.

    Returns the school that is now in the trust.
    """
    if school.type_code in ACADEMY_TYPES:
        GroupMembership.objects.filter(school=school).update(gone_on=on)
        academy = school
    else:
        academy = _successor(school, on)
    academy.trust, academy.in_trust = trust, InTrust.YES
    academy.save()
    GroupMembership.objects.create(school=academy, group=trust, joined_on=on)
    return academy


def _school(each: DemoSchool, today: dt.date) -> School:
    chance = random.Random(each.urn)  # noqa: S311  (the same school every time, nothing secret)
    code, type_name, group_code, group_name = TYPES[each.kind]
    title, first, last = each.head.split(" (")[0].split()
    academy = each.trust is not None
    return School(
        urn=each.urn,
        name=each.name,
        la_code=AUTHORITIES[each.la],
        la_name=each.la,
        establishment_number=str((4000 if each.phase == "secondary" else 2000) + each.urn - 900000),
        ukprn=f"18{each.urn}",
        type_code=code,
        type_name=type_name,
        type_group_code=group_code,
        type_group_name=group_name,
        status_code="1",
        status_name="Open",
        open_reason_name="Academy Converter" if academy else "Not applicable",
        open_date=months_before(today, each.joined) if academy else None,
        phase_code=PHASES[each.phase][0],
        phase_name=PHASES[each.phase][1],
        low_age=each.ages[0],
        high_age=each.ages[1],
        gender_name="Mixed",
        religious_character=each.character or ("None" if academy else "Does not apply"),
        diocese_name="Diocese of Gullhaven" if each.character else "Not applicable",
        admissions_policy="Non-selective" if each.phase == "secondary" else "Not applicable",
        capacity=each.capacity,
        pupils=each.pupils,
        fsm_percentage=Decimal(each.fsm),
        census_date=dt.date(today.year - (today.month < 7), 1, 16),
        boarders="No boarders",
        nursery_provision="Has Nursery Classes" if each.nursery else "No Nursery Classes",
        sixth_form="Has a sixth form" if each.ages[1] >= 18 else "Does not have a sixth form",
        resourced_provision="SEN unit" if each.sen_places == 16 else "Not applicable",
        sen_unit_capacity=each.sen_places if each.sen_places == 16 else None,
        trust_flag="Supported by a multi-academy trust" if academy else "Not applicable",
        federation_flag="Supported by a federation" if each.federation else "Not under a federation",
        federation_name=each.federation,
        street=f"{chance.randint(1, 90)} {chance.choice(STREETS)}",
        town=each.town,
        county=each.la,
        postcode=f"{'WM' if each.la == 'Westmarch' else 'EH'}{chance.randint(1, 9)} {chance.randint(1, 9)}"
        f"{chance.choice('ABDEF')}{chance.choice('GHJLN')}",
        website=f"https://www.{''.join(c for c in each.name.split(' School')[0].lower() if c.isalpha())}.example",
        telephone=f"01632 960{chance.randint(100, 999)}",
        head_title=title,
        head_first_name=first,
        head_last_name=last,
        head_job_title="Principal" if academy and each.phase == "secondary" else "Headteacher",
        region_code="K",
        region_name="South West",
        district_name=each.la,
        constituency_name=f"{each.la} North" if each.urn % 2 else f"{each.la} South",
        urban_rural="Urban: Larger town" if each.town == "Gullhaven" else "Rural: Smaller town",
        easting=chance.randint(285_000, 306_000),
        northing=chance.randint(78_000, 96_000),
        trust_id=each.trust,
        in_trust=InTrust.YES if each.trust else InTrust.NO,
        is_demo=True,
    )


def _successor(school: School, on: dt.date) -> School:
    urn, name, kind = SUCCESSORS[school.urn]
    academy = copy.copy(school)
    academy.urn, academy.name = urn, name
    academy.ukprn, academy.open_date = f"18{urn}", on
    academy.type_code, academy.type_name, academy.type_group_code, academy.type_group_name = TYPES[kind]
    academy.open_reason_name = "Academy Converter" if kind == "converter" else "New Provision"
    academy.trust_flag = "Supported by a multi-academy trust"
    academy.federation_flag, academy.federation_name = "Not under a federation", ""
    academy._state.adding = True
    school.status_code, school.status_name = "2", "Closed"
    school.close_date = on - dt.timedelta(days=1)
    school.close_reason_name = "Academy Converter" if kind == "converter" else "For Academy"
    school.save()
    for one, other, link in ((school, academy, "Successor"), (academy, school, "Predecessor")):
        SchoolLink.objects.create(
            school_id=one.urn, other_id=other.urn, other_name=other.name, link_type=link, established_on=on
        )
    return academy
