"""How plans name other documents, and the words that say what a task has to do with them."""

from __future__ import annotations

from functools import cache

from .witness import Pattern, pattern

_NUMBER = r"""
    (?: [\u4e00-\u9fff]{2,14} (?:〔|\[|［|【|（|\() (?:19|20)[0-9]{2}年? (?:〕|\]|］|】|）|\)) 第?[0-9]{1,5}[ ]?号
      | (?:[\u4e00-\u9fff]{0,16}令)? 第?[0-9〇零一二三四五六七八九十百]{1,5}号 (?:令|公告|公布|文)?
      | [\u4e00-\u9fff]{2,14} (?:19|20)[0-9]{2}年第?[0-9]{1,5}号
    )"""


@cache
def number_behind() -> Pattern:
    """The 文号 in brackets right behind a title, also behind （试行） or （2023年版）."""
    return pattern(
        rf"""\A
        (?: [（(]
            (?:试行|暂行|修订版?|修正|(?:19|20)[0-9]{{2}}年?(?:修订|修正|版|版本|本)?|[^（）()《》]{{0,6}}稿)
        [）)] )?
        [（(〔\[［【]
        (?P<number>{_NUMBER})
        (?: [，,；;、] [^（）()]{{0,60}} )? [）)〕\]］】]""",
        "any bracket may be used, and 以下简称 may follow inside it",
        (
            "（豫政办〔2021〕5号）", "(国办发[2022]30号)", "（试行）（郑政〔2020〕1号）", "（国务院令第722号）",
            "（苏政发〔2022〕3号，下称《意见》）",
        ),
        ("（试行）", "（以下简称《条例》）", "，按照"),
    )  # fmt: skip


@cache
def number_before() -> Pattern:
    """The 文号 that stands before a title."""
    return pattern(
        r"""
        (?P<number> [\u4e00-\u9fff]{2,12} [〔\[［] (?:19|20)[0-9]{2} [〕\]］] 第?[0-9]{1,5}号 )
        (?:文件?|文件精神|通知)?[）)]?\Z""",
        "only in square brackets, as nothing else marks where it begins; the verb before it is cut off afterwards",
        ("国办发〔2022〕30号文件", "按照豫政〔2020〕1号"),
        ("〔2022〕30号", "国办发〔2022〕30号规定的"),
    )


@cache
def issuer_code() -> Pattern:
    """Where the issuer's code of a 文号 begins when a verb runs into it."""
    return pattern(
        r"^.*(?:根据|按照|依据|依照|落实|贯彻|执行|遵照|参照|关于|印发|转发|以及|和|与|及|的|对)(?=[\u4e00-\u9fff]{2})",
        "a code never holds these words",
        ("按照豫政", "严格落实郑政办"),
        ("国办发", "皖政办秘"),
    )


@cache
def short_form() -> Pattern:
    """Words before 《 that define a short form instead of citing."""
    return pattern(
        r"(?:以下|下文|统|通|简|合|并)(?:均|统|合)?(?:简)?称(?:为)?[：:“]?\Z|(?:下称|一图读懂|图解)\Z",
        "（以下简称《条例》） names again what was just cited",
        ("（以下简称", "（下称", "，以下统称"),
        ("名称", "根据"),
    )


@cache
def no_policy_title() -> Pattern:
    """The end of a title that is a newspaper, report, form, certificate or work, and no policy."""
    return pattern(
        r"""
        (?: [早晚日周时]报 | 快报 | 简报 | 专报 | 月报 | 年报 | 报告 | 皮书 | 周刊 | 月刊 | 季刊 | 专刊 | 期刊
          | 杂志 | 之歌 | 之声 | 组歌 | 大合唱 | APP | 客户端
          | 通知书 | 告知书 | 承诺书 | 责任书 | 任务书 | 意见书 | 建议书 | 倡议书 | 确认书 | 协议书 | 委托书
          | 申请书 | 决定书 | 说明书 | 公开信 | 明白卡 | 明白纸
          | 许可证 | 执照 | 登记证 | 合格证 | 资格证 | 证书 | 居住证 | 申请表 | 登记表 | 备案表 | 审批表
          | 汇总表 | 统计表 | 教材 | 读本 | 画册 | 课程 | 专栏 | 栏目
          | 宣传片 | 纪录片 | 专题片 | 电视剧 | 课题 | 合同 | 协议 | 地图 | 图册 | 图集 | 口袋书 | 口诀 | 台历
          | 研究
        )\Z""",
        "a report or a form tells and asks, it rules nothing",
        ("舆情早报", "产业专利分析预警报告", "联合验收意见通知书", "城管之歌"),
        ("办事指南", "考核办法", "报告制度", "公报条例"),
        needs=r"[报告书刊志歌声唱P端信卡纸证照表材本册程栏目片剧题同议图集诀历究]\Z",
    )


@cache
def no_policy_word() -> Pattern:
    """A word right behind 》 that says the title was a magazine, a programme or a book."""
    return pattern(
        r"\A(?:(?:等)?(?:杂志|栏目|专栏|节目|APP|客户端|期刊|报纸|报社|系列丛书|丛书|一书|书籍|纪录片|专题片|宣传片|电影|课程|歌曲|剧目|演出|公众号))",
        "《健康之城》杂志",
        ("杂志", "等栏目"),
        ("等文件", "要求"),
    )


@cache
def chained() -> Pattern:
    """What may stand between two titles that share one relation."""
    return pattern(
        r"""
        \A (?: [（(〔][^（）()]{0,60}[）)〕] )*
        (?: [、，,]? | (?: 、|和|与|及|以及|或|并|等) (?!.{0,8}(?:落实|执行|贯彻|按照|根据|依|制|出台|修))
            (?: 最新
              | [\u4e00-\u9fff]{0,10} (?: 国家 | 国务院 | [省市区县州盟旗] | 政府 | [委部局厅办院署会] | 办公[厅室] )
                (?:等部门)?(?:的|印发的|新修订的)?
            )?
        ) \Z""",
        "titles follow each other with or without a separator, a 文号 or the next one's issuer between them",
        ("、", "和", "", "（豫政〔2021〕5号）、", "以及", "和省政府办公厅"),
        ("，制定", "要求，结合", "，出台我市的实施办法和", "，落实省委", "和贯彻省委"),
    )


@cache
def done_under() -> Pattern:
    """Verbs under whose object a task is done, and what may stand between them and the title."""
    return pattern(
        r"""
        (?:按照?|根据|依据|依照|遵照|参照|对照|比照|遵循|遵守|符合|落实|贯彻|执行|践行|围绕|依托|基于|对标|施行|履行|宣贯|衔接|达到|满足|兑现|适用|推进|推动
          |(?<!印发)(?<!出台)(?<!发布)(?<!颁布)(?<!制定)(?<!编制)(?<!并)实施|用好|用足)
        (?:好|到位|实施|执行|落实|学习|宣传)?
        (?P<gap>[^，。；：！？《》]{0,24})\Z""",
        "the verb must lie in the title's own clause",
        ("按照", "认真贯彻", "严格执行省委、省政府", "依据国家", "落地落实市政府印发的"),
        ("制定", "落实责任，编制", ""),
    )


@cache
def written() -> Pattern:
    """Verbs whose object is written, revised or published, and what may stand between them and the title."""
    return pattern(
        r"""
        (?:制定|制订|制发|编制|编写|编印|编撰|出台|修订|修编|修改|修正|印发|起草|草拟|拟定|拟订|研究提出|研究制|发布|公布|颁布|完善|更新|调整|形成|代拟|提请审议|报批|报审|修制定|制修订|订立|新修|废止|汇编|推出|下发|完成|公开(?!征求)|立法|健全|建立|细化)
        (?P<gap>[^，。；：！？《》]{0,16})\Z""",
        "the verb must lie in the title's own clause",
        ("研究制订", "修改完善", "市城管局牵头起草", "制定出台", "加快编制完成我市"),
        ("按照", "制定方案，落实"),
    )


@cache
def under_behind() -> Pattern:
    """Words behind a title that make it the rule to follow."""
    return pattern(
        r"""
        \A (?:
        (?:（[^）]{0,40}）|等)*(?:文件|政策|法律|法规|规章|制度|标准|规定|办法|方案)*(?:中|里)?的?(?:有关|相关|具体|总体|部署|工作)?
        (?:要求|规定|精神|部署|执行|标准|为依据|为指导|为遵循|为统领|为抓手|实施$|落实|落地|框架|实质化|条件|安排)
        )""",
        "《…》的要求, 《…》执行, 以《…》为依据",
        ("的要求", "（豫政〔2021〕5号）执行", "等文件精神", "有关规定"),
        ("，扎实开展", "等配套文件", "并提交"),
    )


@cache
def written_behind() -> Pattern:
    """Words behind a title that say it is to be written or revised."""
    return pattern(
        r"""
        \A (?:
        (?:（[^）]{0,40}）|等)*[^，。；：《》]{0,10}?的?(?:制定|制订|编制|编写|修订|起草|出台|立法|修编|修改|印发实施|文本|报批|审批|发布实施|颁布实施|草案|送审)
        )""",
        "推动《…》等法规规章的制定修订工作, 完成《…》文本编写",
        ("等法规规章的制定修订工作", "文本编写", "修订", "编制工作"),
        ("，制定", "要求", "的通知"),
    )


@cache
def derived() -> Pattern:
    """Words behind a title which make something else, derived from it, the verb's object."""
    return pattern(
        r"\A(?:(?:（[^）]{0,40}）|等)*(?:的)?(?:实施细则|实施方案|实施意见|实施办法|工作细则|配套(?!文件)|解读|宣传|宣讲|培训|贯彻|责任分工|任务分解|地方性法规调研))",
        "制定《条例》实施细则 writes the rules, and the 条例 is what they stand on",
        ("实施细则", "宣传解读", "的实施意见"),
        ("等配套文件", "，推动"),
    )


@cache
def passing() -> Pattern:
    """Words around a title that only name it: notices that forward or approve it."""
    return pattern(
        r"(?:关于(?:印发|转发|公布|发布|修订|修改|下发|废止|批转)|现(?:将|就)|纳入|列入|一图读懂|政策解读[：:])\Z",
        "关于印发《…》的通知 cites, it does not tell to publish",
        ("关于印发", "，现将"),
        ("制定印发", "将"),
    )
