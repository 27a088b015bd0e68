"""The people to reach about a project."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.notes import ContactChangedMeanwhile, remove_contact, save_contact
from partnerships.exports._csv import Column, csv_response, rows_of
from partnerships.forms.contacts import ContactForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Contact, Project
from partnerships.permissions import May
from partnerships.reports.contacts import contacts_of, head_from_gias
from partnerships.rules.words import ContactRole
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody

COLUMNS = (
    Column("Role", "role", dict(ContactRole.choices())),
    Column("Name", "name"),
    Column("Organisation", "organisation"),
    Column("E-mail address", "email"),
    Column("Telephone", "telephone"),
    Column("Remark", "remark"),
)


class ContactList(ProjectBody, TemplateView):
    template_name = "contacts/list.html"
    tab = "contacts"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contacts = contacts_of(self.project)
        known = any(each.role == ContactRole.HEADTEACHER for each in contacts)
        head = None if known else head_from_gias(self.project.school)
        return super().get_context_data(contacts=contacts, head=head, **kwargs)


class ContactCsv(ProjectBody, View):
    def get(self, request: Any, **kwargs: Any) -> StreamingHttpResponse:
        rows = rows_of(Contact.objects.filter(project=self.project).order_by("role", "name", "pk"), COLUMNS)
        return csv_response(f"contacts-{self.project.school_id}-{self.today:%Y-%m-%d}.csv", COLUMNS, rows)


class SavesContact(RunsAction, ProjectBody):
    may = May.EDIT_CONTACTS
    tab = "contacts"

    def get_success_url(self) -> str:
        return reverse("contact-list", args=[self.project.pk])

    def cancel_url(self) -> str:
        return self.get_success_url()


class ContactAdd(SavesContact, FormView[ContactForm]):
    """A new contact; `?from=gias` fills in the headteacher as GIAS has it."""

    template_name = "contacts/form.html"
    form_class = ContactForm

    def get_initial(self) -> dict[str, Any]:
        head = head_from_gias(self.project.school) if self.request.GET.get("from") == "gias" else None
        if head is None:
            return {"organisation": self.project.school.name}
        return {name: getattr(head, name) for name in ("role", "name", "organisation", "telephone", "remark")}

    def get_form(self, form_class: Any = None) -> ContactForm:
        form: ContactForm = super().get_form(form_class)
        form.instance.project = self.project
        return form

    def act(self, form: Any) -> None:
        save_contact(by=self.user, contact=form.instance)


class OneContact(SavesContact):
    @cached_property
    def contact(self) -> Contact:
        mine = Contact.objects.visible_to(self.user).with_project()
        contact: Contact = get_object_or_404(mine, pk=self.kwargs["pk"])
        return contact

    @cached_property
    def project(self) -> Project:
        return self.contact.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(contact=self.contact, **kwargs)


class ContactEdit(OneContact, FormView[ContactForm]):
    template_name = "contacts/form.html"
    form_class = ContactForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.contact}

    def act(self, form: Any) -> None:
        try:
            save_contact(by=self.user, contact=form.instance, seen=form.cleaned_data["seen"])
        except ContactChangedMeanwhile as changed:
            form.now_at(changed.latest.history_id)
            raise


class ContactRemove(OneContact, FormView[ConfirmForm]):
    template_name = "contacts/remove.html"
    form_class = ConfirmForm
    saved_message = "The contact is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the contact"}

    def act(self, form: Any) -> None:
        remove_contact(by=self.user, contact=self.contact)
