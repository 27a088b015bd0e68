"""Whether school and trust fit: the page, one question after the other, and what a trust tells every school."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import FitAnswer, Group, Project, TrustAnswer, TrustTerms, User
from partnerships.rules.fit import QUESTIONS, USUAL
from tests.conftest import signed_in
from tests.factories import (
    EvidenceFactory,
    FitAnswerFactory,
    GuidanceFactory,
    PartnershipFactory,
    ProjectFactory,
    SchoolFactory,
    TrustAnswerFactory,
    TrustTermsFactory,
    UserFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 3, 10)
FORM = {"text": "Every child reads", "answered_on": "2027-03-01", "version": "0"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


def shown(user: User, project: Project) -> str:
    return signed_in(user).get(reverse("fit-list", args=[project.pk])).content.decode()


def edit_url(project: Project, key: str = "topic.care") -> str:
    return reverse("fit-edit", args=[project.pk, key])


def part(text: str, key: str) -> str:
    """The card of one question."""
    return text[text.index(f'id="{key}"') :].split("</article>")[0]


@pytest.mark.parametrize("with_partnership", [False, True])
def test_an_empty_page_asks_everything_with_or_without_a_partnership(
    project: Project, editor: User, viewer: User, *, with_partnership: bool
) -> None:
    if with_partnership:
        PartnershipFactory(project=project)
    text = shown(viewer, project)
    assert f"0 of {len(QUESTIONS)} questions answered" in text
    assert all(f'id="{question.key}"' in text for question in QUESTIONS)
    assert "Answer<span" not in text
    assert "Answer the first question" in shown(editor, project)


def test_an_answer_shows_by_whom_when_and_with_what(project: Project, viewer: User) -> None:
    evidence = EvidenceFactory(project=project, name="Values paper", url="https://files.trust.example/v")
    FitAnswerFactory(
        project=project, key="topic.care", text="One\n\n<b>two</b>", evidence=evidence,
        answered_by=UserFactory(name="Nia Nott"), answered_on=dt.date(2027, 2, 3),
    )  # fmt: skip
    line = part(shown(viewer, project), "topic.care")
    for words in (
        "Recorded by Nia Nott, 3 February 2027",
        'href="https://files.trust.example/v"',
        "Values paper",
        "&lt;b&gt;two",
    ):
        assert words in line
    assert "Open" not in line


def test_the_trust_s_usual_answer_stands_until_the_school_has_its_own(
    project: Project, trust: Group, editor: User
) -> None:
    TrustAnswerFactory(trust=trust, key="topic.care", text="Usually reading", url="https://trust.example/r")
    line = part(shown(editor, project), "topic.care")
    assert "Usual answer" in line
    assert "Usually reading" in line
    assert "https://trust.example/r" in line
    form = signed_in(editor).get(edit_url(project)).content.decode()
    assert "Usually reading</textarea>" in form
    assert "usual answer of" in form
    signed_in(editor).post(edit_url(project), FORM)
    line = part(shown(editor, project), "topic.care")
    assert "Every child reads" in line
    assert "Usually reading" not in line


def test_another_trust_s_usual_answers_are_not_shown(
    project: Project, other_trust: Group, viewer: User
) -> None:
    TrustAnswerFactory(trust=other_trust, key="topic.care", text="Theirs alone")
    TrustTermsFactory(trust=other_trust, charge_basis="Their basis")
    assert "Theirs alone" not in shown(viewer, project)
    assert "Their basis" not in shown(viewer, project)


def test_saving_goes_on_to_the_next_open_question(project: Project, editor: User) -> None:
    FitAnswerFactory(project=project, key="topic.autonomy")
    client = signed_in(editor)
    went = client.post(edit_url(project), FORM | {"then": "Save and go on"})
    assert went["Location"] == edit_url(project, "topic.standards")
    back = client.post(edit_url(project), FORM | {"version": "1", "back": "Save and go back"})
    assert back["Location"] == reverse("fit-list", args=[project.pk]) + "#topic.care"
    for question in QUESTIONS[1:]:
        FitAnswer.objects.get_or_create(project=project, key=question.key, defaults={"text": "x"})
    last = client.post(edit_url(project, QUESTIONS[0].key), FORM)
    assert last["Location"].endswith(f"#{QUESTIONS[0].key}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": ""}, "Enter the answer"),
        ({"answered_on": ""}, "Enter a date"),
        ({"answered_on": "2027-03-11"}, "today or earlier"),
        ({"url": "nonsense"}, "https://"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    project: Project, editor: User, change: dict[str, str], said: str
) -> None:
    typed = FORM | {"text": "My <answer>"} | change
    text = signed_in(editor).post(edit_url(project), typed).content.decode()
    assert said in text
    assert "My &lt;answer&gt;" in text or not typed["text"]
    assert not FitAnswer.objects.exists()


def test_an_answer_given_meanwhile_is_told_and_what_was_typed_stays(project: Project, editor: User) -> None:
    FitAnswerFactory(project=project, key="topic.care", text="Theirs")
    text = signed_in(editor).post(edit_url(project), FORM).content.decode()
    assert "answered this while you were editing it: “Theirs”" in text
    assert "Every child reads</textarea>" in text
    assert 'name="version" value="1"' in text
    signed_in(editor).post(edit_url(project), FORM | {"version": "1"})
    assert FitAnswer.objects.get().text == "Every child reads"


def test_a_new_link_takes_the_place_of_what_showed_it(project: Project, editor: User) -> None:
    evidence = EvidenceFactory(project=project)
    answer = FitAnswerFactory(project=project, key="topic.care", evidence=evidence)
    data = FORM | {"version": "1", "existing": str(evidence.pk)}
    signed_in(editor).post(edit_url(project), data)
    answer.refresh_from_db()
    assert answer.evidence == evidence
    signed_in(editor).post(
        edit_url(project), data | {"version": "2", "url": "https://files.trust.example/new"}
    )
    answer.refresh_from_db()
    assert answer.evidence.url == "https://files.trust.example/new"
    other = EvidenceFactory(project=project)
    both = data | {"version": "3", "existing": str(other.pk), "url": "https://files.trust.example/third"}
    assert "not both" in signed_in(editor).post(edit_url(project), both).content.decode()


def test_an_answer_is_removed_and_the_question_open_again(project: Project, editor: User) -> None:
    FitAnswerFactory(project=project, key="topic.care")
    text = signed_in(editor).get(edit_url(project)).content.decode()
    assert "Remove this answer" in text
    signed_in(editor).post(reverse("fit-remove", args=[project.pk, "topic.care"]))
    assert not FitAnswer.objects.exists()
    again = signed_in(editor).post(reverse("fit-remove", args=[project.pk, "topic.care"]))
    assert again.status_code == 404


def test_what_is_no_question_is_not_there(project: Project, editor: User) -> None:
    assert signed_in(editor).get(edit_url(project, "topic.price")).status_code == 404


def test_terms_stand_as_fields_of_their_own(project: Project, trust: Group, viewer: User) -> None:
    assert shown(viewer, project).count("Not said yet") == 5
    TrustTermsFactory(
        trust=trust, charge_percent="4.50", charge_basis="Of all grants", capital="By condition",
        reserves="partly", reserves_note="Up to a limit", delegation="Boards see to standards",
        delegation_url="https://trust.example/scheme", as_of=dt.date(2026, 9, 1),
    )  # fmt: skip
    text = shown(viewer, project)
    for words in (
        "4.5% of income", "Of all grants", "By condition", "Partly pooled<br>Up to a limit",
        "Boards see to standards", 'href="https://trust.example/scheme"', "1 September 2026",
    ):  # fmt: skip
        assert words in text
    assert "Not said yet" not in text


def test_what_gias_shows(trust: Group, viewer: User) -> None:
    school = SchoolFactory(
        name="Hill School", easting=450_000, northing=300_000, pupils=200, type_code="02",
        religious_character="Church of England", diocese_name="Diocese of Westmarch",
    )  # fmt: skip
    inside = {"trust": trust, "religious_character": "Does not apply"}
    SchoolFactory(
        name="Far School", easting=450_000, northing=380_000, pupils=900, phase_name="Secondary", **inside
    )
    SchoolFactory(name="Near School", easting=450_000, northing=308_000, pupils=None, **inside)
    SchoolFactory(name="Lost School", pupils=100, **inside)
    SchoolFactory(name="Closed School", easting=450_000, northing=300_001, status_code="2", **inside)
    text = shown(viewer, ProjectFactory(trust=trust, school=school))
    for words in (
        "Near School, 5 miles away as the crow flies", "at most 45 miles apart", "With the school it would be 50 miles",
        "1 school is left out", "3 schools with 1,000 pupils; with Hill School 4 with 1,200",
        "no number of pupils for 1", "the trust’s first: Church of England", "a majority", "Diocese of Westmarch",
        "Dioceses vary",
    ):  # fmt: skip
        assert words in text, words
    assert "Closed School" not in text


def test_a_trust_without_schools_says_so(project: Project, viewer: User) -> None:
    assert "GIAS shows no other schools in the trust" in shown(viewer, project)


def test_the_school_s_own_later_record_is_not_its_neighbour(trust: Group, viewer: User) -> None:
    academy = SchoolFactory(academy=True, name="Hill Academy", trust=trust, easting=450_000, northing=300_000)
    school = SchoolFactory(name="Hill School", easting=450_000, northing=300_000)
    project = ProjectFactory(trust=trust, school=school, academy=academy, opened_on=dt.date(2027, 1, 1))
    assert "GIAS shows no other schools in the trust" in shown(viewer, project)


def test_published_guidance_stands_on_the_page(project: Project, viewer: User, other_trust: Group) -> None:
    GuidanceFactory(title="First considerations", about=["partnership.fit"])
    GuidanceFactory(title="Theirs", about=["partnership.fit"], trust=other_trust)
    text = shown(viewer, project)
    assert "First considerations" in text
    assert "Theirs" not in text


def test_the_csv_has_every_question(project: Project, trust: Group, viewer: User) -> None:
    FitAnswerFactory(project=project, key="topic.care", text="=1+1", answered_on=dt.date(2027, 2, 3))
    TrustAnswerFactory(trust=trust, key="topic.future", text="Twelve schools")
    response = signed_in(viewer).get(reverse("fit-csv", args=[project.pk]))
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    by_topic = {(row["Part"], row["Topic"]): row for row in rows}
    care = by_topic["What the school asks the trust", "What the trust cares about"]
    assert (care["Answer"], care["State"], care["On"]) == ("'=1+1", "Answered", "2027-02-03")
    assert by_topic["What the school asks the trust", "In three years"]["State"] == "Usual answer"
    assert len(rows) == len(QUESTIONS)


def test_the_page_asks_as_much_for_many_answers_and_schools_as_for_few(
    project: Project, trust: Group, editor: User
) -> None:
    keys = iter([question.key for question in USUAL])

    def add(count: int) -> None:
        for _ in range(count):
            key = next(keys)
            FitAnswerFactory(project=project, key=key, evidence=EvidenceFactory(project=project))
            TrustAnswerFactory(trust=trust, key=key)
            SchoolFactory(trust=trust, easting=450_000, northing=300_000)

    assert_queries_do_not_grow(signed_in(editor), reverse("fit-list", args=[project.pk]), add)


# What a trust tells every school.


def test_terms_are_kept_once_for_the_trust(trust: Group, administrator: User, project: Project) -> None:
    client = signed_in(administrator)
    home = client.get(reverse("terms-home"), follow=True)
    assert "What Harrowmere Learning Trust tells every school" in home.content.decode()
    assert reverse("terms-home") in client.get(reverse("settings-index")).content.decode()
    url = reverse("terms-edit", args=[trust.pk])
    wrong = client.post(url, {"charge_percent": "105", "reserves": "kept", "capital": "By need"})
    assert "percentage from 0 to 100" in wrong.content.decode()
    assert "By need" in wrong.content.decode()
    client.post(url, {"charge_percent": "5", "reserves": "kept", "capital": "By need", "version": "0"})
    assert TrustTerms.objects.get(trust=trust).capital == "By need"
    late = client.post(url, {"charge_percent": "6", "reserves": "kept", "version": "0"}).content.decode()
    assert "changed this while you were editing it" in late
    assert 'name="version" value="1"' in late


def test_usual_answers_go_on_to_the_next(trust: Group, administrator: User) -> None:
    client = signed_in(administrator)
    url = reverse("terms-answer", args=[trust.pk, "topic.care"])
    went = client.post(url, {"text": "Reading", "answered_on": "2027-03-01", "version": "0"})
    assert went["Location"] == reverse("terms-answer", args=[trust.pk, "topic.autonomy"])
    assert "1 of 15" in client.get(reverse("terms-list", args=[trust.pk])).content.decode()
    assert "Reading</textarea>" in client.get(url).content.decode()
    client.post(reverse("terms-answer-remove", args=[trust.pk, "topic.care"]))
    assert not TrustAnswer.objects.exists()
    no_usual = reverse("terms-answer", args=[trust.pk, "vision.values"])
    assert client.get(no_usual).status_code == 404
