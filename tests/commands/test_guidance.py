"""The shipped guidance loaded, and links asked over a real connection."""

from __future__ import annotations

import datetime as dt
import io
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.core.management import CommandError, call_command

from partnerships.data import shipped_guidance
from partnerships.management._links import Limits, check_link
from partnerships.models import Group, Guidance
from partnerships.rules.links import Link
from tests.factories import GuidanceFactory

TODAY = dt.date(2027, 3, 10)
HERE = Limits(seconds=0.5, in_all=1.0, most_bytes=1000, redirects=3, allow_private=True)


class Site(BaseHTTPRequestHandler):
    """Answers by the path: a status, a redirect, nothing for a while, or a byte at a time."""

    asked: list[tuple[str, str]]

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "slow":
            threading.Event().wait(2)
        elif kind == "drip":
            self.drip()
        elif kind == "to":
            self.send_response(302)
            self.send_header("Location", rest.replace("~", "/"))
            self.end_headers()
        elif kind == "only-get" and self.command == "HEAD":
            self.reply(405)
        elif kind == "huge":
            self.reply(200, b"x" * 5_000_000)
        else:
            self.reply(int(kind) if kind.isdigit() else 200)

    def reply(self, status: int, body: bytes = b"ok") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            with suppress(OSError):  # whoever asks hears no more than it wants
                self.wfile.write(body)

    def drip(self) -> None:
        with suppress(OSError):  # until the line is cut
            for byte in b"HTTP/1.1 200 OK\r\n" + b"X" * 1000:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                threading.Event().wait(0.2)

    def log_message(self, *args: object) -> None:
        """Nothing: tests are quiet."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def at(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}/{path}"


@pytest.mark.parametrize(
    ("path", "link", "said"),
    [
        ("page", Link.ANSWERS, "200 OK"),
        ("only-get", Link.ANSWERS, "200 OK"),
        ("huge", Link.ANSWERS, "200 OK"),
        ("404", Link.GONE, "404 Not Found"),
        ("410", Link.GONE, "410 Gone"),
        ("500", Link.GONE, "500 Internal Server Error"),
        ("403", Link.UNSURE, "403 Forbidden"),
        ("429", Link.UNSURE, "429 Too Many Requests"),
        ("to/~page", Link.ANSWERS, "200 OK"),
        ("to/~404", Link.GONE, "404 Not Found"),
        ("to/ftp:~~files.example~a", Link.SILENT, "http:// or https://"),
        ("to/file:~~~etc~passwd", Link.SILENT, "http:// or https://"),
        ("slow", Link.SILENT, "No answer within 0.5 seconds"),
        ("drip", Link.SILENT, "Not done within 1 seconds"),
    ],
)
def test_a_real_server_is_asked(site: ThreadingHTTPServer, path: str, link: Link, said: str) -> None:
    found = check_link(at(site, path), HERE)
    assert found.link is link
    assert said in found.answer


def test_redirects_end_somewhere(site: ThreadingHTTPServer) -> None:
    found = check_link(at(site, "to/~to~~to~~page"), Limits(redirects=0, allow_private=True))
    assert (found.link, found.answer) == (Link.GONE, "More than 0 redirects")


def test_head_comes_first_and_get_only_where_it_is_refused(site: ThreadingHTTPServer) -> None:
    check_link(at(site, "page?a=b c"), HERE)
    check_link(at(site, "only-get"), HERE)
    assert site.asked == [
        ("HEAD", "/page?a=b%20c"), ("HEAD", "/only-get"), ("GET", "/only-get"),
    ]  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"])  # noqa: S104  (not bound to)
def test_this_machine_is_not_asked_unless_that_is_allowed(site: ThreadingHTTPServer, host: str) -> None:
    found = check_link(f"http://{host}:{site.server_port}/page", Limits(seconds=0.5))
    assert found.link is Link.SILENT
    assert "private network" in found.answer
    assert site.asked == []


def test_a_name_that_leads_to_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*args: object, **kwargs: object) -> list:
        return [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    found = check_link("http://inside.example/", Limits(seconds=0.5))
    assert "private network" in found.answer


def test_where_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = check_link(f"http://127.0.0.1:{taken.getsockname()[1]}/", HERE)
    assert (found.link, found.answer) == (Link.SILENT, "Nobody answers there")


def test_a_plain_server_is_no_secure_one(site: ThreadingHTTPServer) -> None:
    found = check_link(at(site, "page").replace("http:", "https:"), HERE)
    assert (found.link, found.answer) == (Link.SILENT, "No secure connection")


def checked(**options: object) -> str:
    out = io.StringIO()
    with time_machine.travel(f"{TODAY} 09:00", tick=True):
        call_command("check_guidance_links", stdout=out, seconds=0.5, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_records_which_links_went_stale(site: ThreadingHTTPServer) -> None:
    answers = GuidanceFactory(url=at(site, "page"), link_failed_on=dt.date(2027, 1, 1))
    gone = GuidanceFactory(url=at(site, "404"), title="Gone astray")
    unsure = GuidanceFactory(url=at(site, "403"))
    said = checked(allow_private=True)
    assert "Stale: Gone astray" in said
    assert "3 links asked: 1 stale, 1 could not be told." in said
    for each in (answers, gone, unsure):
        each.refresh_from_db()
        assert each.link_checked_on == TODAY
    assert (answers.link_failed_on, gone.link_failed_on, unsure.link_failed_on) == (None, TODAY, None)
    assert gone.link_answer == "404 Not Found"
    assert unsure.link_answer == "403 Forbidden"


@pytest.mark.django_db
def test_a_link_kept_twice_is_asked_once(site: ThreadingHTTPServer, trust: Group) -> None:
    for each in (None, trust):
        GuidanceFactory(trust=each, url=at(site, "page"))
    checked(allow_private=True)
    assert len(site.asked) == 1
    assert Guidance.objects.filter(link_checked_on=TODAY).count() == 2


@pytest.mark.django_db
def test_a_machine_without_a_connection_records_nothing(site: ThreadingHTTPServer) -> None:
    for path in ("page", "other"):
        GuidanceFactory(url=at(site, path))
    with pytest.raises(CommandError, match="nothing was recorded"):
        checked()
    assert not Guidance.objects.exclude(link_checked_on=None).exists()
    with pytest.raises(CommandError, match="above 0"):
        call_command("check_guidance_links", seconds=0)


@pytest.mark.django_db
def test_without_guidance_there_is_nothing_to_ask() -> None:
    assert "0 links asked" in checked()


@pytest.mark.django_db
def test_the_shipped_list_is_loaded_for_all_or_for_one_trust(trust: Group) -> None:
    def loaded(**options: object) -> str:
        out = io.StringIO()
        call_command("load_guidance", stdout=out, **options)
        return out.getvalue()

    count = len(shipped_guidance())
    assert f"{count} added" in loaded(trust=trust.pk)
    assert Guidance.objects.filter(trust=trust).count() == count
    assert f"{count} added" in loaded()
    assert f"0 added, {count} there already" in loaded()
    with pytest.raises(CommandError, match="no trust with the UID 1"):
        loaded(trust=1)
