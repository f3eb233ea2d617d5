"""The words by which a plan says who answers for a task and by when."""

from __future__ import annotations

from functools import cache

from .witness import pattern

_GAP = r"[ \v]?"  # print may break a label anywhere


def _loose(words: str) -> str:
    """An alternation whose words may hold a blank or a wrap between any two characters."""
    return "|".join(_GAP.join(word) for word in words.split("|"))


_UNIT = _loose(
    "单位|处室|部门|科室|机构|主体|股室|站所|处所|镇街|乡镇|街道|社区|地区|区县|市县|地方|责任方|科（室）|处（室）|方|处|科|组|室|局|村"
)
_PEOPLE_TOO = rf"(?:{_GAP}[及和、]{_GAP}(?:{_loose('责任人|负责人|责任领导|责任人员')}))?"
_LEAD = _loose("总牵头|牵头|主办|主责|主管|第一")
_SHARE = _loose(
    "共同责任|责任|主要责任|配合|协办|协同|协作|协助|承办|落实|实施|参与|参加|参建|负责|会办|执行|具体|建设|监管|分工|联合|申报|完成|承担|分办|项目|业主|包保|办理"
)
_WATCH = _loose("督导|督办|监督|督查|督促|指导|考核|验收|销号|支持|联系|评估")
_TIED_TO = _loose("责任|分管|牵头|包保|联系|主管|挂帅|督办|负责|主要|市级|县级|区级|分包|挂钩|包抓")
_PEOPLE = _loose("领导|人员|人|同志|县领导|市领导|区领导")
_DONE = _loose("计划完成|预计完成|目标完成|任务完成|完成|办结|整改|落实|推进|实施|工作|计划|目标|预计|责任")
_LIMIT = _loose("时限要求|时间要求|时间节点|时间安排|时间进度|进度要求|进度安排|时限|时间|期限|节点|日期")
_OTHER = _loose(
    "目标位次|目标位置|目标任务|工作目标|年度目标|考核指标|联系电话|联系方式|电话|备注|成果形式|预期成果|工作成果|资金来源"
    "|责任文件|支撑材料|任务来源|进展情况|考核方式|考核分值|测评标准|注|附注|说明|备注说明"
)

_LEVEL = _loose("市级|区级|县级|乡级|镇级|省级|州级|局级|市直|区直|县直|省直|本级|整改|主体|主要|次要|属地|行业")
_OWN = rf"(?:(?:{_LEVEL}){_GAP})?"

_TASKED = _loose("责任|负责|落实|实施|抓总")
_SHARED = _loose("责任|负责|落实|实施|配合|协同|牵头")

LABEL = pattern(
    rf"""(?P<label>
        (?P<person>(?:{_TIED_TO}){_GAP}(?:{_loose("负责|责任|牵头|市级|县级|区级|分管|包抓")})?{_GAP}(?:{_PEOPLE}))
      | (?P<lead>{_OWN}(?:{_LEAD}){_GAP}(?:（{_loose("责任")}）|{_TASKED})?{_GAP}(?:{_UNIT})?{_PEOPLE_TOO})
      | (?P<share>{_OWN}(?:{_SHARE}){_GAP}(?:（{_loose("牵头")}）|{_SHARED})?{_GAP}(?:{_UNIT})?{_PEOPLE_TOO})
      | (?P<watch>(?:{_WATCH}){_GAP}(?:{_loose("责任|检查")})?{_GAP}(?:{_UNIT}))
      | (?P<time>(?:{_DONE})?{_GAP}(?:{_LIMIT}))
      | (?P<other>{_OTHER})
    )(?:（[^）]{{1,12}}）)?[ \v]*$""",
    "A label before a colon, by what it introduces; it is matched at the end of the words before the colon.",
    (
        "牵头单位",
        "责任\v处室",
        "完成时限",
        "责任领导",
        "配合单位",
        "督导单位",
        "目标位次",
        "牵头部门",
        "时限要求",
        "主办单位（处室）",
        "市级牵头单位",
    ),
    ("城市管理", "一是"),
)


@cache
def label_characters() -> str:
    """Every character that a label may hold, but for what stands in a bracket at its end."""
    return "".join(sorted({*LABEL.regex.pattern, " ", "\v"}))


BARE_LABEL = pattern(
    r"""^(?:牵头|主办|主责|责任|配合|协办|协同|协助|承办|落实|实施|参与|参加|负责|会办|执行|具体|建设|监管|分工|联合
        |申报|完成|第一|主管|责任分工|注|附注|说明)$""",
    "A label without 单位; it introduces units only at the start of a bracket or a line, or between parts of a clause.",
    ("责任", "配合", "牵头"),
    ("责任单位", "牵头部门"),
)

BOXED_LABEL = pattern(
    r"""[【〔\[（][ \v]?(?P<label>
        (?P<lead>(?:市级|县级|区级)?(?:牵头|主办|主责)(?:责任)?(?:单位|部门|处室|科室))
      | (?P<share>(?:市级|县级|区级|整改)?(?:责任|配合|协办|承办|落实|参与|协同)(?:责任)?(?:单位|部门|处室|科室))
      | (?P<time>(?:完成|办结|整改)(?:时限|时间|期限)|时限要求)
      | (?P<other>(?:责任|分管|牵头)领导|责任人|联系人|备注)
    )[ \v]?[】〕\]）][ ]?[：]?""",
    "A label in brackets of its own, its words behind it.",
    ("【责任单位】县教育局", "〔完成时限〕6月底", "（牵头部门）：市财政局"),
    ("（责任单位：市教育局）", "甲局（牵头）"),
)

SPACED_LABEL = pattern(
    r"""(?:^|(?<=\n))[ ]*(?P<label>(?P<lead>(?:牵头|主办)(?:单位|部门|处室|科室))
        |(?P<share>(?:责任|配合|协办|承办|落实|参与|协同)(?:单位|部门|处室|科室))
        |(?P<time>(?:完成|办结)(?:时限|时间|期限)|时限要求))[ \n\v]+(?=[^：\s])
        |(?:(?<=[（〔【\[；。，\n])|^)(?P<is>(?P<islead>牵头|主办)?(?(islead)|(?:责任|配合|协办))(?:单位|部门)(?:为|是|有))(?=[一-龥])""",
    "A label that stands before its words without a colon, as a page's cells do when a reader lays them out.",
    ("责任单位\n市教育局、市财政局", "完成时限 2023年底", "（牵头单位为市教育局"),
    ("责任单位：市教育局", "各责任单位 要"),
    start=r"""[ 牵主责配协承落参完办时](?=
        (?<=[ ])[ ]*[牵主责配协承落参完办时]
      | (?<=[牵主责配协承落参完办时])[头办任合实与成结限](?:单位|部门|处室|科室|时限|时间|期限|要求)
    )""",
)

LABEL_SIGN = pattern(
    r"[位门室限间求期导人注](?:[ \n\v】〕\]）]|(?<=[位门])[为是有])",
    "The end of a label in brackets or without a colon, and what stands behind it: a text without one holds neither.",
    ("责任单位\n", "完成时限 2023", "牵头单位为", "【责任单位】"),
    ("责任单位：", "时间为"),
)

BARE_END = pattern(
    r"[）〕\]】](?:[。；;.]{2}|[。；;.]?(?:\n|\Z))",
    "A bracket with which a paragraph ends, as one of nothing but names must.",
    ("整治（甲局）", "整治（甲局）。\n推进", "整治（甲局）；。"),
    ("（甲局）整治", "（甲局）；整治"),
)

CLAUSE_END = pattern(
    r"""[：）〕】\]](?:
        (?<=(?:责任|牵头|主办|配合|落实|承办)(?:单位|部门|处室|科室|机构)：) | (?<=(?:负责|牵头|配合|落实)[）〕】\]])
    )""",
    "A quick sign that a paragraph holds a clause, found by its last mark; tells only whether there may be several.",
    ("责任单位：", "牵头部门：", "市教育局负责）"),
    ("落实责任",),
)

WORKING = pattern(
    r"""(?:牵头|负责|落实|配合|参与|参加|承办|主办|实施|协助|协同|支持|推进|办理|完成|职责|分工|做好|主责)
            [一-龥]{0,6}?(?:[，,；;、。和 ]|$)
        |会同|牵头|按职责""",
    "A word without which a running clause is none, standing where a part of it ends.",
    ("市教育局牵头", "按职责分工负责", "甲局会同乙局", "由市教育局负责，6月底前完成"),
    ("市教育局、市财政局",),
)

SIGNATURE = pattern(
    r"""(?:[ \n]|(?<=[。）]))(?P<who>[一-龥（）]{4,40}(?:政府|局|厅|委员会|办公室|委|部|院|会))?[ \n\v]*
        (?:\d{4}|[二〇零一三四五六七八九]{4})[ ]?年[ ]?[\d一二三四五六七八九十]{1,3}[ ]?月[ ]?
        [\d一二三四五六七八九十]{1,3}[ ]?日""",
    "A signature and its date that print ran on behind the last clause.",
    ("各行政执法部门 三明市人民政府 2020年2月4日", "\n2018年4月2日"),
    ("市教育局，2020年2月4日前完成",),
    needs="日",
)

VERB = pattern(
    r"""^(?:加强|推进|加快|完善|强化|做好|健全|优化|提升|深化|落实|建立|开展|组织|支持|鼓励|引导|确保|实施|全面|扎实|积极
        |进一步|不断|严格|依法|广泛|社会)""",
    "A heading's verb; what starts with it is no body, however it ends (加强社会参与).",
    ("加强社会", "推进落实"),
    ("市教育局", "实验学校"),
)

SURE_BODY = pattern(
    r"(?:局|委|办|厅|部|院|公司|集团|中心|政府|会|分行|支行|单位|部门|行)(?:（[^）]{1,20}）)?$",
    "The end of a body's name where no working word stands by to confirm it.",
    ("市教育局", "市直有关单位"),
    ("郑东新区",),
)

SURE_START = pattern(
    r"^(?:市|省|区|县|州|各|国家|团[市省区县]委|旗|自治区)",
    "The start of a list of bodies where no working word stands by to confirm it.",
    ("市教育局", "团市委"),
    ("人民政府",),
)

FIRST_LEADS = pattern(
    r"""(?:列|排|居)(?:名|序)?(?:在|于)?(?:最前|首位|第一位|第一|首)的?(?:部门|单位)?(?:的)?(?:为|是|系)(?:总|主要)?(?:牵头|主办|主责|汇总)
        |第一(?:个)?(?:责任)?(?:单位|部门)(?:为|是|系)(?:牵头|主办|主责)""",
    "A document's own rule that the first unit of a list leads.",
    (
        "（列第一位的为牵头单位，下同）",
        "责任单位中排在首位的为牵头单位",
        "列第一位为牵头或汇总单位",
        "第一单位为牵头单位",
    ),
    ("第一责任人为主要负责人",),
    start="[列排居第](?=[名序在于最首第一])",
)

COMMA_LEADS = pattern(
    r"(?:第一个)?(?P<mark>逗号|分号)(?:之|以)?前(?:面)?的?(?:部门|单位)?(?:均|都)?(?:为|是)(?:牵头|主办|主责)",
    "A document's own rule that the units before a mark lead.",
    ("第一个逗号前为牵头部门", "分号前的单位为牵头单位"),
    ("逗号前后",),
    start="[第逗分](?=[一号])",
)

NAMED_TAIL = pattern(
    r"，(?:由|(?=(?:市|省|区|县|州|国家|团[市省区县]委)[一-龥]{1,16}(?:局|委|办|厅|部|院|会|中心|公司|政府)))",
    "How a clause inside a sentence must begin: with 由, or with a department's full name.",
    ("推进安全，由县教育局负责", "，县教育局牵头"),
    ("，各部门配合", "由县教育局负责", "，加强协调配合"),
)

GLOSS = pattern(
    r"^(?:含|不含|以下|即|见|如|包括|原|暂|试行|指|简称|下称|除|涉及|注|附)",
    "A bracket that explains a word rather than naming who answers.",
    ("含县级市", "以下简称中心", "原市旅游局"),
    ("市教育局",),
)

LABELLED = pattern(
    r"(?:牵头|责任|配合|承办|落实)(?:责任)?(?:单位|部门|处室|科室|股室)[】〕）]?[：:]",
    "A label of units, wherever it stands; one that no task took up is a finding.",
    ("责任单位：市教育局", "牵头部门:市财政局"),
    ("责任单位要", "落实责任："),
)
