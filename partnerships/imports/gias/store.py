"""The one module that talks to the database so directly: `executemany` on SQLite, COPY on PostgreSQL.

51,012 schools of 60 columns go in within seconds, which a model instance a row does not reach. Only GIAS tables
are written here; they are kept out of the general history and have `RegisterChange` instead. Tables and columns
are named after our own models, values always travel as parameters.
"""
# ruff: noqa: S608  (every statement is put together from names of our own models, none from a file)

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import OperationalError, connection, models

from partnerships.actions._core import Refused
from partnerships.imports.gias.kinds import Kind
from partnerships.imports.gias.rows import Key, Row
from partnerships.imports.gias.trusts import GroupFacts, TrustFinder
from partnerships.models import Group, GroupMembership, School

BUSY = "Another GIAS file is being taken in right now. Try again in a minute."
BLOCK = 5_000
LOCK = 7_263_001  # any number that no other part of the product locks on PostgreSQL


def is_postgres() -> bool:
    return connection.vendor == "postgresql"


def lock() -> None:
    """One import at a time, until the transaction ends. Raises `Refused` when another runs.

    On SQLite the transaction itself is the only one that may write.
    """
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise Refused(BUSY)


def is_busy(error: OperationalError) -> bool:
    """Whether SQLite gave up waiting for another writer."""
    return "locked" in str(error)


def existing(kind: Kind, fields: Sequence[str]) -> Iterator[Row]:
    """Key, day gone and these fields of every row, as text and numbers; without the demo's."""
    columns = [_quoted(kind.model, name) for name in kind.key_fields]
    columns += [_as_text(kind.model, name) for name in ("gone_on", *fields)]
    yield from _read(f"SELECT {', '.join(columns)} FROM {_table(kind.model)} WHERE {_real(kind.model)}")


def demo_keys(kind: Kind) -> dict[str, set[int]]:
    """Keys of the demo's schools and groups, under the fields of this kind that hold such a key."""
    schools = set(School.objects.filter(is_demo=True).values_list("urn", flat=True))
    groups = set(Group.objects.filter(is_demo=True).values_list("uid", flat=True))
    held = {"urn": schools, "school_id": schools, "other_id": schools, "uid": groups, "group_id": groups}
    return {name: held[name] for name in kind.key_fields if name in held}


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> Iterator[int]:
    """Inserts rows that hold these fields; other columns get their blank or default. Yields the count so far."""
    rest = {name: value for name, value in _blanks(model).items() if name not in fields}
    columns = ", ".join(_quoted(model, name) for name in (*fields, *rest))
    if not is_postgres():
        marks = ", ".join([*["%s"] * len(fields), *rest.values()])
        yield from _many(f"INSERT INTO {_table(model)} ({columns}) VALUES ({marks})", rows)
        return
    yield from _staged(model, fields, rows)
    taken = ", ".join([*(_quoted(model, name) for name in fields), *rest.values()])
    _run(f"INSERT INTO {_table(model)} ({columns}) SELECT {taken} FROM gias_staging")
    _run("DROP TABLE gias_staging")


def update(
    model: type[models.Model], keys: Sequence[str], fields: Sequence[str], rows: Iterable[Row]
) -> Iterator[int]:
    """Sets these fields; a row holds the fields, then the keys that find it. Yields the count so far."""
    quoted = [_quoted(model, name) for name in fields]
    if not is_postgres():
        what = ", ".join(f"{name} = %s" for name in quoted)
        where = " AND ".join(f"{_quoted(model, name)} = %s" for name in keys)
        yield from _many(f"UPDATE {_table(model)} SET {what} WHERE {where}", rows)
        return
    yield from _staged(model, (*fields, *keys), rows)
    what = ", ".join(f"{name} = s.{name}" for name in quoted)
    where = " AND ".join(f"t.{_quoted(model, name)} = s.{_quoted(model, name)}" for name in keys)
    _run(f"UPDATE {_table(model)} t SET {what} FROM gias_staging s WHERE {where}")
    _run("DROP TABLE gias_staging")


def trust_finder() -> TrustFinder:
    """Knows all real groups and the memberships that GIAS still has."""
    groups = Group.objects.filter(is_demo=False).values_list(
        "uid", "name", "group_id", "type_code", "status_name", "gone_on"
    )
    open_group = "SELECT school_id, group_id, {} FROM {} WHERE gone_on IS NULL AND {}"
    joined = _as_text(GroupMembership, "joined_on")
    memberships: Any = _read(open_group.format(joined, _table(GroupMembership), _real(GroupMembership)))
    return TrustFinder(
        (
            GroupFacts(uid, name, group_id, type_code, status.lower() != "closed" and gone is None)
            for uid, name, group_id, type_code, status, gone in groups
        ),
        memberships,
    )


def schools_with_trusts() -> Iterator[tuple[int, str, str, str, str, int | None, str]]:
    """URN, type, type group, trust flag, trust code, and the trust and answer that we hold, of every real school."""
    columns = ("urn", "type_code", "type_group_code", "trust_flag", "trust_code", "trust_id", "in_trust")
    names = ", ".join(_quoted(School, name) for name in columns)
    rows: Any = _read(f"SELECT {names} FROM {_table(School)} WHERE {_real(School)}")
    yield from rows


def set_trusts(rows: Sequence[tuple[int | None, str, int]]) -> None:
    """Sets trust and answer by URN."""
    for _ in update(School, ["urn"], ["trust_id", "in_trust"], rows):
        pass


def mark_gone(kind: Kind, keys: Iterable[Key], day: dt.date) -> None:
    for _ in update(kind.model, kind.key_fields, ["gone_on"], ((day.isoformat(), *key) for key in keys)):
        pass


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _quoted(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))


def _as_text(model: type[models.Model], name: str) -> str:
    """The column as both databases agree on it: dates in ISO text, decimals with one decimal."""
    column, field = _quoted(model, name), _field(model, name)
    if isinstance(field, models.DateField):
        return f"CAST({column} AS text)"
    if isinstance(field, models.DecimalField):
        if is_postgres():
            return f"CAST({column} AS text)"
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE printf('%.1f', {column}) END"
    return column


def _real(model: type[models.Model]) -> str:
    """The condition that leaves the demo's rows out."""
    if model in (School, Group):
        return "NOT is_demo"
    schools = f"(SELECT urn FROM {_table(School)} WHERE is_demo)"
    if model is GroupMembership:
        return (
            f"school_id NOT IN {schools} AND group_id NOT IN (SELECT uid FROM {_table(Group)} WHERE is_demo)"
        )
    return f"school_id NOT IN {schools} AND other_id NOT IN {schools}"


def _blanks(model: type[models.Model]) -> dict[str, str]:
    """What a column holds that no file delivered, as SQL. Defaults of our models are short plain words."""
    found = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.AutoField):
            continue
        default = field.get_default()
        text = "NULL" if default is None else "FALSE" if default is False else f"'{default}'"
        found[field.attname] = text
    return found


def _read(statement: str) -> Iterator[Row]:
    # Server-side on PostgreSQL, so that a table is never held in memory twice.
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(BLOCK):
            yield from rows


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _many(statement: str, rows: Iterable[Row]) -> Iterator[int]:
    rows, done = iter(rows), 0
    with connection.cursor() as cursor:
        while block := list(islice(rows, BLOCK)):
            cursor.executemany(statement, block)
            done += len(block)
            yield done


def _staged(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> Iterator[int]:
    names = ", ".join(_quoted(model, name) for name in fields)
    _run(f"CREATE TEMP TABLE gias_staging ON COMMIT DROP AS SELECT {names} FROM {_table(model)} WITH NO DATA")
    rows, done = iter(rows), 0
    while block := list(islice(rows, BLOCK)):
        # A COPY a block: whoever hears of the count may use the connection, which an open COPY would hang for good.
        with connection.cursor() as cursor, cursor.copy(f"COPY gias_staging ({names}) FROM STDIN") as copy:
            for row in block:
                copy.write_row(row)
        done += len(block)
        yield done
    # A new table is one row to the planner until it is told: without this an update of 2,000 rows took 40 seconds.
    _run("ANALYZE gias_staging")
