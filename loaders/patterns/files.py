"""What readers look for in the characters of a file, before anything of its meaning."""

from __future__ import annotations

from .witness import pattern

LINE_END = pattern(
    r"\r\n | [\r\v\f\x1c-\x1e\x85\u2028\u2029]",
    "Everything that str.splitlines takes for the end of a line becomes a line feed; form feeds part printed pages.",
    matches=("甲\r\n乙", "甲\r乙", "甲\f乙", "甲\u2028乙"),
    rejects=("甲\n乙", "甲\t乙", "甲\u3000乙"),
)

CONTROL = pattern(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]",
    "Controls and noncharacters print nothing and are refused by XML; tab and line feed stay.",
    matches=("甲\x00乙", "\x07", "\x9f", "\uffff"),
    rejects=("甲\t乙\n", "𠮷", "\ufeff", "\u200b"),
)

SURROGATE = pattern(
    r"[\ud800-\udfff]",
    "Half of a pair is no character and cannot be written as UTF-8; a whole pair is one code point in Python.",
    matches=("\ud842", "甲\udfb7"),
    rejects=("\U00020bb7", "甲"),
)

META_CHARSET = pattern(
    r"""(?i: <meta \b [^>]{0,300}? \b charset \s{0,9} = | <\?xml \b [^>]{0,99}? \b encoding \s{0,9} = | @charset )
    \s{0,9} ["']? \s{0,9} (?P<name> [A-Za-z0-9_:.-]{2,30} )""",
    "How a page names its encoding: HTML5, http-equiv and XHTML forms. Bounded repeats: the text is hostile.",
    matches=(
        '<meta charset="gb2312">',
        '<META http-equiv="Content-Type" content="text/html; charset=GBK" />',
        '<?xml version="1.0" encoding="big5"?>',
    ),
    rejects=("<p>charset=gbk</p>", "<meta name='charset'>"),
)

TABLE_ROW = pattern(
    r"^ [ \t\u3000]{0,99} \| [^\n]* \| [ \t\u3000]{0,99} $",
    "A row of a pipe table as people write it: a bar at both ends of the line.",
    matches=("| 序号 | 任务 |", "  |1|甲|"),
    rejects=("甲|乙", "|甲", "甲 |"),
)

TABLE_RULE = pattern(
    r"^ [ \t]{0,99} \|? [ \t]{0,99} :?-+:? [ \t]{0,99} (?: \| [ \t]{0,99} :?-+:? [ \t]{0,99} ){0,999} \|?[ \t]{0,99}$",
    "The row under a pipe table's header: dashes with optional colons. Every part starts with another character.",
    matches=("|---|:---:|", "--- | ---", "|-|"),
    rejects=("| 甲 | - |", "||"),
)

BLANKS = pattern(
    r"[ \t\n\r\f\u00a0]+",
    "Blanks that HTML folds into one, and &nbsp;, which pages use for layout.",
    matches=("甲  乙", "甲\u00a0乙"),
    rejects=("甲乙", "甲\u3000乙"),
)

WRAP = pattern(
    r"(?<=[\u2e80-\U0003ffff]) [ \t]* \n [ \t\n]* (?=[\u2e80-\U0003ffff])",
    "A line end in the source of a page between two Chinese characters is the page maker's wrap, not a blank.",
    matches=("甲\n乙", "甲 \n  乙"),
    rejects=("甲 乙", "a\nb", "甲\nb"),
)

MARKS = r"[\s【】\[\]()（）|｜·>»：:]*"

PAGE_TOOL = pattern(
    rf"""^ {MARKS} (?: (?:
        打\s?印 (?:本页|此页|文章|正文)? | 关\s?闭 (?:窗口|本页|页面)? | 收\s?藏 | 分享 (?:到|至)?
        | 返回 (?:顶部|首页|上一页|\w{0, 8}列表)? | 扫一扫在手机 (?:打开|上查看) 当前页 (?:面)?
        | 字体 | 字号 | 大 | 中 | 小 | 默认 | 微信 | 微博 | 新浪微博 | QQ空间
        | 当前位置 | 我要纠错 | 纠错 | 语音播报
    ) {MARKS} ){{1,12}} $ | ^ [上下]一 [篇条个] \s? [：:]""",
    "A line that only offers to print, close, share or resize the page. No word holds a mark: one way to match.",
    matches=("【打印】【关闭】", "分享到：", "字体： 大 中 小", "扫一扫在手机打开当前页", "上一篇：甲通知"),
    rejects=("打印机采购", "大中小企业", "关闭小煤矿", "分享经济"),
)

SOURCE_LINE = pattern(
    r"""(?: ^ | \s ) (?: 来\s{0,9}源 | 信息来源 | 文章来源 | 发布时间 | 发布日期 | 发文日期 | 成文日期
    | 日\s{0,9}期 | 时间 ) \s{0,9} [：:] \s{0,9} [^\s：:]""",
    "The line under a page's title that says when and by whom it was put up.",
    matches=("来源：市政府办公室", "发布日期： 2023-05-04 浏览次数：12", "日 期：2023年5月4日"),
    rejects=("完成时间：6月底", "来源：", "资金来源：财政"),
)

INDEX_LABEL = pattern(
    r"""^ [\s【\[]* (?:
        索\s*引\s*号 | 信息索引号? | 发\s*文\s*机\s*[关构] | 发\s*布\s*机\s*[关构] | 公开主体 | 制\s*发\s*机\s*关
        | 发文字号 | 文\s*号 | 发\s*文\s*文\s*号 | 成\s*文\s*日\s*期 | 发\s*布\s*日\s*期 | 发\s*文\s*日\s*期
        | 生\s*成\s*日\s*期 | 公开日期 | 生效日期 | 废止日期 | 失效日期 | 主题分类 | 信息分类 | 体裁分类 | 组配分类
        | 公文种类 | 主\s*题\s*词 | 关\s*键\s*词 | 有\s*效\s*性 | 效\s*力\s*状\s*态 | 信息名称 | 文件名称
        | 名\s*称 | 标\s*题 | 内容概述
    ) [】\]]? \s* (?P<end> [：:] | $ )""",
    "The labels of a government page's index table; pages pad short ones with blanks to one width.",
    matches=("索引号：", "索 引 号", "发文机关：某市人民政府", "文\u3000号：", "成文日期"),
    rejects=("文号管理办法", "标题党", "索引"),
)

FRONT_MATTER = pattern(
    r"\A --- [ \t]* \n (?: (?! --- ) [^\n]* \n ){0,200} --- [ \t]* \n",
    "The settings of a static site generator in front of a page; no words of the document.",
    matches=("---\nlayout: default\n---\n<p>",),
    rejects=("--- 甲\n", "----\n甲\n----\n"),
)

NESTING_TAG = pattern(
    r"""(?i: </? (?:
        div | span | font | b | i | u | s | em | strong | big | small | code | tt | nobr | section | article | center
        | blockquote | form | table | ul | ol | dl
    ) (?= [\s>/] ) )""",
    "Tags of elements that stay open until they are closed; p, li, td and the like close each other.",
    matches=("<div>", "</SPAN>", '<font size="2">'),
    rejects=("<p>", "<br>", "<button>"),
)

MAIN_NAME = pattern(
    r"""(?i: \b (?:
        zoom | ucap-?content | trs_\w+ | tys-main\w* | view | content\w{0,12} | body-?content
        | (?: art | article | news | text | txt | main | page | detail | info | xxgk | zfxxgk | wz | zw | con | doc
            | document | policy | pages | js | vsb | wp ) [-_]?
          (?: content | body | con | text | txt | article | container | main | box )? \w{0,9}
    ) (?= \s | $ ) )""",
    "id and class names that government sites give the element of the document, TRS and UCAP being the common systems.",
    matches=("zoom", "TRS_Editor", "UCAP-CONTENT", "article-content", "pages_content", "js_content", "content"),
    rejects=("header", "menu", "discontent"),
)

JUNK_NAME = pattern(
    r"""(?i: (?: ^ | [\s_-] ) (?:
        nav | navbar | menu | breadcrumb s? | crumb s? | share | bdsharebuttonbox | toolbar | tools? | print | foot
        | footer | copyright | related | recommend | pagination | pager | qrcode | qr | ewm | fontsize | sidebar
        | social
    ) (?= $ | [\s_-] ) )""",
    "id and class names of menus, tool bars and footers, whole words only.",
    matches=("nav", "article-share", "share-box", "footer", "bread crumb"),
    rejects=("content", "printed", "navy"),
)

FOOT_MARK = pattern(
    r"版权所有 | ICP备 | 公网安备 | 网站标识码 | Copyright | 技术支持[：:] | 您的浏览器",
    "Words that only the foot of a web page says.",
    matches=("京ICP备05000000号", "版权所有：某市人民政府"),
    rejects=("版权登记", "技术支持单位"),
)

LEVEL_PLACE = pattern(
    r"%([1-9])",
    "Where a list level's text takes the counter of a level, its own or a higher one.",
    matches=("%1、", "（%2）"),
    rejects=("%", "%0", "100％"),
)

PAGE_MARK = pattern(
    r"""\A \s* (?:
        [-—–－─·•第\s]{0,9} [0-9０-９]{1,4} [-—–－─·•页\s]{0,9} (?: [/／共] \s{0,3} [0-9]{1,4} \s{0,3} 页? )?
    )? \s* \Z""",
    "A page's number and nothing else, or no words at all.",
    matches=("— 21 —", "第 3 页 共 12 页", "- 5 -\n", ""),
    rejects=("附件 1", "2023年", "1. 甲"),
)

DIGITS = pattern(
    r"[0-9０-９]+",
    "Figures, in which the running heads of two pages may differ.",
    matches=("第3页", "１２"),
    rejects=("第三页",),
)

ROW_NUMBER = pattern(
    r"\A [（(]? (?: [0-9]{1,4} | [一二三四五六七八九十]{1,3} ) [）).、．]? \Z",
    "A cell that numbers its row and says nothing else.",
    matches=("12", "（三）", "5."),
    rejects=("一是", "2023年", ""),
)

ENDED = pattern(
    r"[。；;！？] [”’）】]? \s* \Z",
    "Words of a cell that have come to an end, so that no page broke them.",
    matches=("建成投用。", "完成；"),
    rejects=("加快推进", "市财政局"),
)

MERGED_RANGE = pattern(
    r"""<(?:\w{1,9}:)?mergeCell \s [^>]{0,99}? ref=
    "\$?([A-Za-z]{1,3})\$?([0-9]{1,7}) : \$?([A-Za-z]{1,3})\$?([0-9]{1,7})\"""",
    "A merged range in a worksheet's XML.",
    matches=('<mergeCell ref="A1:D2"/>', '<x:mergeCell ref="$A$1:$B$9" />'),
    rejects=('<mergeCells count="1">', '<mergeCell ref="A1"/>'),
)

SITE_NAME = pattern(
    r"""(?:
        \s? [-–—_|]+ \s? [^-–—_|]{2,30} (?: 网 | 网站 | 门户 | 平台 | 政府 | 委员会 | 局 | 厅 | 办公室 ) | _ [^_]{0,60}
    ){1,4} \s* $""",
    "What a <title> says after the document's title: columns and the site's name. A dash within a span of years stays.",
    matches=("工作方案-江北市人民政府", "工作方案_通知公告_江北市财政局", "工作方案 - 江北政务网"),
    rejects=("行动计划（2026-2028年）", "工作方案", "“一网通办”工作方案"),
)

TABLE_EDGE = pattern(
    r"(?i: < (?P<close>/)? table (?= [\s>] ) [^<>]{0,999} > )",
    "Where an HTML table within Markdown starts and ends.",
    matches=("<table>", '<TABLE border="1">', "</table>"),
    rejects=("<tables>", "<table", "table"),
)
