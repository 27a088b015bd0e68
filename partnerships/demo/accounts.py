"""The people of the demonstration, as data: the sign-in page and `make run` list them too. Imports no models."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.permissions import Role
from partnerships.rules.words import Job

# Public on purpose: it opens invented data only, and demo mode excludes production settings.
PASSWORD = "demo-trust-tracker"  # noqa: S105  (see above)


@dataclass(frozen=True)
class Account:
    """One invented person. `what` says in a few words what the access allows; `seen` is how many days ago
    they last looked at what changed."""

    email: str
    name: str
    role: Role
    job: Job
    what: str
    seen: int = 5
    site_administrator: bool = False
    outsider: bool = False


# Those who sign in with PASSWORD.
ACCOUNTS = (
    Account("viewer@demo.example", "Helen Ashdown", Role.VIEWER, Job.CEO, "reads; the chief executive"),
    Account(
        "editor@demo.example",
        "Tom Okafor",
        Role.EDITOR,
        Job.TL,
        "logs progress, writes notes; leads projects",
        seen=3,
    ),
    Account(
        "manager@demo.example",
        "Priya Raman",
        Role.MANAGER,
        Job.TL,
        "starts, ends and changes projects; the growth lead",
        seen=3,
    ),
    Account(
        "administrator@demo.example",
        "Margaret Lyle",
        Role.ADMINISTRATOR,
        Job.GOV,
        "looks after people, templates and GIAS imports",
        seen=7,
        site_administrator=True,
    ),
    Account(
        "outsider@demo.example",
        "Owen Prosser",
        Role.MANAGER,
        Job.TL,
        "a manager of another trust",
        outsider=True,
    ),
)

# Those who appear on plans and in histories; their passwords are random and known to nobody.
COLLEAGUES = (
    Account("daniel.frost@havenlight.example", "Daniel Frost", Role.EDITOR, Job.CFO, "finance"),
    Account("grace.adeyemi@havenlight.example", "Grace Adeyemi", Role.EDITOR, Job.HRD, "people"),
    Account("neil.catterick@havenlight.example", "Neil Catterick", Role.EDITOR, Job.EST, "estates"),
    Account("sara.whitlock@havenlight.example", "Sara Whitlock", Role.EDITOR, Job.EDU, "school improvement"),
    Account("joe.penrose@havenlight.example", "Joe Penrose", Role.EDITOR, Job.COM, "communications"),
)

BY_NAME = {account.name.split()[0].lower(): account for account in (*ACCOUNTS, *COLLEAGUES)}
