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
# What is dealt with, in two letters: one of each list. There are so many that works hardly share any.
GOODS_FIRST: Final = (
    "管渠泵阀灯牌棚墙窗梯桥坝闸井塘林苗草田粮棉茶果菌蜂蚕鱼蟹藻药械冷仓货舱票证账税贷养童残岗技艺课书戏球泳弓"
    "舞鼓陶瓷漆铜铁铝纸布革胶砖瓦灰沙尘烟声光热电气油氢磁波频云芯端屏钟秤箱柜轨轮帆缆锚灶炉釜锅碑碟帘幕伞席"
)
GOODS_LAST: Final = "位面图表册码口层距差线段体形标谱柱轴带圈槽痕温压速序链格栏签档样料模架垫孔缝纹芽穗粒"
END_VERBS: Final = listed(
    "避免 防止 减轻 便于 形成 做到 方便 留足 兼顾 杜绝 确保 降低 分清 保持 减少 守住 保住 提高 照顾 堵住 缩小 延长 打消"
    " 接受 带动 倒逼 弥补 克服 体现 突出 适应 满足 回应 化解 遏制 消化 承接 放大 改善 缓解"
)
END_TAILS: Final = listed(
    "闲置 重复 错位 积压 走样 返工 空转 浪费 互认 贯通 留痕 复用 更替 续接 分流 增效 节约 稳定 透明 均衡 脱节 缺项 老化"
    " 外溢 拥堵 偏差 失真 断档 越界 滞后 衔接 归位 溯源 共用 平顺 抽查 折旧 余缺"
)
CITY_FIRST: Final = "霁沅岫珩黛砚槿筠蘅桉楠柘椿棠沭漪泠璟瑷琮颍岚翊昱晗煦旻澍滢湉"
CITY_SECOND: Final = "泽陵川崖屿浦原野峪津丘溪堰岭渚汀壑坪岗洲"
PLACE_FIRST: Final = (
    "青枫栖云望砚听竹落雁白鹭踏雪揽月卧虎双槐石榴杏花磨盘银牧笛葵阳柳荫鹤鸣松涛麦浪荷乌桕"
    "紫藤丹桂碧螺玉簪金蝉锦鲤苍耳芦苇蓼棠梨樱桃枇杷橘柚菱角莲蓬萍"
)
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
