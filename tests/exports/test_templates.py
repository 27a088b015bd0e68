"""A template's file: numbers as numbers, text that a spreadsheet would run made harmless, and read back the same."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.exports._csv import csv_response
from partnerships.exports.templates import COLUMNS, template_lines
from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_csv import COLUMNS as NAMES
from partnerships.rules.template_csv import as_typed, parse_rows
from tests.rules.rows import row


def written(*rows: TemplateRow) -> str:
    return b"".join(csv_response("t.csv", COLUMNS, template_lines(rows)).streaming_content).decode(
        "utf-8-sig"
    )


def read(text: str) -> tuple[TemplateRow, ...]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    return parse_rows([{key: as_typed(value) for key, value in each.items()} for each in reader])


def test_the_shipped_template_is_written_and_read_back_the_same() -> None:
    text = written(*shipped_template())
    assert tuple(text.splitlines()[0].split(",")) == NAMES
    assert read(text) == shipped_template()
    assert ",-78,-38,-65,," in text


starts = st.sampled_from(["", "=", "+", "-", "@", "'", "''", "'=", "''-", "'x"])
texts = st.builds(lambda start, rest: f"{start}{rest}".strip(), starts, st.text("ab='-\n\r,\" ", max_size=6))


@given(texts.filter(bool), texts, texts)
def test_no_text_is_a_formula_and_none_is_changed(title: str, evidence: str, guidance: str) -> None:
    of = row("CON-01", title=title, evidence=evidence, guidance=guidance)
    text = written(of)
    cells = list(csv.reader(io.StringIO(text, newline="")))[1]
    wanted = [cells[NAMES.index(name)] for name in ("title", "evidence", "guidance")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in wanted)
    assert read(text) == (of,)
