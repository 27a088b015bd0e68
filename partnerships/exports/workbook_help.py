"""What may be entered in a spreadsheet, in words for whoever fills it in."""

from __future__ import annotations

from partnerships.imports.workbooks.limits import LIMITS_IN_WORDS

HOW_TO_HEADINGS = ("Column or sheet", "What may stand in it", "For example")
# Column or sheet, what may stand in it, examples.
HOW_TO = (
    (
        "The sheet Schools",
        "One row for each school. Fill in what you know and leave the rest empty: an empty cell changes nothing. "
        "Columns that you do not need can be deleted, and columns of your own added.",
        "",
    ),
    (
        "URN, School, LAESTAB, Local authority, Postcode",
        "The URN alone is enough. Without it, the LAESTAB, or the name with the local authority or the postcode. Where "
        "several schools fit you choose when the file comes in.",
        "123456 · 123/4567 · St Mary’s Primary School, Leeds",
    ),
    ("Outgoing trust", "For a transfer: the trust that the school leaves.", "Its name as in GIAS"),
    (
        "Route",
        "One of the list. Where it is empty, a school that the local authority maintains would convert and an academy "
        "would transfer.",
        "Transfer",
    ),
    (
        "Stage",
        "How far a school has come that is new to Trust Tracker. What comes before that stage counts as done before "
        "you began tracking; without a stage, what was due before today does, unless you say otherwise. It is not read "
        "for schools that are here already.",
        "Legal documents · On hold",
    ),
    (
        "Joining date",
        "The month in which the school joins. It is always the first of a month. Of a term you are asked for "
        "the month.",
        "1/9/27 · September 2027 · Sept 27 · Autumn 2027 · TBC",
    ),
    ("Joining date confirmed, Confidential", "Yes or no. Empty is no.", "Yes"),
    ("Project lead", "Somebody who has an account in the trust, by name or e-mail address.", ""),
    ("Notes", "Anything that is to be kept with the school.", ""),
    (
        "The columns of milestones",
        "The day on which it was done, or for which it is planned: a day that has passed counts as done, one ahead as "
        "planned. Or a word. Text after a date is kept as a note.",
        "3/3/27 · w/c 3 March · done · in progress · n/a · TBC · 3/3/27 chased the LA",
    ),
    (
        "The sheet Milestones",
        "Another way to say the same: one row for each milestone of a school, with its code or title. Give the URN "
        "here too, and in the sheet Contacts.",
        "LEG-03 · Land questionnaire",
    ),
    ("The sheet Contacts", "One row for each contact of a school.", "Headteacher · Solicitor for the trust"),
    (
        "Colours",
        "Say it in words. A colour beside words is not read; what an empty cell of that colour means is asked once.",
        "",
    ),
    ("How large", LIMITS_IN_WORDS, ""),
    (
        "Then",
        "Bring the file in under Your spreadsheets, one sheet after the other. You see what would change before "
        "anything does. Each sheet can be undone afterwards, the last one first.",
        "",
    ),
)  # fmt: skip
