"""Tags and filters of our pages: statuses, dates, counts, progress, pages of a list, the header."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from partnerships.permissions import May
from partnerships.rules.saying import say_day, say_month

register = template.Library()

# Colour only underlines the word, which always stands in the tag.
_COLOURS = {
    "not_started": "tt-tag--quiet",
    "in_progress": "govuk-tag--teal",
    "waiting": "govuk-tag--yellow",
    "done": "govuk-tag--green",
    "held": "govuk-tag--orange",
    "on_hold": "govuk-tag--blue",
    "breaks": "govuk-tag--red",
    "warns": "govuk-tag--yellow",
    "accepted": "govuk-tag--purple",
    "holds": "govuk-tag--green",
    "unshown": "govuk-tag--grey",
    "not_yet": "tt-tag--quiet",
    "off": "tt-tag--quiet",
    "not_applicable": "govuk-tag--grey",
    "may_apply": "govuk-tag--purple",
    "late": "govuk-tag--red",
    "confidential": "govuk-tag--purple",
    "provisional": "govuk-tag--yellow",
    "confirmed": "govuk-tag--green",
    "ended": "govuk-tag--grey",
    "no_date": "tt-tag--quiet",
}
_WORDS = {
    "held": "Needs a manager’s reason",
    "not_applicable": "Not applicable",
    "no_date": "No date yet",
    "may_apply": "May apply",
}


@register.simple_tag
def tag(status: str, words: str = "", colour: str = "") -> SafeString:
    """A status tag. `status` is a status's value (a word of the domain or "late"); `words` replaces its label,
    `colour` (grey, green, teal, yellow, red, purple, orange, blue) its colour."""
    key = str(getattr(status, "value", status))
    label = (
        words or str(getattr(status, "label", "")) or _WORDS.get(key) or key.replace("_", " ").capitalize()
    )
    style = f"govuk-tag--{colour}" if colour else _COLOURS.get(key, "govuk-tag--grey")
    return format_html('<strong class="govuk-tag {}">{}</strong>', style, label)


@register.filter
def day(value: date | None) -> str:
    """ "1 September 2027"; empty for no date."""
    return say_day(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    """ "September 2027"; empty for no date."""
    return say_month(value) if value else ""


@register.filter
def intcomma(value: int | None) -> str:
    """ "12,345"; empty for nothing."""
    return "" if value is None else f"{value:,}"


@register.inclusion_tag("_parts/progress.html")
def progress(done: int, total: int, words: str = "") -> dict[str, Any]:
    """ "34 of 81 done", with a bar that repeats it."""
    percent = round(100 * done / total) if total else 0
    return {"percent": percent, "words": words or f"{done:,} of {total:,} done"}


@register.inclusion_tag("_parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """ "Showing 1 to 50 of 1,234" and links to the other pages that keep the rest of the query string."""
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    def shown(numbers: Iterable[int | str]) -> list[dict[str, Any]]:
        return [
            {"gap": False, "number": number, "url": url(number), "current": number == page.number}
            if isinstance(number, int)
            else {"gap": True}
            for number in numbers
        ]

    paginator = page.paginator
    several = paginator.num_pages > 1
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "total": intcomma(paginator.count) if paginator.count else "",
        "first": intcomma(page.start_index()),
        "last": intcomma(page.end_index()),
        "pages": shown(numbers) if several else [],
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


# What the navigation may hold: words, name of the page, what its address begins with.
_NAVIGATION = (
    ("Your work", "your-work", "/"),
    ("Projects", "project-list", "/projects/"),
    ("Partnerships", "partnership-list", "/partnerships/"),
    ("Consultations", "consultation-list", "/consultations/"),
    ("Schools", "school-list", "/schools/"),
    ("Trusts", "trust-list", "/trusts/"),
    ("Reports", "report-index", "/reports/"),
)
_PEOPLE = ("People", "people-list", "/people/")
_SETTINGS = ("Settings", "settings-index", "/settings/")
_GIAS = ("GIAS", "gias-list", "/gias/")
_ADMINISTRATION = ("Administration", "admin:index", "/admin/")


@register.inclusion_tag("_parts/header.html", takes_context=True)
def header(context: Context) -> dict[str, Any]:
    """The header with name, search, account and navigation. Stands up without a request (error pages)."""
    request = context.get("request")
    user = getattr(request, "user", None)
    shown: dict[str, Any] = {"person": None, "demo_mode": settings.DEMO_MODE, "links": []}
    if request is None or user is None or not user.is_authenticated:
        return shown
    places = [*_NAVIGATION]
    if user.may(May.SITE_MANAGE_PEOPLE) or user.may_anywhere(May.MANAGE_PEOPLE):
        places.append(_PEOPLE)
    if user.may(May.SITE_MANAGE_TEMPLATES) or user.may_anywhere(May.MANAGE_TEMPLATES):
        places.append(_SETTINGS)
    if user.may(May.SITE_IMPORT_GIAS):
        places.append(_GIAS)
    if user.is_staff:
        places.append(_ADMINISTRATION)
    account = (("Your account", "your-account"),)
    return {
        **shown,
        "person": str(user),
        "links": [link for place in places if (link := _link(*place, request.path))],
        "account_links": [{"label": label, "url": url} for label, name in account if (url := _reverse(name))],
        "search_url": _reverse("search"),
        "sign_out_url": _reverse("account_logout"),
        "query": request.GET.get("q", "") if request.path == _reverse("search") else "",
        "csrf_token": context.get("csrf_token", ""),
    }


def _reverse(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _link(label: str, name: str, prefix: str, path: str) -> dict[str, str] | None:
    """A place in the navigation; None where the site has no such page."""
    url = _reverse(name)
    if not url:
        return None
    current = "page" if path == url else "true" if prefix != "/" and path.startswith(prefix) else ""
    return {"label": label, "url": url, "current": current}
