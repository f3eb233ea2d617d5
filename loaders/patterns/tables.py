"""Which column of a task table says what."""

from __future__ import annotations

from .witness import pattern

COLUMNS = {
    "number": pattern(
        r"^(?:序号|编号|任务编号|号|项次|No\.?|id|ID|number)$", "The row's number.", ("序号", "id"), ("文号", "任务")
    ),
    "lead": pattern(
        r"^(?!.*(?:领导|人$|人员|同志))(?:市级|区级|县级|省级)?(?:总)?(?:牵头|主办|主责|主管|第一责任)[一-龥（）、/和及]{0,10}$|^(?:owner|lead|leader)$",
        "The unit that leads.",
        ("牵头单位", "牵头部门", "主办单位", "owner"),
        ("责任单位", "牵头领导"),
    ),
    "share": pattern(
        r"""^(?:具体|主要|共同|整改|主体|市级|区级|县级|省级|属地)?(?:责任|负责|配合|协办|协同|协助|承办|落实|实施|参与|参加|执行|完成|建设|会办|分工|任务)
            [一-龥（）、/和及]{0,6}(?:单位|部门|处室|科室|科（室）|处（室）|机构|主体|方|股室|站所|镇街|乡镇|村|地区)(?:（[^）]*）)?$
        |^(?:责任|配合|协同|协办|协助|会办|承办|责任分工|任务分工|co|support|partners?|units?|departments?)$""",
        "The units that share it.",
        ("责任单位", "配合单位", "责任单位（部门）", "负责单位", "co"),
        ("责任领导", "任务"),
    ),
    "due": pattern(
        r"^(?:[一-龥]{0,4})(?:时限|时间|期限|节点|日期|进度(?!情况)|年限|工期)[一-龥（）]{0,6}$|^(?:time|deadline|due)$",
        "By when.",
        ("完成时限", "时间进度", "时限要求", "完成时间", "time"),
        ("任务", "进展情况"),
    ),
    "task": pattern(
        r"""^(?!.*(?:指标|单位|时间|领导|目标$))[一-龥（）、]{0,8}(?:任务|事项|举措|措施|工作|要点|项目|条款|内容|实事|名称)[一-龥（）、]{0,6}$|^(?:task|title|name)$""",
        "What is to be done.",
        ("工作任务", "重点任务", "具体举措", "主要内容", "工作内容", "任务名称", "task"),
        ("工作指标", "责任单位", "工作目标"),
    ),
    "goal": pattern(
        r"^[一-龥（）]{0,6}(?:目标|成果|要求|标准|成效|路径|说明|指标值)[一-龥（）]{0,6}$|^(?:goal|target|detail|content)s?$",
        "What is to come of it: words of the task, but not its title.",
        ("工作目标", "预期成果", "具体要求"),
        ("序号",),
    ),
    "class": pattern(
        r"^[一-龥]{0,6}(?:类别|类型|领域|分类|维度|方面|板块|方向|类|名目|专项|大项|工程|行动)[一-龥]{0,4}$|^(?:dimension|group|category|section)$",
        "What the row belongs to.",
        ("类别", "重点领域", "dimension"),
        ("序号", "任务"),
    ),
    "person": pattern(
        r"^[一-龥]{0,8}(?:领导|责任人|负责人|联系人|负责同志|电话|人员)[一-龥]{0,4}$",
        "People are no units.",
        ("责任领导", "联系人"),
        ("责任单位",),
    ),
}

NO_TASKS = pattern(
    r"指标|分值|得分|评分",
    "A table of indicators or scores sets no tasks.",
    ("工作指标", "得分"),
    ("建议标题",),
)

NO_TITLE = pattern(
    r"备注|进展|完成情况|联系|电话|金额|投资|资金|文号|编码|地点|规模|年度|来源|姓名|代表|委员",
    "Columns of a task table that are about the task but do not name it.",
    ("备注", "进展情况", "总投资（万元）"),
    ("案由", "反馈问题"),
)

_GAP = r"[ \v]*"


def _spaced(words: str) -> str:
    """An alternation of words that print may have set with blanks between their characters."""
    return "|".join(_GAP.join(word) for word in words.split("|"))


FLAT_HEADER = pattern(
    rf"""{_spaced("序号")}{_GAP}(?:[一-龥]{_GAP}){{0,6}}?{_spaced("任务")}[一-龥 \v]{{0,8}}?
        (?P<who>(?:(?:{_spaced("责任|负责|牵头|主办")}){_GAP}){{1,2}}(?:{_spaced("单位|部门")}))
        (?P<share>{_GAP}(?:{_spaced("配合|协办|责任|参与")}){_GAP}(?:{_spaced("单位|部门")}))?
        (?:{_GAP}(?:{_spaced("完成")})?{_GAP}(?:{_spaced("时间|时限")}){_GAP}(?:{_spaced("进度|要求|节点|安排")})?)?
        (?:{_GAP}{_spaced("备注")})?""",
    "The heads of a task table's columns, run together in a text that lost its table.",
    (
        "序号工  作  任  务负 责 单 位时间进度备注",
        "序号 重点任务 责任单位 完成时限",
        "序号 工 作 任 务 牵头负责部门",
    ),
    ("序号，任务与责任单位一一对应",),
)

FLAT_NAME = pattern(
    r"""(?:(?:市|省|(?<![社辖片地园新城山老小景牧林灾各])区|(?<!各)县|州)(?![场容级直属域内外中本]|政(?!府|务|法|协|数)|民(?!政|族|宗))[一-龥]{1,14}?(?:局|委|办|厅|院|会|联|中心|公司|社|部|行)
        |(?:人民银行|人行|国网|团[市省区县]委)[一-龥]{0,12}?(?:支行|公司|分行)?|[一-龥]{2,6}(?:银监分局|银保监分局|海关|供电公司))
        (?=（|、|和各|$|\d{4}年|[，,]|及|会同|持续|长期|逐年|\d{1,2}月)""",
    "A unit's name in a table row that lost its columns; the rightmost level word before its end starts it.",
    ("设施市住房城乡规划建设局（牵头）", "投入人行广安市中心支行（牵头）"),
    ("城市管理",),
)

FLAT_LEVEL = pattern(
    r"(?:市|省|(?<![社辖片地园新城山老小景牧林灾各])区|(?<!各)县|州)(?![场容级直属域内外中本]|政(?!府|务|法|协|数)|民(?!政|族|宗))",
    "The level word with which a department's name starts.",
    ("市民政局", "区财政局"),
    ("市民热线", "社区", "市政工程"),
)

FLAT_DUE = pattern(
    r"(?:\d{4}年(?:第?[1-4一二三四]季度|\d{1,2}月)?底?前?|\d{1,2}月底?前|持续|长期|逐年|每年|常年|年底前|按年度)[一-龥]{0,20}$",
    "The words of time with which such a row ends.",
    ("2014年4季度出台具体措施", "持续实施", "逐年落实"),
    ("市民政局",),
)
