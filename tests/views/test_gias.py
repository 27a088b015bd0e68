from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.models import RegisterFile, School, User
from tests.conftest import signed_in
from tests.helpers import assert_queries_do_not_grow
from tests.imports import files
from tests.imports.files import as_csv, link, school, schools_in

pytestmark = pytest.mark.django_db


def uploaded(user: User, data: bytes, name: str = "edubasealldata20260401.csv") -> RegisterFile:
    response = signed_in(user).post(reverse("gias-import"), {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    upload = RegisterFile.objects.order_by("-pk")[0]
    assert response.url == reverse("gias-preview", args=[upload.pk])
    return upload


def page(user: User, upload: RegisterFile) -> str:
    response = signed_in(user).get(reverse("gias-preview", args=[upload.pk]))
    assert response.status_code == 200
    return words(response.content.decode())


def apply(user: User, upload: RegisterFile, **data: str) -> list[str]:
    """The pieces in which the answer came."""
    response = signed_in(user).post(reverse("gias-preview", args=[upload.pk]), data)
    assert response.status_code == 200
    pieces = list(response) if response.streaming else [response.content]
    return [words(piece.decode()) for piece in pieces]


def words(html: str) -> str:
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]*>", " ", html, flags=re.S)
    return " ".join(text.split())


def some(count: int = 3) -> bytes:
    return as_csv(files.SCHOOLS, [school(100_000 + n, f"Brackenholt {n}") for n in range(count)])


def test_gias_pages_are_for_site_administrators(cast: dict[str, User | None]) -> None:
    upload = RegisterFile.objects.create(kind="schools", file_name="x20260401.csv")
    for name, user in cast.items():
        expected = {"anonymous": 302, "site_administrator": 200}.get(name, 403)
        for url in (reverse("gias-list"), reverse("gias-import"), reverse("gias-preview", args=[upload.pk])):
            assert signed_in(user).get(url).status_code == expected, (name, url)
        for url in (reverse("gias-import"), reverse("gias-preview", args=[upload.pk])):
            assert signed_in(user).post(url).status_code == expected, (name, url)
        refused = signed_in(user).get(reverse("gias-refused", args=[upload.pk]))
        assert refused.status_code == (404 if name == "site_administrator" else expected)
        if name != "site_administrator":
            assert signed_in(user).post(reverse("gias-remove", args=[upload.pk])).status_code == expected
    assert RegisterFile.objects.filter(pk=upload.pk, applied_at=None).exists()


def test_gias_import_keeps_the_file_and_shows_what_would_change(site_administrator: User) -> None:
    schools_in(
        [school(100_000, "Old name"), school(100_001, "Brackenholt 1"), school(100_099, "Vanished")],
        "20260301",
    )
    upload = uploaded(site_administrator, some())
    assert upload.stored.size == len(some())
    said = page(site_administrator, upload)
    assert "Would be new 1 Changed 1 Unchanged 1 No longer in GIAS 1 Refused 0" in said
    assert "Old name (100000) Name Old name Brackenholt 0" in said
    assert "Brackenholt 2 (100002)" in said
    assert "Vanished (100099)" in said
    assert "1 of 3 rows (33%) are not in this file" in said
    assert School.objects.get(pk=100_000).name == "Old name"


def test_gias_preview_names_refused_rows(site_administrator: User) -> None:
    upload = uploaded(site_administrator, as_csv(files.SCHOOLS, [school(100_001), school("12")]))
    assert "Line 3: URN: “12” is not a URN." in page(site_administrator, upload)


def test_gias_preview_takes_in_and_sends_the_count_in_pieces(site_administrator: User) -> None:
    upload = uploaded(site_administrator, some(11_000))
    pieces = apply(site_administrator, upload)
    assert "How far it is" in pieces[0]
    assert "Taken in" not in pieces[0]
    assert pieces[1:3] == ["Reading: 5,000 of 11,001", "Reading: 10,000 of 11,001"]
    assert "Saving new rows: 10,000 of 11,000" in pieces
    assert "New 11,000 Changed 0 Unchanged 0 No longer in GIAS 0 Refused 0" in pieces[-2]
    upload.refresh_from_db()
    assert (upload.by, upload.created_count) == (site_administrator, 11_000)
    assert School.objects.count() == 11_000


def test_gias_preview_dropped_half_way_saves_nothing(site_administrator: User) -> None:
    upload = uploaded(site_administrator, some(6_000))
    response = signed_in(site_administrator).post(reverse("gias-preview", args=[upload.pk]))
    answer = iter(response.streaming_content)
    assert any(b"Working out" in piece for piece in answer)
    assert School.objects.exists()
    response._iterator.close()
    assert not School.objects.exists()
    upload.refresh_from_db()
    assert upload.applied_at is None


def test_gias_preview_second_click_gets_a_sentence(site_administrator: User) -> None:
    upload = uploaded(site_administrator, some())
    first = signed_in(site_administrator).post(reverse("gias-preview", args=[upload.pk]))
    second = signed_in(site_administrator).post(reverse("gias-preview", args=[upload.pk]))
    assert "Taken in" in words(b"".join(first).decode())
    said = words(b"".join(second).decode())
    assert "This file was already taken in at" in said
    assert "Nothing has changed." in said
    assert "has been taken in already, by Sita Site" in page(site_administrator, upload)
    assert RegisterFile.objects.count() == 1


def test_gias_preview_needs_the_box_ticked_for_a_partial_file(site_administrator: User) -> None:
    schools_in([school(100_000 + n, f"Brackenholt {n}") for n in range(9)], "20260301")
    upload = uploaded(site_administrator, some())
    assert "Tick the box to take this download in all the same" in apply(site_administrator, upload)[0]
    assert not School.objects.exclude(gone_on=None).exists()
    assert "No longer in GIAS 6" in apply(site_administrator, upload, confirmed="on")[-2]


def test_gias_preview_asks_for_a_date_that_the_name_lacks(site_administrator: User) -> None:
    upload = uploaded(site_administrator, some(), "results.csv")
    assert "Date of the download" in page(site_administrator, upload)
    assert "Enter the date of the download" in apply(site_administrator, upload)[0]
    future = {"downloaded_on_day": "1", "downloaded_on_month": "1", "downloaded_on_year": "2199"}
    assert "lies in the future" in apply(site_administrator, upload, **future)[0]
    day = {"downloaded_on_day": "2", "downloaded_on_month": "3", "downloaded_on_year": "2024"}
    assert "Taken in" in apply(site_administrator, upload, **day)[-2]
    upload.refresh_from_db()
    assert str(upload.downloaded_on) == "2024-03-02"


def test_gias_preview_with_an_older_date_typed_in_is_refused_until_confirmed(
    site_administrator: User,
) -> None:
    schools_in([school(100_000, "Brackenholt 0")], "20260401")
    upload = uploaded(site_administrator, some(), "results.csv")
    day = {"downloaded_on_day": "2", "downloaded_on_month": "3", "downloaded_on_year": "2024"}
    assert "older than the one of 1 April 2026" in apply(site_administrator, upload, **day)[-2]
    assert School.objects.count() == 1
    assert "Taken in" in apply(site_administrator, upload, **day, confirmed="on")[-2]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"School,Town\r\nA,B\r\n", "not one of the four GIAS downloads"),
        (b"PK\x03\x04 not a zip", "This zip is damaged"),
        (b" ", "This file is empty"),
    ],
)
def test_gias_import_refuses_another_file_and_keeps_nothing(
    site_administrator: User, data: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("x.csv", data)
    response = signed_in(site_administrator).post(reverse("gias-import"), {"file": file})
    assert response.status_code == 200
    assert sentence in words(response.content.decode())
    assert not RegisterFile.objects.exists()


def test_gias_import_refuses_a_file_beyond_the_limit(site_administrator: User, settings: object) -> None:
    settings.LARGEST_UPLOAD_MB = 0
    response = signed_in(site_administrator).post(
        reverse("gias-import"), {"file": SimpleUploadedFile("x.csv", b"URN")}
    )
    assert "The file must be smaller than 0 MB" in words(response.content.decode())


def test_gias_list_shows_what_was_taken_in_by_whom(site_administrator: User) -> None:
    schools_in([school(100_001), school("12")], "20260301")
    upload = uploaded(site_administrator, as_csv(files.LINKS, [link(100_001, 100_002)]), "links20260402.csv")
    said = words(signed_in(site_administrator).get(reverse("gias-list")).content.decode())
    assert "Schools download20260301.csv 1 March 2026" in said
    assert "by a command 1 0 0 0 1" in said
    assert "Links between earlier and later schools links20260402.csv 2 April 2026 Not yet" in said
    apply(site_administrator, upload)
    assert "by Sita Site 1 0 0 0 0" in words(
        signed_in(site_administrator).get(reverse("gias-list")).content.decode()
    )


def test_gias_refused_gives_the_csv(site_administrator: User) -> None:
    file = schools_in([school(100_001), school("12")]).file
    assert file is not None
    response = signed_in(site_administrator).get(reverse("gias-refused", args=[file.pk]))
    assert "attachment" in response["Content-Disposition"]
    assert "3,URN: “12” is not a URN." in b"".join(response.streaming_content).decode("utf-8-sig")


def test_gias_remove_takes_an_upload_away_but_not_a_download_that_is_in(site_administrator: User) -> None:
    client = signed_in(site_administrator)
    upload = uploaded(site_administrator, some())
    stored = upload.stored
    client.post(reverse("gias-remove", args=[upload.pk]))
    assert not RegisterFile.objects.exists()
    assert not stored.storage.exists(stored.name)
    upload = uploaded(site_administrator, some())
    apply(site_administrator, upload)
    response = client.post(reverse("gias-remove", args=[upload.pk]), follow=True)
    assert "it stays in the list" in words(response.content.decode())
    assert RegisterFile.objects.count() == 1


def test_gias_preview_whose_file_storage_lost_says_so(site_administrator: User) -> None:
    upload = uploaded(site_administrator, some())
    upload.stored.storage.delete(upload.stored.name)
    assert "no longer kept. Upload it again" in page(site_administrator, upload)


def test_gias_list_queries_do_not_grow(site_administrator: User) -> None:
    def add(count: int) -> None:
        for n in range(count):
            RegisterFile.objects.create(kind="schools", file_name=f"{n}.csv", by=site_administrator)

    assert_queries_do_not_grow(signed_in(site_administrator), reverse("gias-list"), add)
