"""What the world is made of: departments and the things they look after, places, means, verbs. All of it invented.

A thing is a domain's core with a quality before it; every domain has its own. The words of means are paired at random,
so that two works that have nothing to do with each other share hardly a phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Domain:
    """A department's field: its names (of which the last holds from `reform` on) and the things it looks after."""

    names: tuple[str, ...]
    things: tuple[str, ...]


def listed(text: str) -> tuple[str, ...]:
    """Words that blanks part."""
    return tuple(text.split())


REFORM: Final = 2019  # the first year of plans in which the departments of the reform of 2018 have their new names


QUALITIES: Final = listed(
    "临街 沿河 库区 山前 城郊 村口 集镇 园内 站前 桥北 坡地 老城 新城 湖滨 北部 南部 东片 西片 滩区 塬上 矿区"
    " 林区 岛上 景区 分散 连片 在建 存量 废弃 简易 联建 季节性 嵌入式 集约式 开放式 低效 共享 便携 应急备用 冬季"
    " 早期 小型 中心 毗邻"
)
FACETS: Final = listed(
    "改造 整治 提升 管护 更新 普查 扩容 清理 监测 复核 登记 布点 修缮 验收 移交 编目 核销 轮换 检修 回访 测评"
    " 公示 培育 联动 归并 隔离 加固 迁移 试点 复查 置换 收储 美化 标识 备案 抽检 招募 巡护 定级 评估"
)
VERBS: Final = listed(
    "推进 加强 规范 优化 深化 抓实 统筹 加快 完善 强化 稳妥推进 分类推进 扎实开展 集中开展 全面开展 有序实施"
)
DOING: Final = listed(
    "摸清 厘清 健全 理顺 细化 压实 畅通 补齐 夯实 盘活 汇集 校准 打通 筑牢 拓展 增设 调配 划定 核准 收集 设计"
    " 试行 优选 引导 约束 改进 调度 串联 更换 分解 缩减 合并 通报 辨识 锁定 追踪 预留 激活 培植 腾退 划转 储备"
    " 评议 订正 勘测 封存"
)
HOW: Final = listed(
    "逐户 按月 分片 线上 定点 交叉 分级 错峰 成批 联网 依次 循序 跨部门 常态 随机 就近 全程 独立 同步 限额 书面"
    " 当场 分区 循环 对口 整村 按图 凭证 委托 轮值 公开 集中 滚动 限时 协同 入户 提前 封闭 实名 单列"
)
GOODS: Final = listed(
    "底数 流程 图册 责任区 清册 样板 通道 接口 名录 缺口 短板 渠道 队伍 台账 物资 模型 预案 边界 权属 账目 线索"
    " 指标 坐标 批次 标牌 参数 档案 保证金 备件 样品 资质 卷宗 工位 库存 轨迹 点位 图纸 评分 频次 时段 工序 路由"
    " 口径 凭证 编码 说明牌 合约 片长 机位 样方 水位 温度 负荷 光照 坡度 湿度 转速 气压 浓度 孔径"
)
ENDS: Final = listed(
    "避免重复投入 防止前清后乱 减轻基层负担 便于群众监督 形成闭环 做到有据可查 方便企业查询 留足余量 不留死角"
    " 兼顾城乡 杜绝挂名走账 确保账物相符 让数据多跑路 降低管护成本 分清先后缓急 保持队伍稳定 减少往返跑腿"
    " 守住安全底线 吸引社会资本 保住原有风貌 挤掉水分 提高周转效率 照顾特殊群体 堵住管理漏洞 缩小片区差距"
    " 延长使用年限 减少扰民 保证质量 打消顾虑 接受回访"
)
CITY_FIRST: Final = "霁沅岫珩黛砚槿筠蘅桉楠柘椿棠沭漪泠璟瑷琮颍岚翊昱晗煦旻澍滢湉"
CITY_SECOND: Final = "泽陵川崖屿浦原野峪津丘溪堰岭渚汀壑坪岗洲"
PLACE_FIRST: Final = "青枫栖云望砚听竹落雁白鹭踏雪揽月卧虎双槐石榴杏花磨盘银杏牧笛葵阳柳荫鹤鸣松涛麦浪荷塘乌桕"
PLACE_SECOND: Final = listed("路 巷 街 里 桥 渡口 湾 坊 亭 台 塘 岭 坡 铺 庄 寨 洼 园")
COMPANIES: Final = listed("水务集团有限公司 热力公司 公交集团 燃气有限公司 城建投资集团 粮油集团 文旅集团 停车管理公司")
GROUPS: Final = ("各县（区）人民政府", "市直有关部门", "各区（管委会）", "有关单位", "各开发区管委会", "局属各单位")
LAWS: Final = listed("管理条例 管理办法 建设导则 技术规程 考核办法 服务规范 实施意见 评价标准")


@cache
def domains() -> tuple[Domain, ...]:
    """The domains in a fixed order, one a department; of two names the earlier stands first (`a>b`)."""
    lines = Path(__file__).with_name("domains.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(Domain(tuple(names.split(">")), listed(things)) for names, things in rows)
