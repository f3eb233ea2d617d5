"""The authority's tables testify for themselves: each witness resolves, no short form stands for two names at once."""

from __future__ import annotations

from itertools import combinations

import pytest
from zeren.ontology import authority, places
from zeren.ontology import forms as nationwide
from zeren.ontology.bodies import bodies
from zeren.ontology.groups import group_forms

# printed@place#day=key
WITNESSES = sorted(
    {w.strip() for form in nationwide.forms() for w in form.witness.split(";")}
    | {w.strip() for body in nationwide.national() for w in body.witness.split(";")}
    | {group.witness for group in group_forms()}
)


@pytest.mark.parametrize("witness", WITNESSES)
def test_witness_resolves_to_its_name(witness: str) -> None:
    asked, _, name = witness.partition("=")
    printed, _, where = asked.partition("@")
    place, _, day = where.partition("#")
    found = authority().resolve(printed, group="/" in name, jurisdiction=place or None, on=day or None)
    assert found.key == name
    assert found.rule in {"function", "full-name", "city-file", "group"}


def test_every_row_has_a_witness() -> None:
    assert [form.name for form in nationwide.forms() if not form.witness] == []
    assert [body.name for body in nationwide.national() if not body.witness] == []


@pytest.mark.parametrize("level", ["省", "市", "县"])
def test_one_short_form_means_one_body_at_a_time(level: str) -> None:
    for alias, fitting in nationwide.by_alias(level).items():
        for one, other in combinations(fitting, 2):
            apart = nationwide.before(one.until or "9999", other.since or "0000") or nationwide.before(
                other.until or "9999", one.since or "0000"
            )
            if one.name == other.name:
                continue
            touching = one.until == other.since or other.until == one.since
            assert apart or (touching and (one.until or other.until)), (alias, one.name, other.name)


def test_every_full_name_resolves_to_itself() -> None:
    for name in ("洛阳市", "陕西省", "太仓市", "北京市石景山区", "云阳县", "上海市"):
        place = places().get(name)
        for level in {"province": "省", "prefecture": "市", "county": "县"}[place.level]:
            for form in {f for fs in nationwide.by_alias(level).values() for f in fs}:
                full = form.at(place)
                if form.levels and not form.until:
                    assert authority().resolve(full, jurisdiction=name).key == full, full


def test_bodies_of_cities_resolve_to_themselves() -> None:
    for body in bodies():
        issuer = body.of or None
        for alias in (body.name, *body.aliases):
            printed, _, since = alias.partition("@")
            found = authority().resolve(
                printed, group=body.group, jurisdiction=body.place, issuer=issuer, on=since or None
            )
            assert (found.key, found.rule) == (body.key, "city-file"), alias
        assert body.of is None or body.of.startswith(body.place), body.name


def test_members_are_keys_of_units() -> None:
    for body in bodies():
        for member in body.members:
            assert authority().resolve(member).key == member


def test_changes_name_bodies_of_the_tables() -> None:
    named = {form.name for form in nationwide.forms()} | {body.name for body in nationwide.national()}
    own = {body.key for body in bodies()} | {body.name for body in bodies()}
    for change in authority().changes():
        for key in (*change.before, *change.after):
            if change.place is None:
                assert key in named, key
            else:
                assert key in own or authority().resolve(key, jurisdiction=change.place).resolved, key
        assert change.source
        assert change.kind in {"rename", "merge", "split", "transfer", "dissolve", "create"}
