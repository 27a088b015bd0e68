"""Tests about the code itself: what every address, model, action and template has in common."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import partnerships.actions

ROOT = Path(__file__).resolve().parents[1]

# What somebody who is not signed in may see, and why.
OPEN_TO_ALL = {
    "health": "monitoring asks it, and is told ok",
    "invitation-accept": "its secret is the key",
    "public-consultation": "what a consultation asks is for everybody, once a manager has opened its page",
    "public-document": "documents that such a page offers",
    "public-response": "the response document that was published",
    "public-response-docx": "the same for Word",
    "account_login": "the sign-in itself",
    "account_signup": "leads to the sign-in",
    "account_confirm_login_code": "leads to the sign-in",
    "account_email_verification_sent": "leads to the sign-in",
    "account_confirm_email": "leads to the sign-in",
    "account_inactive": "says that an account is deactivated",
    "account_logout": "leads to the sign-in",
    "account_reset_password": "forgotten password",
    "account_reset_password_done": "forgotten password",
    "account_reset_password_from_key": "forgotten password",
    "account_reset_password_from_key_done": "forgotten password",
    "mfa_authenticate": "the sign-in's second step; leads to the first",
    "admin:jsi18n": "words of the admin's scripts",
}
SAMPLE = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """(name, a path that matches) of everything in the URLconf, the admin included."""
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route, each.namespace or namespace)
        else:
            yield f"{namespace}:{each.name}" if namespace else str(each.name), sample(route)


def sample(route: str) -> str:
    """A path for a route: "people/<int:pk>/" gives /people/1/."""
    simple = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)", "x", route)
    simple = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLE.get(found[1] or "str", "x"), simple)
    return "/" + simple.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


@pytest.mark.django_db
def test_every_address_sends_the_anonymous_to_the_sign_in() -> None:
    login, admin_login = reverse("account_login"), reverse("admin:login")
    client, wrong = Client(), []
    for name, path in addresses(get_resolver().url_patterns):
        if name in OPEN_TO_ALL:
            continue
        for response in (client.get(path), client.post(path)):
            goes_to = response.get("Location", "").split("?")[0]
            if goes_to == admin_login:  # which sends on in its turn
                goes_to = client.get(response["Location"]).get("Location", "").split("?")[0]
            if goes_to != login:
                wrong.append((name, path, response.status_code))
    assert not wrong


@pytest.mark.django_db
def test_what_is_open_to_all_exists_and_shows_no_records() -> None:
    known = dict(addresses(get_resolver().url_patterns))
    assert not set(OPEN_TO_ALL) - set(known)
    for name in OPEN_TO_ALL:
        assert Client().get(known[name]).status_code in {200, 302, 404, 405}, name


WITHOUT_HISTORY = {
    "School": "GIAS keeps its own change rows",
    "Group": "GIAS keeps its own change rows",
    "GroupMembership": "GIAS keeps its own change rows",
    "SchoolLink": "GIAS keeps its own change rows",
    "RegisterFile": "is itself the record of an import",
    "RegisterChange": "is itself history",
    "JoiningChange": "is itself history: rows are only added",
    "FirstAgreedDate": "is written once and never changed",
    "ProjectForecast": "is worked out from other records and made afresh",
    "Respondent": "is deleted on its day, and nothing of it may stay",
    "WorkbookProject": "is written once, with the workbook's own history row",
}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("partnerships").get_models() if not is_history(model)]


def is_history(model: type[models.Model]) -> bool:
    return model.__name__.startswith("Historical")


def tracked_models() -> list[type[models.Model]]:
    return [model for model in our_models() if hasattr(model, "history")]


def test_every_model_has_history_or_a_reason_for_none() -> None:
    without = {model.__name__ for model in our_models() if not hasattr(model, "history")}
    assert without == set(WITHOUT_HISTORY)


BYPASSES_HISTORY = {"update", "bulk_create", "bulk_update", "delete", "update_or_create", "get_or_create"}
# Where the ORM may be written to directly, and why.
MAY_WRITE = {
    "partnerships/actions": "actions are the way to write",
    "partnerships/migrations": "runs before there is anybody",
    "partnerships/imports/gias": "GIAS tables have no history of this kind",
    "partnerships/demo": "invents its data through actions, then sets it back in time",
    "partnerships/models": "the vocabulary that actions use",
}
# QuerySet.update() takes keywords, dict.update() mostly a mapping; what still reads like the ORM and is not:
HARMLESS = re.compile(
    r"^(context|kwargs|attrs|session|headers|default_storage|cache|initial|stored|self\.file)$"
)


def python_files() -> list[Path]:
    return sorted((ROOT / "partnerships").rglob("*.py"))


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and source of calls of the ORM's writing methods."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in BYPASSES_HISTORY
        ):
            owner = ast.unparse(node.func.value)
            of_a_mapping = node.func.attr == "update" and bool(node.args)
            if not of_a_mapping and not HARMLESS.match(owner):
                yield node.lineno, f"{owner}.{node.func.attr}()"


def test_rows_are_written_by_actions_only() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {call}"
        for path in python_files()
        if not any(str(path.relative_to(ROOT)).startswith(folder) for folder in MAY_WRITE)
        for line, call in writes(ast.parse(path.read_text()))
    ]
    assert not found, "Write through an action (partnerships/actions)."


def test_actions_write_tracked_models_in_bulk_only_by_the_helpers() -> None:
    """`update` and `bulk_*` pass history by; on tracked models only _core's helpers may use them."""
    names = {model.__name__ for model in tracked_models()}
    relations = {
        relation.get_accessor_name() for model in our_models() for relation in model._meta.related_objects
        if relation.related_model in tracked_models()
    }  # fmt: skip
    found = []
    for path in sorted((ROOT / "partnerships/actions").glob("*.py")):
        if path.name == "_core.py":
            continue
        for line, call in writes(ast.parse(path.read_text())):
            method = call.rsplit(".", 1)[1]
            owner = set(re.findall(r"\w+", call))
            in_bulk = method in {"update()", "bulk_create()", "bulk_update()"} and bool(
                owner & (names | relations)
            )
            if in_bulk or (method == "delete()" and re.search(r"objects|filter\(|all\(", call)):
                found.append(f"{path.name}:{line} {call}")
    assert not found, "Use create_many and save_many of actions/_core.py; delete rows one by one."


def test_the_search_for_writes_finds_them() -> None:
    code = "Project.objects.filter(pk=1).update(lead=None)\nnote.delete()\ncontext.update(a=1)\n"
    assert [call for _, call in writes(ast.parse(code))] == [
        "Project.objects.filter(pk=1).update()",
        "note.delete()",
    ]


def all_actions() -> list[tuple[str, Callable[..., object]]]:
    """(name, function) of every function decorated with @action."""
    found = {}
    for module in iter_modules(partnerships.actions.__path__):
        loaded = import_module(f"partnerships.actions.{module.name}")
        tree = ast.parse(Path(str(loaded.__file__)).read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(d) == "action" for d in node.decorator_list
            ):
                found[f"{module.name}.{node.name}"] = getattr(loaded, node.name)
    return sorted(found.items())


def test_there_are_actions() -> None:
    assert len(all_actions()) > 20


def test_every_action_says_who_and_takes_its_arguments_by_name() -> None:
    wrong = []
    for name, function in all_actions():
        parameters = inspect.signature(function).parameters
        by_name = all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in parameters.values())
        if "by" not in parameters or not by_name:
            wrong.append(name)
    assert not wrong


def test_every_action_is_named_in_a_test() -> None:
    tests = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    words = set(re.findall(r"\w+", " ".join(tests)))
    assert not [name for name, _ in all_actions() if name.split(".")[1] not in words]


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLE_OR_SCRIPT = re.compile(
    r"""\sstyle\s*=|<style\b|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")[^>]*>|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)


def failing(paths: list[Path], wrong: Callable[[str], object]) -> list[str]:
    """Names of the templates whose text is wrong."""
    return [str(path.relative_to(ROOT / "templates")) for path in paths if wrong(path.read_text())]


def has_title(text: str) -> bool:
    """Whether a page, or the page that it extends, says its title; parts and answers to htmx extend nothing."""
    if re.search(r"{% block (head_)?title %}", text):
        return True
    parent = re.search(r'{% extends "([^"]+)" %}', text)
    if parent is None or parent[1].startswith("admin/"):
        return True
    return parent[1] != "base.html" and has_title((ROOT / "templates" / parent[1]).read_text())


def test_every_page_has_a_title_of_its_own() -> None:
    assert not failing(TEMPLATES, lambda text: not has_title(text))
    assert not has_title('{% extends "base.html" %}')


def test_no_template_holds_style_or_script() -> None:
    assert not failing(TEMPLATES, STYLE_OR_SCRIPT.search)


def test_templates_can_be_read_at_a_glance() -> None:
    assert not failing(TEMPLATES, lambda text: len(text.splitlines()) > 120)


@pytest.mark.parametrize(
    "code",
    ['<p style="a">', "<p onclick='a()'>", "<script>a</script>", '<a href="javascript:a()">', "<style>"],
)
def test_the_search_for_style_and_script_finds_them(code: str) -> None:
    assert STYLE_OR_SCRIPT.search(code)


TOP_LEVEL = {
    ".ci", ".gitattributes", ".gitignore", "LICENSE", "Makefile", "README.md", "bench", "docs", "frontend", "manage.py",
    "partnerships", "pyproject.toml", "requirements-dev.txt", "requirements.txt", "templates", "tests", "trusttracker",
}  # fmt: skip


def tracked_files() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return done.stdout.splitlines()


def test_the_top_level_holds_what_it_should() -> None:
    assert {name.split("/")[0] for name in tracked_files()} <= TOP_LEVEL


def test_nothing_made_by_a_machine_is_committed() -> None:
    made = [
        name
        for name in tracked_files()
        if re.search(r"\.pyc$|^var/|/static/tracker/build/|node_modules/", name)
    ]
    assert not made


def test_the_state_that_processes_share_is_in_the_database() -> None:
    """Several web processes may run: nothing may live in one process's memory or on its disk."""
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert "cached" not in settings.MESSAGE_STORAGE
