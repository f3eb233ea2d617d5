"""Who a printed name is, by tables a reader of plans could check."""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zeren.ontology.authority import authority
from zeren.ontology.resolution import Resolution  # noqa: TC002

BUREAU = "郑州市城市管理局"
OFFICE = "郑州市人民政府办公厅"
# plan → place, issuer, day as its reader knows them
PLANS = {
    "000": ("郑州市", BUREAU, "2022"),
    "001": ("郑州市", OFFICE, "2018-04-02"),
    "002": ("郑州市", BUREAU, "2018"),
    "003": ("郑州市", None, "2024"),
}


def ask(printed: str, place: str | None = None, issuer: str | None = None, *, group: bool = False) -> Resolution:
    return authority().resolve(printed, group=group, jurisdiction=place, issuer=issuer)


def zhengzhou() -> list[tuple[str, str, bool, str]]:
    lines = (Path(__file__).parent / "data" / "zhengzhou_units.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines[1:]:
        body, *plans = line.split("\t")
        for cell in plans:
            plan, *names = cell.split(" ")
            found += [(plan, printed, body.startswith("*"), body.removeprefix("*")) for printed in names]
    return found


def test_surface_forms_of_one_body_meet_and_of_two_do_not() -> None:
    asked = zhengzhou()
    keys = []
    for plan, printed, group, _ in asked:
        place, issuer, day = PLANS[plan]
        keys.append(authority().resolve(printed, group=group, jurisdiction=place, issuer=issuer, on=day).key)
    same = found = right = 0
    for one, other in combinations(range(len(asked)), 2):
        same += asked[one][3] == asked[other][3]
        found += keys[one] == keys[other]
        right += keys[one] == keys[other] and asked[one][3] == asked[other][3]
    assert len(asked) > 200
    assert right / same >= 0.95
    assert right / found >= 0.99


@pytest.mark.parametrize(
    ("printed", "place", "key"),
    [
        # the same words of two places are two units
        ("市城管局", "郑州市", "郑州市城市管理局"),
        ("市城管局", "洛阳市", "洛阳市城市管理局"),
        ("城管局", "漳州市", "漳州市城市管理局"),
        ("郑州市城管局", "洛阳市", "郑州市城市管理局"),
        ("郑州城管局", "河南省", "郑州市城市管理局"),
        ("河南省郑州市城市管理局", None, "郑州市城市管理局"),
        # a file of one city says nothing of another
        ("市自来水公司", "郑州市", "郑州自来水投资控股有限公司"),
        ("市自来水公司", "洛阳市", "洛阳市自来水公司"),
        ("高新区管委会", "郑州市", "郑州高新技术产业开发区管理委员会"),
        ("高新区管委会", "洛阳市", "洛阳市高新区管理委员会"),
        # the rank is the document's own place or the one above it
        ("省财政厅", "漳州市", "福建省财政厅"),
        ("省发展改革委", "江西省", "江西省发展和改革委员会"),
        ("自治区发展改革委", "南宁市", "广西壮族自治区发展和改革委员会"),
        ("自治区党委宣传部", "广西壮族自治区", "中共广西壮族自治区委员会宣传部"),
        ("市财政局", "郑州市金水区", "郑州市财政局"),
        ("区财政局", "郑州市金水区", "郑州市金水区财政局"),
        ("市规划自然资源委", "北京市石景山区", "北京市规划和自然资源委员会"),
        ("市高级人民法院", "北京市", "北京市高级人民法院"),
        ("县住建局", "岳池县", "岳池县住房和城乡建设局"),
        ("旗教育局", "科尔沁左翼中旗", "科尔沁左翼中旗教育局"),
        ("州财政局", "延边朝鲜族自治州", "延边朝鲜族自治州财政局"),
        ("盟民政局", "兴安盟", "兴安盟民政局"),
        ("市住建局", "太仓市", "太仓市住房和城乡建设局"),
        ("寻甸县人民政府", "昆明市", "寻甸回族彝族自治县人民政府"),
        ("金水区", "郑州市", "郑州市金水区人民政府"),
        # 市 as part of a word
        ("市场监管局", "漳州市", "漳州市市场监督管理局"),
        ("市市场监管局", "漳州市", "漳州市市场监督管理局"),
        ("市政园林局", "厦门市", "厦门市市政园林局"),
        ("市政府办公室", "漳州市", "漳州市人民政府办公室"),
        # a place in the middle of the name
        ("共青团洛阳市委", "河南省", "共青团洛阳市委员会"),
        ("中共洛阳市委宣传部", "河南省", "中共洛阳市委员会宣传部"),
        ("省金融监管局", "江西省", "江西省地方金融监督管理局"),
        ("江西银保监局", "江西省", "中国银行保险监督管理委员会江西监管局"),
        # a place in no table, taken by its shape
        ("区财政局", "洛阳市某某区", "洛阳市某某区财政局"),
        ("新区财政局", "某某新区", "某某新区财政局"),
        # brackets, blanks, old characters
        ("市衛健委", "洛阳市", "洛阳市卫生健康委员会"),
        ("市 城 管 局", "洛阳市", "洛阳市城市管理局"),
        ("市发改委（审改办、大数据局）", "漳州市", "漳州市发展和改革委员会"),
        ("住建局(人防办)", "漳州市", "漳州市住房和城乡建设局"),
        ("甲地-乙地合作区管委会", "昆明市", "昆明市甲地—乙地合作区管理委员会"),
        # an office named after its bureau
        ("市公安局治安支队", "洛阳市", "洛阳市公安局/治安支队"),
        ("市政府办公厅九处", "郑州市", "郑州市人民政府办公厅/九处"),
        # no table knows it: the place and the printed words
        ("市某某推进中心", "洛阳市", "洛阳市某某推进中心"),
        ("自来水有限公司", "岳池县", "岳池县自来水有限公司"),
        ("中国某某保险分公司", "洛阳市", "洛阳市中国某某保险分公司"),
        ("某某银行洛阳分行", "洛阳市", "某某银行洛阳分行"),
        # names that are whole by themselves
        ("国家发展改革委", "洛阳市", "国家发展和改革委员会"),
        ("发展改革委", "中华人民共和国", "国家发展和改革委员会"),
        ("古雷海关", "漳州市", "中华人民共和国古雷海关"),
        ("中国某某集团有限公司", "洛阳市", "中国某某集团有限公司"),
    ],
)
def test_a_name_in_its_place(printed: str, place: str | None, key: str) -> None:
    assert ask(printed, place).key == key


@pytest.mark.parametrize(
    ("printed", "issuer", "key"),
    [
        ("公用事业处", BUREAU, "郑州市城市管理局/公用事业处"),
        ("公用事业处", "洛阳市城市管理局", "洛阳市城市管理局/公用事业处"),
        ("局机关党委", "洛阳市城市管理局", "洛阳市城市管理局/机关党委"),
        ("机关党委", "洛阳市城市管理局", "洛阳市城市管理局/机关党委"),
        ("厅办公室", "江西省财政厅", "江西省财政厅/办公室"),
        ("银行保险处", "吉林省地方金融监督管理局", "吉林省地方金融监督管理局/银行保险处"),
        ("市财政局", "洛阳市城市管理局", "洛阳市财政局"),
        ("财政局", "洛阳市城市管理局", "洛阳市财政局"),
    ],
)
def test_a_name_in_a_bureau_s_own_document(printed: str, issuer: str, key: str) -> None:
    found = ask(printed, issuer=issuer)
    assert found.key == key
    assert found.parent == (key.partition("/")[0] if "/" in key else None)


@pytest.mark.parametrize("printed", ["公用事业处", "局机关党委", "人事科"])
def test_an_office_in_a_government_s_document_is_known_by_its_words_alone(printed: str) -> None:
    found = ask(printed, "洛阳市", "洛阳市人民政府办公室")
    assert (found.rule, found.key) == ("unresolved", f"?/{printed}")
    assert not found.resolved


@pytest.mark.parametrize("printed", ["市城管局", "财政局", "投资集团", "区政府"])
def test_without_a_place_a_name_is_unscoped(printed: str) -> None:
    found = ask(printed)
    assert (found.rule, found.key) == ("unscoped", f"?/{printed}")


@pytest.mark.parametrize(
    ("printed", "place", "issuer", "key", "members"),
    [
        ("各区（管委会）", "郑州市", OFFICE, "郑州市/各区（管委会）", 10),
        ("区县(市)政府", "郑州市", OFFICE, "郑州市/各区县（市）人民政府", 12),
        ("各县（市、区）人民政府", "三明市", None, "三明市/各县（市、区）人民政府", 11),
        ("各区人民政府", "三亚市", None, "三亚市/各区人民政府", 4),
        ("各设区市人民政府", "福建省", None, "福建省/各市人民政府", 9),
        ("局属各单位", "郑州市", BUREAU, "郑州市城市管理局/局属各单位", 0),
        ("局机关相关处室", "洛阳市", "洛阳市城市管理局", "洛阳市城市管理局/机关相关处室", 0),
        ("市直有关部门", "郑州市金水区", None, "郑州市/市直有关部门", 0),
        ("各银行机构", "三明市", None, "三明市/银行机构", 0),
        ("各银行机构", None, None, "?/各银行机构", 0),
    ],
)
def test_a_class_of_bodies(printed: str, place: str | None, issuer: str | None, key: str, members: int) -> None:
    found = ask(printed, place, issuer, group=True)
    assert (found.key, found.group, len(found.members)) == (key, True, members)


def test_an_old_name_means_the_new_body_only_after_the_reform() -> None:
    old = authority().resolve("市工信委", jurisdiction="郑州市", on="2018-04")
    new = authority().resolve("市工信委", jurisdiction="郑州市", on="2024")
    assert (old.key, new.key) == ("郑州市工业和信息化委员会", "郑州市工业和信息化局")


def test_each_name_says_its_function() -> None:
    assert ask("市城管局", "洛阳市").function == ask("区城管局", "郑州市金水区").function == "城市管理"
    assert set(authority().functions()) >= {"城市管理", "财政", "法院", "税务"}


def test_tables_are_offered_for_the_graph() -> None:
    units = {unit.key: unit for unit in authority().units()}
    assert units["郑州市城市管理局/公用事业处"].parent == BUREAU
    assert "市自来水公司" in units["郑州自来水投资控股有限公司"].aliases
    assert len(units) == len(list(authority().units()))


@settings(deadline=None)  # the first call reads the tables
@given(st.text(max_size=40), st.sampled_from([None, "郑州市", "福建省", "太仓市", "乱写"]), st.booleans())
def test_any_text_resolves_to_something(text: str, place: str | None, group: bool) -> None:  # noqa: FBT001 - drawn by name
    found = authority().resolve(text, group=group, jurisdiction=place)
    assert found.key
    assert found.group == group
    assert 0 < found.confidence <= 1


def test_resolving_is_quick() -> None:
    names = [f"市第{n}城管局" for n in range(2000)]
    ask("市城管局", "洛阳市")
    start = time.process_time()
    for name in names:
        ask(name, "洛阳市")
    assert time.process_time() - start < 2
