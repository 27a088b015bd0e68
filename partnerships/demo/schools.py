"""The invented schools, as GIAS would describe them. URNs from 900001; names that no real school bears."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.demo.trusts import FERRY, LANTERN, MAIN, OTHER, SMALL

COE = "Church of England"
# (code, name, type group code, type group name)
TYPES = {
    "community": ("01", "Community school", "4", "Local authority maintained schools"),
    "va": ("02", "Voluntary aided school", "4", "Local authority maintained schools"),
    "vc": ("03", "Voluntary controlled school", "4", "Local authority maintained schools"),
    "foundation": ("05", "Foundation school", "4", "Local authority maintained schools"),
    "special": ("07", "Community special school", "5", "Special schools"),
    "pru": ("14", "Pupil referral unit", "4", "Local authority maintained schools"),
    "converter": ("34", "Academy converter", "10", "Academies"),
    "sponsored": ("28", "Academy sponsor led", "10", "Academies"),
    "special academy": ("44", "Academy special converter", "10", "Academies"),
}
PHASES = {"primary": ("2", "Primary"), "secondary": ("4", "Secondary"), "none": ("0", "Not applicable")}
# (code, region)
AUTHORITIES = {"Westmarch": "991", "Eastholm": "992"}


@dataclass(frozen=True)
class DemoSchool:
    urn: int
    name: str
    kind: str
    phase: str
    ages: tuple[int, int]
    pupils: int
    capacity: int
    fsm: str
    head: str
    town: str
    la: str = "Westmarch"
    character: str = ""
    nursery: bool = False
    sen_places: int = 0
    federation: str = ""
    trust: int | None = None
    joined: int = 0  # months ago, for those already in a trust


S = DemoSchool
SCHOOLS = (
    # Academies of the main trust that were there before the tracker.
    S(900001, "Gullhaven Ropewalk Academy", "sponsored", "secondary", (11, 18), 1184, 1250, "31.2",
      "Mr David Skerry", "Gullhaven", trust=MAIN, joined=104),
    S(900002, "Kittiwake Primary Academy", "converter", "primary", (4, 11), 402, 420, "22.8",
      "Mrs Ann Belling", "Gullhaven", trust=MAIN, joined=96),
    S(900003, "Marlowick Primary Academy", "converter", "primary", (3, 11), 236, 240, "14.1",
      "Ms Rosa Denny", "Marlowick", nursery=True, trust=MAIN, joined=71),
    S(900004, "Brinestone Academy", "converter", "secondary", (11, 16), 876, 900, "18.6",
      "Mr Peter Annand", "Brinestone", trust=MAIN, joined=50),
    S(900005, "Sandlark Infant Academy", "converter", "primary", (4, 7), 174, 180, "20.3",
      "Mrs Lucy Orme", "Gullhaven", trust=MAIN, joined=33),
    # Schools on their way, by project.
    S(900010, "Hollowbeck Primary School", "community", "primary", (4, 11), 208, 210, "17.4",
      "Mr Iain Calder", "Hollowbeck"),
    S(900011, "Tarnholt High School", "community", "secondary", (11, 16), 742, 950, "38.5",
      "Mrs Beverley Stott", "Tarnholt"),
    S(900012, "St Osyth's Marlowick Church of England Primary School", "vc", "primary", (4, 11), 187, 210,
      "11.9", "Miss Clare Huntley", "Marlowick", character=COE),
    S(900013, "Lanternhill Academy", "converter", "secondary", (11, 18), 1013, 1100, "15.7",
      "Mr Julian Sayle", "Lanternhill", trust=LANTERN, joined=132),
    S(900014, "Cobblehithe Primary School", "community", "primary", (3, 11), 431, 450, "26.0",
      "Mrs Nasreen Malik", "Cobblehithe", nursery=True),
    S(900015, "Eelbrook Infant School", "community", "primary", (4, 7), 176, 180, "19.2",
      "Mrs Jo Farrant", "Eelbrook", federation="Eelbrook Schools Federation"),
    S(900016, "Eelbrook Junior School", "community", "primary", (7, 11), 238, 240, "18.8",
      "Mrs Jo Farrant", "Eelbrook", federation="Eelbrook Schools Federation"),
    S(900017, "Fennacre Primary School", "community", "primary", (4, 11), 312, 315, "13.3",
      "Mr Colin Rudge", "Fennacre", la="Eastholm"),
    S(900018, "Samphire Primary School", "community", "primary", (4, 11), 395, 420, "24.7",
      "Ms Hannah Voss", "Gullhaven"),
    S(900019, "Wrackley Road Primary School", "community", "primary", (3, 11), 268, 420, "47.1",
      "Mr Stephen Pike (acting)", "Brinestone", nursery=True),
    S(900020, "Ferrymoor Primary Academy", "converter", "primary", (4, 11), 203, 210, "9.8",
      "Mrs Alison Tregear", "Ferrymoor", trust=FERRY, joined=98),
    S(900021, "St Wenna's Church of England Primary School", "va", "primary", (4, 11), 205, 210, "12.6",
      "Mrs Philippa Gaunt", "Saltmere", character=COE),
    S(900022, "Aldermouth School", "community", "secondary", (11, 18), 1356, 1400, "21.9",
      "Dr Martin Elwes", "Aldermouth"),
    S(900023, "Curlewfield School", "special", "none", (3, 19), 118, 120, "41.0",
      "Mrs Kathryn Ibbotson", "Gullhaven", sen_places=118),
    S(900024, "Netherlow Community College", "community", "secondary", (11, 16), 611, 900, "36.4",
      "Mr Robert Hale (interim)", "Netherlow", la="Eastholm"),
    S(900025, "Quillbourne Mill Primary Academy", "converter", "primary", (4, 11), 198, 210, "16.5",
      "Mr Gareth Noakes", "Quillbourne", la="Eastholm", trust=SMALL, joined=66),
    S(900026, "Winnowdale Primary School", "community", "primary", (4, 11), 417, 420, "20.1",
      "Mrs Deborah Quist", "Winnowdale", sen_places=16),
    S(900027, "Thornquay Primary School", "community", "primary", (4, 11), 289, 315, "27.8",
      "Mr Lewis Amory", "Thornquay"),
    S(900028, "Oystercatcher Infant School", "community", "primary", (3, 7), 214, 216, "15.0",
      "Mrs Tessa Loveridge", "Gullhaven", nursery=True),
    S(900029, "Larkspit Foundation Primary School", "foundation", "primary", (4, 11), 344, 360, "17.9",
      "Mr Andrew Poole", "Larkspit"),
    S(900030, "Oxwhistle Primary School", "community", "primary", (4, 11), 158, 210, "33.6",
      "Mrs Carol Tunnard", "Oxwhistle"),
    S(900031, "Quillbourne Meadow School", "special academy", "none", (5, 16), 84, 90, "44.2",
      "Ms Imogen Rask", "Quillbourne", la="Eastholm", sen_places=84, trust=SMALL, joined=49),
    S(900032, "Pilchard Lane Centre", "pru", "none", (11, 16), 46, 60, "58.7",
      "Mr Jason Whybrow", "Gullhaven"),
    S(900033, "Dunlinfield Primary School", "community", "primary", (4, 11), 402, 420, "23.4",
      "Mrs Maria Costello", "Dunlinfield"),
    S(900034, "Greywether Primary School", "community", "primary", (3, 11), 231, 240, "29.5",
      "Ms Paula Renwick", "Greywether", nursery=True),
    S(900035, "Ebbsway School", "foundation", "secondary", (11, 18), 1228, 1300, "12.2",
      "Mr Nicholas Thirlby", "Ebbsway"),
    S(900036, "Marram Hill Primary School", "community", "primary", (4, 11), 104, 140, "8.7",
      "Mrs Fiona Yarrow", "Marram Hill", la="Eastholm"),
    S(900037, "Havenside Nursery and Primary School", "community", "primary", (2, 11), 356, 390, "34.9",
      "Mrs Bridget Coyle", "Gullhaven", nursery=True),
    S(900038, "Bramblecombe Primary School", "community", "primary", (4, 11), 149, 150, "10.5",
      "Mr Toby Langham", "Bramblecombe"),
    S(900039, "Wrackley Academy", "converter", "secondary", (11, 16), 684, 750, "19.4",
      "Ms Frances Dowell", "Wrackley", trust=OTHER, joined=60),
    S(900040, "Staithe Bank Primary School", "community", "primary", (4, 11), 196, 210, "21.6",
      "Mr Hugh Dacre", "Tarnholt"),
    S(900041, "St Hild's Church of England Primary School, Ebbsway", "vc", "primary", (4, 11), 212, 210, "9.1",
      "Mrs Rowena Peel", "Ebbsway", character=COE),
    S(900042, "Tarnholt Bridge Primary School", "community", "primary", (4, 11), 266, 315, "30.3",
      "Mr Mark Selwood", "Tarnholt"),
    # The other trust's: one that it has, and schools on their way to it.
    S(900043, "Oxwhistle Moor Primary Academy", "converter", "primary", (4, 11), 311, 315, "16.2",
      "Mrs Elaine Brodie", "Oxwhistle", trust=OTHER, joined=41),
    S(900044, "Stonecurlew Primary School", "community", "primary", (4, 11), 284, 315, "18.0",
      "Mr Paul Garside", "Wrackley"),
    S(900045, "High Wrackley Primary School", "community", "primary", (4, 11), 120, 140, "7.5",
      "Mrs Sheila Lund", "Wrackley"),
    S(900046, "Wrackley Vale Primary Academy", "converter", "primary", (4, 11), 209, 210, "13.8",
      "Mr Adrian Speight", "Quillbourne", la="Eastholm", trust=SMALL, joined=58),
    # Declined, confidential, and one that nobody has spoken to: for trying “start a project”.
    S(900047, "Teal Quay Primary School", "community", "primary", (4, 11), 377, 420, "25.1",
      "Mrs Angela Firth", "Gullhaven"),
    S(900048, "Saltmere Community School", "community", "secondary", (11, 16), 803, 850, "22.0",
      "Mr Ben Ackroyd", "Saltmere"),
    S(900049, "Rockpool Lane Primary School", "community", "primary", (4, 11), 201, 210, "19.9",
      "Mrs Olive Denham", "Cobblehithe"),
    # Brought in from a spreadsheet.
    S(900050, "Dabchick Lane Primary School", "community", "primary", (4, 11), 187, 210, "16.1",
      "Mrs Verity Holm", "Tarnholt"),
    S(900051, "Heronsgate Weir Primary School", "community", "primary", (4, 11), 226, 240, "23.0",
      "Mr Ivor Stanning", "Gullhaven"),
)  # fmt: skip

# Academies that replaced schools which converted: (old URN, new URN, new name, type).
SUCCESSORS = {
    900010: (900060, "Hollowbeck Primary Academy", "converter"),
    900011: (900061, "Tarnholt High Academy", "sponsored"),
    900012: (900062, "St Osyth's Marlowick Church of England Primary Academy", "converter"),
    900014: (900063, "Cobblehithe Primary Academy", "converter"),
    900015: (900064, "Eelbrook Infant Academy", "converter"),
    900016: (900065, "Eelbrook Junior Academy", "converter"),
    900017: (900066, "Fennacre Primary Academy", "converter"),
    900044: (900067, "Stonecurlew Primary Academy", "converter"),
}
