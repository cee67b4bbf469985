"""A plain text keeps its lines where they mean something, and is joined where it was wrapped."""

from __future__ import annotations

import textwrap

import pytest

from glossator.importing.article_copy import Given, copy_page
from glossator.importing.markdown import words_of
from glossator.weaving.markdown import render_article_body

PROSE = (
    "The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, after "
    "engineers found that two of its piers had sunk by nine centimetres. Buses will go by the "
    "upper road until then, and shopkeepers want to be paid for it."
)
OTHER = (
    "The repair will cost five million crowns, the mayor said, and the money will come from the "
    "road fund of the county, which has not been touched since 2019, as the auditors had asked."
)
TAIL = f"\n\n{OTHER}\n"


def body_of(text: str, title: str = "") -> str:
    body = copy_page(text.encode(), is_html=False, given=Given(title=title)).body
    assert words_of(body) == text.split()
    return body


def html_of(text: str) -> str:
    return str(render_article_body(body_of(text, "T"), "T").html)


LINES = {
    "verse": [
        "O bridge of stone,",
        "thou standest alone,",
        "by night and day",
        "in wind and spray",
    ],
    "a stanza of two": ["O bridge of stone,", "thou standest alone"],
    "indented verse": ["O bridge of stone,", "    thou standest alone,", "  and old."],
    "an address": ["Example Daily", "12 Mill Lane", "Lower Milling"],
    "stars": ["* Paint", "* Steel", "* Stone"],
    "several signs": ["* Paint", "* Steel", "- Stone"],
    "numbers": ["1. Survey", "2. Repair", "3. Open again"],
    "numbers from seven": ["7) Survey", "8) Repair"],
    "letters": ["(a) Survey", "(b) Repair"],
    "bullets": ["• Survey of the piers", "• Repair of the piers"],
    "a list with its lead": ["The work:", "- Survey", "- Repair"],
    "an interview": ["Q: Why is it closed?", "A: Two piers have sunk.", "Q: Until when?"],
    "names": ["Mayor: It was time.", "Reporter: Why now?", "Mayor: Ask the engineers."],
    "an interview in Chinese": ["记者：为什么关闭？", "市长：桥墩下沉了。"],
    "an interview with full stops": ["Q. Why is it closed?", "A. Two piers have sunk."],
    "dashes": ["— Why is it closed?", "— Two piers have sunk."],
    "Chinese verse": ["石桥独立，", "风雨无休。"],
    "Arabic verse": ["يا جسر الحجر،", "تقف وحدك،", "ليلا ونهارا"],
}


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize("around", [TAIL, ""])
def test_lines_that_mean_something_stay_lines(kind: str, around: str) -> None:
    html = html_of(f"{OTHER}\n\n" + "\n".join(LINES[kind]) + around)
    assert html.count("<br>") == len(LINES[kind]) - 1


@pytest.mark.parametrize("kind", LINES)
def test_a_text_of_nothing_else_keeps_its_lines(kind: str) -> None:
    html = html_of("\n".join(LINES[kind]))
    whole = html.partition("</h1>")[2]
    assert whole.count("<br>") + whole.count("<p>") == len(LINES[kind])


LONG_ITEMS = f"* {textwrap.fill(PROSE, 66)}\n* {textwrap.fill(OTHER, 66)}\n"
ANSWERS = f"Q: Why is it closed?\nA: {textwrap.fill(PROSE, 66)}\nQ: Who pays?\nA: The county.\n"


@pytest.mark.parametrize(("text", "breaks"), [(LONG_ITEMS, 1), (ANSWERS, 3)])
def test_an_item_that_was_wrapped_is_one_line(text: str, breaks: int) -> None:
    body = body_of(f"{OTHER}\n\n{text}", "T")
    assert body.count("<br>") == breaks
    assert "engineers found that two of its piers had sunk" in body


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
def test_a_wrapped_paragraph_is_one_paragraph(width: int) -> None:
    for text in (
        f"A headline\n\n{textwrap.fill(PROSE, width)}\n\n{textwrap.fill(OTHER, width)}\n",
        f"{textwrap.fill(PROSE, width)}\n",
    ):
        html = html_of(text)
        assert "<br>" not in html
        assert html.count("<p>") == text.count("\n\n") + 1


@pytest.mark.parametrize("indent", ["  ", "    ", "\t", "\u3000\u3000"])
@pytest.mark.parametrize("width", [50, 66, 80])
@pytest.mark.parametrize("head", ["", "The bridge closes\n", "The bridge closes\n\n"])
def test_paragraphs_that_are_moved_in_need_no_blank_lines(
    indent: str, width: int, head: str
) -> None:
    text = head + "".join(
        textwrap.fill(part, width, initial_indent=indent) + "\n" for part in (PROSE, OTHER, PROSE)
    )
    body = body_of(text)
    html = render_article_body(body, "T").html
    assert html.count("<p>") == 3
    assert "<br>" not in html
    assert body.startswith("# The bridge closes\n") is bool(head)


@pytest.mark.parametrize("head", ["", "大桥关闭\n", "大桥关闭\n\n"])
def test_each_line_that_wide_blanks_move_in_is_a_paragraph(head: str) -> None:
    lines = [
        "\u3000\u3000镇议会周二投票决定关闭旧桥一年，因为工程师发现两个桥墩下沉。",
        "\u3000\u3000维修将耗资五百万克朗，市长说，这笔钱将来自县里的道路基金。",
    ]
    body = body_of(head + "\n".join(lines), "" if head else "T")
    html = render_article_body(body, "T").html
    assert html.count("<p>") == 2
    assert "<br>" not in html


def test_a_text_of_one_line_for_each_paragraph_is_read_as_before() -> None:
    body = body_of(f"The bridge closes\n{PROSE}\n{OTHER}\n")
    assert body == f"# The bridge closes\n\n{PROSE}\n\n{OTHER}\n"


TABLES = [
    "Day        Open      Shut\nMonday     10:00     20:00\nTuesday    11:00     20:00",
    "Day\tOpen\tShut\nMonday\t10:00\t20:00\nTuesday\t11:00\t20:00",
    "Lower Milling    1,204    97\nUpper Milling      312    12\nMill End          48     3",
]


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_a_table(table: str) -> None:
    html = html_of(f"{PROSE}\n\n{table}{TAIL}")
    assert html.count("<tr>") == 3
    assert html.count("<td>") + html.count("<th>") == 9
    html = html_of(f"{PROSE}\n\nThe hours:\n{table}{TAIL}")
    assert html.count("<tr>") == 3


def test_columns_with_empty_cells_stay_below_each_other() -> None:
    table = "Day        Open      Shut\nMonday               20:00\nTuesday    11:00     20:00"
    html = html_of(f"{PROSE}\n\n{table}{TAIL}")
    assert "<code>" in html
    assert "Monday               20:00" in html


def test_justified_prose_is_no_table() -> None:
    lines = textwrap.fill(PROSE, 70).split("\n")
    text = "\n".join(line.replace(" of ", "  of ").replace(" to ", "  to ") for line in lines)
    assert "<table>" not in html_of(f"{OTHER}\n\n{text}")


def test_a_dash_that_was_wrapped_to_the_beginning_begins_no_item() -> None:
    text = f"{OTHER}\n\n{PROSE[:70].rsplit(' ', 1)[0]}\n- as was said - {PROSE[70:120]}\n"
    assert "<br>" not in html_of(text)


def test_all_of_it_together() -> None:
    text = (
        "The Bridge\n\n    O bridge of stone,\n        thou standest alone,\n\n"
        f"{TABLES[0]}\n\n* Paint\n* Steel\n- Stone\n"
    )
    body = body_of(text)
    assert body.startswith(
        "# The Bridge\n\nO bridge of stone,<br>\nthou standest alone,\n\n| Day |"
    )
    assert body.endswith("\\* Paint<br>\n\\* Steel<br>\n\\- Stone\n")


@pytest.mark.parametrize("kind", ["an interview", "names", "stars", "numbers"])
def test_a_headline_stands_above_lines_without_a_blank_one(kind: str) -> None:
    body = body_of("The mill bridge, as it is\n" + "\n".join(LINES[kind]))
    assert body.startswith("# The mill bridge, as it is\n\n")
    assert body.count("<br>") == len(LINES[kind]) - 1
