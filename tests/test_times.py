"""Due times: the last day that the words allow, and which times in a text are due at all."""

from __future__ import annotations

import calendar
import time

import pytest
from zeren.loaders.times import find_due_in_clause, find_times, read_deadline

DEADLINES = [
    ("2022年10月底", "2022-10-31"),
    ("2022年10月底前", "2022-10-31"),
    ("2019年6月份前", "2019-05-31"),
    ("2019年6月前", "2019-05-31"),
    ("2022年1月前", "2021-12-31"),
    ("12月31日", "2022-12-31"),
    ("6月30日前", "2022-06-30"),
    ("2024年2月底", "2024-02-29"),
    ("2023年2月", "2023-02-28"),
    ("12月底之前", "2022-12-31"),
    ("年底以前", "2022-12-31"),
    ("2022年年底", "2022-12-31"),
    ("2022年末", "2022-12-31"),
    ("2022年内", "2022-12-31"),
    ("2022年", "2022-12-31"),
    ("2022年度", "2022-12-31"),
    ("2025年前", "2024-12-31"),
    ("年内", "2022-12-31"),
    ("年底", "2022-12-31"),
    ("全年", "2022-12-31"),
    ("2022年全年", "2022-12-31"),
    ("上半年", "2022-06-30"),
    ("2023年下半年", "2023-12-31"),
    ("下半年前", "2022-06-30"),
    ("一季度", "2022-03-31"),
    ("第三季度末", "2022-09-30"),
    ("2014年4季度", "2014-12-31"),
    ("2014年4季度底前", "2014-12-31"),
    ("四季度前", "2022-09-30"),
    ("5月上旬", "2022-05-10"),
    ("5月中旬前", "2022-05-10"),
    ("5月下旬", "2022-05-31"),
    ("5月下旬前", "2022-05-20"),
    ("5月上旬前", "2022-04-30"),
    ("年终前", "2022-12-31"),
    ("2022.6—2022.12", "2022-12-31"),
    ("2023年3月初", "2023-03-10"),
    ("二〇二三年十二月底", "2023-12-31"),
    ("二○二三年六月三十日前", "2023-06-30"),
    ("十二月底前", "2022-12-31"),
    ("2023.6.30", "2023-06-30"),
    ("2023-06-30", "2023-06-30"),
    ("2023/6/30", "2023-06-30"),
    ("2023.06", "2023-06-30"),
    ("2023-12", "2023-12-31"),
    ("今年年底前", "2022-12-31"),
    ("明年6月底前", "2023-06-30"),
    ("次年3月底", "2023-03-31"),
    ("“十四五”末", "2025-12-31"),
    ("“十三五”期末", "2020-12-31"),
    ("十四五期间", "2025-12-31"),
    ("2018年至2020年", "2020-12-31"),
    ("2023—2025年", "2025-12-31"),
    ("2023-2025年", "2025-12-31"),
    ("3月至5月", "2022-05-31"),
    ("6-9月", "2022-09-30"),
    ("6月-9月底", "2022-09-30"),
    ("一至三季度", "2022-09-30"),
    ("2020年1月1日至2020年12月31日", "2020-12-31"),
    ("2022年3月-12月", "2022-12-31"),
    ("每年年底前", "2022-12-31"),
    ("2019年12月取得阶段性成果并持续推进", "2019-12-31"),
    ("2019年7月底前，以后每年持续实施", "2019-07-31"),
    ("3月底前出台方案，10月底前完成", "2022-10-31"),
    ("到2025年", "2025-12-31"),
    ("2022年6月30日", "2022-06-30"),
]


@pytest.mark.parametrize(("words", "date"), DEADLINES)
def test_a_deadline_is_the_last_day_its_words_allow(words: str, date: str) -> None:
    hit = read_deadline(words, 2022)
    assert hit is not None
    assert (hit.date, hit.problem) == (date, None)


@pytest.mark.parametrize("year", [1999, 2020, 2023, 2024])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_every_kind_of_year_ends_on_its_last_day(year: int, month: int) -> None:
    last = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    chinese = dict(enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1))[month]  # noqa: SIM905 -- one line of words
    for words in (
        f"{month}月",
        f"{month:02}月底",
        f"{year}年{month}月底前",
        f"{chinese}月底",
        f"{year}年{chinese}月末",
    ):
        hit = read_deadline(words, year)
        assert hit is not None
        assert hit.date == last, words


@pytest.mark.parametrize(
    "words",
    ["长期坚持", "持续推进", "常态化推进", "立即整改", "分阶段推进", "按时间节点要求完成", "每年", "2022年起每年开展"],
)
def test_a_standing_order_has_words_and_no_date(words: str) -> None:
    hit = read_deadline(f"{words}。", 2022)
    assert hit is not None
    assert (hit.date, hit.kind, (hit.start, hit.end)) == (None, "standing", (0, len(words)))


@pytest.mark.parametrize("words", ["汛前", "供暖季前", "2023年春节前", "开学前", "方案印发后3个月内"])
def test_a_deadline_set_by_an_event_has_no_date(words: str) -> None:
    hit = read_deadline(words, 2022)
    assert hit is not None
    assert (hit.date, hit.kind) == (None, "event")


@pytest.mark.parametrize(
    ("words", "due"), [("汛前完成", "汛前"), ("2023年春节前全部完成。", "2023年春节前"), ("开学前", "开学前")]
)
def test_what_is_done_by_an_event_is_no_part_of_the_limit(words: str, due: str) -> None:
    hit = read_deadline(words, 2022)
    assert hit is not None
    assert words[hit.start : hit.end] == due


@pytest.mark.parametrize("words", ["", "市财政局", "无", "一", "2022", "第3项"])
def test_no_time_words_no_deadline(words: str) -> None:
    assert read_deadline(words, 2022) is None


@pytest.mark.parametrize(
    ("words", "date", "problem"),
    [
        ("9月31日", "2022-09-30", "9月31日不存在"),
        ("2023年2月29日前", "2023-02-28", "2月29日不存在"),
        ("13月底前", None, "13月不存在"),
    ],
)
def test_an_impossible_date_is_clamped_and_told(words: str, date: str | None, problem: str) -> None:
    hit = read_deadline(words, 2022)
    assert hit is not None
    assert (hit.date, hit.problem) == (date, problem)


def test_without_any_year_a_month_has_no_date() -> None:
    hit = read_deadline("6月底前", None)
    assert hit is not None
    assert (hit.date, hit.problem) == (None, "没有写明年份")


BODIES = [
    ("4月底前完成选址，年底前建成", [("4月底前", "2022-04-30", "by"), ("年底前", "2022-12-31", "by")]),
    ("2022年新建泊位5万个", [("2022年", "2022-12-31", "during")]),
    ("汛前完成明沟疏挖", [("汛前", None, "event")]),
    ("争取2023年年底开工", [("2023年年底", "2023-12-31", "by")]),
    ("到2028年，培育企业100家", [("到2028年", "2028-12-31", "by")]),
    ("至2022年末，融资成本下降", [("至2022年末", "2022-12-31", "by")]),
    ("申报期限延长至9月24日", [("至9月24日", "2022-09-24", "by")]),
    ("2023年、2024年分别完成40%", [("2023年", "2023-12-31", "during"), ("2024年", "2024-12-31", "during")]),
    ("全年认定企业1000家", [("全年", "2022-12-31", "during")]),
    ("力争全年认定企业1000家", [("全年", "2022-12-31", "during")]),
    ("下半年，全面推开", [("下半年", "2022-12-31", "during")]),
    ("新水厂年内建成通水", [("年内", "2022-12-31", "during")]),
    ("2022年1月1日至2022年12月31日，对参保企业返还", [("2022年1月1日至2022年12月31日", "2022-12-31", "during")]),
    ("2023年3月底前摸底；6月底前改完", [("2023年3月底前", "2023-03-31", "by"), ("6月底前", "2023-06-30", "by")]),
    ("2023年3月底前摸底。6月底前改完", [("2023年3月底前", "2023-03-31", "by"), ("6月底前", "2022-06-30", "by")]),
    ("手续在疫情解除后三个月内办完", [("疫情解除后三个月内", None, "event")]),
    ("“十四五”末，覆盖率达到80%", [("“十四五”末", "2025-12-31", "by")]),
    ("一季度完成招标，第三季度末前完工", [("一季度", "2022-03-31", "during"), ("第三季度末前", "2022-09-30", "by")]),
    ("确保2022年信贷余额不低于2021年同期余额", [("2022年", "2022-12-31", "during")]),
    ("6月30日前报送方案", [("6月30日前", "2022-06-30", "by")]),
    ("国庆节前完工", [("国庆节前", None, "event")]),
    ("（2022年底前）完成改造", [("2022年底前", "2022-12-31", "by")]),
    ("从2022年到2025年，每年新建公园20个", [("2022年到2025年", "2025-12-31", "during")]),
    ("3月-5月开展整治", [("3月-5月", "2022-05-31", "during")]),
    ("2023年秋季学期开学前投用", [("2023年秋季学期开学前", None, "event")]),
    ("2023年春节前完工", [("2023年春节前", None, "event")]),
    ("截至2022年底，清零欠款", [("截至2022年底", "2022-12-31", "by")]),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_due_times_of_a_body(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(text[h.start : h.end], h.date, h.kind) for h in find_times(text, 2022)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "按照2022年工作要点推进",
        "印发2022年度计划",
        "《甲市2022年优化营商环境方案》",
        "办好2022年全民阅读活动",
        "甲政办〔2021〕5号",
        "自2023年1月1日起施行",
        "从2月1日起发放",
        "3个工作日内办结",
        "三年内取消评优资格",
        "5年内不得改变用途",
        "运行24小时",
        "贯彻党的十九大精神",
        "每年年底前组织考核",
        "每季度通报一次",
        "每月25日前报送",
        "按季度调度",
        "2000年底前建成的老旧小区应改尽改",
        "2022年5月1日前到期的贷款予以展期",
        "对2022年新增的贷款给予贴息",
        "2019年以来的项目",
        "较2020年增长5%",
        "去年底已经完工",
        "2022年2月份、3月份、4月份房租减半",
        "目前已提前完成",
        "列入2022年度预算",
        "一月一调度",
        "第三次会议",
        "全年龄友好",
        "开展“五一”前后专项检查",
        "自2023年起，利用三年时间完成改造",
        "2022年为攻坚年",
        "截至2021年底，全市共有公园30个",
        "特制定全市2022年优化服务任务清单",
        "提前3个月公示",
        "",
    ],
)
def test_what_is_no_due_time_is_left_out(text: str) -> None:
    assert find_times(text, 2022) == ()


@pytest.mark.parametrize(
    ("clause", "words", "date"),
    [
        ("市财政局负责，6月底前完成", "6月底前", "2022-06-30"),
        ("市商务局牵头，2023年底前完成", "2023年底前", "2023-12-31"),
        ("市水利局牵头，市财政局配合，长期坚持", "长期坚持", None),
        ("市教育局负责，持续推进", "持续推进", None),
        ("市城管局、市水利局按职责分工负责，汛前完成", "汛前", None),
        ("市城管局负责；完成时限：2022年11月", "2022年11月", "2022-11-30"),
    ],
)
def test_the_due_time_inside_a_responsibility_clause(clause: str, words: str, date: str | None) -> None:
    hit = find_due_in_clause(clause, 2022)
    assert hit is not None
    assert (clause[hit.start : hit.end], hit.date) == (words, date)


@pytest.mark.parametrize(
    "clause", ["市财政局牵头，市商务局配合", "市长期护理保险中心负责", "各县（市、区）人民政府落实"]
)
def test_units_are_no_time(clause: str) -> None:
    assert find_due_in_clause(clause, 2022) is None


@pytest.mark.parametrize(
    "text", ["1月" * 50_000, "2022年、" * 16_000, "6-" * 50_000, "《" * 100_000, "二〇" * 50_000, "结束" * 50_000]
)
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    start = time.process_time()
    find_times(text, 2022)
    read_deadline(text, 2022)
    assert time.process_time() - start < 5
