"""The list of schools, first page, two filters and a search over 51,012 schools, against a floor of the same run.

The floor runs the same filtered query (total and page) and renders 50 bare rows. Limits: 3 times it, 8 queries.
"""

from __future__ import annotations

import os
import sys

from bench._schools import fill, on_each_database, seconds

LIMIT, MOST_QUERIES = 3.0, 8
QUERY = {"q": "larkfield primary", "phase": "2", "in_trust": "yes"}
BARE = "{% for s in page %}<tr><td>{{ s.urn }}</td><td>{{ s.name }}</td><td>{{ s.la_name }}</td></tr>{% endfor %}"


def measure() -> int:
    fill()
    from django.db import connection
    from django.template import engines
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from partnerships.forms.schools import SchoolFilter
    from partnerships.models import School, User
    from partnerships.reports.schools import school_options

    bare = engines["django"].from_string(BARE)
    options = school_options()
    found = SchoolFilter(QUERY, options=options).apply(School.objects.all()).for_list()

    def floor() -> str:
        total = found.all().count()
        return str(bare.render({"page": list(found.all()[:50]), "total": total}))

    client = Client()
    client.force_login(User.objects.get())
    url = reverse("school-list")

    def page() -> None:
        response = client.get(url, QUERY)
        assert response.status_code == 200
        assert response.content.count(b"/schools/1") >= 50

    page()
    with CaptureQueriesContext(connection) as queries:
        page()
        # Counted at once: the next request empties the log.
        asked = len(queries)
    assert asked, "the queries were not counted"
    floor()
    low, ours = seconds(floor, times=31), seconds(page, times=31)
    good = ours <= LIMIT * low and asked <= MOST_QUERIES
    print(
        f"{os.environ['BENCH_LABEL']}: page {ours * 1000:.1f} ms, floor {low * 1000:.1f} ms, "
        f"{ours / low:.2f} times (at most {LIMIT:g}); {asked} queries (at most {MOST_QUERIES}); "
        f"{found.count():,} found: {'good' if good else 'TOO SLOW'}"
    )
    return 0 if good else 1


def main() -> int:
    """The number of databases on which a limit was passed."""
    return on_each_database("bench.school_list")


if __name__ == "__main__":
    sys.exit(measure() if "--measure" in sys.argv else main())
