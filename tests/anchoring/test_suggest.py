"""What is suggested for a quote with a slip in it, in scripts with blanks and without."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from itertools import islice

import pytest

from glossator import TextQuoteSelector, match_quote
from glossator.content.model import Target
from glossator.editing.reanchor import fate_of
from tests.anchoring.slips import SCRIPTS, slips

# Of this process: what else the machine does takes none of them.
SECONDS = 10

CHINESE = (
    "阿里巴巴宣布将增加人工智能投资计划总额超过五十三亿美元并推动其香港股价上涨至"
    "二零二一年以来最高水平。平头哥的新芯片将在明年第二季度由国内代工厂开始量产并供应给"
    "三家云服务商。"
)
SHORT_CLAUSES = "下磨坊，旧桥关闭。总额超过五十三亿美元，镇长说。新芯片由国内代工厂量产。"
MIXED = "该公司的ＡＩ芯片售价１２．５万克朗，共有３６０台。国内代工厂用AI检测5G模块。"
JAPANESE = "修理費は五百万クローネであった。町の議会は、古い水車橋を一年間閉めることにした。"
WIDTHS = "新しいｶﾒﾗは３６０度を写し、ＡＩが橋のひびを見つける。"
THAI = (
    "นายกเทศมนตรีกล่าวว่าการซ่อมจะใช้เงินห้าล้านโครนนายกเทศมนตรียังบอกว่าเมืองโรงสีล่างต้องปิดสะพานเก่าเพราะเสาทรุดลง"
)
LAO = "ສະພານເກົ່າຂອງເມືອງປິດໜຶ່ງປີເພາະເສົາຊຸດລົງ"
BURMESE = "မြို့ဟောင်းတံတားကိုတစ်နှစ်ပိတ်ထားမည်ဟုမြို့တော်ဝန်ကပြောသည်"
KHMER = "ស្ពានចាស់នៃទីក្រុងត្រូវបានបិទរយៈពេលមួយឆ្នាំ"
KOREAN = "읍장은 국내 위탁생산업체에서 새 반도체를 만들며 AI가 다리를 지켜본다고 말했다."
ENGLISH = "The repair will cost five million crowns, the mayor's office said; 3,600 cars cross it."
HINDI = "पुल की मरम्मत पर पचास लाख क्राउन खर्च होंगे।"

# A text, a quote with something wrong in it, and the words that were meant.
NEAR = [
    (CHINESE, "超过五十三亿美圆", "超过五十三亿美元"),
    (CHINESE, "平头哥的新晶片", "平头哥的新芯片"),
    (CHINESE, "国内 代工厂", "国内代工厂"),
    (CHINESE, "国 内 代 工 厂", "国内代工厂"),
    (CHINESE, "阿里巴巴宣布将增加 AI 投资计划", "阿里巴巴宣布将增加人工智能投资计划"),
    (CHINESE, "五十三忆美元", "五十三亿美元"),
    (CHINESE, "香港股介上涨", "香港股价上涨"),
    (CHINESE, "二〇二一年以来最高水平", "二零二一年以来最高水平"),
    (CHINESE, "最高水平。平投哥", "最高水平。平头哥"),
    (SHORT_CLAUSES, "超过五十三亿美圆", "超过五十三亿美元"),
    (SHORT_CLAUSES, "五十三亿美元阿", "五十三亿美元"),
    (SHORT_CLAUSES, "旧乔关闭", "旧桥关闭"),
    (MIXED, "12.6万克朗", "１２．５万克朗"),
    (MIXED, "AI芯片售介", "ＡＩ芯片售价"),
    (MIXED, "360合", "３６０台"),
    (MIXED, "用 AI 检测", "用AI检测"),
    (MIXED, "检测５Ｇ模决", "检测5G模块"),
    (JAPANESE, "五百万クローナであった", "五百万クローネであった"),
    (JAPANESE, "五百万クロネ", "五百万クローネ"),
    (JAPANESE, "古い水者橋", "古い水車橋"),
    (JAPANESE, "古い 水車橋", "古い水車橋"),
    (WIDTHS, "カメラは360どを", "ｶﾒﾗは３６０度を"),
    (WIDTHS, "AIか橋のひび", "ＡＩが橋のひび"),
    (THAI, "ห้าล้านโครเนอร์", "ห้าล้านโครน"),
    (THAI, "ห้าล้านโครม", "ห้าล้านโครน"),
    (THAI, "ปิดสะพานเกา", "ปิดสะพานเก่า"),
    (THAI, "เมืองโรงศีล่าง", "เมืองโรงสีล่าง"),
    (LAO, "ສະພານເກາຂອງ", "ສະພານເກົ່າຂອງ"),
    (BURMESE, "တံတားကိုတစ်နစ်ပိတ်", "တံတားကိုတစ်နှစ်ပိတ်"),
    (KHMER, "ស្ពានចាសនៃទីក្រុង", "ស្ពានចាស់នៃទីក្រុង"),
    (KOREAN, "국내 위탁생산업채", "국내 위탁생산업체"),
    (KOREAN, "국내 위탁생산업채에서", "국내 위탁생산업체에서"),
    (KOREAN, "새 반도채를", "새 반도체를"),
    (ENGLISH, "five million krowns", "five million crowns"),
    (ENGLISH, "five million crown,", "five million crowns,"),
    (ENGLISH, "five millon crown the", "five million crowns, the"),
    (ENGLISH, "the mayors offic", "the mayor's office"),
    (ENGLISH, "3.600 cars", "3,600 cars"),
    (HINDI, "पचास लख क्राउन", "पचास लाख क्राउन"),
]


@pytest.mark.parametrize(("text", "quote", "meant"), NEAR, ids=[near[1] for near in NEAR])
def test_the_words_that_were_meant_come_first(text: str, quote: str, meant: str) -> None:
    match = match_quote(text, TextQuoteSelector(quote))
    assert match.status == "orphaned"
    assert match.spans == []
    assert [text[found.start : found.end] for found in match.suggestions[:1]] == [meant]


@pytest.mark.parametrize(("text", "quote", "meant"), NEAR, ids=[near[1] for near in NEAR])
def test_reanchor_offers_them_as_a_guess(text: str, quote: str, meant: str) -> None:
    fate = fate_of(text, Target(exact=quote))
    assert fate.state == "orphaned"
    assert not fate.is_certain
    assert fate.candidates[0].selector.exact == meant
    assert match_quote(text, fate.candidates[0].selector).spans == [fate.candidates[0].span]


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_right_words_come_first_for_95_of_100_slips(script: str) -> None:
    sample = list(islice(slips(script, seed=20261128), 200))
    assert sum(slip.first() == slip.meant for slip in sample) >= 190


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_far_off_gets_no_suggestion(script: str) -> None:
    text = next(slips(script, seed=1)).text
    other = next(slips("th" if script != "th" else "ko", seed=1)).text
    for begin in range(0, 400, 40):
        assert match_quote(text, TextQuoteSelector(other[begin : begin + 30])).suggestions == []


def test_context_tells_like_places_apart() -> None:
    text = "甲桥的修缮费用很高。乙桥的修缮费用很高。丙桥的修缮费用很高。"
    quote = TextQuoteSelector("修膳费用", "乙桥的", "很高")
    found = [place.start for place in match_quote(text, quote).suggestions]
    assert found == [13, 3, 23]


def test_of_two_places_much_like_the_quote_the_likest_comes_first() -> None:
    text = (
        "The repair of the old bridge will cost five million crowns, said the mayor. "
        "The repair of the mill bridge will cost four million crowns, said the mayor."
    )
    quote = TextQuoteSelector("The repair of the mill bridge will cost four million krowns")
    found = match_quote(text, quote).suggestions
    assert [place.start for place in found] == [76, 0]
    assert found[0].score > found[1].score


# A vowel or a tone without its consonant, a leading vowel without what it leads, a final
# letter that a vowel wants, and a silent letter are parts of syllables.
CUTS = re.compile(
    r"[เ-ไ]\|[ก-ฮ]|\|[ะาำๅๆฯ]|[ัื][่-๋]?\|[ก-ฮ]|[ก-ฮ]\|[ก-ฮ]์|เ[ก-ฮ]ิ[่-๋]?\|[ก-ฮ]|[ก-ฮ]\|[ก-ฮ] "
)


def test_thai_is_never_cut_within_a_syllable() -> None:
    chance = random.Random(20261128)
    text = next(slips("th", seed=1)).text
    count = 0
    for _ in range(400):
        begin = chance.randrange(len(text) - 30)
        quote = list(text[begin : begin + chance.randint(5, 25)])
        for at in chance.sample(range(len(quote)), 2):
            quote[at] = chance.choice(text)
        if not "".join(quote).strip():
            continue
        for place in match_quote(text, TextQuoteSelector("".join(quote))).suggestions:
            if text[place.start : place.end] in "".join(quote):
                continue  # the very words, cut by whoever quoted them
            count += 1
            for at in place.span:
                around = f"{text[max(0, at - 5) : at]}|{text[at : at + 5]}"
                assert not unicodedata.category(text[at]).startswith("M"), around
                assert not CUTS.search(around), around
    assert count > 300


def test_kana_keep_their_small_ones() -> None:
    text = "町のちょうちんがひょうたんへ。"
    found = match_quote(text, TextQuoteSelector("ちようちん")).suggestions[0]
    assert text[found.start : found.end] == "ちょうちん"


def test_blanks_and_signs_stay_outside() -> None:
    text = "「国内代工厂」，镇长说。"
    found = match_quote(text, TextQuoteSelector("国内代工场")).suggestions[0]
    assert text[found.start : found.end] == "国内代工厂"


HOSTILE = [
    ("哥" * 1_000_000, "哥哥哥片哥哥" * 10),
    ("哥的" * 500_000, "哥的片" * 4),
    ("เก" * 500_000, "เกเขเกเก" * 8),
    ("ก็" * 500_000, "กกก็"),
    ("哥" * 1_000_000, "哥片" * 5_000),
    ("\u0e49" * 1_000_000, "\u0e49ก" * 20),
    ("ー" * 1_000_000, "ーアー" * 20),
    ("각" * 1_000_000, "각갈" * 30),
]


@pytest.mark.parametrize(("text", "quote"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_without_any_end_of_a_word_takes_seconds(text: str, quote: str) -> None:
    begin = time.process_time()
    match_quote(text, TextQuoteSelector(quote))
    assert time.process_time() - begin < SECONDS
