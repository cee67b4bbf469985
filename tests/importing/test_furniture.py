"""Paragraphs that say nothing but what stands around articles, and those that only look so."""

from __future__ import annotations

import pytest

from glossator.importing.article_copy import Given, copy_page
from glossator.importing.furniture import is_furniture_text

AROUND = [
    *("Advertisement", "Share", "Share this article", "Read more", "12 comments", "Back to top"),
    *("Share | Tweet | Print this page", "[ Print this page ] [ Close ]", "Close this window"),
    *("Is this page useful?", "Was this article helpful to you?", "Jump to recipe"),
    "Printed from Example Daily, https://www.example.org/story",
    *("You are visitor no. 000311. Last changed 1 April 1999.", "Last updated: 12 May 2026"),
    *(
        "阅读 1.2万 点赞 88 在看 5",
        "分享 收藏",
        "입력 2026.01.07 09:30",
        "기사입력 2026-01-07 오전 9:30",
    ),
    *("저작권자 ⓒ 예시일보 무단전재 및 재배포 금지", "© 2026 Example Daily. All rights reserved."),
    *("© Ejemplo 2026. Todos los derechos reservados.", "版权所有：示例日报", "無断転載を禁じます"),
    *("Copyright 2019 Beispielblatt, alle Rechte vorbehalten", "Unsubscribe"),
]
TEXT = [
    "Close the door, said the ferryman.",
    "The contract says that all rights reserved by the harbour go to the town.",
    "He says that all rights reserved",
    "Printed from the plates of 1880, the map shows every house of the old town.",
    "Last changed was the roof of the chapel.",
    "He asked how to unsubscribe from the letters of the harbour office, and nobody knew.",
    "他说版权所有者已经同意，并将在下周公布所有的文件和照片以及其他材料给所有的读者们看看，随后再谈。",
    "이 저작권은 법으로 보호되며 무단 전재는 금지된다고 시장이 말했다.",
    "Was this page of the book torn out before the fire, or after it?",
    "You are visitor and host in one, she said.",
    "",
]


@pytest.mark.parametrize("text", AROUND)
def test_what_stands_around_an_article_is_known(text: str) -> None:
    assert is_furniture_text(text)


@pytest.mark.parametrize("text", TEXT)
def test_a_sentence_that_begins_like_it_is_text(text: str) -> None:
    assert not is_furniture_text(text)


def test_it_is_told_that_it_was_left_out() -> None:
    prose = "The new bridge was opened on Monday by the mayor, and the ferry made its last trip. "
    page = f"<html><body><article><h1>The bridge</h1><p>{prose * 3}</p><p>Is this page useful?</p>"
    page += f"<div class='sponsored-content'><p>Ten boots for wet feet.</p></div><p>{prose * 2}</p>"
    page += "<p>© 2026 Example Daily. All rights reserved.</p></article></body></html>"
    copy = copy_page(page.encode(), is_html=True, given=Given())
    told = [one.text for one in copy.left_out]
    for text in (
        *("Is this page useful?", "Ten boots for wet feet."),
        "© 2026 Example Daily. All rights reserved.",
    ):
        assert text not in copy.body
        assert text in told
    assert copy.body.count("the ferry made its last trip") == 5
