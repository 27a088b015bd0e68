"""Which school of GIAS a row may mean: by URN, else LAESTAB, else its name with a place. Never guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from partnerships.rules.searching import read_search
from partnerships.rules.workbook.names import Name, name_of, place_of
from partnerships.rules.workbook.schools import Known, Match, Said

MOST_CANDIDATES = 8
# Names are like each other from here on, of 1; of a name that thousands have a part of, so many are looked at.
_LEAST_LIKENESS, _MOST_LIKE = 0.5, 1_000


class Register:
    """The schools of GIAS, to be asked for by what rows say. `near` are codes of local authorities to offer first."""

    def __init__(self, schools: Iterable[Known], near: Iterable[str] = ()) -> None:
        self.by_urn = {each.urn: each for each in schools}
        self.near = frozenset(near)
        self._likes: dict[frozenset[str], list[tuple[Known, float]]] = {}

    @cached_property
    def by_laestab(self) -> Mapping[tuple[str, str], list[Known]]:
        found: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in self.by_urn.values():
            found[each.la_code, each.number].append(each)
        return found

    @cached_property
    def _named(self) -> list[tuple[Known, Name]]:
        return [(each, Name(each.name)) for each in self.by_urn.values()]

    @cached_property
    def _by_words(self) -> Mapping[frozenset[str], list[Known]]:
        """By what tells names apart: "St. Mary's C of E (VA) Prim" and "St Mary’s Church of England Primary School"."""
        found: dict[frozenset[str], list[Known]] = defaultdict(list)
        for each, name in self._named:
            found[name.words].append(each)
        return found

    @cached_property
    def _by_proper_word(self) -> Mapping[str, list[tuple[Known, Name]]]:
        found: dict[str, list[tuple[Known, Name]]] = defaultdict(list)
        for each, name in self._named:
            for word in name.proper:
                found[word].append((each, name))
        return found

    def find(self, said: Said) -> Match:
        """The school that a row means, as far as it says so."""
        if (urn := said.wanted_urn) is not None:
            return self._by_number(
                said, self.by_urn.get(urn), f"There is no school with the URN {urn} in GIAS."
            )
        if (halves := said.wanted_laestab) is not None:
            schools = sorted(self.by_laestab.get(halves, ()), key=lambda each: (each.is_closed, -each.urn))
            number = "/".join(halves)
            found = schools[0] if schools and sum(not each.is_closed for each in schools) < 2 else None
            why = f"There is no school with the LAESTAB {number} in GIAS."
            return self._by_number(said, found, "Several schools have this LAESTAB." if schools else why)
        return self._by_name(said)

    def _by_number(self, said: Said, school: Known | None, why: str) -> Match:
        """What a number names; where a name is there that is quite another school's, it is asked which is meant."""
        by_name = () if school is not None and self.agrees(said, school) else self._offered(said)
        if school is None:
            return Match(candidates=by_name, refused=why)
        other = next((each for each in by_name if self._is_named(said, each)), None)
        if other is None:
            return Match(school)
        both = (school, *(each for each in by_name if each != school))
        refused = (
            f"Its number is that of {school.name}, its name that of {other.name}. Choose which is meant."
        )
        return Match(candidates=both[:MOST_CANDIDATES], refused=refused)

    def agrees(self, said: Said, school: Known) -> bool:
        """Whether the row has no name, or one that shares a word with the school's."""
        mine = name_of(said.plain_name).proper
        return not mine or bool(mine & name_of(school.name).proper)

    def _is_named(self, said: Said, school: Known) -> bool:
        return name_of(said.plain_name).words == name_of(school.name).words

    def _by_name(self, said: Said) -> Match:
        settled = self._at_postcode(said) or self._equally_named(said)
        if settled is not None:
            return settled
        offered = self._offered(said)
        if not offered:
            why = "is called" if said.name else "has the"
            words = f"“{said.name}”" if said.name else said.called
            return Match(refused=f"No school of GIAS {why} {words}. Enter its URN.")
        several = "Several schools may be meant" if len(offered) > 1 else "This school may be meant"
        return Match(candidates=offered, refused=f"{several}. Choose which it is, or enter its URN.")

    def _at_postcode(self, said: Said) -> Match | None:
        """The one open school at the row's postcode whose name has every word of the row's."""
        code = read_search(said.postcode).postcode
        mine = name_of(said.plain_name)
        if not code or not mine.proper:
            return None
        there = [each for each, name in self._at.get(code, ()) if each.is_open and mine.words <= name.words]
        equal = [each for each in there if name_of(each.name).plain == mine.plain]
        if len(equal) == 1:
            return Match(equal[0])
        if len(there) != 1:
            return None
        same = self._is_named(said, there[0])
        assumed = "" if same else f"Taken as {there[0].name}, the only school of that name at {code}."
        return Match(there[0], assumed=assumed)

    @cached_property
    def _at(self) -> Mapping[str, list[tuple[Known, Name]]]:
        found: dict[str, list[tuple[Known, Name]]] = defaultdict(list)
        for each, name in self._named:
            if each.postcode:
                found[each.postcode].append((each, name))
        return found

    def _equally_named(self, said: Said) -> Match | None:
        """The one open school of that very name which the row's place does not speak against."""
        for name, place in _readings_of(said):
            placed = bool(place or said.postcode)
            found = self._named_here(said, name, place) if placed else self._alone_of_its_name(name)
            if found is not None:
                return found
        return None

    def _named_here(self, said: Said, name: Name, place: str) -> Match | None:
        """The one of this name there; else the only one there of that name with what kind of school it is left out."""

        where = Where(place, said.postcode)

        def here(school: Known) -> bool:
            return school.is_open and where.may_be(school)

        equal = [each for each in self._by_words.get(name.words, ()) if here(each)]
        if equal:
            return Match(equal[0]) if len(equal) == 1 else None
        fuller = [each for each, other in self._with_all(name) if other.proper == name.proper and here(each)]
        if len(fuller) != 1:
            return None
        there = place or fuller[0].postcode
        return Match(
            fuller[0], assumed=f"Taken as {fuller[0].name}, the only school of that name in {there}."
        )

    def _alone_of_its_name(self, name: Name) -> Match | None:
        """The one of this very name in all of GIAS, where no other has a name that begins or goes on like it."""
        found = [each for each, _ in self._with_all(name) if each.is_open]
        if len(found) != 1 or name_of(found[0].name).plain != name.plain:
            return None
        only = f"Found by its name alone: {found[0].name} in {found[0].la_name} is the only open one."
        return Match(found[0], assumed=only)

    def _with_all(self, name: Name) -> list[tuple[Known, Name]]:
        """Schools whose names have every word of this one."""
        by_word = [self._by_proper_word.get(word, []) for word in name.proper]
        fewest = min(by_word, key=len, default=[])
        return [(each, other) for each, other in fewest if name.words <= other.words]

    def _offered(self, said: Said) -> tuple[Known, ...]:
        """Schools with words of the row's name, best first."""
        scored: dict[int, float] = {}
        for name, place in _readings_of(said):
            where = Where(place, said.postcode)
            for each, likeness in self._like(name):
                score = likeness + self._nearness(each, where)
                scored[each.urn] = max(score, scored.get(each.urn, 0.0))
        best = sorted(scored.items(), key=lambda item: (-item[1], self.by_urn[item[0]].name, item[0]))
        return tuple(self.by_urn[urn] for urn, _ in best[:MOST_CANDIDATES])

    def _like(self, name: Name) -> list[tuple[Known, float]]:
        """Schools whose names are like this one, by their likeness; worked out once for each name."""
        if name.words in self._likes:
            return self._likes[name.words]
        looked: dict[int, tuple[Known, Name]] = {}
        for word in sorted(name.proper, key=lambda word: len(self._by_proper_word.get(word, ())))[:2]:
            if len(looked) < _MOST_LIKE:  # a word that thousands have tells little beside a rarer one
                looked |= {each.urn: (each, other) for each, other in self._by_proper_word.get(word, ())}
        scored = [(each, _likeness(name, other)) for each, other in looked.values()]
        like = [pair for pair in scored if pair[1] >= _LEAST_LIKENESS]
        like.sort(key=lambda pair: (-pair[1], pair[0].is_closed, pair[0].la_code not in self.near))
        self._likes[name.words] = like[:_MOST_LIKE]
        return self._likes[name.words]

    def _nearness(self, school: Known, where: Where) -> float:
        """What speaks for one of several schools of like names; that it is closed speaks against it."""
        here = 0.6 if where.is_said and where.may_be(school) else 0.0
        return here + (0.3 if school.la_code in self.near else 0.0) - (0.7 if school.is_closed else 0.0)


def _likeness(mine: Name, other: Name) -> float:
    """0 to 1: how many of the words that tell names apart are in both, proper ones counting twice."""
    both = 2 * len(mine.proper & other.proper) + len(mine.kinds & other.kinds)
    every = 2 * len(mine.proper | other.proper) + len(mine.kinds | other.kinds)
    return both / every if every else 0.0


def _readings_of(said: Said) -> list[tuple[Name, str]]:
    """The name with the row's place; and without what follows a comma, dash or bracket, as a place."""
    found = [(name_of(said.plain_name), said.la)]
    head, _, tail = re.sub(r"\s+[-–—]\s+|\s*[,(]\s*", "\0", said.plain_name, count=1).partition("\0")
    tail = tail.strip(" )")
    if head and tail and not place_of(tail) <= {"va", "vc", "ce", "rc"}:
        found.append((name_of(head), said.la or tail))
    return found


class Where:
    """What a row says of the place of its school: a local authority or town, and a postcode or its first half."""

    def __init__(self, place: str, postcode: str) -> None:
        self.is_said = bool(place or postcode)
        self._code, self._words = place.strip(), place_of(place)
        typed = read_search(postcode)
        self._postcode, self._area = typed.postcode, f"{typed.postcode_area} " if typed.postcode_area else ""

    def may_be(self, school: Known) -> bool:
        """Whether nothing of it speaks against the school."""
        if self._postcode and school.postcode and self._postcode != school.postcode:
            return False
        if self._area and not school.postcode.startswith(self._area):
            return False
        if not self._words or school.la_code == self._code:
            return True
        there = (place_of(school.la_name), place_of(school.town))
        return any(self._words <= each or each <= self._words for each in there if each)
