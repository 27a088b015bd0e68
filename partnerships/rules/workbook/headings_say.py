"""What the headings of a team's spreadsheet say about their columns, before anybody has said so."""

from __future__ import annotations

import re

from partnerships.rules.workbook.people import role_in
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.words import ContactPart, Dates, Holds

# The first that fits decides.
_SCHOOL_ROWS: tuple[tuple[Holds, str], ...] = (
    (Holds.NOTHING, r"ukprn|uprn|trust urn|new urn|academy urn|outgoing (?:trust )?(?:uid|id)|(?:row )?(?:no\.?|number|#|id|ref(?:erence)?)"),
    (Holds.URN, r"(?:school |current |gias |dfe )?urn(?: (?:number|no\.?))?|unique reference(?: number)?"),
    (Holds.LAESTAB, r"la ?estab(?: (?:number|no\.?))?|dfe ?(?:number|no\.?|code)|dfes ?(?:number|no\.?)|la ?/ ?estab|establishment (?:number|no\.?)"
    r"|dfe ?(?:number)? ?\(?laestab\)?|school (?:dfe )?number"),
    (Holds.POSTCODE, r"(?:school )?post ?code|post code"),
    (Holds.OUTGOING, r"(?:outgoing|current|existing|leaving|former|transferring|from)(?: (?:trust|mat|sat|multi academy trust|academy trust))(?: name)?"),
    (Holds.TRUST, r"(?:incoming |receiving |joining |proposed |new |our |destination )?(?:trust|mat|school trust|academy trust|multi academy trust)(?: name)?|to trust|hub trust"),
    (Holds.CONFIRMED, r"(?:joining |conversion |transfer )?(?:date |month )?confirmed\??|confirmed date\?|is (?:the )?date confirmed\??|(?:provisional|confirmed) ?(?:/|or) ?(?:provisional|confirmed)|firm\??|date status"),
    (Holds.CONFIDENTIAL, r"confidential\??(?: \(?y(?:es)?/n(?:o)?\)?)?|in confidence|sensitive\??|public\?"),
    (Holds.ROUTE, r"(?:joining |academy |conversion |project )?(?:route|type of (?:conversion|project|joining|academisation))|(?:conversion|project|joining|academisation) type|convertor ?/ ?sponsored"
    r"|converter ?/ ?sponsored(?: ?/ ?transfer)?|conversion ?/ ?transfer|type|route to (?:join\w*|academisation|conversion)|sponsored ?/ ?convert[eo]r"),
    (Holds.JOINING, r"(?:(?:target|proposed|planned|expected|provisional|anticipated|estimated|agreed|actual|likely|confirmed) )?(?:joining|join|conversion|transfer|academisation|opening|go ?-?live|joined|vesting|start)"
    r" ?(?:date|month|day)(?: \w+)?|(?:date|month) of (?:joining|conversion|transfer|opening)|(?:joining|converting|joins|transferring|conversion|transfer)(?: on)?|date (?:joining|joins|joined)(?: trust)?"
    r"|target (?:date|month)|go ?-?live|(?:conversion|transfer) date.*|joining the trust"),
    (Holds.STAGE, r"(?:current |project |pipeline |overall |conversion )?(?:stage|status|phase|position)(?: of (?:project|conversion|journey))?|where (?:are we|they are)|progress|pipeline"),
    (Holds.LEAD, r"(?:(?:trust|project|our|central team|internal|mat|conversion|responsible) )?(?:lead|project lead|project manager|owner|pm|lead officer|lead person)(?: name)?|project manager|assigned to|allocated to|officer|who|led by|responsible|trust contact"),
    (Holds.LA, r"la(?: name| area)?|local authority(?: name| area)?|lea|council|authority"),
    (Holds.SCHOOL, r"(?:name of )?(?:the )?(?:school|academy|establishment|institution)s?(?: ?/ ?academy)?(?:'s)?(?: name)?|school names?|name of school|establishment ?name|schools in (?:pipeline|scope)"),
    (Holds.NOTE, r"(?:general |project |other |further |any )?(?:notes?|comments?|remarks?|updates?|latest(?: update| position| news)?|commentary|narrative|issues?(?: ?/ ?risks?)?|risks?(?: ?(?:/|and|&) ?issues?)?|next (?:steps?|actions?)|actions?|info(?:rmation)?|key issues"
    r"|summary|observations?|concerns?)(?: \d)?(?: \(\d\))?|current position|what'?s next|background"),
)  # fmt: skip
_MILESTONE_ROWS: tuple[tuple[Holds, str], ...] = (
    (Holds.M_PHASE, r"(?:milestone )?(?:phase|section|stage|workstream|work stream|area|category|theme)"),
    (Holds.M_DUE, r"(?:milestone )?(?:due|due date|due on|due by|deadline|target|target date|target day|planned|planned date|plan date|by when|when|forecast|forecast date|expected|expected date|baseline|baseline date|end date|finish|date|date due)"),
    (Holds.M_DONE, r"(?:milestone )?(?:done|done on|date done|complete|completed|completed on|date completed|completion date|actual|actual date|achieved|date achieved|finished|actual completion|completion)"),
    (Holds.M_STATUS, r"(?:milestone |task |current )?(?:status|progress|state|rag|rag status|position|done\?|complete\?|% ?complete)"),
    (Holds.M_WAITING, r"waiting (?:on|for)|awaiting|with whom|held up by|blocked by|dependent on|who(?: is it)? with|waiting|waits for"),
    (Holds.M_NOTE, r"(?:milestone |task )?(?:notes?|comments?|remarks?|updates?|latest(?: update)?|commentary)(?: on (?:the )?milestone)?"),
)  # fmt: skip
_TITLE = r"(?:project |key )?(?:milestones?|tasks?|activit(?:y|ies)|steps?|deliverables?|actions?)(?:'s)?(?: ?(?:name|title|description|code|id|ref|title or code))?(?: \(?code\)?)?|milestone'?s title or code|what"
_PARTS: tuple[tuple[ContactPart, str], ...] = (
    (ContactPart.EMAIL, r"\be-?mail\b"),
    (ContactPart.TELEPHONE, r"\b(?:tel(?:ephone)?|phone|mobile|mob|contact (?:number|no))\b"),
    (ContactPart.ORGANISATION, r"\b(?:organi[sz]ation|company|firm|employer)\b"),
    (ContactPart.ROLE, r"\b(?:role|job title|position|contact type)\b"),
    (ContactPart.NAME, r""),
)
_CONTACT = re.compile(r"\b(?:contacts?|e-?mail|tel(?:ephone)?|phone|mobile|name)\b")
_JOB = re.compile(
    r"^(?:exec(?:utive)? )?(?:head(?:s|'s)?(?: ?teacher(?:'?s)?)?|ht|principal|chair(?: of (?:governors|the governing body|gov(?:s|ernors)?|trustees))?|cog|cofg"
    r"|senco|sendco|clerk(?: to (?:the )?governors)?|(?:school )?business manager|sbm|bursar|ceo|chief executive(?: officer)?|accounting officer|(?:(?:our|trust|school|la|trust's|school's|council) )?(?:solicitors?|lawyers?|legal)"
    r"|(?:la|local authority|dioces\w+|dfe|rsc|rd|union|finance|estates|trust) (?:contact|officer|lead|rep\w*|link|case ?worker|advis[eo]r)|diocesan|governors?|deputy head(?:teacher)?|outgoing (?:trust )?ceo)(?:'s)?\b"
)
_SCHOOL_TABLE = tuple((holds, re.compile(rf"(?:{words})")) for holds, words in _SCHOOL_ROWS)
_MILESTONE_TABLE = tuple((holds, re.compile(rf"(?:{words})")) for holds, words in _MILESTONE_ROWS)
_TITLE_PATTERN = re.compile(_TITLE)
_PART_TABLE = tuple((part, re.compile(words)) for part, words in _PARTS)
_PLANNED = re.compile(
    r"\b(?:planned|plan|target|due|forecast|deadline|expected|proposed|scheduled|estimated|baseline|by)\b"
)
_ACTUAL = re.compile(r"\b(?:actual|completed?|achieved|done|completion)\b")
_MERE = re.compile(r"\b(?:date|day|on|status|progress|milestone|rag|\?)\b|\?")


def spelled(heading: str) -> str:
    """A heading in small letters with plain quotes, without underlines, numbering and hints in brackets."""
    words = tidy(heading).replace("’", "'").replace("_", " ").replace("\n", " ")
    words = re.sub(r"\s*\((?:dd|mm|yy|y/n|yes/no|if known|optional|tbc|estimated|dfe|gias)[^)]*\)", "", words)
    return re.sub(r"^(?:\d{1,2}|[a-z])[.)] +", "", words).strip(" :*-?") or words


def school_column(heading: str) -> Holds | None:
    """What a column holds where each row is a school; None where the heading does not say."""
    return _first(_SCHOOL_TABLE, spelled(heading))


def milestone_row_column(heading: str) -> Holds | None:
    """What a column holds where each row is a milestone; None where the heading does not say."""
    return _first(_MILESTONE_TABLE, spelled(heading))


def is_title_of_milestone(heading: str) -> bool:
    """Whether a column of this heading names milestones."""
    return bool(_TITLE_PATTERN.fullmatch(spelled(heading)))


def contact_column(heading: str) -> str:
    """ "chair:email" of "Chair of Governors e-mail", "other:name" of "School contact"; empty for no contact."""
    words = spelled(heading)
    is_job = bool(_JOB.search(words))
    if not is_job and not (_CONTACT.search(words) and role_in(words)) and not _is_contact(words):
        return ""
    return f"{role_in(words) or 'other'}:{contact_part(words).value}"


def contact_part(heading: str) -> ContactPart:
    """What of a contact a column of this heading holds: the name where it does not say."""
    words = spelled(heading)
    return next(part for part, pattern in _PART_TABLE if pattern.search(words))


def dates_say(heading: str) -> Dates | None:
    """Whether a milestone's column holds planned days or days it was done; None where the heading does not say."""
    words = spelled(heading)
    planned, actual = _PLANNED.search(words), _ACTUAL.search(words)
    if bool(planned) == bool(actual):
        return None
    return Dates.PLANNED if planned else Dates.DONE


def without_dates(heading: str) -> str:
    """A heading without the words that say what its days are, "CTA signed" of "CTA signed – planned date"."""
    return _MERE.sub(" ", _ACTUAL.sub(" ", _PLANNED.sub(" ", spelled(heading)))).strip(" -/:()")


def _is_contact(words: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:school |main |key |primary )?contacts?(?: (?:name|details|person|e-?mail.*|tel.*|phone.*|mobile.*|number))?|e-?mail(?: address)?|(?:tele)?phone(?: number)?|mobile(?: number)?|tel(?: no)?",
            words,
        )
    )


def _first(table: tuple[tuple[Holds, re.Pattern[str]], ...], words: str) -> Holds | None:
    return next((holds for holds, pattern in table if pattern.fullmatch(words)), None)
