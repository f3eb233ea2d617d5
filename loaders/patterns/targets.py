"""How plans print measurable targets: the number, its unit, and the words that make it a target."""

from __future__ import annotations

from functools import cache

from .witness import Pattern, pattern

# Longer units stand before those that they begin with. After `!` come the characters that make another word of one.
_UNITS = """
    微克 毫克 公斤 千克 斤
    个工作日 个百分点 个月 人次 万次 平方公里 平方千米 平方米 立方米 公里 千米 千瓦时 兆瓦时 兆瓦 千瓦 吨标准煤
    吨标煤 吨 公顷 厘米 毫米 小时 分钟 工作日 车次 车位 泊位 床位 学位 标箱 标准箱 航次 架次 班次 场次 例次 户次
    件次 美元 欧元 元!素 ‰ % 百分点 户!外籍均 人!民员均大社行力口工们居 名!单称录 个!体性人别 家!庭居政长 座
    条!件例 项 件 次!干要年 所!有需属 处!理置罚室级长 台!账湾 套 辆 米 亩 天!然 日!常 周!边期年 场!所景地馆次
    期!间限 批!次准 篇 部!门分 只 支!持撑出付行部 株 棵 棚 块 栋 幢 间!接 盏 艘 架!构 列!入车 位!置居于 种!植业
    类!别型 门!槛类诊 册 份!额 例!如 宗 起 组!织建成合 队!伍 片!区 村!级 镇!级 倍 升!级 克 口 眼 盆 头 羽 尾 枚
    瓶 箱 袋 根 张 幅 轮 站 笔
"""


def _units() -> str:
    parts = (word.partition("!") for word in _UNITS.split())
    return "|".join(f"{unit}(?![{others}])" if others else unit for unit, _, others in parts)


@cache
def quantity() -> Pattern:
    """A number with its scale and unit, and the words of comparison right behind it."""
    return pattern(
        rf"""
        (?<![0-9.〔\[A-Za-z第/年])
        (?:(?P<low>[0-9]+(?:\.[0-9]+)?)(?P<lowscale>[%万亿])?[-—–~～－至到]{{1,2}}(?=[0-9]))?
        (?P<number>[0-9]+(?:[,，][0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?)
        (?P<scale>万亿|[百千]?[亿万]|[百千](?![分米瓦克]))?
        (?P<more>余|多)?
        (?P<unit>{_units()})
        (?P<per>/(?:平方米|立方米|公里|人|天|日|月|年|小时|吨|亩|户|次|升|车|班|辆|床))?
        (?P<behind>(?:（含）)?(?:及|或)?(?:以上|以下)|(?:之|以)?内|左右)?
        """,
        "The scan begins at figures alone; a number that goes on (2021〕5号, 第3) is none",
        (
            "80万户", "30%以上", "273.93万平方米", "1-2家", "5克/平方米", "3个工作日", "1,200座",
        ),
        ("第3条", "123模式", "〔2021〕5号", "2022.5"),
        start="[0-9]+",
    )  # fmt: skip


@cache
def words_of_time() -> Pattern:
    """A service standard whose span of time is printed in Chinese figures, or a roman class."""
    return pattern(
        r"""
        (?P<span>[一二两三四五六七八九十]{1,3})(?P<unit>个?(?:工作日|小时)|分钟)(?:之|以)?内
        | (?:新建|新增|建成|开工|开通|改造)(?P<count>[一二两三四五六七八九十]{1,3})(?P<counted>[座所家条处])
        | (?:达到|达|优于|保持|稳定在)(?P<class>[ⅠⅡⅢⅣⅤ])(?P<classed>类)
        """,
        "figures in words are targets only as a limit of service, or right behind a verb of building",
        ("十分钟内", "新建一座", "达到Ⅱ类", "三个工作日内"),
        ("三类以上", "一批", "三年内", "一座座"),
        needs=r"""
        [内座所家条处ⅠⅡⅢⅣⅤ](?:
            (?<=[时日钟]内) | (?<=[时日钟][之以]内) | (?<=[一二两三四五六七八九十].) | (?<=[ⅠⅡⅢⅣⅤ])
        )""",
        start=r"""
        [一二两三四五六七八九十新建开改达优保稳](?=
            (?<=[一二两三四五六七八九十])[一二两三四五六七八九十]{0,2}(?:个?(?:工作日|小时)|分钟)
          | (?<=[新建开改])[建增成工通造][一二两三四五六七八九十] | (?<=[达优保稳])[到于持定]?在?[ⅠⅡⅢⅣⅤ]
        )""",
    )


@cache
def comparing() -> Pattern:
    """A character that all words of comparison before a number have one of."""
    return pattern(
        "[低少小短底超高大多长突控限优逾]",
        "most numbers have none of them near, and the words need not be looked for",
        ("不低于", "不少于", "至少", "保底", "控制在", "限定在", "突破", "优于", "逾", "最长"),
        ("达到", "新建"),
    )


@cache
def at_least() -> Pattern:
    """Words right before a number that make it a lower limit."""
    return pattern(
        r"""
        (?: (?:不|不得|不能|不应)(?:低于|少于|小于|短于|低|少) | 至少 | 最少 | 最低 | 保底 )
        (?: 新增 | 完成 | 建设 | 开展 | 组织 | 举办 | 引进 | 培育 | 安排 | 达到? | 有 | 选择? | 降低 | 提高
          | [一-鿿]{1,12}的 )?\Z
        """,
        "不少于开展2次 and 开展不少于2次 are one; 不低于公厕总量的30% names the whole in between",
        ("不低于", "不少于", "至少", "至少新增", "不低于公厕总量的"),
        ("低于", "少于"),
    )


@cache
def at_most() -> Pattern:
    """Words right before a number that make it an upper limit."""
    return pattern(
        r"""
        (?: (?:不|不得|不能|不应|不再)(?:超过|高于|大于|多于|超出?|长于|突破|高) | 控制在 | 最高 | 最多 | 最长
          | 限定在 | 至多 )
        (?: 到 | [一-鿿]{1,12}的 )?\Z
        """,
        "控制在5% is an upper limit with or without 以内",
        ("不超过", "不高于", "控制在", "最长不超过"),
        ("超过", "高于"),
    )


@cache
def more_than() -> Pattern:
    """Words right before a number that must be passed."""
    return pattern(
        r"(?:超过|高于|大于|多于|突破|优于|超|逾)\Z",
        "read only after the words with 不",
        ("超过", "力争高于", "新增贷款突破"),
        ("达到",),
    )


@cache
def less_than() -> Pattern:
    """Words right before a number that must not be reached."""
    return pattern(
        r"(?:低于|少于|小于|短于)\Z",
        "read only after the words with 不",
        ("低于", "占比低于"),
        ("压缩至",),
    )


@cache
def reaching() -> Pattern:
    """Words right before a number that is to be reached exactly."""
    return pattern(
        r"""
        (?:
            (?:达到|达|实现|保持在?|稳定在|维持在|提高到|提升到|提高至|提升至|增加到|增加至|增长到|扩大到|扩大至|压缩至|压缩到|压减至|压减到|缩短至|缩短到
              |缩减至|减少至|减少到|降至|降到|降低至|降低到|降为|减为|精简至|精简到|优化至|增至|升至|调整为|缩短为|压缩为|均为|为|率|比例|占比|覆盖面|达标率)
          | 完成[一-鿿]{2,20}的
        )
        (?:了|约|近|平均|各|均|再)?\Z""",
        "whatever its unit, a number behind these is where something is to arrive",
        ("达到", "降为", "可办率为", "提高到", "完成全部任务的"),
        ("给予", "按", "贷款"),
    )


@cache
def changing() -> Pattern:
    """Words right before a number by which something is to change."""
    return pattern(
        r"""
        (?: 提高 | 提升 | 增长 | 增加 | 增幅 | 下降 | 降低 | 减少 | 压减 | 压缩 | 缩短 | 缩减 | 精简 | 削减
          | 递增 | 上升 | 新增 | 上涨 | 扩大 | 下浮 | 同比 | 比重 | 增速
          | 加快 )
        (?:了|约|近|平均|各|均|再|[一-鿿]{2,10})?\Z""",
        "增长20条政策措施 shows why counted things need another verb",
        ("压减", "同比增长", "时间缩短", "降低用能成本"),
        ("给予", "贷款"),
    )


@cache
def making() -> Pattern:
    """Verbs whose object is counted: the target is how much of it there is to be."""
    return pattern(
        r"""
        完成 | 新建 | 新增 | 新设 | 新开 | 新改 | 新签 | 建成 | 建设 | 建立 | 改造 | 整治 | 更新 | 更换 | 增加
          | 增设 | 设置 | 设立 | 开工 | 开通 | 引进 | 引入 | 培育 | 培养
        | 培训 | 认定 | 创建 | 打造 | 投入 | 提供 | 减轻 | 减少 | 形成 | 选择 | 选取 | 遴选 | 推动 | 推出 | 实现
        | 开展 | 举办 | 组织 | 对 | 加装 | 安装 | 疏挖 | 检测 | 维修
        | 修复 | 新签订 | 发展 | 提升 | 实施 | 招引 | 签约 | 落地 | 吸引 | 争取 | 扶持 | 支持 | 布局 | 建 | 发放
        | 筹集 | 募集 | 发布 | 制定 | 上线 | 推广 | 扩建 | 改扩建
        | 配建 | 配备 | 投放 | 布设 | 清理 | 消除 | 拆除 | 治理 | 绿化 | 栽植 | 种植 | 造林 | 修建 | 铺设 | 敷设
        | 接入 | 纳入 | 归集 | 办理 | 办好 | 审结 | 帮扶 | 服务 | 走访
        | 解决 | 化解 | 处置 | 淘汰 | 关闭 | 搬迁 | 迁建 | 收储 | 供应 | 盘活 | 出让 | 融资 | 授信 | 达到 | 力争
        | 确保 | 收购 | 储备 | 梳理 | 选派 | 选育 | 孵化 | 集聚
        | 申报 | 获批 | 评选 | 评定 | 命名 | 新培育 | 新引进 | 转化 | 登记 | 申请 | 授权 | 编制 | 出台 | 优化
        | 压减 | 取消 | 下放 | 承接 | 扩大 | 保障 | 建好 | 投用 | 使用
        """,
        "found anywhere before the number in its own clause",
        ("新建公厕", "对市区两级", "完成管道燃气非居民用户"),
        ("运行年限", "长度", "四项业务"),
    )


@cache
def condition() -> Pattern:
    """Words before a number that make it the condition of something else, or money paid under it."""
    return pattern(
        r"""
        (?: 年限 | 总投资 | 年龄 | 工龄 | 注册资本 | 距离 | 半径 | 期限 | 满 | 连续 | 近 | 过去 | 上年度? | 现有
          | 已有 | 共有 | 原有 | 目前 | 累计已 | 围绕 | 聚焦
          | 上述 | 等 | 这 | 前 | 首批 )
        (?:在|达到?|达|为|约|超过|不超过|不足|小于|大于|高于|低于|少于|不低于|不少于)? \Z
        """,
        "运行年限30年以上 picks out the pipes; it is no aim",
        ("运行年限超过", "总投资", "等", "近"),
        ("覆盖率达到", "新建", "完成"),
    )


@cache
def paying() -> Pattern:
    """Words before a number in its clause that make it a payment, a price or a legal share."""
    return pattern(
        r"""(?:(?:给予|奖励|补助|补贴|补偿|资助|返还|贴息|减免|免收|免除|减按|按照?(?![期时质量])|收取|征收|征收率|罚款|处以
            |每人每|按每|一次性|计提|列支|缴纳|予以|标准为|扣除|下调)[^，。；]{0,24}
          |配套(?:资金|经费|补助|奖励)?(?:不低于|不少于|不超过|达到)?)\Z""",
        "按50元/平方米征收 is a tariff, 给予50%贴息 a subsidy; 配套 in front of anything but money is an adjective",
        ("给予一次性", "按", "返还其上年度实际缴纳失业保险费的", "市财政配套资金"),
        ("覆盖率达到", "新建", "通过产业园区配套、新建等渠道筹集住房", "建设小区配套幼儿园"),
    )


@cache
def described() -> Pattern:
    """What follows a number that only describes the noun behind it."""
    return pattern(
        r"""
        \A(?:
        (?:能力|规模|容量|等级|面积|长度|产能|处理|高度|总量)?的(?!比例|目标|任务)
        | [^，。；、]{2,24}(?:率|比例|占比)(?:均|要|须|应)*(?:达|不|为|超|高|保持|提|控制)
        | [^，。；：、]{0,12}?(?:企业|单位|项目|工地|小区|道路|地区|机构|用户|商户|场所)?普遍
        )""",
        "100吨/日能力的处理站, 300人以上的企业",
        ("能力的餐余垃圾处理站", "的大中型企业"),
        ("，", "全城大清洗活动", "的比例"),
    )


@cache
def shortening() -> Pattern:
    """Words right before a span of time that make it the time to be kept."""
    return pattern(
        r"(?:至|到|为|达到?|实现|缩短|压缩|压减|缩减|减少|提前|提速|控制在|只需|仅需|需)(?:了|约|近|平均|各|均|再)?\Z",
        "新增24小时开放公厕 is open day and night, 压缩至3个工作日 is a standard",
        ("压缩至", "最快实现", "时限缩短"),
        ("新增", "设立"),
    )


@cache
def reported() -> Pattern:
    """Words anywhere before a number in its clause that report what there is."""
    return pattern(
        r"现有|共有|原有|已有|已经|已完|已建|目前|去年|上年|截至|累计已|以来|曾|历年",
        "a stock is reported, an aim is set",
        ("我市现有公园", "截至"),
        ("新建公园", "力争"),
    )
