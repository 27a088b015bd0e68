"""Contacts of a project."""

from __future__ import annotations

from partnerships.models import Contact, Project, User
from tests.factories import ContactFactory
from tests.helpers import assert_queries_do_not_grow
from tests.views._project import client_of, home, page


def test_contact_list_offers_the_headteacher_whom_gias_names(
    project: Project, editor: User, viewer: User
) -> None:
    school = project.school
    school.head_title, school.head_first_name, school.head_last_name = "Mrs", "Robin", "Marsh"
    school.save()
    assert "GIAS names Mrs Robin Marsh" in page(viewer, home(project) + "contacts/")
    assert 'value="Mrs Robin Marsh"' in page(editor, home(project) + "contacts/add/?from=gias")
    ContactFactory(project=project)
    assert "GIAS names" not in page(viewer, home(project) + "contacts/")


def test_contact_add_edit_remove(project: Project, editor: User) -> None:
    client = client_of(editor)
    data = {"role": "chair", "name": "Sam Reed", "email": "sam"}
    assert "valid email" in client.post(home(project) + "contacts/add/", data).content.decode()
    client.post(home(project) + "contacts/add/", data | {"email": "sam@school.example"})
    contact = Contact.objects.get()
    assert contact.history.get().action == "save_contact"
    client.post(f"/contacts/{contact.pk}/edit/", data | {"email": "reed@school.example"})
    contact.refresh_from_db()
    assert (contact.email, contact.history.count()) == ("reed@school.example", 2)
    assert "Remove Sam Reed?" in page(editor, f"/contacts/{contact.pk}/remove/")
    client.post(f"/contacts/{contact.pk}/remove/")
    assert not Contact.objects.exists()


def test_contact_edit_tells_who_was_faster_and_loses_neither(
    project: Project, editor: User, manager: User
) -> None:
    mine, theirs = client_of(editor), client_of(manager)
    mine.post(home(project) + "contacts/add/", {"role": "chair", "name": "Sam Reed"})
    contact = Contact.objects.get()
    sent = {"role": "chair", "name": "Sam Reed", "seen": contact.history.get().history_id}
    theirs.post(f"/contacts/{contact.pk}/edit/", sent | {"telephone": "01632 960001"})

    text = mine.post(f"/contacts/{contact.pk}/edit/", sent | {"remark": "After four"}).content.decode()

    contact.refresh_from_db()
    assert (contact.telephone, contact.remark) == ("01632 960001", "")
    assert "Mona Manager changed this contact while you were editing it, to: Sam Reed, 01632 960001" in text
    assert 'value="After four"' in text
    newest = contact.history.latest("history_id").history_id
    assert f'name="seen" value="{newest}"' in text
    both = sent | {"seen": newest, "telephone": "01632 960001", "remark": "After four"}
    assert mine.post(f"/contacts/{contact.pk}/edit/", both).status_code == 302
    contact.refresh_from_db()
    assert (contact.telephone, contact.remark) == ("01632 960001", "After four")


def test_contact_csv_is_of_this_project_and_safe(project: Project, viewer: User) -> None:
    ContactFactory(project=project, name="=cmd()", role="union")
    ContactFactory(name="Somebody else")
    response = client_of(viewer).get(home(project) + "contacts.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "Union,'=cmd()" in text
    assert "Somebody else" not in text


def test_contact_list_queries_do_not_grow(project: Project, viewer: User) -> None:
    def add(number: int) -> None:
        ContactFactory.create_batch(number, project=project)

    assert_queries_do_not_grow(client_of(viewer), home(project) + "contacts/", add)
