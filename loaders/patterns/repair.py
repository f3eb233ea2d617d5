"""What print did to a text: page marks, folios, bold marks, and the marks that start a line."""

from __future__ import annotations

from .witness import pattern

PAGE_MARK = pattern(
    r"""^(?:
        (?:\#+[ ]*)?[Pp](?:age|AGE)[ ]*\d{1,5}(?:[ ]*(?:/|of)[ ]*\d{1,5})?[ ]*[:：]?    # `# Page 12:`, `Page 3 of 9`
      | [-—–―·•~_]{1,3}[ ]*\d{1,5}[ ]*[-—–―·•~_]{1,3}                    # `- 12 -`, `—12—`
      | 第[ ]*\d{1,5}[ ]*页(?:[ ，,/]*共[ ]*\d{1,5}[ ]*页)?                # `第 3 页 共 10 页`
      | -{3,}|={3,}|\*{3,}|_{3,}                                          # Markdown rules
    )$""",
    "A line that only says where a page ends; the number alone is decided by its neighbours, not here.",
    ("# Page 12:", "- 12 -", "—3—", "第 3 页 共 10 页", "Page 3 of 9", "---"),
    ("12", "第3页所列任务", "2018—2022", "—企一照"),
)

FOLIO = pattern(
    r"^\d{1,4}$",
    "A bare number; a folio only at a page's edge or in a run of numbers that count up page by page.",
    ("12", "7"),
    ("12.", "2018年"),
)

# The characters with one of which an invisible mark begins; a text is sooner looked through for each of them.
_UNSEEN = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD)
INVISIBLE_MARKS = "".join(map(chr, _UNSEEN)) + "*_\\"

INVISIBLE = pattern(
    r"""[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\xad]|\*\*|__(?=\S)|(?<=\S)__|(?<=[\d一-龥])\\(?=[.)）、])""",
    "Marks that carry no words: zero-width and direction marks, Markdown's bold marks and escaped points.",
    ("**推进**", "\u200b", "1\\."),
    ("5*3", "a_b"),
    start=r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\xad*_\\]",
)

MARKDOWN_HEADING = pattern(
    r"^[ ]{0,3}(?:\#{1,6}(?=[ ]|[一二三四五六七八九十（(第\d])|>|[-+•▪■◆●](?=[ ]))[ ]*",
    "Markdown's heading, quotation and bullet marks at the start of a line.",
    ("## 一、总体要求", "> 引文", "- 加快建设"),
    ("#号楼", "-5℃"),
)

# What the patterns of an item and of a label begin with, figures apart: most lines begin with something else.
ITEM_FIRST = frozenset(
    " 第一二三四五六七八九十百（(重主具工测考整任事举措问内项行①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    "㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟❶❷❸❹❺❻❼❽❾❿⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
)
LABEL_FIRST = frozenset(" （(〔[【牵主配协承责落完时办参负整计推督会")

ITEM = pattern(
    r"""^[ ]*(?:
        第[一二三四五六七八九十百零〇\d]{1,5}[章节条款编部篇]
      | [一二三四五六七八九十百]{1,4}[ ]?[、．.]
      | [（(][ ]?[一二三四五六七八九十百]{1,4}[ ]?[）)]
      | \d{1,3}[ ]?(?:[．、]|\\?\.(?!\d)|\.(?=(?:19|20)\d{2}[ ]?年))
      | (?:重点|主要|具体|工作|测评|考核|整改)?(?:任务|工作|事项|举措|措施|问题|内容|项目|行动|工程)
            [ ]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[：、]
      | 第[ ]?\d{1,3}[ ]?[项款]
      | \d{1,2}(?:\.\d{1,2}){1,3}(?![\d%万亿个])[.．、]?(?=[ ]?[^\d\W])
      | [（(][ ]?\d{1,3}[ ]?[）)]
      | \d{1,2}[）)]
      | [①-⑳㉑-㉟❶-❿]
      | [⑴-⒇⒈-⒛㈠-㈩]
    )""",
    "Anything that may number an item at the start of a line.",
    ("一、总体要求", "（一）精简", "1.供水", "（1）推进", "①一是", "第三条 本办法", "12．加快", "2.1 推进", "1\\.供水"),
    ("2018年", "3.5万吨", "一是加快", "（以下简称", "10公里"),
)

LABEL = pattern(
    r"""^[ ]*[（(〔\[【]?[ ]?
    (?:[牵主配协承责落完时办参负整计推督协会][\v ]?[一-龥](?:[\v ]?[一-龥]){0,6})[\v ]?[：:]""",
    "A line that starts like a responsibility label; it never continues the line before it.",
    ("牵头单位：市城管局", "（责任单位：市教育局", "完成时限：2022年"),
    ("一是加快：", "市城管局牵头", "单位"),
)

CUT_LABEL = pattern(
    r"""(?:牵[|]头|牵头[|]|主[|]办|责[|]任|责任[|]|配[|]合|配合[|]|协[|]办|承[|]办|落[|]实|完[|]成|完成[|])[ ]?
            (?:单位|部门|处室|科室|时限|时间)[：]
        |(?:牵头|主办|责任|配合|协办|承办|落实|完成)(?:单[|]位|部[|]门|处[|]室|时[|]限|时[|]间)[：]""",
    "A label that print cut in two; the bar stands where the line ended.",
    ("。责|任单位：县教育局", "责任单|位：县教育局"),
    ("。|责任单位：县教育局", "压实责任|单位要求"),
)

SENTENCE_END = pattern(
    r"[。！？；：…][”’）〕】\]》]*$|[）〕】\]]$",
    "A line that ends here ends a sentence or a bracket, so the next may start afresh.",
    ("确保安全。", "如下：", "（责任单位：市教育局）"),
    ("推动", "市教育局、"),
)
