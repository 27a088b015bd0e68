"""Who belongs to which trust, and who may sign in."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from partnerships.actions.people import (
    change_membership,
    deactivate_person,
    may_deactivate,
    reactivate_person,
    remove_member,
    set_site_administrator,
)
from partnerships.forms.people import (
    ConfirmForm,
    MembershipForm,
    PeopleFilter,
    SiteAdministratorForm,
    TrustSearch,
)
from partnerships.models import Group, Membership, User
from partnerships.permissions import May, Role
from partnerships.reports.people import leads_count, people_list, theirs, trust_people, trusts_with_people
from partnerships.reports.people_history import person_history, trust_history
from partnerships.views._base import RunsAction, SiteAdministratorOnly
from partnerships.views._people import ConfirmPage, MembershipPage, PersonPage, TrustPeoplePage


class PeopleList(SiteAdministratorOnly, ListView[User]):
    """Everybody, for a site administrator; a trust's administrator is taken to the trust's own page."""

    site_may = May.SITE_MANAGE_PEOPLE
    template_name = "people/list.html"
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        mine = self.user.trusts_where(May.MANAGE_PEOPLE)
        if mine and not self.user.may(self.site_may):
            return redirect("trust-people", mine[0])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter_form(self) -> PeopleFilter:
        return PeopleFilter(self.request.GET)

    def get_queryset(self) -> Any:
        return self.filter_form.apply(people_list(self.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(filter_form=self.filter_form, trusts=trusts_with_people(), **kwargs)


class PeopleTrustChoice(SiteAdministratorOnly, TemplateView):
    """Finds the trust to invite somebody to, also one that has no people yet."""

    site_may = May.SITE_MANAGE_PEOPLE
    template_name = "people/trust_choice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").strip()
        found = list(Group.objects.trusts().open().search(words)[:21]) if words else []
        return super().get_context_data(
            filter_form=TrustSearch(self.request.GET),
            words=words,
            found=found[:20],
            more=len(found) > 20,
            **kwargs,
        )


class TrustPeople(TrustPeoplePage, ListView[Membership]):
    template_name = "people/trust.html"
    paginate_by = 50

    @cached_property
    def filter_form(self) -> PeopleFilter:
        return PeopleFilter(self.request.GET)

    def get_queryset(self) -> Any:
        return self.filter_form.apply(trust_people(self.trust))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = [self.user.roles[uid].trust for uid in self.user.trusts_where(May.MANAGE_PEOPLE)]
        return super().get_context_data(
            trust=self.trust,
            filter_form=self.filter_form,
            invitations=self.trust.invitations.waiting().order_by("-invited_at"),
            history=trust_history(self.trust),
            other_trusts=[trust for trust in mine if trust != self.trust],
            now=timezone.now(),
            **kwargs,
        )


class MembershipChange(MembershipPage, RunsAction, FormView[MembershipForm]):
    template_name = "people/membership.html"
    form_class = MembershipForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "membership": self.membership, "by": self.user}

    def cancel_url(self) -> str:
        return self.get_success_url()

    def act(self, form: BaseForm) -> None:
        data = form.cleaned_data
        change_membership(
            by=self.user,
            membership=self.membership,
            role=data["role"],
            job=data["job"],
            confirmed=bool(data.get("confirmed")),
        )

    def get_success_url(self) -> str:
        """The trust's people, unless one has just given up looking after them."""
        still = (
            self.user.may(May.SITE_MANAGE_PEOPLE)
            or Membership.objects.filter(
                user=self.user, trust_id=self.membership.trust_id, role=Role.ADMINISTRATOR
            ).exists()
        )
        return super().get_success_url() if still else reverse("your-account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(membership=self.membership, back_url=self.get_success_url(), **kwargs)


class MembershipRemove(MembershipPage, ConfirmPage):
    button = "Remove from the trust"

    @property
    def about_me(self) -> bool:  # type: ignore[override]  # decided per request here
        return self.membership.user_id == self.user.pk

    def get_question(self) -> str:
        return f"Remove {self.membership.user.name} from {self.membership.trust.name}?"

    def get_explanation(self) -> list[str]:
        name = self.membership.user.name
        leads = leads_count(self.membership, seen_by=self.user)
        sentences = [f"{name} will no longer see this trust’s projects. What they have written stays."]
        if leads:
            projects = "project" if leads == 1 else "projects"
            sentences.append(f"{name} leads {leads} live {projects}: give them another lead.")
        return sentences

    def act(self, form: BaseForm) -> None:
        assert isinstance(form, ConfirmForm)
        remove_member(by=self.user, membership=self.membership, confirmed=form.is_confirmed)

    def get_success_url(self) -> str:
        left = self.about_me and not Membership.objects.filter(pk=self.kwargs["pk"]).exists()
        return reverse("your-work") if left else super().get_success_url()


class PersonDetail(PersonPage, TemplateView):
    template_name = "people/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = self.user.may(May.SITE_MANAGE_PEOPLE)
        places = self.person.memberships.select_related("trust").order_by("trust__name")
        return super().get_context_data(
            who=self.person,
            theirs=theirs(self.person, seen_by=self.user),
            memberships=places if everything else places.filter(trust_id__in=self.shared_trusts),
            may_deactivate=may_deactivate(self.user, self.person),
            history=person_history(self.person, trust_ids=None if everything else self.shared_trusts),
            **kwargs,
        )


class PersonDeactivate(PersonPage, ConfirmPage):
    button = "Deactivate"
    saved_message = "Deactivated"

    @property
    def about_me(self) -> bool:  # type: ignore[override]  # decided per request here
        return self.person.pk == self.user.pk

    def get_question(self) -> str:
        return f"Deactivate {self.person.name}?"

    def get_explanation(self) -> list[str]:
        return [
            f"{self.person.name} is signed out at once and cannot sign in again.",
            "Their trusts and access are kept, so that they can be let in again later.",
        ]

    def act(self, form: BaseForm) -> None:
        assert isinstance(form, ConfirmForm)
        deactivate_person(by=self.user, person=self.person, confirmed=form.is_confirmed)


class PersonReactivate(PersonPage, ConfirmPage):
    button = "Let them sign in again"
    saved_message = "Reactivated"

    def get_question(self) -> str:
        return f"Let {self.person.name} sign in again?"

    def get_explanation(self) -> list[str]:
        return ["They have the trusts and the access they had before."]

    def act(self, form: BaseForm) -> None:
        reactivate_person(by=self.user, person=self.person)


class PersonSiteAdministrator(SiteAdministratorOnly, PersonPage, ConfirmPage):
    """Makes a person a site administrator, or no longer one: whichever they are not now."""

    site_may = May.SITE_MANAGE_PEOPLE
    form_class = SiteAdministratorForm

    def get_initial(self) -> dict[str, Any]:
        return {"to": "no" if self.person.is_site_administrator else "yes"}

    @property
    def about_me(self) -> bool:  # type: ignore[override]  # decided per request here
        return self.person.pk == self.user.pk and self.person.is_site_administrator

    @property
    def button(self) -> str:  # type: ignore[override]  # decided per request here
        return (
            "No longer a site administrator"
            if self.person.is_site_administrator
            else "Make site administrator"
        )

    def get_question(self) -> str:
        if self.person.is_site_administrator:
            return f"Should {self.person.name} no longer be a site administrator?"
        return f"Make {self.person.name} a site administrator?"

    def get_explanation(self) -> list[str]:
        return [
            "A site administrator keeps GIAS imports, the shipped template and people of every trust. "
            "That alone shows no project."
        ]

    def act(self, form: BaseForm) -> None:
        assert isinstance(form, SiteAdministratorForm)
        to = form.cleaned_data["to"]
        set_site_administrator(by=self.user, person=self.person, to=to, confirmed=form.is_confirmed)

    def get_success_url(self) -> str:
        gave_up = self.about_me and not User.objects.site_administrators().filter(pk=self.user.pk).exists()
        return reverse("your-account") if gave_up else super().get_success_url()
