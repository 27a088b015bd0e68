"""The people around each project whom the team would ring."""

from __future__ import annotations

import random

from partnerships.demo.story import Person
from partnerships.models import Project
from partnerships.rules.words import ContactRole, Route

SOLICITORS = "Quill and Marram LLP"
CHAIRS = (
    "Pauline Deverell", "Keith Marsden", "Anjali Mehta", "Graham Stokoe", "Wendy Farrow", "Ivor Blakey",
    "Lorna Pettit", "Francis Amadi", "Barbara Kitto", "Derek Hallam", "Sunita Rao", "Gwen Trescott",
)  # fmt: skip
AUTHORITY = {
    "Westmarch": ("Caroline Metcalf", "Bernard Osei"),
    "Eastholm": ("Philip Varley", "Denise Rowntree"),
}


def contacts_for(project: Project, chance: random.Random) -> list[Person]:
    """The usual contacts of a project: school, authority, diocese, the other trust and solicitors."""
    school = project.school
    head = " ".join(part for part in (school.head_first_name, school.head_last_name) if part)
    people = [
        Person(ContactRole.HEADTEACHER, head, school.name),
        Person(ContactRole.CHAIR, chance.choice(CHAIRS), school.name, "Evenings only"),
    ]
    if not project.route:
        return people
    if project.route != Route.TRANSFER:
        officer, lawyer = AUTHORITY[school.la_name]
        council = f"{school.la_name} Council"
        people.append(Person(ContactRole.LA, officer, council, "Academies officer; out on Fridays"))
        people.append(Person(ContactRole.LA_SOLICITOR, lawyer, f"{council} legal services"))
    if school.religious_character == "Church of England":
        people.append(Person(ContactRole.DIOCESE, "Canon Miriam Hale", "Diocese of Gullhaven"))
    if project.outgoing_trust is not None:
        name = project.outgoing_trust.head_name
        people.append(Person(ContactRole.OUTGOING_CEO, name, project.outgoing_trust.name))
    people.append(Person(ContactRole.TRUST_SOLICITOR, "Esther Quill", SOLICITORS, "Copy in her trainee"))
    return people
