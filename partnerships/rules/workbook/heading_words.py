"""How teams head the columns of their spreadsheets, as patterns for a whole heading in small letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from partnerships.rules.workbook.words import ContactPart, Holds

_TRUST = r"(?:multi academy trust|academy trust|school trust|trust|mat|sat)"
_EVENT = r"(?:joining|join|joined|conversion|transfer|academisation|opening|go ?-?live|vesting)"
_KIND = r"(?:conversion|project|joining|academisation)"
_BEFORE_A_DATE = (
    r"(?:target|proposed|planned|expected|provisional|anticipated|estimated|agreed|actual|likely|confirmed)"
)
# Where each row is a school. The first that fits decides.
SCHOOL_ROWS: tuple[tuple[Holds, tuple[str, ...]], ...] = (
    (
        Holds.NOTHING,
        (
            r"ukprn|uprn|trust urn|new urn|academy urn|(?:row )?(?:no\.?|number|#|id|ref(?:erence)?)",
            r"outgoing (?:trust )?(?:uid|id)",
        ),
    ),
    (
        Holds.URN,
        (r"(?:school |current |gias |dfe )?urn(?: (?:number|no\.?))?", r"unique reference(?: number)?"),
    ),
    (
        Holds.LAESTAB,
        (
            r"la ?/? ?estab(?: (?:number|no\.?))?|dfe ?(?:number|no\.?|code)(?: ?\(laestab\))?",
            r"dfes ?(?:number|no\.?)|establishment (?:number|no\.?)|school (?:dfe )?number",
        ),
    ),
    (Holds.POSTCODE, (r"(?:school )?post ?code",)),
    (
        Holds.OUTGOING,
        (rf"(?:outgoing|current|existing|leaving|former|transferring|from)(?: {_TRUST})?(?: name)?",),
    ),
    (
        Holds.TRUST,
        (
            rf"(?:incoming |receiving |joining |proposed |new |our |destination )?{_TRUST}(?: name)?",
            r"to trust|hub trust",
        ),
    ),
    (
        Holds.CONFIRMED,
        (
            r"(?:(?:joining|conversion|transfer) )?(?:(?:date|month) )?confirmed|is (?:the )?date confirmed|firm",
            r"date status|provisional ?(?:/|or) ?confirmed|confirmed ?(?:/|or) ?provisional",
        ),
    ),
    (Holds.CONFIDENTIAL, (r"confidential(?: y(?:es)?/n(?:o)?)?|in confidence|sensitive",)),
    (
        Holds.ROUTE,
        (
            rf"(?:joining |academy |conversion |project )?route|type of {_KIND}|{_KIND} type|type",
            r"convert[eo]r ?/ ?sponsored(?: ?/ ?transfer)?|conversion ?/ ?transfer|sponsored ?/ ?convert[eo]r",
            r"route to (?:joining|academisation|conversion)|voluntary ?/ ?sponsored",
        ),
    ),
    (
        Holds.JOINING,
        (
            rf"(?:{_BEFORE_A_DATE} )*{_EVENT} ?(?:date|month|day).*",
            rf"(?:date|month) of {_EVENT}|(?:joining|converting|joins|transferring|conversion|transfer)(?: on)?",
            r"date (?:joining|joins|joined)(?: (?:the )?trust)?|target (?:date|month)|go ?-?live|joining the trust",
        ),
    ),
    (
        Holds.STAGE,
        (
            r"(?:current |project |pipeline |overall |conversion )?(?:stage|status|phase|position)",
            r"stage of (?:project|conversion|journey)|where (?:are we|they are)|progress|pipeline",
        ),
    ),
    (
        Holds.LEAD,
        (
            r"(?:(?:trust|project|our|central team|internal|mat|conversion|responsible) )?(?:lead|owner)(?: name)?",
            r"(?:trust )?project (?:lead|manager|officer)(?: name)?|pm|lead (?:officer|person)",
            r"assigned to|allocated to|officer|led by|responsible(?: person)?",
        ),
    ),
    (Holds.LA, (r"la(?: name| area)?|local authority(?: name| area)?|lea|council|authority",)),
    (
        Holds.SCHOOL,
        (
            r"(?:name of )?(?:the )?(?:school|academy|establishment|institution)s?(?: ?/ ?academy)?(?:'s)?(?: name)?",
            r"schools in (?:pipeline|scope)",
        ),
    ),
    (
        Holds.NOTE,
        (
            r"(?:(?:general|project|other|further|any) )?(?:notes?|comments?|remarks?|updates?)(?: \(?\d\)?)?",
            r"latest(?: update| position| news)?|commentary|narrative|summary|observations?|concerns?|background",
            r"(?:key )?issues?(?: ?/ ?risks?)?|risks?(?: ?(?:/|and|&) ?issues?)?|next (?:steps?|actions?)|actions?",
            r"info(?:rmation)?|current position|what's next|free text",
        ),
    ),
)
# Where each row is one milestone.
MILESTONE_ROWS: tuple[tuple[Holds, tuple[str, ...]], ...] = (
    (
        Holds.NOTHING,
        (
            r"(?:milestone )?(?:owner|who|responsible(?: person)?|assigned to|lead|by whom)",
            r"weeks?|days|duration|start(?: date)?",
        ),
    ),
    (
        Holds.M_PHASE,
        (r"(?:milestone(?:'s)? )?(?:phase|section|stage|work ?stream|area|category|theme)",),
    ),
    (
        Holds.M_DUE,
        (
            r"(?:milestone )?(?:is )?due(?: date| on| by)?|deadline|(?:target|planned|plan|forecast|expected|baseline)"
            r"(?: date| day)?",
            r"by when|when|end date|finish|date|date due",
        ),
    ),
    (
        Holds.M_DONE,
        (
            r"(?:milestone )?(?:was )?(?:done|complete[d]?)(?: on| date)?|date (?:done|completed|achieved)",
            r"(?:actual )?completion(?: date)?|actual(?: date)?|achieved|finished",
        ),
    ),
    (
        Holds.M_STATUS,
        (
            r"(?:milestone(?:'s)? |task |current )?(?:status|progress|state|rag|rag status|position)|% ?complete",
        ),
    ),
    (
        Holds.M_WAITING,
        (
            r"(?:milestone )?(?:waiting|waits)(?: on| for)?|awaiting|with whom|held up by|blocked by|dependent on",
            r"who(?: is it)? with",
        ),
    ),
    (
        Holds.M_NOTE,
        (
            r"(?:milestone |task )?(?:notes?|comments?|remarks?|updates?|latest(?: update)?|commentary)(?: on.*)?",
        ),
    ),
)
MILESTONE_TITLES = (
    r"(?:project |key )?(?:milestone|task|activity|step|deliverable|action)s?(?:'s)?(?: ?(?:name|title|description|code"
    r"|id|ref|title or code))?(?: \(?code\)?)?|activities",
)
# In the order in which they are looked for anywhere in a heading: what none of them says is the name.
PARTS: Mapping[ContactPart, str] = MappingProxyType(
    {
        ContactPart.EMAIL: r"\be-?mails?\b",
        ContactPart.TELEPHONE: r"\b(?:tel(?:ephone)?|phone|mobile|mob|contact (?:number|no))\b",
        ContactPart.ORGANISATION: r"\b(?:organi[sz]ation|company|firm|employer)\b",
        ContactPart.ROLE: r"\b(?:role|job title|position|contact type)\b",
        ContactPart.NAME: "",
    }
)
# With what a heading begins that is about somebody by their job.
JOBS = (
    r"(?:exec(?:utive)? )?head(?:s|'s)?(?! ?count)(?: ?teacher(?:'?s)?)?|ht|principal|cog|cofg|senco|sendco",
    r"chair(?: of (?:governors|the governing body|gov(?:s|ernors)?|trustees))?|governors?|deputy head(?:teacher)?",
    r"clerk(?: to (?:the )?governors)?|(?:school )?business manager|sbm|bursar|diocesan|accounting officer",
    r"(?:outgoing |trust )?(?:ceo|chief executive(?: officer)?)",
    r"(?:(?:our|trust|school|la|council)(?:'s)? )?(?:solicitors?|lawyers?)",
    r"(?:la|local authority|dioces\w+|dfe|rsc|rd|union|finance|estates|trust)"
    r" (?:contact|officer|lead|rep\w*|link|case ?worker|advis[eo]r)",
)
CONTACTS = (
    r"(?:school |main |key |primary )?contacts?(?: (?:name|details|person|number|e-?mail.*|tel.*|phone.*|mobile.*))?",
    r"e-?mail(?: address)?|(?:tele)?phone(?: number)?|mobile(?: number)?|tel(?: no)?",
)
# Headings that mean something else in many sheets, so that their cells have to agree: "Type" may be a school's.
WEAK = re.compile(r"type|phase|status|position|progress|pipeline|project status|current (?:status|position)")
