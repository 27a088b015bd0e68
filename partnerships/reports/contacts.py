"""A project's contacts, and the headteacher whom GIAS names."""

from __future__ import annotations

from partnerships.models import Contact, Project, School
from partnerships.rules.words import ContactRole


def contacts_of(project: Project) -> list[Contact]:
    """In the order of the list of roles, then by name."""
    order = {role.value: place for place, role in enumerate(ContactRole)}
    return sorted(project.contacts.all(), key=lambda each: (order.get(each.role, 99), each.name, each.pk))


def head_from_gias(school: School) -> Contact | None:
    """The headteacher as GIAS has it, not saved; None where GIAS names nobody."""
    name = " ".join(
        part for part in (school.head_title, school.head_first_name, school.head_last_name) if part
    )
    if not school.head_last_name:
        return None
    return Contact(
        role=ContactRole.HEADTEACHER.value,
        name=name,
        organisation=school.name[:150],
        telephone=school.telephone[:40],
        remark=school.head_job_title,
    )
