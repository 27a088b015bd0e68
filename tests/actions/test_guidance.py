"""Guidance: added, changed, removed, the shipped list, and what was found of links."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.guidance import (
    Loaded,
    add_guidance,
    add_shipped_guidance,
    change_guidance,
    record_link,
    remove_guidance,
)
from partnerships.data import shipped_guidance
from partnerships.models import Group, Guidance, User
from partnerships.rules.guidance import Entry
from partnerships.rules.links import Checked, Link
from tests.factories import GuidanceFactory

ENTRY = Entry("Asking well", "DfE", "https://guidance.example/a", "Ask early.", about=("CON-04", "CON-04"))
DAY = dt.date(2027, 3, 10)


def test_who_keeps_whose(
    trust: Group, administrator: User, manager: User, site_administrator: User, outsider: User
) -> None:
    own = add_guidance(by=administrator, trust=trust, entry=ENTRY)
    shared = add_guidance(by=site_administrator, trust=None, entry=ENTRY)
    assert own.about == ["CON-04"]
    for by, trust_of, refused in (
        (manager, trust, own), (outsider, trust, own), (site_administrator, trust, own), (administrator, None, shared),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            add_guidance(by=by, trust=trust_of, entry=replace(ENTRY, url="https://guidance.example/b"))
        with pytest.raises(NotAllowed):
            change_guidance(by=by, guidance=refused, entry=ENTRY)
        with pytest.raises(NotAllowed):
            remove_guidance(by=by, guidance=refused)
        with pytest.raises(NotAllowed):
            add_shipped_guidance(by=by, trust=trust_of, entries=[ENTRY])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Enter the title"),
        ({"url": "guidance.example/a"}, "whole link"),
        ({"about": ("NONSENSE",)}, "no code of a milestone"),
        ({"url": "https://guidance.example/there"}, "in the list already"),
    ],
)
def test_what_is_refused(trust: Group, administrator: User, change: dict, said: str) -> None:
    GuidanceFactory(trust=trust, url="https://guidance.example/there")
    with pytest.raises(Refused, match=said):
        add_guidance(by=administrator, trust=trust, entry=replace(ENTRY, **change))
    assert Guidance.objects.count() == 1


def test_a_change_is_not_saved_over_what_was_not_seen(trust: Group, administrator: User) -> None:
    kept = GuidanceFactory(trust=trust, version=3)
    with pytest.raises(RowChangedMeanwhile):
        change_guidance(by=administrator, guidance=kept, entry=ENTRY, expected_version=2)
    assert change_guidance(by=administrator, guidance=kept, entry=ENTRY, expected_version=3).version == 4


@pytest.mark.parametrize(("url", "forgotten"), [("https://guidance.example/new", True), (ENTRY.url, False)])
def test_another_link_is_tried_anew(trust: Group, administrator: User, url: str, *, forgotten: bool) -> None:
    kept = GuidanceFactory(
        trust=trust, url=ENTRY.url, link_checked_on=DAY, link_failed_on=DAY, link_answer="404"
    )
    changed = change_guidance(by=administrator, guidance=kept, entry=replace(ENTRY, url=url))
    assert (changed.link_failed_on is None) is forgotten
    assert (changed.link_answer == "") is forgotten


def test_the_shipped_list_is_added_once_and_overwrites_nothing(
    trust: Group, administrator: User, site_administrator: User
) -> None:
    shipped = shipped_guidance()
    GuidanceFactory(url=shipped[0].url, title="Our own words")
    loaded = add_shipped_guidance(by=site_administrator, trust=None, entries=shipped)
    assert loaded == Loaded(len(shipped) - 1, 1, 0)
    assert Guidance.objects.get(url=shipped[0].url).title == "Our own words"
    assert Guidance.history.filter(action="add_shipped_guidance").count() == len(shipped) - 1
    remove_guidance(by=site_administrator, guidance=Guidance.objects.get(url=shipped[1].url))
    again = add_shipped_guidance(by=site_administrator, trust=None, entries=shipped)
    assert again == Loaded(0, len(shipped) - 1, 1)
    # What all trusts share, a trust does not need a second time; what only others removed, it may have.
    assert add_shipped_guidance(by=administrator, trust=trust, entries=shipped) == Loaded(
        1, len(shipped) - 1, 0
    )


@pytest.mark.parametrize(
    ("before", "link", "failed"),
    [
        (None, Link.ANSWERS, None),
        (None, Link.GONE, DAY),
        (None, Link.SILENT, DAY),
        (None, Link.UNSURE, None),
        (dt.date(2027, 1, 1), Link.GONE, dt.date(2027, 1, 1)),
        (dt.date(2027, 1, 1), Link.UNSURE, dt.date(2027, 1, 1)),
        (dt.date(2027, 1, 1), Link.ANSWERS, None),
    ],
)
@pytest.mark.django_db
def test_what_was_found_of_a_link(before: dt.date | None, link: Link, failed: dt.date | None) -> None:
    kept = GuidanceFactory(link_failed_on=before)
    rows = Guidance.history.count()
    assert record_link(by=None, guidance=kept, url=kept.url, checked=Checked(link, "404 " * 60), on=DAY)
    kept.refresh_from_db()
    assert (kept.link_checked_on, kept.link_failed_on) == (DAY, failed)
    assert len(kept.link_answer) == 120
    assert Guidance.history.count() == rows


@pytest.mark.django_db
def test_what_was_asked_before_a_change_says_nothing_of_the_new_link() -> None:
    kept, gone = GuidanceFactory(), GuidanceFactory()
    answer = Checked(Link.GONE, "404")
    assert not record_link(by=None, guidance=kept, url="https://guidance.example/old", checked=answer, on=DAY)
    Guidance.objects.filter(pk=gone.pk).delete()
    assert not record_link(by=None, guidance=gone, url=gone.url, checked=answer, on=DAY)
    kept.refresh_from_db()
    assert kept.link_checked_on is None
