"""Questions and answers typed or pasted as plain text, several at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.rules.problems import Problem
from partnerships.rules.saying import counted

MOST = 100
LONGEST = 4_000


@dataclass(frozen=True)
class Asked:
    """One question, and its answer (empty where none was given)."""

    question: str
    answer: str = ""


def read_questions(text: str) -> list[Asked]:
    """The questions in this text.

    With empty lines between them, each block's first line is a question and the lines under it are its answer.
    Without any empty line every line is a question of its own.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    if "" not in lines:
        return [Asked(line) for line in lines]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [Asked(block[0], "\n".join(block[1:])) for block in blocks if block]


def question_problems(asked: Sequence[Asked], *, about: str = "questions") -> list[Problem]:
    """What is wrong with questions to be kept."""
    if not asked or any(not each.question.strip() for each in asked):
        return [Problem("Enter what was asked.", about=about)]
    if len(asked) > MOST:
        said = f"{counted(len(asked), 'question')} at once are too many. Add at most {MOST}, then the rest."
        return [Problem(said, about=about)]
    if any(len(each.question) > LONGEST or len(each.answer) > LONGEST for each in asked):
        return [Problem(f"Keep each question and each answer under {LONGEST:,} characters.", about=about)]
    return []
