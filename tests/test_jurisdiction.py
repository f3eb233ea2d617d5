"""Whose plan a document is: the place of its issuer, its title, its first and last lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import zeren
from hypothesis import given, settings
from hypothesis import strategies as st
from zeren.ontology.jurisdiction import jurisdiction_of
from zeren.ontology.places import places


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("郑州市城市管理局", "郑州市"),
        ("北京市石景山区人民政府", "北京市石景山区"),
        ("石景山区人民政府", "北京市石景山区"),
        ("太仓市人民政府办公室", "太仓市"),
        ("中共通辽市委办公室", "通辽市"),
        ("国务院办公厅", "中华人民共和国"),
        ("财政部", "中华人民共和国"),
        ("河南省郑州市金水区教育局", "郑州市金水区"),
        ("延边州人民政府", "延边朝鲜族自治州"),
        ("广西壮族自治区人民政府办公厅", "广西壮族自治区"),
        ("科尔沁左翼中旗人民政府", "科尔沁左翼中旗"),
        ("国家税务总局漳州市税务局", "漳州市"),
        ("某某县人民政府", "某某县"),
        ("洛阳市某某区人民政府", "洛阳市某某区"),
        ("某某新区财政局", "某某新区"),
    ],
)
def test_the_issuer_tells_the_place(issuer: str, place: str) -> None:
    text = "河南省人民政府和国务院的部署" * 3
    assert jurisdiction_of("关于做好有关工作的通知", issuer, text) == place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("郑州市2024年优化营商环境工作要点", "郑州市"),
        ("关于印发《太仓市数字经济行动计划》的通知", "太仓市"),
        ("2023年扬州优化提升营商环境任务清单", "扬州市"),
        ("中共漳州市委 漳州市人民政府关于加快发展的意见", "漳州市"),
        ("河南省人民政府关于支持郑州市建设的意见", "河南省"),
        ("某某县2023年重点工作任务分解", "某某县"),
        ("国务院办公厅关于某项工作的指导意见", "中华人民共和国"),
    ],
)
def test_without_an_issuer_the_title_tells_it(title: str, place: str) -> None:
    assert jurisdiction_of(title, None, "") == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("各县（区）人民政府：\n现将方案印发给你们。\n漳州市人民政府办公室\n2023年3月17日", "漳州市"),
        ("根据《四川省人民政府关于某事的意见》，结合我市实际，制定本方案。\n广安市人民政府\n", "广安市"),
        ("按照河南省的要求，全市各级各部门要落实。洛阳市有关单位……", "洛阳市"),
        ("没有任何地名的一段话，请各单位落实。", None),
    ],
)
def test_without_both_the_edges_of_the_text_tell_it(text: str, place: str | None) -> None:
    assert jurisdiction_of("关于印发工作方案的通知", None, text) == place


def test_namesakes_are_told_apart_by_their_city() -> None:
    title = "朝阳区人民政府关于印发方案的通知"
    assert jurisdiction_of(title, "朝阳区人民政府", "按照长春市的部署") == "长春市朝阳区"
    assert jurisdiction_of(title, "朝阳区人民政府", "按照北京市的部署") == "北京市朝阳区"
    assert jurisdiction_of(title, "朝阳区人民政府", "按照上级的部署") is None


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_the_corpus_is_zhengzhou_s(number: str) -> None:
    file = next((Path(zeren.__file__).parent / "corpus").glob(f"{number}_*.txt"))
    assert jurisdiction_of("关于印发的通知", None, file.read_text(encoding="utf-8")) == "郑州市"


def test_every_place_is_found_by_its_full_name() -> None:
    known = places()
    for name, place in known.by_name.items():
        assert known.get(name) == place
    assert {p.name for p in known.children("三亚市")} == {
        f"三亚市{n}" for n in ("海棠区", "吉阳区", "天涯区", "崖州区")
    }


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("郑州市", "郑州"),
        ("延边朝鲜族自治州", "延边"),
        ("内蒙古自治区", "内蒙古"),
        ("恩施土家族苗族自治州", "恩施"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("大兴安岭地区", "大兴安岭"),
        ("黑龙江省", "黑龙江"),
    ],
)
def test_a_place_s_name_without_its_rank(name: str, short: str) -> None:
    assert places().get(name).short == short


@settings(deadline=None)  # the first call reads the tables
@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=20)), st.text(max_size=400))
def test_no_text_breaks_it(title: str, issuer: str | None, text: str) -> None:
    found = jurisdiction_of(title, issuer, text)
    assert found is None or found
