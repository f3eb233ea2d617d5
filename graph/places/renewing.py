"""One place brought up: its parts that rest on the same are kept, the others compared and told anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..continuity.records import Continuity
from ..duties import Duty
from ..store import Store
from .keeping import Kept, New, Shelf, signed
from .lines import Lines, merged, of_ends, of_parts, subject
from .matter import Matter
from .parts import Gist, Name, Part, Parts
from .survey import Keys


@dataclass(frozen=True)
class Renewing:
    """A place whose key is another than that of what is `kept`; `held` are the kept parts: sign, what lines rest on."""

    store: Store
    shelf: Shelf
    keys: Keys
    place: str
    matter: Matter
    held: Mapping[Name, tuple[str, str]]

    @cached_property
    def parts(self) -> Parts:
        """The parts as they are now."""
        return Parts(self.matter, self.keys.code)

    @cached_property
    def said(self) -> Mapping[Name, str]:
        """What the lines of each part rest on."""
        plans: dict[tuple[str, int], set[str]] = {}
        for field, tasks in self.parts.fields.items():
            for duty in tasks:
                plans.setdefault((field, duty.year or 0), set()).add(duty.plan)
        return {
            (field, one, other): self.keys.said(sign, plans[field, one] | plans[field, other])
            for (field, one, other), sign in self.parts.signs.items()
        }

    @cached_property
    def same(self) -> tuple[dict[Name, Gist], dict[Name, Part]]:
        """The kept parts that rest on the same; and of these, those whose lines have to be made again."""
        by_iri: dict[str, Duty] = {duty.iri: duty for duty in self.matter.duties}
        gists: dict[Name, Gist] = {}
        again: dict[Name, Part] = {}
        for name, sign in self.parts.signs.items():
            if self.held.get(name, ("", ""))[0] != sign or not (gist := self.shelf.gist(self.place, name, by_iri)):
                continue
            if self.held[name][1] != self.said[name]:
                part = self.shelf.part(self.place, name, gist, by_iri)
                if not part:
                    continue
                again[name] = part
            gists[name] = gist
        return gists, again

    def renew(self) -> tuple[Lines, Lines]:
        """Compare what has to be, and keep it: the lines that are new, and those that were said in their stead.

        What was said and still is in a part that stays is in neither.
        """
        gists, again = self.same
        made = again | self.parts.compare([name for name in self.parts.signs if name not in gists], gists)
        signs = self.parts.signs
        lines = of_parts(self.store, made.values(), self.keys.namer)
        parts = {
            name: New(signs[name], self.said[name], made[name], told) for name, told in zip(made, lines, strict=True)
        }
        whole = gists | {name: part.gist for name, part in made.items()}
        ends = of_ends(self.matter, Continuity((), *self.parts.ends(whole)), self.keys.namer)
        left = [name for name in self.held if name in made or name not in signs]
        old = merged([self.shelf.ends(self.place), *(self.shelf.said(self.place, name) for name in left)])
        new = merged([ends, *(part.lines for part in parts.values())])
        staying = [name for name in self.held if name not in left]
        about = self.matter.units, self.matter.works
        kept = Kept(self.keys.key(self.place, about), about, signed(self.matter, self.keys.code))
        spared = self._spared(old, new, staying)
        self.shelf.keep(self.place, kept, ends, parts, left)
        return new, spared

    def _spared(self, old: Lines, new: Lines, staying: Iterable[Name]) -> Lines:
        """Of the old lines those that no part that stays says too: only passages are said by several."""
        still = set(old.get("passages", ())) - set(new.get("passages", ()))
        for name in staying:
            if still:
                known = self.shelf.passages(self.place, name)
                still = {line for line in still if subject(line) not in known}
        return {**old, "passages": sorted(still)}
