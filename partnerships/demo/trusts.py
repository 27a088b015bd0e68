"""The invented trusts. Group UIDs from 900001, which GIAS does not use."""

from __future__ import annotations

from dataclasses import dataclass

MAIN, OTHER, SMALL, LANTERN, FERRY = 900001, 900002, 900003, 900004, 900005
# Schools of the small trust that join together.
QUILLBOURNE = "Quillbourne schools"


@dataclass(frozen=True)
class DemoTrust:
    uid: int
    name: str
    type_code: str
    opened: int  # years ago
    street: str
    town: str
    postcode: str
    head: str

    @property
    def type_name(self) -> str:
        return {"06": "Multi-academy trust", "10": "Single-academy trust"}[self.type_code]


TRUSTS = (
    DemoTrust(
        MAIN, "Havenlight Learning Trust", "06", 9, "4 Ropewalk", "Gullhaven", "WM1 4AA", "Helen Ashdown"
    ),
    DemoTrust(
        OTHER, "Moorland Schools Trust", "06", 7, "Oxwhistle Lane", "Wrackley", "WM9 2QT", "Ruth Cawdell"
    ),
    DemoTrust(SMALL, "Quillbourne Academies", "06", 6, "Mill Road", "Quillbourne", "EH3 7LP", "Simon Tarr"),
    DemoTrust(
        LANTERN,
        "Lanternhill Academy Trust",
        "10",
        11,
        "Beacon Road",
        "Lanternhill",
        "WM4 8DS",
        "Judith Sayle",
    ),
    DemoTrust(
        FERRY, "Ferrymoor Primary Academy Trust", "10", 8, "Quay Lane", "Ferrymoor", "WM6 1RE", "Alan Tregear"
    ),
)
