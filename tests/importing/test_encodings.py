"""Pages are read in the encoding that they have, whatever is said of it."""

from __future__ import annotations

import pytest

from glossator.importing.charset import CharsetError, decode_text

SENTENCES = {
    "gb18030": "阿里巴巴宣布将增加人工智能投资计划，超过五十三亿美元，推动其香港股价上涨。",
    "big5": "阿里巴巴宣布將增加人工智慧投資計畫，超過五十三億美元，推動其香港股價上漲。",
    "shift_jis": "新しい橋の建設費は五百万クローネであった。市議会は昨日、決定した。",
    "euc-jp": "新しい橋の建設費は五百万クローネであった。市議会は昨日、決定した。",
    "euc-kr": "새로운 다리의 건설 비용은 오백만 크로네였다. 시의회는 어제 결정했다.",
    "windows-1251": "Новый мост стоил пять миллионов крон. Городской совет решил вчера.",
    "koi8-r": "Новый мост стоил пять миллионов крон. Городской совет решил вчера.",
    "windows-1252": "Le café coûte 5 € à Besançon, dit-elle : « déjà vu » – très cher. “Oui”",
    "utf-8": "阿里巴巴 café – “quoted”",
}
LABELS = ["", "utf-8", "windows-1252", "iso-8859-1", "gb2312", "big5", "shift_jis", "x-nonsense"]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_page_is_read_in_its_encoding_whatever_is_said_of_it(encoding: str, label: str) -> None:
    page = f"<p>Hello, {SENTENCES[encoding]}</p>"
    assert decode_text(page.encode(encoding), declared=label).text == page


@pytest.mark.parametrize(
    "text", ["Café “quoted” text – yes.", "It costs £5 – he said “no”.", "Don’t", "É", "naïve"]
)
def test_few_accents_and_quotation_marks_are_western(text: str) -> None:
    assert decode_text(f"<p>{text}</p>".encode("windows-1252")).text == f"<p>{text}</p>"


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_page_may_name_its_encoding_itself(encoding: str) -> None:
    page = f'<meta charset="{encoding}"><p>{SENTENCES[encoding]}</p>'
    decoded = decode_text(page.encode(encoding))
    assert (decoded.text, decoded.remark) == (page, "")


ALPHABETS = {
    "iso-8859-7": "Η νέα γέφυρα κόστισε πέντε εκατομμύρια, είπε χθες ο δήμαρχος της πόλης.",
    "windows-1255": "הגשר החדש עלה חמישה מיליון כתרים, אמר אתמול ראש העיר של העיירה.",
    "windows-1256": "كلف الجسر الجديد خمسة ملايين كرونة كما قال رئيس البلدية أمس.",
    "iso-8859-2": "Az új híd ötmillió koronába került, mondta tegnap a város erős főpolgármestere.",
    "windows-1250": "Nový most stál pět milionů korun, řekl včera starosta města Příkladov.",
    "windows-1254": "Yeni köprü beş milyon krona mal oldu, dedi dün belediye başkanı.",
    "iso-2022-jp": "新しい橋の建設費は五百万クローネであった。",
}


@pytest.mark.parametrize("encoding", ALPHABETS)
def test_small_alphabets_are_read_as_the_page_says_though_the_server_says_otherwise(
    encoding: str,
) -> None:
    page = f'<meta charset="{encoding}"><p>{ALPHABETS[encoding]}</p>'
    assert decode_text(page.encode(encoding), declared="utf-8").text == page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decode_text("<p>日本 é</p>".encode(encoding), declared="big5").text == "<p>日本 é</p>"


def test_a_wrong_encoding_is_told() -> None:
    page = f"<p>{SENTENCES['big5']}</p>".encode("big5")
    assert decode_text(page, declared="utf-8").remark == (
        "the page says that it is utf-8, and was read as big5hkscs"
    )


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    page = f"<p>{SENTENCES['gb18030'] * 3}".encode() + b"\xe4\xb8</p>"
    decoded = decode_text(page, declared="utf-8")
    assert SENTENCES["gb18030"] in decoded.text
    assert "1 broken character" in decoded.remark


def test_bytes_that_are_no_text_are_refused_with_the_option() -> None:
    noise = bytes(128 + (n * 151 + n * n * 7) % 128 for n in range(4000))
    with pytest.raises(CharsetError, match="--encoding"):
        decode_text(b"<p>" + noise)


@pytest.mark.parametrize(
    ("forced", "said"), [("klingon", "there is no encoding"), ("utf-8", "the text is not utf-8")]
)
def test_an_encoding_that_was_given_has_to_fit(forced: str, said: str) -> None:
    with pytest.raises(CharsetError, match=said):
        decode_text(b"caf\xe9", forced=forced)


def test_an_encoding_that_was_given_is_taken() -> None:
    assert decode_text(b"caf\xe9", forced="windows-1252").text == "café"
