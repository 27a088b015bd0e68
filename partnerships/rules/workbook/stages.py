"""What the cells of a route, a stage, a phase, and of yes or no say."""

from __future__ import annotations

import re

from partnerships.rules.words import Phase, Route
from partnerships.rules.workbook.asking import LEAVE, plain, quoted
from partnerships.rules.workbook.joining_cells import NO_DATE
from partnerships.rules.workbook.meanings import NotUnderstood, StageSaid
from partnerships.rules.workbook.words import Asks

_ROUTES: tuple[tuple[Route, str], ...] = (
    (Route.TRANSFER, r"transfer\w*|re-?broker\w*|[ms]at to [ms]at|[ms]at joining|merg\w+|trust to trust"),
    (Route.ORDER, r"sponsor\w*|dao|directive|directed|academy order|forced|intervention|ao|order"),
    (Route.VOLUNTARY, r"vol(?:untary)?|convert\w*|conver[st]ion|vc|maintained|academisation|academise"),
)
_ROUTE_PATTERNS = tuple((route, re.compile(rf"\b(?:{words})(?!\w)")) for route, words in _ROUTES)
_NOT_GOING_IN = re.compile(
    r"\b(?:withdrawn|withdrew|withdrawing|declined|rejected|refused|lost|dead|cancelled|abandoned|terminated|dropped"
    r"|not (?:proceeding|progressing|going ahead|pursuing|interested)|no longer|join(?:ed|ing) another|revoked"
    r"|fell through)\b|^closed$"
)
_ON_HOLD = re.compile(r"\b(?:on[ -]?hold|paused?|stalled|deferred|parked|suspended|postponed|dormant|hold)\b")
# The first that is found decides, so what is furthest on goes first. "Open", "live" and "complete" count alone only:
# "Consultation complete" is no open school.
_STAGES: tuple[tuple[Phase, tuple[str, ...]], ...] = (
    (
        Phase.AFTER,
        (r"after(?: opening)?|post[- ]?(?:opening|conversion|transfer|joining)|integrat\w+|embedding",),
    ),
    (Phase.AFTER, (r"(?<![\w ])completed?(?! ?\w)",)),
    (
        Phase.OPEN,
        (r"(?<![\w ])(?:open|opened|converted|live|joined|transferred|academised|in trust)(?! ?\w)",),
    ),
    (
        Phase.READY,
        (
            r"pre[- ]?opening|pre[- ]?conversion|ready to open|getting ready|mobilis\w+|tupe|on-?boarding|transition",
            r"opening prep\w*|final (?:checks|month|preparation\w*)|implementation",
        ),
    ),
    (
        Phase.LEGAL,
        (
            r"legal\w*|solicitors?|land|lease|cta|funding agreements?|documents?|kick-?off",
            r"post[- ]?(?:ao|order|htb|approval|decision)",
            r"(?:d?ao|(?:academy )?order) (?:received|granted|issued|made)|(?:dfe|htb|ab) (?:approved|approval)",
        ),
    ),
    (Phase.CONSULT, (r"governors'? (?:vote|decision|resolution)|gb (?:vote|decision|resolution)",)),
    (Phase.EXPLORE, (r"pre[- ]?application|agree\w* in principle",)),
    (
        Phase.APPLY,
        (
            r"appl(?:y|ied|ying|ication)|htb|head ?teachers? board|advisory board|ab|decision|dfe|submitted|d?ao",
            r"academy order|awaiting (?:order|decision|approval)",
        ),
    ),
    (
        Phase.CONSULT,
        (
            r"consult\w*|decid\w*|(?:stage 2|full) (?:due diligence|dd)|(?:due diligence|dd) (?:stage )?2|resolution",
        ),
    ),
    (Phase.PARTNERSHIP, (r"partner\w*|sla|trial|associate\w*",)),
    (
        Phase.EXPLORE,
        (
            r"explor\w*|initial\w*|interest\w*|enquir\w*|inquir\w*|eoi|approach\w*|lead|prospect\w*|contact\w*",
            r"discussions?|conversations?|early|pipeline|scoping|warm|cold|hot|first meeting|due diligence|dd",
        ),
    ),
)
_STAGE_PATTERNS = tuple(
    (phase, re.compile("|".join(rf"\b(?:{each})(?!\w)" for each in patterns))) for phase, patterns in _STAGES
)
_NUMBERING = re.compile(r"^(?:(?:stage|phase|step) )?\(?[0-9a-h]{1,2}[.):\-]+ ?")
_YES = re.compile(r"(?:y|yes|true|1|[✓✔☑✅]+|confirmed|conf|agreed|firm|fixed|confidential|private)(?!\w)")
_NO = re.compile(
    r"(?:n|no|false|0|not (?:yet )?confirmed|unconfirmed|not confidential|provisional(?:ly)?|prov|proposed|target"
    r"|planned|[✗✘❌☐]+|to be confirmed|public)(?!\w)"
)


def route(text: str) -> str:
    """The value of `Route` that a cell says; empty for an empty one, or where it is not known yet.

    Raises NotUnderstood.
    """
    words = plain(text).lower()
    if not words or NO_DATE.fullmatch(words):
        return ""
    exact = next((each.value for each in Route if words in (each.value, each.label.lower())), None)
    if exact:
        return exact
    found = {each for each, pattern in _ROUTE_PATTERNS if pattern.search(words)}
    if Route.ORDER in found:  # a sponsored school converts too
        found.discard(Route.VOLUNTARY)
    if len(found) == 1:
        return found.pop().value
    options = tuple((each.value, each.label) for each in Route)
    raise NotUnderstood(f"{quoted(text)} is no route. Choose one.", Asks.ROUTE, (*options, LEAVE))


def stage(text: str) -> StageSaid | None:
    """How far a school has come; None for an empty cell, or where it is not known. Raises NotUnderstood."""
    words = plain(text).lower()
    if not words or NO_DATE.fullmatch(words):
        return None
    if _NOT_GOING_IN.search(words):
        says = f"This row says {quoted(text)}. Only schools on their way go in."
        return StageSaid(not_going_in=says)
    on_hold = bool(_ON_HOLD.search(words))
    found = phase_in(_ON_HOLD.sub("", words))
    if found is None and not on_hold:
        says = f"{quoted(text)} is no stage. Choose how far the school has come."
        options = tuple((each.label, each.label) for each in Phase)
        more = (("on hold", "On hold"), ("withdrawn", "Not on its way: the row stays out"), LEAVE)
        raise NotUnderstood(says, Asks.STAGE, (*options, *more))
    return StageSaid(found, on_hold)


def phase(text: str) -> Phase:
    """The phase that a cell names, by its code or its words. Raises NotUnderstood."""
    words = plain(text).lower()
    found = phase_in(words)
    if found is None:
        options = tuple((each.label, each.label) for each in Phase)
        raise NotUnderstood(f"{quoted(text)} is no phase. Choose one.", Asks.PHASE, (*options, LEAVE))
    return found


def phase_in(words: str) -> Phase | None:
    """The phase that words in small letters name; None for none."""
    bare = _NUMBERING.sub("", words).strip(" :-()")
    for each in Phase:
        if bare in (each.value.lower(), each.label.lower(), each.part.label.lower()):
            return each
    return next((each for each, pattern in _STAGE_PATTERNS if pattern.search(bare)), None)


def yes_no(text: str) -> bool | None:
    """Whether a cell says yes; None for an empty one. Raises NotUnderstood."""
    words = plain(text).lower()
    if not words or words in ("n/a", "-"):
        return None
    for answer, pattern in ((False, _NO), (True, _YES)):
        if pattern.match(words):
            return answer
    says = f"{quoted(text)} is neither yes nor no."
    raise NotUnderstood(says, Asks.YES_NO, (("yes", "Yes"), ("no", "No"), LEAVE))
