from __future__ import annotations

from partnerships.management.commands._gias import ImportCommand
from partnerships.models import RegisterKind


class Command(ImportCommand):
    help = "Takes in the GIAS download of schools (edubasealldata…)."
    kind = RegisterKind.SCHOOLS
