"""What documents say of themselves: of the corpus, and of invented documents in the forms that governments print."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zeren.loaders.facts import read_facts
from zeren.loaders.records import Facts, Source
from zeren.loaders.text import printed


def source(text: str, name: str = "plan.txt") -> Source:
    return Source(name, text, "")


def corpus(start: str) -> Source:
    folder = resources.files("zeren.corpus")
    path = next(path for path in folder.iterdir() if path.name.startswith(start))
    return source(path.read_text(encoding="utf-8"), path.name)


@dataclass(frozen=True)
class Case:
    """A document and what a reader finds in it; what is not said here is not checked."""

    name: str
    text: str
    expected: dict[str, object]
    cited: list[tuple[str, str | None, str]] | None = field(default=None)


NOTICE = "现将《云岭市海绵城市建设实施方案》印发给你们，请认真贯彻执行。"

CASES = [
    Case(
        "a red head, a title over two lines, Chinese numerals, an imprint",
        """
                    青山市人民政府办公室文件

        青政办发〔2022〕 7 号                签发人：李 明

        青山市人民政府办公室关于印发《青山市城镇供水
           设施改造三年行动计划（2022—2024年）》的通知

        各县（市、区）人民政府，市政府各部门：
            《青山市城镇供水设施改造三年行动计划（2022—2024年）》已经市政府第12次常务会议审议通过，现印发给你们。
                         青山市人民政府办公室
                           二〇二二年五月十六日
        （此件公开发布）
        青山市城镇供水设施改造三年行动计划
              （2022—2024年）
        为贯彻落实《青河省供水条例》（青人发〔2019〕3号），保障供水安全，制定本计划。
        一、总体要求
        （一）改造管网。依据《供水管理办法》改造。

        抄送：市委办公室，市人大常委会办公室，市政协办公室，市纪委监委，
              市法院、市检察院，青山军分区。
        青山市人民政府办公室            2022年5月17日印发
        """,
        {
            "title": "青山市人民政府办公室关于印发《青山市城镇供水设施改造三年行动计划（2022—2024年）》的通知",
            "issuer": "青山市人民政府办公室",
            "number": "青政办发〔2022〕7号",
            "date": "2022-05-16",
            "plan_year": 2022,
            "kind": "plan",
            "status": "issued",
            "jurisdiction": "青山市",
            "copied": (
                "市委办公室",
                "市人大常委会办公室",
                "市政协办公室",
                "市纪委监委",
                "市法院",
                "市检察院",
                "青山军分区",
            ),
        },
        [
            ("青山市城镇供水设施改造三年行动计划（2022—2024年）", None, "mention"),
            ("青河省供水条例", "青人发〔2019〕3号", "basis"),
        ],
    ),
    Case(
        "an index table over the document",
        f"""索 引 号：\t01526/2023-00118\t主题分类：\t城乡建设
发布机构：\t云岭市大数据中心\t成文日期：\t2023-06-05
标    题：\t云岭市人民政府办公室关于印发云岭市海绵城市建设实施方案的通知
发文字号：\t云政办〔2023〕22号\t发布日期：\t2023-06-09

云岭市人民政府办公室关于印发云岭市海绵城市建设实施方案的通知
各区人民政府：
{NOTICE}
一、目标
""",
        {
            "title": "云岭市人民政府办公室关于印发云岭市海绵城市建设实施方案的通知",
            "issuer": "云岭市人民政府办公室",
            "number": "云政办〔2023〕22号",
            "index_number": "01526/2023-00118",
            "date": "2023-06-05",
            "plan_year": 2023,
        },
        [("云岭市海绵城市建设实施方案", None, "mention")],
    ),
    Case(
        "a draft in Markdown",
        """# 临江县教育局2024年工作要点（征求意见稿）

为落实县委部署，结合《临江县国民经济和社会发展第十四个五年规划和2035年远景目标纲要》，现提出2024年工作要点如下。

## 一、总体要求
""",
        {
            "title": "临江县教育局2024年工作要点（征求意见稿）",
            "issuer": "临江县教育局",
            "number": None,
            "date": None,
            "plan_year": 2024,
            "status": "draft",
        },
    ),
    Case(
        "a number in brackets under the title, a signature at the end",
        """关于进一步加强农村饮水安全工作的实施意见
(临政发[2020]3号)
各乡镇人民政府、街道办事处，县直各部门：
根据《水法》和《青河省节水规划》（青政发〔2018〕30号），现提出以下意见。
一、目标
（一）达标。2021年12月31日前全部达标。
临江县人民政府
2020 年 3 月 9 日
""",
        {
            "title": "关于进一步加强农村饮水安全工作的实施意见",
            "issuer": "临江县人民政府",
            "number": "临政发[2020]3号",
            "date": "2020-03-09",
            "plan_year": 2020,
        },
        [("水法", None, "basis"), ("青河省节水规划", "青政发〔2018〕30号", "basis")],
    ),
    Case(
        "traditional characters, joint issuers on two lines",
        """青山市財政局
青山市教育局關於印發《青山市學前教育經費管理辦法》的通知
青財教〔2019〕15號
各縣（市、區）財政局、教育局：
現將《青山市學前教育經費管理辦法》印發給你們。
青山市財政局
青山市教育局
2019年7月1日
第一章 總則
""",
        {
            "title": "青山市財政局青山市教育局關於印發《青山市學前教育經費管理辦法》的通知",
            "issuer": "青山市財政局",
            "number": "青財教〔2019〕15號",
            "date": "2019-07-01",
        },
        [("青山市學前教育經費管理辦法", None, "mention")],
    ),
    Case(
        "joint issuers, the whole document on one line",
        "青山市住房和城乡建设局 青山市公安局 关于印发2021年建筑垃圾整治方案的通知 各县区住建局、公安局： "
        "现将《2021年建筑垃圾整治方案》印发给你们，请遵照执行。 青山市住房和城乡建设局 青山市公安局 2021年4月12日 "
        "2021年建筑垃圾整治方案 为规范处置，制定本方案。 一、目标 减量。",
        {
            "title": "青山市住房和城乡建设局青山市公安局关于印发2021年建筑垃圾整治方案的通知",
            "issuer": "青山市住房和城乡建设局",
            "date": "2021-04-12",
            "plan_year": 2021,
        },
    ),
    Case(
        "a page that lost its title and every blank",
        "各县（市、区）人民政府，市级各部门：《关于加强医疗服务的实施意见》已经市政府第73次常务会议审议通过，现印发你们，请组织实施。"
        "云岭市人民政府办公室2021年7月21日关于加强医疗服务的实施意见为贯彻《青河省医疗条例》，制定本意见。一、改善环境",
        {
            "title": "关于加强医疗服务的实施意见",
            "issuer": "云岭市人民政府办公室",
            "number": None,
            "date": "2021-07-21",
            "plan_year": 2021,
        },
    ),
    Case(
        "a collection's number before the title, its day behind, a page mark between",
        """12. 青山市应急管理局关于印发市应急管理局2023 年服务企业

# Page 500:
政策措施的通知（2023 年3 月14 日）
青应急〔2023〕21 号
局机关各处室、所属各单位：
现将《市应急管理局2023 年服务企业政策措施》印发给你们。
一、优化审批
""",
        {
            "title": "青山市应急管理局关于印发市应急管理局2023年服务企业政策措施的通知",
            "issuer": "青山市应急管理局",
            "number": "青应急〔2023〕21号",
            "date": "2023-03-14",
        },
    ),
    Case(
        "full-width digits, number and day in one bracket",
        "云岭市人民政府关于促进民宿业发展的意见\n（云政规〔２０２１〕第４号，２０２１年９月３０日）\n各区人民政府：\n",
        {
            "title": "云岭市人民政府关于促进民宿业发展的意见",
            "number": "云政规〔２０２１〕第４号",
            "date": "2021-09-30",
            "plan_year": 2021,
        },
    ),
    Case(
        "a letterhead apart from the title",
        "青山市人民政府\n关于加快现代物流业发展的若干意见\n青政发〔2016〕12号\n各县区人民政府：\n为加快发展，提出以下意见。\n",
        {
            "title": "关于加快现代物流业发展的若干意见",
            "issuer": "青山市人民政府",
            "number": "青政发〔2016〕12号",
            "plan_year": 2016,
        },
    ),
    Case(
        "host and supervisor of a letter, the organ signs at the end",
        """关于分解落实2023年《政府工作报告》重点任务的通知

各乡镇人民政府，县政府各部门：
    请抓好落实。
    一、经济发展
　　　　　　　　临江县人民政府办公室
　　　　　　　　2023年2月8日
主办：县政府办   督办：县政府督查室
""",
        {
            "title": "关于分解落实2023年《政府工作报告》重点任务的通知",
            "issuer": "临江县人民政府办公室",
            "date": "2023-02-08",
            "host": ("县政府办",),
            "supervisor": ("县政府督查室",),
        },
    ),
    Case(
        "a web page: who runs the site is not who handles the document",
        """您当前的位置：首页 > 政务公开 > 政策文件 > 部门文件
字体：[大 中 小] 打印
云岭市交通运输局2022年法治政府建设工作计划
发布日期：2022-03-08   信息来源：云岭市交通运输局
为深入推进法治政府部门建设，根据《云岭市2022年法治政府建设工作要点》，制定本计划。
主办单位：云岭市人民政府办公室  承办：云岭市大数据中心  ICP备案
""",
        {
            "title": "云岭市交通运输局2022年法治政府建设工作计划",
            "issuer": "云岭市交通运输局",
            "date": "2022-03-08",
            "kind": "plan",
            "host": (),
        },
        [("云岭市2022年法治政府建设工作要点", None, "basis")],
    ),
    Case(
        "a consultation",
        """关于对《青山市节约用水办法（草案）》公开征求意见的公告
为加强节水，我局起草了《青山市节约用水办法（草案）》，现公开征求意见。
青山市水利局
2024年5月6日
""",
        {"status": "draft", "issuer": "青山市水利局", "date": "2024-05-06"},
    ),
    Case(
        "a decree: the title is that of what it publishes",
        """青山市人民政府令
第 58 号
《青山市生活垃圾管理办法》已经2021年3月2日市人民政府第80次常务会议通过，现予公布，自2021年5月1日起施行。
市长 李明
2021年3月20日
第一章 总则
""",
        {"title": "青山市生活垃圾管理办法", "issuer": "青山市人民政府", "date": "2021-03-20", "plan_year": 2021},
    ),
    Case(
        "a title in 《》 behind its label",
        "政策名称：《青山市稳定和扩大就业若干措施》\n青政办规〔2023〕1号\n第一条 开发岗位。（责任单位：市人社局）\n",
        {"title": "青山市稳定和扩大就业若干措施", "number": "青政办规〔2023〕1号", "kind": "plan", "plan_year": 2023},
    ),
    Case(
        "a small group's office, its title over three lines, its seal behind its name",
        """云岭市优化营商环境工作领导小组办公室文件
云营商办〔2022〕3号
云岭市优化营商环境工作领导小组办公室
关于印发《云岭市2022年优化营商环境
重点任务台账》的通知
各成员单位：
《云岭市2022年优化营商环境重点任务台账》已经市领导小组同意，现予以印发。
云岭市优化营商环境工作领导小组办公室（代章）
2022年4月18日
""",
        {
            "title": "云岭市优化营商环境工作领导小组办公室关于印发《云岭市2022年优化营商环境重点任务台账》的通知",
            "issuer": "云岭市优化营商环境工作领导小组办公室",
            "number": "云营商办〔2022〕3号",
            "date": "2022-04-18",
        },
        [("云岭市2022年优化营商环境重点任务台账", None, "mention")],
    ),
    Case(
        "a plan that lost its title and looks back first",
        "近年来，我市大力推进节水。为巩固成果，制定本方案。\n一、目标\n（一）降漏损。由市水务局实施。\n",
        {"kind": "plan", "title": "plan"},
    ),
    Case(
        "a table of tasks under a title: a deadline is not the day of issue",
        """附件1
云岭市2025年民生实事任务分解表
序号\t任务\t牵头单位\t完成时限
1\t新建公厕\t云岭市城市管理局\t2025年12月31日
2\t改造管网\t云岭市水务局
2025年11月30日
""",
        {"title": "云岭市2025年民生实事任务分解表", "date": None, "issuer": None, "plan_year": 2025},
    ),
    Case(
        "a bare table: the file's name serves as title",
        "序号\t重点任务\t牵头单位\t完成时限\n1\t建成污水管网20公里\t市住建局\t2024年12月\n",
        {"title": "plan", "number": None, "kind": "plan"},
    ),
    Case(
        "a five-year plan",
        "青山市“十四五”城市管理规划\n前  言\n“十四五”时期是城市管理的关键时期。\n",
        {"title": "青山市“十四五”城市管理规划", "plan_year": 2021},
    ),
    Case(
        "news, the time before the source",
        """青山市民政局办实事 让老年人吃上热乎饭
发布时间：2024-03-12 09:30　来源：青山日报　浏览次数：128
今年以来，青山市民政局围绕老年助餐出实招。
""",
        {
            "title": "青山市民政局办实事让老年人吃上热乎饭",
            "kind": "news",
            "issuer": None,
            "date": "2024-03-12",
            "plan_year": None,
        },
    ),
]

CORPUS = {
    "000": Facts(
        title="关于进一步优化提升营商环境的实施意见",
        issuer="郑州市城市管理局",
        plan_year=2022,
        jurisdiction="郑州市",
    ),
    "001": Facts(
        title="郑州市人民政府办公厅关于印发2018年度郑州市城市精细化管理工作方案的通知",
        issuer="郑州市人民政府办公厅",
        number="郑政办文〔2018〕18号",
        date="2018-04-02",
        plan_year=2018,
        jurisdiction="郑州市",
        host=("市城管局",),
        supervisor=("市政府办公厅九处",),
        copied=("市委各部门", "郑州警备区", "市人大常委会办公厅", "市政协办公厅", "市法院", "市检察院"),
    ),
    "002": Facts(
        title="2018年城市管理工作要点",
        issuer="郑州市城市管理局",
        index_number="00525312X/2018-00013",
        date="2018-02-01",
        plan_year=2018,
        jurisdiction="郑州市",
    ),
    "003": Facts(title="郑州市2024年优化营商环境工作要点", status="draft", plan_year=2024, jurisdiction="郑州市"),
    "004": Facts(
        title="郑州市城管局坚定信心持续深化“加减乘除”工作法推动高质量发展高效能治理新实践",
        kind="news",
        date="2025-10-10",
        jurisdiction="郑州市",
    ),
}
CITED = {
    "000": [("河南省优化营商环境条例", None, "basis"), ("郑州市2022年优化营商环境工作要点", None, "basis")],
    "001": [("2018年度郑州市城市精细化管理工作方案", None, "mention")],
    "002": [],
    "003": [],
    "004": [],
}
SAID = [name for name in Facts.__slots__ if name not in ("citations", "spans")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_facts_of_invented_documents(case: Case) -> None:
    facts = read_facts(source(case.text))
    assert {name: getattr(facts, name) for name in case.expected} == case.expected
    if case.cited is not None:
        assert [(cited.title, cited.number, cited.relation) for cited in facts.citations] == case.cited


@pytest.mark.parametrize("start", sorted(CORPUS))
def test_facts_of_the_corpus(start: str) -> None:
    facts = read_facts(corpus(start))
    assert {name: getattr(facts, name) for name in SAID} == {name: getattr(CORPUS[start], name) for name in SAID}
    assert [(cited.title, cited.number, cited.relation) for cited in facts.citations] == CITED[start]


@pytest.mark.parametrize(
    "document", [*(corpus(start) for start in sorted(CORPUS)), *(source(case.text) for case in CASES)]
)
def test_spans_hold_the_printed_words(document: Source) -> None:
    facts = read_facts(document)
    for name in {name for name, _ in facts.spans}:
        pieces = [printed(document.text, span) for key, span in facts.spans if key == name]
        value = getattr(facts, name)
        if name == "date":
            assert len(pieces) == 1
        elif isinstance(value, tuple):
            assert tuple(pieces) == value
        else:
            assert "".join(pieces) == value, name
    for cited in facts.citations:
        assert cited.title in printed(document.text, cited.span)


DAYS = [
    ("2018年4月2日", "2018-04-02"),
    ("２０１８年４月２日", "2018-04-02"),
    ("二〇一八年四月二日", "2018-04-02"),
    ("二○一八年十月十日", "2018-10-10"),
    ("二O一八年十二月三十一日", "2018-12-31"),
    ("二零二〇年二月二十九日", "2020-02-29"),
    ("2018 年 11 月 20 日", "2018-11-20"),
    ("2018年2月30日", None),
]


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_the_day_of_a_signature(words: str, day: str | None) -> None:
    text = f"青山市水利局关于加强节水工作的意见\n各县区水利局：\n请认真执行。\n青山市水利局\n{words}\n"
    assert read_facts(source(text)).date == day


NOT_ITS_OWN = [
    "根据《青河省节水规划》（青政发〔2018〕30号）精神，现提出意见。",
    "根据《青河省节水规划》\n（青政\n发〔2018〕30 号）和有关要求，现提出意见。",
    "按照青政发〔2018〕30号文件要求，现提出意见。",
]


@pytest.mark.parametrize("preamble", NOT_ITS_OWN)
def test_a_cited_number_is_not_the_documents_own(preamble: str) -> None:
    text = f"青山市水利局关于加强节水工作的意见\n各县区水利局：\n{preamble}\n一、目标\n"
    assert read_facts(source(text)).number is None


YEARS = [
    ("青山市2023年节水工作要点", 2023),
    ("青山市节水三年行动方案（2021—2023年）", 2021),
    ("青山市节水行动方案（2026-2028年）", 2026),
    ("2018年度青山市节水工作方案", 2018),
    ("青山市2030年前碳达峰实施方案", None),
    ("青山市第十五个五年规划纲要", 2026),
    ("青山市水利局关于2019年工作总结和2020年工作计划的报告", 2020),
]


@pytest.mark.parametrize(("title", "year"), YEARS)
def test_the_year_that_a_title_is_for(title: str, year: int | None) -> None:
    assert read_facts(source(f"{title}\n为了节水，制定本方案。\n")).plan_year == year


JUNK = {
    "brackets": "〔（【[《〈" * 17_000,
    "titles": "《青山市》" * 20_000,
    "days": "2018年4月2日" * 12_000,
    "days on lines": "市财政局\n2018年4月2日\n" * 6_000,
    "organs": "青山市财政局 " * 14_000,
    "organs on lines": "青山市财政局\n" * 14_000,
    "labels": "索引号：" * 25_000,
    "dashes": "—-_|" * 25_000,
    "blanks": " \t\u3000" * 33_000,
    "notices": "关于印发" * 25_000,
    "numbers": "青政发〔2018〕30号" * 9_000,
    "ends": "的通知" * 33_000,
    "copies": "抄送：" * 33_000,
    "a line": "加强管理" * 250_000,
}


@pytest.mark.parametrize("kind", sorted(JUNK))
def test_junk_is_read_in_no_time(kind: str) -> None:
    start = time.process_time()
    read_facts(source(JUNK[kind]))
    assert time.process_time() - start < 2


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="关于印发的通知《》〔2018〕号各：。\n （）青山市财政局一二年月日主办抄送\t-*#", max_size=300))
def test_any_text_has_facts(text: str) -> None:
    document = source(text)
    facts = read_facts(document)
    assert facts.title
    for _, span in facts.spans:
        assert 0 <= span.start < span.end <= len(text)
