"""Every page that a link leads to, with the demo's data, wide and narrow. Follows links, so no list can forget one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Page

from partnerships.actions.decisions import Shown, record_decision
from partnerships.actions.evidence import Given
from partnerships.actions.invitations import invite_person
from partnerships.actions.notes import write_note
from partnerships.actions.response_reports import Wording, make_response_report
from partnerships.actions.risks import Said, add_risk
from partnerships.actions.template_drafts import publish_draft, start_draft
from partnerships.models import (
    Consultation,
    Group,
    Milestone,
    PlanTemplate,
    Project,
    ProjectGroup,
    SignOff,
    User,
)
from partnerships.permissions import May, Role
from partnerships.rules.decisions import NONE_DECLARED, Deciding
from tests.access.pages import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.helpers import assert_good_page, picture
from tests.evidence_files import pdf
from tests.factories import MembershipFactory, UserFactory

# Leaves the page, hands over a file, or belongs to tests/browser/test_admin.py or test_public.py.
NOT_FOLLOWED = ("/admin/", "/account/logout/", "/static/", "/styleguide/", "/c/")
# Reached by a link in an e-mail, or by whoever has not signed in; tests/views/test_sign_in.py opens them.
# Hands over a file: tests/views/test_evidence.py downloads it.
BY_OTHER_WAYS = {
    "health",
    "invitation-accept",
    "evidence-download",
    "response-report-docx",  # tests/exports/test_response_report.py opens it
    "public-consultation",
    "public-document",
    "public-response",
    "public-response-docx",
}


@pytest.fixture
def demo(transactional_db: None) -> None:
    call_command("load_demo", verbosity=0)


@pytest.mark.parametrize("account", ["administrator@demo.example", "viewer@demo.example"])
def test_every_page_is_good_wide_and_narrow(demo: None, open_page: OpenPage, account: str) -> None:
    user = User.objects.get(email=account)
    page = open_page("/", user)
    waiting = ["/", *_without_a_link(user)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name in seen:
            continue
        seen.add(name)
        response = page.goto(path)
        assert response is not None
        assert response.status == 200, path
        # A reader sees the same pages with less on them: narrow, where things go wrong first, is enough.
        _look_at(page, name, widths=(1280, 320) if account.startswith("administrator") else (320,))
        waiting += [each for each in _links(page) if _name(each) not in seen]

    if account.startswith("administrator"):
        reachable = {name for name, row in PAGES.items() if row.answers["administrator"] == 200}
        assert {each for each in reachable - seen - BY_OTHER_WAYS if "csv" not in each} == set()


def _without_a_link(user: User) -> list[str]:
    """Addresses that a link offers only in a state which the first page of its kind is not in."""
    if not user.may_anywhere(May.START_PROJECT):
        return ["/search/?q=primary"]
    mine = Project.objects.visible_to(user)
    row = Milestone.objects.visible_to(user).of_live_projects()
    own = row.in_plan().filter(code="")[0].pk
    live, ended, hidden = mine.live()[0].pk, mine.ended()[0].pk, mine.filter(confidential=True)[0]
    named = hidden.named_people.exclude(user=user)[0].pk
    person_deactivated = UserFactory(is_active=False)
    MembershipFactory(user=person_deactivated, trust_id=hidden.trust_id)
    write_note(by=user, project=mine.live()[0], text="Rang the chair.")
    _record(user, mine.live()[0])
    wanted: list[tuple[str, list[int | str]]] = [
        ("decision-list", [live]),
        ("risk-list", [live]),
        ("evidence-list", [live]),
        ("milestone-applicable", [row.filter(in_plan=False)[0].pk]),
        ("milestone-not-applicable", [row.to_do()[0].pk]),
        ("milestone-log", [row.to_do()[0].pk]),
        ("milestone-own-edit", [own]),
        ("milestone-own-remove", [own]),
        ("note-list", [live]),
        ("note-add", [live]),
        ("person-reactivate", [person_deactivated.pk]),
        ("person-deactivate", [MembershipFactory(trust_id=hidden.trust_id).user.pk]),
        ("project-people", [hidden.pk]),
        ("project-person-remove", [hidden.pk, named]),
        ("project-reopen", [ended]),
        *_of_living_plans(user, hidden.trust),
        *_of_responses(user),
    ]
    return [
        "/search/?q=primary",
        *(reverse(name, args=args) for name, args in wanted),
        *_of_templates(user, hidden.trust),
    ]


def _of_living_plans(user: User, trust: Group) -> list[tuple[str, list[int | str]]]:
    """Addresses that only a project, a person or a month in the right state has a link to."""
    mine = Project.objects.visible_to(user).live()
    return [
        ("project-sign", [mine.exclude(route="")[0].pk, "open"]),
        ("sign-off-withdraw", [SignOff.objects.filter(project__in=mine, withdrawn_at=None)[0].pk]),
        ("project-opening-withdraw", [mine.exclude(opened_on=None)[0].pk]),
        ("person-hand-over", [mine.exclude(lead=None).exclude(lead=user)[0].lead.pk]),
        ("group-remove", [ProjectGroup.objects.visible_to(user)[0].pk]),
        ("deadline-month", [str(trust.pk), "2027-09"]),
    ]


def _of_responses(user: User) -> list[tuple[str, list[int | str]]]:
    """Addresses of a response document that is not published yet, and of a theme of its consultation."""
    mine = Consultation.objects.visible_to(user).going_on().exclude(themes=None)[0]
    report = make_response_report(by=user, consultation=mine, wording=Wording("Thank you."))
    of_report = [f"response-report-{name}" for name in ("detail", "remake", "publish", "remove")]
    of_theme = [f"theme-{name}" for name in ("answer", "rename", "merge")]
    theme = mine.themes.first()
    return [
        ("theme-list", [mine.pk]),
        *((name, [report.pk]) for name in of_report),
        *((name, [theme.pk]) for name in of_theme),
    ]


def _of_templates(user: User, trust: Group) -> list[str]:
    """Addresses of a draft, and of a trust's own template that projects do not follow yet."""
    shipped = PlanTemplate.objects.get(trust=None)
    own = start_draft(by=user, trust=trust, name="Our plan", source=shipped)
    own = publish_draft(by=user, draft=own, what_changed="A template of our own")
    draft = start_draft(by=user, trust=trust, name="Our plan", source=own)
    row = draft.milestones.get(code="EXP-02")
    of_draft = [f"template-{name}" for name in ("publish", "discard", "milestone-add")]
    of_row = [f"template-milestone-{name}" for name in ("edit", "applies", "waits", "move", "retire")]
    project = Project.objects.visible_to(user).live().filter(trust=trust)[0]
    return [
        reverse("template-detail", args=[draft.pk]),
        *(reverse(name, args=[draft.pk]) for name in of_draft),
        *(reverse(name, args=[row.pk]) for name in of_row),
        reverse("template-projects", args=[own.pk]),
        f"{reverse('template-upgrade', args=[own.pk])}?project={project.pk}",
    ]


def _record(user: User, project: Project) -> None:
    """A decision with its minute, kept as a file, and a risk."""
    deciding = Deciding(
        "trust_board", "deferred", project.started_on, reason="The deficit", interests=NONE_DECLARED
    )
    record_decision(by=user, project=project, deciding=deciding, shown=Shown(Given(file=pdf())))
    add_risk(by=user, project=project, said=Said("The hall’s roof may hold RAAC", "high", "high"))


def _look_at(page: Page, name: str, *, widths: tuple[int, ...] = (1280, 320)) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert_good_page(page)
        picture(page, f"{name}-{width}")


def _name(path: str) -> str:
    """The address's name, or nothing for what is not followed. One page stands for all of its kind."""
    if path.startswith(NOT_FOLLOWED) or ".csv" in path or path.endswith(("/file/", ".docx")):
        return "not followed"
    try:
        return resolve(urlsplit(path).path).url_name or path
    except Resolver404:
        return path


def _links(page: Page) -> list[str]:
    addresses: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )
    return [each for each in addresses if each.startswith("/") and _name(each) != "not followed"]


def test_pages_before_signing_in_are_good_wide_and_narrow(
    open_page: OpenPage, trust: Group, manager: User
) -> None:
    """The sign-in, a forgotten password, and the page behind an invitation's link."""
    administrator = MembershipFactory(trust=trust, role=Role.ADMINISTRATOR).user
    invitation = invite_person(
        by=administrator, trust=trust, email="new@trust.example", name="New", role="viewer"
    )
    page = open_page("/account/login/")
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        page.goto(reverse(name))
        _look_at(page, name)
    page.goto(reverse("invitation-accept", args=[invitation.secret]))
    _look_at(page, "invitation-accept")
    page.goto("/account/login/")
    page.fill("input[name=login]", manager.email)
    page.fill("input[name=password]", "not the password")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    _look_at(page, "account_login-refused")
