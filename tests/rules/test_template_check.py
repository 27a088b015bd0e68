import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.plan import Dependency
from partnerships.rules.template_check import code_problems, find_circle, storing_problems, template_problems
from partnerships.rules.words import Anchor, OwnerRole, Route
from tests.rules.rows import row


def test_the_shipped_template_has_no_problem():
    assert template_problems(shipped_template()) == []


def test_a_circle_is_named_milestone_by_milestone():
    rows = [
        row("CON-01", "CON-03"),
        row("CON-02", "CON-01"),
        row("CON-03", "CON-02"),
        row("CON-04", "CON-01"),
    ]
    (problem,) = template_problems(rows)
    assert "in a circle, so none of them could be done: CON-01 “Do CON-01”, which waits for CON-03" in problem
    assert problem.endswith("CON-02 “Do CON-02”, which waits for CON-01 “Do CON-01”.")


def test_a_milestone_may_not_wait_for_itself():
    (problem,) = template_problems([row("CON-01", "CON-01")])
    assert problem == "CON-01 “Do CON-01” waits for itself."


def test_entries_of_different_routes_make_no_circle():
    rows = [
        row("CON-01", depends_on=(Dependency("CON-02", frozenset({Route.ORDER})),)),
        row("CON-02", depends_on=(Dependency("CON-01", frozenset({Route.TRANSFER})),)),
    ]
    assert template_problems(rows) == []


def test_an_unknown_code_is_named():
    (problem,) = template_problems([row("CON-01", "CON-99")])
    assert problem == (
        "CON-01 “Do CON-01” waits for CON-99, which is not in the template. Take it out of what CON-01 waits for."
    )


def test_nothing_may_be_due_before_what_it_waits_for_in_any_route():
    rows = [
        row("CON-01", days={Route.VOLUNTARY: -14, Route.ORDER: 0, Route.TRANSFER: 0}),
        row("CON-02", "CON-01", days={Route.VOLUNTARY: -28, Route.ORDER: 0}),
    ]
    (problem,) = template_problems(rows)
    assert problem == (
        "Voluntary conversion: CON-02 “Do CON-02” is due 4 weeks before conversion, before CON-01 “Do CON-01”, "
        "which it waits for and which is due 2 weeks before conversion."
    )


def test_dates_counted_from_different_anchors_are_not_compared():
    rows = [
        row("PAR-06", anchor=Anchor.PARTNERSHIP_START, days={Route.ORDER: 210}),
        row("PAR-07", "PAR-06", anchor=Anchor.PARTNERSHIP_END, days={Route.ORDER: -91}),
    ]
    assert template_problems(rows) == []


def test_faults_of_single_rows_are_named():
    rows = [
        row("CON-01"),
        row("CON-01"),
        row("CON-02", title=" ", days={}),
        row("CON-03", conditions={Route.ORDER: {"fact": "moat"}}),
        row("PAR-05", repeat_days=0),
    ]
    said = "\n".join(template_problems(rows))
    assert "CON-01 stands 2 times" in said
    assert "CON-02 has no title" in said
    assert "is in no route" in said
    assert "CON-03 “Do CON-03”, academy order (sponsored): There is no fact named 'moat'." in said
    assert "PAR-05 “Do PAR-05”: It must repeat after at least a day." in said


def test_a_question_that_the_route_never_asks_decides_nothing():
    asked = row("LEG-01", conditions={Route.TRANSFER: {"any": [{"fact": "la_land"}, {"fact": "pfi"}]}})
    (problem,) = template_problems([asked])
    assert problem.startswith("LEG-01 “Do LEG-01”, transfer: the question “Does the local authority own")
    elsewhere = row("LEG-01", days={Route.VOLUNTARY: 0}, conditions={Route.TRANSFER: {"fact": "la_land"}})
    assert template_problems([elsewhere]) == []


def test_an_empty_template_is_none():
    assert template_problems([]) == ["The template has no milestones."]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "x" * 201}, "The title is longer than 200 characters."),
        ({"evidence": "x" * 201}, "The evidence is longer than 200 characters."),
        ({"owners": tuple(OwnerRole)}, "The list of owners is longer than 60 characters."),
        ({"days": {Route.ORDER: -4000}}, "A milestone lies no further than ten years"),
        ({"takes_days": -1}, "cannot be less than nothing"),
        ({"guidance": "a\0b"}, "a character in it that cannot be kept"),
    ],
)
def test_what_cannot_be_stored_is_named(given, said):
    (problem,) = storing_problems(row("CON-01", **given))
    assert said in problem


@pytest.mark.parametrize(
    ("code", "right"),
    [("LEG-24", True), ("hr1", True), ("A-1-b", True), ("LEG 24", False), ("A;B", False), ("LEG-", False),
     ("", False), ("ABCDEFGH-10", False)],
)  # fmt: skip
def test_a_code_stands_in_lists_of_codes(code, right):
    assert (code_problems(code) == []) is right


NODES = "abcdef"
graphs = st.fixed_dictionaries({node: st.lists(st.sampled_from(NODES), max_size=3) for node in NODES})


@given(graphs)
def test_a_circle_found_is_one_and_none_found_means_none(graph):
    circle = find_circle(graph)
    if circle:
        steps = zip(circle, [*circle[1:], circle[0]], strict=True)
        assert all(after in graph[code] for code, after in steps)
    else:
        left = dict(graph)
        while ready := [code for code, befores in left.items() if not set(befores) & set(left)]:
            for code in ready:
                del left[code]
        assert not left


def test_a_long_chain_is_checked_without_recursion():
    assert find_circle({str(n): [str(n + 1)] for n in range(5000)}) == ()
