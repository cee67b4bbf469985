"""What buttons and fields of a page are: by their tags, their words and their names."""

from __future__ import annotations

import re

from glossator.importing.furniture import FURNITURE_TEXT, furniture
from glossator.importing.leaves import Element, letters_of
from glossator.importing.page_text import text_of

CONTROLS = frozenset(
    ("button", "input", "select", "textarea", "datalist", "optgroup", "option", "label")
)
REASON = "form or button"
# What is read nowhere but on controls.
_WORDS = re.compile(
    r"(?:share|tweet|e-?mail|print|copy(?: link)?|save|bookmark|listen|play|pause|mute|follow"
    r"|subscribe|sign (?:up|in)|log ?in|register|donate|(?:read|show|see|view|load|learn) "
    r"(?:more|less|all)|more|less|menu|search|close|open|expand(?: all)?|collapse(?: all)?|zoom"
    r"|enlarge|edit|reply|like|comments?|report|next|previous|back|ok|okay|accept(?: all)?"
    r"|cancel|submit|send|download|hide|toggle|teilen|drucken|speichern|merken|abonnieren"
    r"|mehr(?: lesen| anzeigen)?|weiterlesen|schließen|bearbeiten|partager|imprimer|s['’]abonner"
    r"|lire la suite|fermer|modifier|compartir|imprimir|suscribirse|leer más|cerrar|editar"
    r"|分享|打印|列印|收藏|订阅|訂閱|关注|關注|阅读全文|閱讀全文|展开|展開|编辑|編輯"
    r"|シェア|共有|印刷|保存|購読|続きを読む|もっと見る|閉じる|文字サイズ"
    r"|글자 ?(?:크게|작게|크기)|공유(?:하기)?|인쇄|스크랩|구독(?:하기)?|더 ?보기|닫기)"
    r"(?: this(?: \w+)?)?[\s.:…>»→+]*",
    re.IGNORECASE,
)
# The number or sign of a footnote.
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§¶])[\])]?")
_FOOTNOTE_NAME = re.compile(r"foot|note|ref|cit", re.IGNORECASE)
_PUSHED = frozenset({"button", "submit", "reset"})


def is_control(element: Element) -> bool:
    """Whether it is a button or a field by its tag or its role."""
    return element.tag in CONTROLS or (element.get("role") or "").strip().lower() == "button"


def words_of_control(control: Element) -> str:
    """The words that a reader sees on it."""
    if control.tag != "input":
        return text_of(control)
    kind = (control.get("type") or "text").lower()
    is_seen = kind in _PUSHED or kind in {"text", "number"}
    return " ".join((control.get("value") or "").split()) if is_seen else ""


def is_filled_in(control: Element) -> bool:
    """Whether its words are what was written into it."""
    return control.tag == "input" and (control.get("type") or "").lower() not in _PUSHED


def is_row(plain: str, controls: list[str]) -> bool:
    """Whether the words are but a label before a row of buttons."""
    if _WORDS.fullmatch(plain.strip()) or FURNITURE_TEXT.fullmatch(plain.strip()):
        return True
    letters = len(letters_of("".join(controls)))
    is_sentence = re.search(r"[.!?。！？]", plain) is not None
    return len(controls) > 1 and not is_sentence and len(letters_of(plain)) < letters


def is_footnote(control: Element) -> bool:
    """Whether it leads to a footnote by its number."""
    names = f"{control.get('class') or ''} {control.get('id') or ''} {control.get('aria-label')}"
    is_named = control.getparent().tag == "sup" or _FOOTNOTE_NAME.search(names)
    return bool(is_named) and _FOOTNOTE.fullmatch(text_of(control)) is not None


def _shown(part: str | Element) -> str:
    return part if isinstance(part, str) else ""


def has_field(control: Element) -> bool:
    """Whether it is a field to fill in or to tick, or holds one."""
    fields = control.iter("input", "textarea", "select")
    return any(field.get("type") not in {"hidden", "button", "submit"} for field in fields)


def is_known(control: Element) -> bool:
    """Whether its words or names are those of controls."""
    text = text_of(control)
    if _WORDS.fullmatch(text) or FURNITURE_TEXT.fullmatch(text) or has_field(control):
        return True
    probe = control.makeelement("div", {n: control.get(n) or "" for n in ("class", "id")})
    found = furniture(probe)
    return found is not None and found.reason not in {REASON, "tags", "byline", "pop-up"}
