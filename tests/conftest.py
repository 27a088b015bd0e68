"""The cast: a trust with one person per role, an outsider in another trust, and a site administrator."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import settings

from partnerships.models import Group, Project, School, User
from partnerships.permissions import Role
from tests.factories import GroupFactory, MembershipFactory, ProjectFactory, SchoolFactory, UserFactory

# A busy machine is no reason to fail: how fast things are, the benchmarks say.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of migrations run where tables are made by migrations, and nothing else does."""
    by_migrations = not config.getoption("nomigrations")
    left_out = [
        item for item in items if (item.get_closest_marker("migrations") is not None) != by_migrations
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end, so the garbage collector need not look through it again and again; it
    took a sixth of the run. What tests leave behind is still collected, less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """Empties PostgreSQL's tables row by row after a test that commits: a new file for each of 200 takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql":
            patch.setattr(connection.ops, "sql_flush", _deletes)
        yield


def _deletes(style: object, tables: Sequence[str], **options: bool) -> list[str]:
    """Foreign keys are looked at when the flush commits, so that the order is all one."""
    return [f"DELETE FROM {connection.ops.quote_name(each)}" for each in tables]  # noqa: S608  (our own tables)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers share, and all runs that tests/run.py starts."""
    own = tmp_path_factory.getbasetemp()
    ours = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return Path(os.environ.get("TEST_SHARED_FOLDER", ours))


@pytest.fixture
def trust(db: None) -> Group:
    return GroupFactory(name="Harrowmere Learning Trust")


@pytest.fixture
def other_trust(db: None) -> Group:
    return GroupFactory(name="Moorland Schools Trust")


@pytest.fixture
def school(db: None) -> School:
    return SchoolFactory(name="Brackenholt Primary School")


def _member(trust: Group, role: Role, name: str) -> User:
    return MembershipFactory(
        trust=trust, role=role, user=UserFactory(name=name, email=f"{name.split()[0].lower()}@trust.example")
    ).user


@pytest.fixture
def viewer(trust: Group) -> User:
    return _member(trust, Role.VIEWER, "Vera Viewer")


@pytest.fixture
def editor(trust: Group) -> User:
    return _member(trust, Role.EDITOR, "Edda Editor")


@pytest.fixture
def manager(trust: Group) -> User:
    return _member(trust, Role.MANAGER, "Mona Manager")


@pytest.fixture
def administrator(trust: Group) -> User:
    return _member(trust, Role.ADMINISTRATOR, "Ada Administrator")


@pytest.fixture
def outsider(other_trust: Group) -> User:
    """A manager, but of another trust."""
    return _member(other_trust, Role.MANAGER, "Otto Outsider")


@pytest.fixture
def site_administrator(db: None) -> User:
    """Looks after the installation and belongs to no trust."""
    return UserFactory(name="Sita Site", email="sita@site.example", is_site_administrator=True)


@pytest.fixture
def cast(
    viewer: User, editor: User, manager: User, administrator: User, outsider: User, site_administrator: User
) -> dict[str, User | None]:
    """Everybody by role, and nobody: for trying each page and each write with each of them."""
    return {
        "anonymous": None,
        "viewer": viewer,
        "editor": editor,
        "manager": manager,
        "administrator": administrator,
        "outsider": outsider,
        "site_administrator": site_administrator,
    }


def whole_cast(trust: Group) -> dict[str, User | None]:
    """The same people as `cast`, for fixtures that serve more than one test."""
    return {
        "anonymous": None,
        "viewer": _member(trust, Role.VIEWER, "Vera Viewer"),
        "editor": _member(trust, Role.EDITOR, "Edda Editor"),
        "manager": _member(trust, Role.MANAGER, "Mona Manager"),
        "administrator": _member(trust, Role.ADMINISTRATOR, "Ada Administrator"),
        "outsider": _member(GroupFactory(name="Moorland Schools Trust"), Role.MANAGER, "Otto Outsider"),
        "site_administrator": UserFactory(
            name="Sita Site", email="sita@site.example", is_site_administrator=True
        ),
    }


@pytest.fixture
def project(trust: Group, school: School) -> Project:
    """A bare live project of the trust, without milestones."""
    return ProjectFactory(trust=trust, school=school)


def signed_in(user: User | None) -> Client:
    """A client on which this person is signed in; nobody for None."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def gias() -> Path:
    """The folder of real GIAS downloads, which stands beside the project and is never part of it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "gias"
    if not folder.is_dir():
        pytest.skip("the real GIAS downloads are not beside this checkout")
    return folder
