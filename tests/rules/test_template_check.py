from hypothesis import given
from hypothesis import strategies as st

from partnerships.data import shipped_template
from partnerships.rules.plan import Dependency
from partnerships.rules.template_check import find_circle, template_problems
from partnerships.rules.words import Anchor, Route
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
    assert "circle: CON-01 “Do CON-01”, CON-03 “Do CON-03”, CON-02 “Do CON-02”." in problem


def test_a_milestone_may_not_wait_for_itself():
    (problem,) = template_problems([row("CON-01", "CON-01")])
    assert "circle: CON-01" in problem


def test_entries_of_different_routes_make_no_circle():
    rows = [
        row("CON-01", depends_on=(Dependency("CON-02", frozenset({Route.ORDER})),)),
        row("CON-02", depends_on=(Dependency("CON-01", frozenset({Route.TRANSFER})),)),
    ]
    assert template_problems(rows) == []


def test_an_unknown_code_is_named():
    (problem,) = template_problems([row("CON-01", "CON-99")])
    assert problem == "CON-01 “Do CON-01” waits for CON-99, which is not in the template."


def test_nothing_may_be_due_before_what_it_waits_for_in_any_route():
    rows = [
        row("CON-01", days={Route.VOLUNTARY: -14, Route.ORDER: 0, Route.TRANSFER: 0}),
        row("CON-02", "CON-01", days={Route.VOLUNTARY: -28, Route.ORDER: 0}),
    ]
    (problem,) = template_problems(rows)
    assert problem.startswith("Voluntary conversion: CON-02 “Do CON-02” is due 2 weeks before CON-01")


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
    assert "CON-03 “Do CON-03”, Academy order (sponsored): There is no fact named 'moat'." in said
    assert "must repeat after at least a day" in said


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
