"""Patterns for what a document says of itself; they read galley text (no white space, half-width digits)."""

from __future__ import annotations

from functools import cache
from typing import Final

from .witness import Pattern, pattern

DIGITS: Final = "〇零一二三四五六七八九十廿卅"
DATE: Final = (
    r"(?<!\d)(?P<year>(?:19|20)\d{2}|[一二][〇○零oOΟ0九][〇○零oOΟ0一二三四五六七八九]{2})(?:年|[-/.])"
    rf"(?P<month>\d{{1,2}}|[{DIGITS}]{{1,3}})(?:月|[-/.])(?P<day>\d{{1,2}}|[{DIGITS}]{{1,3}})(?:日|(?!\d)|(?=\d\d[:：]\d\d))"
)
ORGAN: Final = (
    r"(?:人民政府|政府|办公厅|办公室|政府办|委员会|管委会|工委|党委|市委|省委|县委|区委|州委|盟委|旗委|发改委|[^常]委"
    r"|[^各]局|[^客]厅|[^各全]部|[^入]院|办事处|监管处|管理处|集团|公司|中心|指挥部|领导小组|总队|支队|[^全]署|银行|总社|联合会|总工会|协会|中国人民银行.{2,8}行)"
)
KINDS: Final = (
    r"(?:通知|通报|通告|公告|公报|意见|方案|要点|措施|办法|计划|规划|清单|细则|规定|规则|决定|纲要|任务|台账|台帐"
    r"|分工|批复|复函|函|条例|目标|政策|举措|预案|指南|指引|报告|安排|行动|条款|责任书|分解表|一览表|工作表|重点工作|若干条|条)"
)


@cache
def date() -> Pattern:
    """A full day, in digits or in Chinese numerals."""
    return pattern(
        DATE,
        "the zero of a year in Chinese numerals is typed as 〇, ○, 零, and as the letter O",
        (
            "2018年4月2日",
            "二〇一八年四月二日",
            "二○一八年十二月三十一日",
            "2025-10-10",
            "2023/3/7",
            "2025-10-1009：08",
            "二O二〇年二月四日",
        ),
        ("2018年4月", "12018-04-02", "2022年10月底"),
        start=r"[12一二](?=[09〇○零oOΟ九].{2}[-年/.])",
    )


@cache
def number() -> Pattern:
    """The bracketed year and the serial of a 文号; its letters before it are read from the line."""
    return pattern(
        r"[〔\[［【（(﹝〈《]\d{4}[〕\]］】）)﹞〉》](?:第)?\d{1,5}号",
        "every bracket is used for the year, and a scanned one may be any other",
        ("〔2018〕18号", "[2020]3号", "（2019）第12号", "【2021】82号"),
        ("2018年18号", "〔2018〕号"),
    )


@cache
def organ() -> Pattern:
    """A line that is nothing but the name of an organ."""
    return pattern(
        rf"^(?!各|.*(?:关于|印发|转发))[一-龥“”、（）]{{1,38}}{ORGAN}$",
        "matched against a whole segment; an addressee starts with 各",
        ("郑州市人民政府办公厅", "中共扬州市委", "国务院办公厅", "南京市应急管理局"),
        ("关于印发", "2018年", "甲市人民政府关于印发建设国际中心"),
    )


@cache
def masthead() -> Pattern:
    """The red head of a document: an organ and the word 文件, 函 or 令."""
    return pattern(
        rf"(?P<organ>[一-龥]{{2,40}}{ORGAN})(?:文件|令|便?函)",
        "matched against a whole segment",
        ("郑州市人民政府办公厅文件", "中共青山市委办公室文件", "青山市人民政府令"),
        ("各级文件",),
    )


@cache
def titled_by() -> Pattern:
    """The organ in front of a title."""
    return pattern(
        rf"^(?P<organ>(?!各|关于|印发)[一-龥、]{{2,60}}?{ORGAN})(?=关于|印发|转发|批转|发布|公布)"
        r"|^(?P<yearly>(?![省市县区])[一-龥]{4,24}?(?:局|厅|委员会|人民政府|办公室|办公厅|委))(?=“?20\d\d年|“?“十)",
        "lazy: the first 关于 belongs to the notice, a later one to what it forwards",
        ("江西省人民政府印发关于有效应对疫情", "郑州市人民政府办公厅关于印发", "临江县教育局2024年工作要点"),
        ("石景山区关于共同应对", "关于加强市政府办公室关于", "郑州市2024年优化营商环境"),
    )


@cache
def forwards() -> Pattern:
    """The second line of a forwarding notice's title, the organ on the line before."""
    return pattern(
        rf"(?:[一-龥]{{2,40}}?{ORGAN})?(?:关于)?(?:印发|转发|批转|下发)",
        "matched at the start of a line; of joint issuers the last may stand on it",
        ("关于印发供水工作方案的通知", "青山市人民政府关于印发", "转发市财政局"),
        ("关于进一步优化营商环境的意见",),
    )


@cache
def complete() -> Pattern:
    """The end of a title: a kind of document, perhaps with a bracket after it."""
    return pattern(
        rf"{KINDS}(?:》)?(?:[（(〔\[【](?:[^（）()]{{1,20}})[）)〕\]】])?(?:》)?$",
        "a version or a period may follow in brackets",
        ("工作方案的通知", "行动方案（2026-2027年）", "若干措施（暂行）", "工作要点(征求意见稿)"),
        ("关于印发2023年营商环境优化", "推动科技和产业"),
    )


@cache
def run_on() -> Pattern:
    """A title that runs into the addressees or the first sentence."""
    return pattern(
        rf"^(?P<title>[^。；：]{{6,120}}?{KINDS}(?:[（(][^（）()]{{1,20}}[）)])?)"
        r"(?=各[省市县区乡镇旗州盟部委直地有级]|为(?:了|深入|贯彻|进一步|全面|认真|切实|推动|加快|落实|持续|充分|加强|扎实)"
        r"|根据|按照|现将|(?:省|市|县|区)[^关]{0,12}各)",
        "a page flattened to one line has lost the break after its title",
        ("青山市人民政府关于加强供水工作的通知各县区人民政府", "2023年工作要点为深入贯彻落实"),
        ("为深入贯彻落实精神",),
    )


@cache
def opener() -> Pattern:
    """What a title that goes on over lines may start with."""
    return pattern(
        r"^(?:中共|中国|国务院|国家|关于|《|“?\d{4}年|\d{4}[—~-]\d{4}年|第?十[一二三四五]五|[一-龥]{2,8}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)"
        r"|[省市县区州]|[一-龥]{2,20}(?:局|厅|委|部|办|院|会|处))",
        "page furniture such as 首页 must not be taken into a title",
        ("浙江省加快新场景建设应用", "2024年优化", "市应急管理局2023年"),
        ("首页", "信息公开"),
    )


@cache
def quoted() -> Pattern:
    """What a notice sends out: the title of its attachment."""
    return pattern(
        r"(?:《(?P<first>(?:[^《》]|《[^《》]{1,120}》){2,160})》(?:《[^《》]{2,120}》|[、和及与]|等\d?个?[^，。《》]{0,12}){0,12}"
        r"[（(]?[^。《》]{0,6}[）)]?(?:已|业)?经[^。《》]{0,50}(?:同意|通过|审定|批准|修改完善)"
        r"|(?:现|兹)?将《(?P<second>(?:[^《》]|《[^《》]{1,120}》){2,160})》[^。《》]{0,30}(?:印发|下发|发给|转发|公布))",
        "the two standing phrases of a forwarding notice",
        (
            "《供水工作方案》已经市政府同意",
            "现将《供水办法》印发给你们",
            "《关于落实〈条例〉的意见》已经市政府常务会议审议通过",
        ),
        ("按照《条例》的规定",),
    )


@cache
def addressee() -> Pattern:
    """Whom a notice is sent to."""
    return pattern(
        r"^(?:各|(?:[省市县区局厅委][^。]{0,40})?各)[^。《》]{2,}[:：]?$|^(?!附件)[^。《》]{4,}(?:人民政府|部门|机构|单位|企业|处室|委员会|局|公司)[:：]$",
        "starts with 各 or ends in a class of bodies and a colon",
        ("各区人民政府，市人民政府各部门，各有关单位：", "局机关各处室、所属各单位：", "各处、金融信息中心："),
        ("郑州市人民政府办公厅", "牵头单位：市财政局"),
    )


@cache
def body() -> Pattern:
    """The first numbered heading."""
    return pattern(
        r"(?:序号|第[一1][章条节部编]|一、|[（(]一[）)]|1[.．、](?!\d)|[（(]1[）)])",
        "looked for at a break or after a full stop",
        ("一、总体要求", "（一）精简", "1.设立", "第一章总则"),
        ("二、任务", "1.5倍"),
        start="[序第一（(1](?=[号一1、.．])",
    )


@cache
def draft() -> Pattern:
    """The mark of a draft."""
    return pattern(
        r"征求意见稿|公开征求意见|送审稿|讨论稿|草案|征询意见稿|意见征集稿|初稿",
        "in the title or on a line under it",
        ("（征求意见稿）", "草案", "送审稿"),
        ("试行", "修订稿"),
    )


@cache
def plan_period() -> Pattern:
    """The year, or the first year of the period, that a title is for."""
    return pattern(
        r"(?<![\d〔\[（(第])(?:(?<!\d)(?P<first>20\d{2})年?[—\-~～－至–－](?:20)?\d{2}年"
        r"|(?P<year>20\d{2})(?:年度?)(?![前底末]|远景|以前|月))|[（(〔](?P<bracket>20\d{2})年?[—\-~～－至–－](?:20)?\d{2}年?[）)〕]",
        "a year by which something is reached (2030年前), or of a vision (2035年远景目标), is not the year of the plan",
        ("2018年度工作方案", "（2026-2028年）", "2021—2023年", "2023年优化"),
        ("2030年前碳达峰", "2035年远景目标", "〔2018〕18号"),
    )


@cache
def five_years() -> Pattern:
    """A five-year plan: the fourteenth runs from 2021."""
    return pattern(
        r"“?(?P<count>十[一二三四五六七八九])五|第(?P<ordinal>十[一二三四五六七八九])个五年",
        "the eleventh and later ones",
        ("“十四五”城市管理规划", "第十四个五年规划"),
        ("十五条措施",),
    )


@cache
def sets_out() -> Pattern:
    """The phrase with which the preamble of a plan closes."""
    return pattern(
        r"(?:制定|制订|提出|明确|编制)(?:了)?(?:本(?!市|县|省|区)|如下|以下)|特制[定订]|现(?:就|提出|制定|印发)",
        "a report has none of them",
        ("制定本方案。", "现提出以下意见", "特制定工作要点"),
        ("制定了多项制度", "提出的意见"),
    )


@cache
def drawn_up() -> Pattern:
    """The year in the sentence with which a preamble closes."""
    return pattern(
        r"(?:制定|制订|提出|明确|编制|确定)(?:了|如下|本|以下)?[^。《》]{0,20}?(?P<year>20\d{2})年",
        "制定2022年优化提升营商环境实施意见",
        ("特制定2024年优化营商环境工作要点", "现提出2022年工作安排"),
        ("根据《2022年工作要点》",),
    )


@cache
def keyed() -> Pattern:
    """A data file's own key and value, which stand where a document has its title."""
    return pattern(
        r"^[A-Za-z_]\w*：",
        "A line that a task list in JSON begins with: its version, its dimensions.",
        ("version：2026-08-20", "dimensions：算力、数据"),
        ("青山市工作方案", "AI发展行动计划"),
    )
