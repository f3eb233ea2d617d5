"""Web pages: the document and what the page says of it, in any encoding, without menus, tools and footers."""

from __future__ import annotations

import pytest
from zeren.errors import InputError
from zeren.loaders.files import read_bytes

from .documents.grids import said

TASK = "<p>（一）推进站点建设。完善布局，优化流程，年底前建成十个站点。（责任单位：市财政局、市教育局）</p>\n"
PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于印发方案的通知_临江市人民政府网</title>
<style>p{{color:red}}</style><script>var x = "<p>脚本</p>"</script></head><body>
<div class="header"><ul class="menu">{menu}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/wj">文件</a></div>
<table class="index"><tr><td>索 引 号：</td><td>0001/2023-0002</td><td>发文机关：</td><td>临江市人民政府</td></tr>
<tr><td>文　　号：</td><td>临政发〔2023〕5号</td><td>成文日期：</td><td>2023年5月4日</td></tr></table>
<h1>关于印发方案的通知</h1><div class="info">发布时间：2023-05-06 来源：市政府办</div>
<div id="zoom"><p>各区人民政府：</p><p>　　现将方案印
发给你们，<b>请</b>执行。&nbsp;</p>{body}<p>【打印】【关闭】</p></div>
<div class="footer"><p>主办单位：临江市人民政府办公室</p><p>版权所有 京ICP备1号</p></div></body></html>"""


def page(body: str, menu: int = 50) -> bytes:
    links = '<li><a href="/a/long/path/of/a/menu/item.html" target="_blank">菜单项目</a></li>\n' * menu
    return PAGE.format(menu=links, body=body).encode("gb18030")


def test_page_gives_its_facts_then_its_document() -> None:
    lines = read_bytes(page(TASK * 3), "a.html").text.splitlines()
    assert lines[:8] == [
        "索引号：0001/2023-0002",
        "发文机关：临江市人民政府",
        "文号：临政发〔2023〕5号",
        "成文日期：2023年5月4日",
        "关于印发方案的通知",
        "发布时间：2023-05-06 来源：市政府办",
        "各区人民政府：",
        "　　现将方案印发给你们，请执行。",
    ]
    assert (
        lines[8:]
        == ["（一）推进站点建设。完善布局，优化流程，年底前建成十个站点。（责任单位：市财政局、市教育局）"] * 3
    )


def test_menus_of_megabytes_leave_nothing() -> None:
    small, large = read_bytes(page(TASK * 3), "a.html"), read_bytes(page(TASK * 3, menu=30_000), "a.html")
    assert large.text == small.text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gb18030"), ("big5", "gb18030")],
)
def test_declared_encoding_may_lie(declared: str, encoding: str) -> None:
    html = f'<html><meta charset="{declared}"><body>{TASK}<p>㵐水镇𠮷田村</p></body></html>'
    text = read_bytes(html.encode(encoding), "a.htm").text
    assert "责任单位：市财政局、市教育局" in text
    assert "㵐水镇𠮷田村" in text


def test_traditional_page_in_big5() -> None:
    html = '<html><head><meta charset="big5"></head><body><p>責任單位：市財政局、市發展改革委員會</p></body></html>'
    assert read_bytes(html.encode("big5"), "a.html").text == "責任單位：市財政局、市發展改革委員會\n"


def test_data_table_with_merged_cells() -> None:
    table = (
        "<table><caption>分工表</caption><tr><th>序号<th>任务<th>单位</tr>"
        "<tr><td rowspan=2>1<td>建站<td>市发展<br>改革委</tr><tr><td colspan='2'><p>通水</p><p>通电</p></tr></table>"
    )
    source = read_bytes(page(TASK * 3 + table + TASK), "a.html")
    assert said(source) == [
        [["序号", "任务", "单位"], ["1", "建站", "市发展\n改革委"], ["1", "通水\n通电", "通水\n通电"]]
    ]
    assert "分工表\n序号\t任务\t单位\n1\t建站\t市发展\n改革委\n\t通水\n通电\t\n（一）" in source.text
    rows = source.tables[0].rows
    assert rows[1][0] == rows[2][0]


def test_layout_table_is_no_table() -> None:
    html = f"<body><table><tr><td>左</td><td>{TASK * 12}</td></tr></table></body>"
    source = read_bytes(html.encode(), "a.html")
    assert source.tables == ()
    assert source.text.count("（一）推进站点建设") == 12


def test_content_that_nobody_named_is_kept_whole() -> None:
    html = f"<body><div><h2>临江市工作要点</h2>{TASK * 4}</div><div><p>附件：任务分工</p>{TASK * 3}</div></body>"
    text = read_bytes(html.encode(), "a.html").text
    assert text.startswith("临江市工作要点\n")
    assert "附件：任务分工" in text
    assert text.count("责任单位") == 7


def test_settings_of_a_site_generator_are_no_text() -> None:
    text = read_bytes(f"---\nlayout: default\ntitle: 甲\n---\n<h1>乙方案</h1>{TASK}".encode(), "a.html").text
    assert text.startswith("乙方案\n（一）")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 1000 + "文字" * 10,
        "<font size=1>" * 900 + "<p>文字" * 2000,
        "<table><tr><td>" * 900 + "文字",
        "<table><tr><td rowspan=65000 colspan=1000>文字" + "<tr><td>字" * 1000,
        "文字<select>" + "<option>x" * 20_000,
        "<" * 100_000 + "文字",
        "<p " + "a=1 " * 25_000 + ">文字",
        "<div>" + "<p>文号：</p>" * 7_000,
        "<title>文" + "<title>" * 10_000,
    ],
    ids=["div", "font", "tables", "spans", "options", "brackets", "attributes", "labels", "titles"],
)
def test_hostile_markup_is_read_in_time(html: str) -> None:
    assert "文" in read_bytes(html.encode(), "a.html").text


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="嵌套过深"):
        read_bytes(("<div>" * 50_000 + "文字").encode(), "a.html")


@pytest.mark.parametrize(
    ("around", "lines"),
    [
        (
            (
                "<dl><dt>索引号</dt><dd>A-1</dd><dt>发文机关</dt><dd>江北市政府</dd><dt>文号</dt><dd>江政〔2023〕1号</dd></dl>"
                '<div class="bt">江北市工作方案</div><div class="con">{}</div>'
            ),
            ["索引号：A-1", "发文机关：江北市政府", "文号：江政〔2023〕1号", "江北市工作方案"],
        ),
        (
            (
                "<title>江北市工作方案-江北市人民政府</title><ul><li><b>索引号：</b>A-1</li><li><b>发布机构：</b>江北市政府</li>"
                "<li><b>发布日期：</b>2023-02-03</li></ul><div class='TRS_Editor'>{}</div>"
            ),
            ["索引号：A-1", "发布机构：江北市政府", "发布日期：2023-02-03", "江北市工作方案"],
        ),
        (
            (
                '<title>方案_通知</title><meta name="ArticleTitle" content="江北市工作方案"><meta name="PubDate" '
                'content="2023-02-03"><meta name="ContentSource" content="市政府办">'
                '<div class="nav"><a href="1">首页</a></div>{}'
            ),
            ["江北市工作方案", "发布日期：2023-02-03", "来源：市政府办"],
        ),
        (
            (
                '<div id="js_article"><h1>\n江北市工作方案\n</h1><div id="js_content">{}</div></div>'
                '<div class="qr_code"><p>微信扫一扫<br>关注公众号</p></div>'
            ),
            ["江北市工作方案"],
        ),
    ],
    ids=["dl", "ul", "meta", "article"],
)
def test_facts_stand_in_front_in_each_kind_of_page(around: str, lines: list[str]) -> None:
    text = read_bytes(f"<html>{around.format(TASK * 5)}</html>".encode(), "a.html").text
    assert text.splitlines()[:-5] == lines
    assert text.count("责任单位") == 5
