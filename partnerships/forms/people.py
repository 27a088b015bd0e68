"""The words and rules of the pages about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from partnerships.actions.invitations import invite_person_problems
from partnerships.actions.naming import name_person_problems
from partnerships.actions.people import change_membership_problems, rename_person_problems
from partnerships.forms.accounts import GOOD_PASSWORDS
from partnerships.forms.base import GovForm
from partnerships.models import Group, Membership, Project, User
from partnerships.permissions import Role
from partnerships.rules.words import Job

ACCESS_HINTS = {role.value: role.may_in_words for role in Role}


def access_field() -> forms.ChoiceField:
    """One radio per role, each with what it allows."""
    field = forms.ChoiceField(label="Access", choices=Role.choices(), widget=forms.RadioSelect)
    field.option_hints = ACCESS_HINTS  # type: ignore[attr-defined]  # read by the template pack
    return field


def job_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Job",
        required=False,
        choices=[("", "None of these"), *Job.choices()],
        help_text="Milestones that a plan gives to this job are then this person's own. Leave as it is if unsure.",
    )


class PeopleFilter(GovForm, forms.Form):
    """What a list of people shows: words of the name or address, and access."""

    submit_label = "Apply filters"
    method = "get"

    q = forms.CharField(label="Name or e-mail address", required=False)
    role = forms.ChoiceField(label="Access", required=False, choices=[("", "Any"), *Role.choices()])

    def apply(self, rows: Any) -> Any:
        """The rows (memberships or people) that fit; all of them for a filter that makes no sense."""
        if not self.is_valid():
            return rows
        rows = rows.search(self.cleaned_data["q"])
        return rows.with_role(self.cleaned_data["role"]) if self.cleaned_data["role"] else rows


class TrustSearch(GovForm, forms.Form):
    """Which trust somebody is invited to."""

    submit_label = "Search"
    method = "get"

    q = forms.CharField(label="Words of the trust’s name, its TRN or its UID", required=False)


class InviteForm(GovForm, forms.Form):
    """Whom to invite to the trust, and with what access."""

    submit_label = "Send the invitation"

    email = forms.EmailField(
        label="Their e-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(label="Their name", max_length=150)
    role = access_field()
    job = job_field()

    def __init__(self, *args: Any, trust: Group, **kwargs: Any) -> None:
        self.trust = trust
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        problems = invite_person_problems(trust=self.trust, email=email)
        if problems:
            raise ValidationError(problems)
        return email


class PasswordFields(forms.Form):
    """A password typed twice, tried against the rules for passwords."""

    password1 = forms.CharField(
        label="Password",
        strip=False,
        help_text=GOOD_PASSWORDS,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Enter the same password twice")
        elif first:
            try:
                validate_password(first, self.person())
            except ValidationError as error:
                self.add_error("password1", error)
        return data

    def person(self) -> User:
        """Whose password it is, for the rule that it must not be like their name."""
        return User(email=self.initial.get("email", ""), name=self.cleaned_data.get("name", ""))


class AcceptForm(GovForm, PasswordFields):
    """A newcomer's name and password."""

    submit_label = "Join"

    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["name", "password1", "password2"]


class JoinForm(GovForm, forms.Form):
    """Somebody who has an account needs only to say yes."""

    submit_label = "Join"


class ConfirmForm(GovForm, forms.Form):
    """A question with one button; with a box to tick when it concerns the person who asks."""

    confirmed = forms.BooleanField(required=False, label="I know what this means for me")

    def __init__(self, *args: Any, label: str, about_me: bool = False, **kwargs: Any) -> None:
        self.submit_label = label
        super().__init__(*args, **kwargs)
        if not about_me:
            del self.fields["confirmed"]

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data.get("confirmed"))


class SiteAdministratorForm(ConfirmForm):
    """Carries which way it goes, so that pressed twice it still goes that way."""

    to = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], coerce=lambda value: value == "yes", widget=forms.HiddenInput
    )


class MembershipForm(GovForm, forms.Form):
    """Somebody's access and job in a trust."""

    role = access_field()
    job = job_field()
    confirmed = forms.BooleanField(required=False, label="I give up my own administrator’s access")

    def __init__(self, *args: Any, membership: Membership, by: User, **kwargs: Any) -> None:
        self.membership, self.by = membership, by
        kwargs.setdefault("initial", {"role": membership.role, "job": membership.job})
        super().__init__(*args, **kwargs)
        if membership.user_id != by.pk or membership.role != Role.ADMINISTRATOR:
            del self.fields["confirmed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "role" in data:
            self.add_problems(
                change_membership_problems(
                    by=self.by,
                    membership=self.membership,
                    role=data["role"],
                    confirmed=bool(data.get("confirmed")),
                )
            )
        return data


class NameForm(GovForm, forms.Form):
    """One's own name."""

    submit_label = "Save the name"

    name = forms.CharField(
        label="Name",
        max_length=150,
        error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        problems = rename_person_problems(name=name)
        if problems:
            raise ValidationError(problems)
        return name


class NamingForm(GovForm, forms.Form):
    """Which of the trust's people is named on a confidential project."""

    submit_label = "Name this person"

    user = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose a person")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        self.project = project
        super().__init__(*args, **kwargs)
        choice = self.fields["user"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = User.objects.in_trust(project.trust_id).exclude(named_on__project=project)

    def clean_user(self) -> User:
        user: User = self.cleaned_data["user"]
        problems = name_person_problems(project=self.project, user=user)
        if problems:
            raise ValidationError(problems)
        return user
