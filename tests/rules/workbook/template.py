"""The milestones of the shipped plan, as headings and cells are matched with them."""

from __future__ import annotations

from partnerships.data import shipped_template
from partnerships.rules.words import Phase
from partnerships.rules.workbook.meanings import MilestoneTitle

TITLES = tuple(MilestoneTitle(row.code, row.title, Phase(row.phase)) for row in shipped_template())
