"""Who may do what. Pure: imports nothing of ours, knows no database.

A person's *access* (role) in a trust decides what they may do there; their *job* decides which milestones are theirs.
A site administrator looks after the installation (GIAS imports, shipped template, deadlines for all trusts, people);
that alone shows no project.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    VIEWER = "viewer"
    EDITOR = "editor"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs, least to most, as form and model fields want them."""
        return [(role.value, role.label) for role in cls]

    @property
    def may_in_words(self) -> str:
        """What the role allows, for the page on which it is chosen."""
        return {
            Role.VIEWER: "Reads everything in the trust's projects",
            Role.EDITOR: "Logs progress, keeps notes, evidence, decisions, risks, partnerships, consultations",
            Role.MANAGER: "Also starts, holds, opens and ends projects, brings in spreadsheets, signs off",
            Role.ADMINISTRATOR: "Also looks after the trust's people, templates, deadlines, holidays and guidance",
        }[self]


class May(StrEnum):
    """Something a person may do in a trust, or (for the SITE_ ones) in the installation."""

    SEE = "see"
    LOG_PROGRESS = "log_progress"  # tick, date, wait, not applicable, evidence, own rows
    WRITE_NOTES = "write_notes"
    EDIT_CONTACTS = "edit_contacts"
    KEEP_EVIDENCE = "keep_evidence"  # add, replace and remove files and links
    KEEP_RISKS = "keep_risks"
    RECORD_DECISION = "record_decision"
    KEEP_PARTNERSHIP = "keep_partnership"  # activities, services, measures, reviews, fit, promises
    KEEP_CONSULTATION = "keep_consultation"  # steps, groups, meetings, papers, responses, themes
    START_PROJECT = "start_project"
    CHANGE_PROJECT = "change_project"  # route, lead, joining month, facts, partnership
    END_PROJECT = "end_project"  # end and reopen
    SET_CONFIDENTIAL = "set_confidential"  # make confidential, name people
    ACCEPT_BROKEN_RULE = (
        "accept_broken_rule"  # give the reason without which what broke a rule does not count
    )
    HOLD_PROJECT = "hold_project"  # put on hold and resume
    SIGN_OFF = "sign_off"  # ready to apply, to open, to close
    RECORD_OPENING = "record_opening"  # also accept or dismiss what GIAS shows
    RATE_PROJECT = "rate_project"  # overrule the worked-out rating
    GROUP_PROJECTS = "group_projects"
    MANAGE_PARTNERSHIP = "manage_partnership"  # start, terms, agree, pause, extend, end
    MANAGE_CONSULTATION = "manage_consultation"  # start, stop, publish the response, share in public
    IMPORT_WORKBOOKS = "import_workbooks"  # bring in the team's own spreadsheet, and undo it
    MANAGE_PEOPLE = "manage_people"
    MANAGE_TEMPLATES = "manage_templates"
    MANAGE_CALENDAR = "manage_calendar"  # DfE deadlines, school holidays, when something counts as stuck
    MANAGE_GUIDANCE = "manage_guidance"  # guidance of the trust, its terms and usual answers to schools
    SITE_IMPORT_GIAS = "site_import_gias"
    SITE_MANAGE_PEOPLE = "site_manage_people"
    SITE_MANAGE_TEMPLATES = "site_manage_templates"
    SITE_MANAGE_CALENDAR = "site_manage_calendar"
    SITE_MANAGE_GUIDANCE = "site_manage_guidance"
    SITE_NAME_PEOPLE = "site_name_people"  # name someone on a confidential project


_VIEWER = frozenset({May.SEE})
_EDITOR = _VIEWER | {
    May.LOG_PROGRESS,
    May.WRITE_NOTES,
    May.EDIT_CONTACTS,
    May.KEEP_EVIDENCE,
    May.KEEP_RISKS,
    May.RECORD_DECISION,
    May.KEEP_PARTNERSHIP,
    May.KEEP_CONSULTATION,
}
_MANAGER = _EDITOR | {
    May.START_PROJECT,
    May.CHANGE_PROJECT,
    May.END_PROJECT,
    May.SET_CONFIDENTIAL,
    May.ACCEPT_BROKEN_RULE,
    May.HOLD_PROJECT,
    May.SIGN_OFF,
    May.RECORD_OPENING,
    May.RATE_PROJECT,
    May.GROUP_PROJECTS,
    May.MANAGE_PARTNERSHIP,
    May.MANAGE_CONSULTATION,
    May.IMPORT_WORKBOOKS,
}
_ADMINISTRATOR = _MANAGER | {
    May.MANAGE_PEOPLE,
    May.MANAGE_TEMPLATES,
    May.MANAGE_CALENDAR,
    May.MANAGE_GUIDANCE,
}

ALLOWED: dict[Role, frozenset[May]] = {
    Role.VIEWER: _VIEWER,
    Role.EDITOR: _EDITOR,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}
SITE_ADMINISTRATOR: frozenset[May] = frozenset(may for may in May if may.value.startswith("site_"))

# What an ended project still allows: it is a record, not a workplace.
STILL_ALLOWED_WHEN_ENDED: frozenset[May] = frozenset({May.SEE, May.END_PROJECT, May.SET_CONFIDENTIAL})


def role_allows(role: Role | str | None, may: May) -> bool:
    """Whether someone with this role in a trust may do this there; None is somebody without a role."""
    return role is not None and may in ALLOWED[Role(role)]
