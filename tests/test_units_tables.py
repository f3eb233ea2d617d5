"""The authority's tables testify for themselves: each witness resolves, no short form stands for two names at once."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from zeren.errors import ZerenError
from zeren.ontology import bodies as city
from zeren.ontology import forms as nationwide
from zeren.ontology import rules, tables
from zeren.ontology.authority import authority
from zeren.ontology.bodies import bodies
from zeren.ontology.groups import group_forms
from zeren.ontology.places import places

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


# Proper names of 郑州's file that do not hold 郑州: read one by one, no other place has a body so named.
PROPER = {"郑东新区管理委员会", "中原环保股份有限公司", "河南省电子口岸公司"}


def test_a_city_s_generic_names_mean_its_bodies_in_its_own_documents_alone() -> None:
    generic = [
        (body, printed)
        for body in bodies()
        for printed in (body.name, *(alias.partition("@")[0] for alias in body.aliases))
        if "郑州" not in printed and printed not in PROPER
    ]
    assert {"各开发区管委会", "各区（管委会）", "各审批职能部门", "法规处", "市政工程管理处", "高新区", "市农委"} < {
        printed for _, printed in generic
    }
    assert {body.place for body in bodies()} == {"郑州市"}
    for body, printed in generic:
        # 市农委 in a plan of one of the city's districts is the city's; a class or an office there is the district's
        district = [] if printed.startswith(("市", "郑东")) and printed != "市政工程管理处" else ["郑州市金水区"]
        for place in ("遵义市", "青山市", "洛阳市", "河南省", None, *district):
            for issuer in (None, f"{place}城市管理局", f"{place}人民政府办公室") if place else (None,):
                for on in (None, "2021"):
                    found = authority().resolve(printed, group=body.group, jurisdiction=place, issuer=issuer, on=on)
                    assert found.rule != "city-file", (printed, place, issuer)
                    assert "郑州市/" not in found.key, (printed, place)
                    assert not (place != "郑州市金水区" and "郑州" in found.key + "".join(found.members)), printed


def test_a_city_file_s_names_are_proper_or_belong_to_a_unit() -> None:
    for body in bodies():
        if not body.inner and not body.group:
            assert "郑州" in body.name or body.name in PROPER, body.name
            assert authority().resolve(body.name, jurisdiction="遵义市").key == body.key


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


def test_reforms_of_a_place_name_its_units() -> None:
    bodies_of = [change for change in authority().changes("洛阳市") if change.kind != "transfer"]
    of = {change.after: change for change in bodies_of if change.kind != "create"}
    merged = of[("洛阳市市场监督管理局",)]
    assert "洛阳市工商行政管理局" in merged.before
    # the decision's day is the first on which a place can have followed; that it did is presumed
    assert (merged.date, merged.since, merged.by) == (None, "2018-03-21", "2019-03-31")
    assert (merged.confidence, merged.presumed, merged.proposed) == (0.9, True, False)
    # Zhengzhou's own changes go before the nationwide rule
    own = [c for c in authority().changes("郑州市") if c.kind != "transfer"]
    after = [c.after for c in own if "郑州市工商行政管理局" in c.before]
    assert after == [("郑州市市场监督管理局",)]
    (told,) = [c for c in own if "郑州市工商行政管理局" in c.before]
    assert "郑州市质量技术监督局" in told.before
    assert (told.confidence, told.presumed) == (1, False)
    assert not [c for c in bodies_of for key in c.before if key.endswith("厅")]


def test_the_reform_of_2013_at_each_level() -> None:
    for place, old in (("洛阳市", "卫生局"), ("北京市", "卫生局"), ("江西省", "卫生厅"), ("云阳县", "卫生局")):
        new = f"{place}卫生和计划生育委员会"
        (merged,) = [change for change in authority().changes(place) if change.after == (new,)]
        assert merged.before == (f"{place}{old}", f"{place}人口和计划生育委员会")
        assert (merged.since, merged.by, merged.presumed) == ("2013-03-14", "2014-12-31", True)


def test_adding_a_city_is_adding_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path(tables.__file__).parent
    (tmp_path / "units").mkdir()
    for file in (original / "units").iterdir():
        if file.is_file():
            (tmp_path / "units" / file.name).write_bytes(file.read_bytes())
    rows = ("name\tkind\tof\taliases", "洛阳市\tplace", "洛阳某某水务有限公司\tcompany\t\t市自来水公司")
    (tmp_path / "units" / "city-luoyang.tsv").write_text("\n".join(rows), encoding="utf-8")
    cached = (tables.lines, tables.city_files, city.bodies, city._index, rules.resolve, rules._scope)
    monkeypatch.setattr(tables, "UNITS", tmp_path / "units")
    for function in cached:
        function.cache_clear()
    try:
        assert authority().resolve("市自来水公司", jurisdiction="洛阳市").key == "洛阳某某水务有限公司"
        assert authority().resolve("市自来水公司", jurisdiction="郑州市").key == "郑州自来水投资控股有限公司"
        assert authority().resolve("市自来水公司", jurisdiction="开封市").key == "开封市自来水公司"
    finally:
        for function in cached:
            function.cache_clear()


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "odd.tsv").write_text("name\tkind\n甲局\tdepartment\t多\n", encoding="utf-8")
    monkeypatch.setattr(tables, "UNITS", tmp_path / "units")
    with pytest.raises(ZerenError, match=r"odd\.tsv: too many cells"):
        list(tables.rows("odd.tsv"))
