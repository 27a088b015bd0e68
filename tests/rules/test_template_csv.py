import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import MILESTONES, shipped_template
from partnerships.rules.plan import ALL_ROUTES, Dependency, TemplateRow
from partnerships.rules.template_csv import (
    COLUMNS,
    TemplateCsvError,
    export_rows,
    parse_dependencies,
    parse_rows,
)
from partnerships.rules.words import Anchor, OwnerRole, Phase, Route

GOOD = {
    "code": "LEG-18",
    "title": "Sign",
    "phase": "LEG",
    "anchor": "joining",
    "weeks_voluntary": "-2.5",
    "weeks_transfer": "1.5",
    "applies_transfer": '{"fact": "pfi"}',
    "depends_on": "LEG-16; voluntary, order: LEG-10",
    "owner": "GOV, DfE",
    "takes_weeks": "1.5",
}


def test_a_row_is_read():
    (found,) = parse_rows([GOOD])
    assert found == TemplateRow(
        code="LEG-18",
        title="Sign",
        phase=Phase.LEGAL,
        anchor=Anchor.JOINING,
        days={Route.VOLUNTARY: -18, Route.TRANSFER: 10},
        position=1,
        conditions={Route.TRANSFER: {"fact": "pfi"}},
        depends_on=(Dependency("LEG-16"), Dependency("LEG-10", frozenset({Route.VOLUNTARY, Route.ORDER}))),
        owners=(OwnerRole.GOV, OwnerRole.DFE),
        takes_days=10,
    )


def test_a_file_without_the_newer_columns_is_read():
    (found,) = parse_rows([{key: GOOD[key] for key in ("code", "title", "phase", "anchor")}])
    assert (found.takes_days, found.repeat_days, found.evidence) == (None, None, "")


def test_a_code_that_stands_twice_and_words_too_long_are_told_with_their_lines():
    with pytest.raises(TemplateCsvError) as refused:
        parse_rows([GOOD, GOOD, GOOD | {"code": "LEG-19", "title": "x" * 300}])
    assert refused.value.problems == [
        "Line 3 (LEG-18): the code stands on line 2 too.",
        "Line 4 (LEG-19): The title is longer than 200 characters.",
    ]


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("code", "", "Line 3 (no code): code is empty."),
        ("title", " ", "title is empty."),
        ("phase", "XYZ", "phase cannot be read: “XYZ” is none of EXP, PAR"),
        ("anchor", "christmas", "anchor cannot be read"),
        ("weeks_order", "soon", "weeks_order cannot be read: “soon” is not a number of weeks."),
        ("applies_order", "{pfi", "applies_order cannot be read: it is not JSON."),
        ("applies_order", '{"fact": "moat"}', "There is no fact named 'moat'."),
        ("depends_on", "sideways: LEG-01", "“sideways” is none of voluntary, order, transfer"),
        ("owner", "KING", "“KING” is none of TL, CEO"),
    ],
)
def test_a_fault_is_named_with_its_line_and_column(column, text, said):
    with pytest.raises(TemplateCsvError) as refused:
        parse_rows([GOOD, GOOD | {"code": "LEG-19", column: text}])
    (problem,) = refused.value.problems
    assert problem.startswith("Line 3 (")
    assert said in problem


def test_all_faults_are_told_at_once():
    with pytest.raises(TemplateCsvError) as refused:
        parse_rows([GOOD | {"owner": "KING", "phase": "XYZ"}, GOOD | {"code": "LEG-19", "title": ""}])
    assert len(refused.value.problems) == 3


def test_missing_and_surplus_cells_are_borne():
    ragged = {**GOOD, "evidence": None, None: ["left", "over"]}
    assert parse_rows([ragged]) == parse_rows([GOOD])


def test_dependencies_bind_in_their_own_routes():
    assert parse_dependencies(" A-1 ;; transfer: B-2 ;") == (
        Dependency("A-1", ALL_ROUTES),
        Dependency("B-2", frozenset({Route.TRANSFER})),
    )


def test_the_shipped_file_is_what_its_template_exports():
    with MILESTONES.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames) == COLUMNS
        assert list(reader) == export_rows(shipped_template())


words = st.text(st.characters(codec="utf-8", exclude_categories=["C"])).map(str.strip)
routes = st.sets(st.sampled_from(list(Route)), min_size=1).map(frozenset)
codes = st.from_regex(r"[A-Z]{3}-[0-9]{2}", fullmatch=True)
facts = st.sampled_from(["pfi", "church"]).map(lambda key: {"fact": key})
rows = st.builds(
    TemplateRow,
    code=codes,
    title=words.filter(bool).map(lambda text: text[:200].strip()),
    phase=st.sampled_from(list(Phase)),
    anchor=st.sampled_from(list(Anchor)),
    days=st.dictionaries(st.sampled_from(list(Route)), st.integers(-900, 900)),
    position=st.just(1),
    repeat_days=st.none() | st.integers(1, 400),
    conditions=st.dictionaries(
        st.sampled_from(list(Route)), facts | st.lists(facts, min_size=1).map(lambda f: {"any": f})
    ),
    depends_on=st.lists(st.builds(Dependency, codes, routes), max_size=3).map(tuple),
    owners=st.lists(st.sampled_from(list(OwnerRole)), max_size=3).map(tuple),
    evidence=words,
    guidance=words,
    takes_days=st.none() | st.integers(0, 400),
)


@given(rows)
def test_any_row_written_to_csv_is_read_back_the_same(row):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows(export_rows([row]))
    file.seek(0)
    assert parse_rows(csv.DictReader(file)) == (row,)
