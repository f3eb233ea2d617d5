"""How plans print due times, and the words around them that decide whether a time is due at all."""

from __future__ import annotations

from functools import cache

from .witness import Pattern, pattern

_TO = "(?:至|到|[-—–~～－─]{1,2})"
_YEAR = "(?:(?:19|20)[0-9]{2}|二[〇零○O0]{1}[〇零○O0一二三四五六七八九]{2})"
_MONTH = "(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:[0-9]{1,2}|三十一?|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_POINT = r"""
    [0-9一二三四五六七八九十第今明次翌本当去上下全年“"](?=
        (?<=[0-9一二三四五六七八九十第])[0-9〇零○O一二三四五六七八九十]{0,3}[-—–~～－─至到年月季/.]
      | (?<=[今明次翌本当去上全])年 | (?<=[上下])半年 | (?<=年)[底末内终]
      | (?<=十)[一二三四五六七]五 | (?<=[“"])十[一二三四五六七]五
    )"""


@cache
def point() -> Pattern:
    """One point or period of time, with its first year, month or quarter where it is a range, and what follows it."""
    return pattern(
        rf"""
        (?<![0-9.〔\[第号])
        (?:
          (?P<iy>(?:19|20)[0-9]{{2}})(?P<sep>[-/.])(?P<im>[0-9]{{1,2}})(?P=sep)(?P<id>[0-9]{{1,2}})(?![0-9.])
        |
          (?:
            (?P<from>{_YEAR})年?{_TO}(?={_YEAR}年)
          )?
          (?: (?P<year>{_YEAR})年(?P<annual>度)? | (?P<relative>今年度?|明年|次年|翌年|本年度?|当年|去年|上年) )
          (?:
            (?P<month>(?:{_MONTH}(?:月份?)?{_TO})?{_MONTH})月份?
              (?: (?P<day>{_DAY})日 | (?P<mpart>底|末|初|[上中下]旬) )?
          | 第?(?P<quarter>(?:[一二三四1-4]{_TO})?[一二三四1-4])季度?(?P<qpart>末|底)?
          | (?P<half>[上下])半年
          | 年?(?P<yend>底|末|内|终|初|中(?=前|底|，))
          | (?P<whole>全年)
          )?
        |
          (?P<bmonth>(?:{_MONTH}(?:月份?)?{_TO})?{_MONTH})月份?
            (?: (?P<bday>{_DAY})日 | (?P<bmpart>底|末|初|[上中下]旬) )?
        | 第?(?P<bquarter>(?:[一二三四1-4]{_TO})?[一二三四1-4])季度(?P<bqpart>末|底)?
        | (?P<bhalf>[上下])半年
        | (?P<bwhole>全年)
        | 年(?P<byend>底|末|内|终(?=前|，|。|\Z))
        | [“"]?十(?P<fyp>[一二三四五六七])五[”"]?(?:规划)?(?P<fypart>期?末|末期|期间|时期|期内)
        )
        (?P<tail>底?(?:之|以)?前(?!后)|底|之内|以内|内|为止|止|起|开始(?!前)|以来|以后|之后|后(?!续)|至今)?
        """,
        "A year is always four figures, so that 3年内 stays a duration; nothing before it may make it part of a 文号",
        (
            "2022年10月底", "2019年6月份前", "二〇二三年十二月底", "年底前", "6-9月", "2023—2025年",
            "2023-06-30", "上半年",
            "第三季度末", "2014年4季度", "“十四五”末", "2018年年底", "4月底前", "十二月底", "2023年5月上旬", "9月31日",
        ),
        ("〔2021〕5号", "3年", "十九大", "12345", "三项", "2021.5", "月度"),
        start=_POINT,
    )  # fmt: skip


@cache
def title() -> Pattern:
    """A title, in which no time is due."""
    return pattern(
        r"《[^》]{0,160}》",
        "no title is longer, and a lost 》 must not hide the rest of the text",
        ("《2022年工作要点》",),
        ("《2022年工作要点",),
    )


@cache
def recurring() -> Pattern:
    """Words that end right before a time and make it recur, lie in the past, or last."""
    return pattern(
        r"(?:每|逐|历|往|上|去|前|近|后|下|隔|[0-9一二两三四五六七八九十几半多数][个]?|每年|次|按|跨|常)\Z",
        "3年内 and 三年内 are durations, 每季度 and 按季度 a rhythm, 上年末 the past",
        ("每", "近三", "5", "按"),
        ("，", "完成", "力争"),
    )


@cache
def starting() -> Pattern:
    """Words that end right before a time from which something runs, or with which something is compared."""
    return pattern(
        r"(?:自|从|较|比|与|以|超过|高于|低于|相比|达到|截至目前|截止目前|由)\Z",
        "the time in 自2023年1月1日起 or 较2020年 is no due time",
        ("自", "较", "不低于"),
        ("到", "至", "在"),
    )


@cache
def reported_since() -> Pattern:
    """Words right before a time up to which something is reported."""
    return pattern(
        r"(?:截至|截止|截止到|截至到|到|至)\Z",
        "截至2022年底，全市已建成…: in a plan of 2023 that is a report",
        ("截至", "截止到"),
        ("争取", "，"),
    )


@cache
def reported() -> Pattern:
    """Words behind a time in its clause that report."""
    return pattern(
        r"\A[^，。；]{0,16}(?:已|共有|现有|累计)",
        "2022年底全市已有… reports",
        ("全市已建成", "累计完成"),
        ("前完成，已", "全面完成"),
    )


@cache
def opening() -> Pattern:
    """What a period may stand behind: the start of a clause, or a word that says when something is to be done."""
    return pattern(
        r"""
        (?:
            \A | [，。；：、！？,;:（(）)“”"】〕\]\n\v \t.．①-⑳]
          | 力争 | 确保 | 争取 | 计划 | 预计 | 其中 | 同时 | 力争实现 | 确保实现 | 力争到 | 到 | 至 | 于 | 在
          | 并 | 且 | 拟 | 务必 | 原则上
          | 截至 | 截止 | 一是 | 二是 | 三是 | 四是 | 五是 | 目标是 | 力促 | 要求 | 保证 | 分别 | 赶在
        )\Z""",
        "力争2024年实现 is an aim for the year; 办好2024年全民阅读活动 only names it",
        ("", "提高，", "力争", "确保", "（"),
        ("办好", "开展", "列入", "制定"),
    )


@cache
def taking() -> Pattern:
    """Words before a period whose object it belongs to, so that a verb behind it says nothing."""
    return pattern(
        r"(?:制定|印发|举办|召开|组织|开展|落实|发布|公布|公开|提高|根据|按照|贯彻|部署|研究确定|编制|执行|列入|纳入|办好|推进)[^，。；：、]{0,6}\Z"
        r"|[对将把按由以的和及于]\Z",
        "制定全市2023年优化方案: the year belongs to what is drawn up",
        ("制定全市", "对", "公布", "部署和"),
        ("市区", "高新区"),
    )


@cache
def doing() -> Pattern:
    """Words that begin right after a period and say that something is done in it."""
    return pattern(
        r"""
        \A(?:
            完成 | 实现 | 新增 | 新建 | 建成 | 力争 | 拟 | 计划 | 开工 | 达到 | 启动 | 建设 | 改造 | 培育 | 要
              | 将 | 争取 | 确保 | 预计 | 投资 | 开展
          | 组织 | 推动 | 推进 | 出台 | 制定 | 印发 | 全面 | 全部 | 基本 | 率先 | 建立 | 形成 | 打造 | 引进
          | 举办 | 上线 | 投入 | 实施 | 取得 | 提升 | 提高
          | 增长 | 累计 | 至少 | 不少于 | 不低于 | 再 | 各 | 分别 | 继续 | 正式 | 前 | 安排 | 新设 | 认定 | 培训
          | 竣工 | 通车 | 投用 | 投产 | 试点 | 试运行
          | 发布 | 公布 | 汇总 | 总结 | 报送 | 上报 | 召开 | 验收 | 编制 | 研究 | 筹建 | 优化 | 对 | 把 | 选取
          | 选择 | 遴选 | 创建 | 支持 | 落实 | 整治
          | 消除 | 解决 | 压减 | 减少 | 降低 | 下降 | 力求 | 务必 | 可 | 应 | 须 | 需 | 由 | 进行 | 集中 | 逐步
          | 按 | 初步 | 向 | 为
        )""",
        "a verb or an adverb; a noun here (房租, 工作要点) would mean that the period only names something",
        ("完成选址", "全面推开", "各新建10所"),
        ("房租减半", "工作要点", "金融峰会", "度"),
    )  # fmt: skip


@cache
def naming() -> Pattern:
    """Words that begin right after a period which only names something."""
    return pattern(
        r"""
        \A(?:
            度(?!内) | 版 | 的 | 为 | 是 | 同期 | 以来 | 水平 | 基础上 | 相比
          | 工作(?:要点|安排|计划|方案|报告|总结|任务|目标) | 预算 | 第[一二三四五六七八九十0-9]+[次批届]
          | 行动(?:计划|方案) | 实施(?:方案|意见|细则) | 重点工作 | 任务清单 | 目标任务 | 规划 | 年鉴 | 统计
          | 龄 | 无休 | 候 | 级 | 不间断 | 开放 | 免费 | 一
          | 营商环境 | 优化营商环境
        )""",
        "2022年工作要点, 2018年度, 2019年同期 and 全年龄 name; a quarter followed by 一 is a rhythm (一季度一通报)",
        ("度", "工作要点", "同期余额", "的规划"),
        ("完成", "，", "实现"),
    )


@cache
def attributive() -> Pattern:
    """What follows a due time that only describes a noun: 2000年底前建成的小区."""
    return pattern(
        r"""
        \A(?:
            [^，。；：、的]{0,3}
          | (?:到期|建成|竣工|成立|毕业|登记|注册|出生|认定|开工|投入使用|审批|批准|签约|下达|公布|发布|印发|出台
              |取得|购买|发生|入库|交付|备案|立项|参保)
            [^，。；：的]{0,8}
        )的""",
        "up to three characters before 的 are one verb; longer stretches are a clause whose object has an attribute",
        ("到期的贷款", "建成的老旧小区", "登记注册并正常经营的企业"),
        ("完成管道燃气用户的改造", "，完成", "完成"),
    )


@cache
def standing() -> Pattern:
    """An order without an end, as a 完成时限 states it."""
    return pattern(
        r"""
        长期 | 持续 | 常态 | 经常性 | 日常 | 立即 | 尽快 | 同步 | 即时 | 即知即改 | 立行立改 | 随时 | 适时 | 实时 | 及时
          | 每年 | 每月 | 每季 | 每周 | 每半年 | 每日 | 按季 | 按月 | 逐年
        | 分(?:阶段|步|期|年度?) | 按(?:照)?.{0,8}(?:要求|时限|进度|计划|部署|安排|节点|规定)
        | 根据.{0,10}(?:要求|进度|安排|部署|情况)
        | 近期 | 中期 | 远期 | 中长期 | 年度 | 始终 | 不断 | 贯穿 | 滚动 | 动态 | 已完成 | 规划期 | 即日起 | 之日起
        """,
        "a list of the words in use; a time with a date in the same cell goes before them",
        ("长期坚持", "持续推进", "常态化", "立即", "按时间节点要求", "每年"),
        ("市财政局", "完成", ""),
    )  # fmt: skip


@cache
def done_by() -> Pattern:
    """What may follow a limit in a clause without being a part of it."""
    return pattern(
        r"\A(?:全部|全面|基本)?(?:完成|办结|落实|到位|建成)[ 。；;，,）)]*\Z",
        "6月底前完成 and 汛前完成 are due 6月底前 and 汛前",
        ("完成", "全部完成。", "办结"),
        ("", "完成排查，年底前完成整治", "开展"),
    )


@cache
def standing_clause() -> Pattern:
    """A standing order as a clause of its own behind the units that answer for it."""
    return pattern(
        r"""(?:^|(?<=[，；。：,;、]))
        (?:并)?(?:长期|持续|常态化?|立即|全年|适时|经常性|分阶段|分年度|逐年|每年)(?:坚持|推进|实施|开展|落实|抓好|进行|推动|执行|整改|完成|组织|做好)?
        (?=$|[，；。,;）)\]】〕])""",
        "the whole clause must be the order: 长期坚持 is one, 长期护理保险 is none",
        ("长期坚持", "市城管局负责，持续推进", "甲局牵头，立即整改。"),
        ("市长期护理保险中心", "持续推进处负责"),
    )


@cache
def year_and_month() -> Pattern:
    """A year and a month in figures, as a table's cell prints them."""
    return pattern(
        r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>1[0-2]|0?[1-9])(?![0-9.])",
        "in a 完成时限 cell only; in running text 2023.6 may be a number",
        ("2023.06", "2023-12", "2023/6底前"),
        ("12023.6", "2023.13", "2023.6.30"),
    )


@cache
def span_of_days() -> Pattern:
    """A limit counted from a day that the plan does not name."""
    return pattern(
        r"[0-9一二两三四五六七八九十]{1,3}个?(?:月|年|周|天|日|工作日|季度)(?:之|以)?内(?!容)",
        "in a 完成时限 cell only; in running text such spans are standards of service",
        ("3个月内", "三年内", "10个工作日内"),
        ("3月内容", "年内"),
    )
