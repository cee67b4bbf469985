"""What stands around an article on its page: menus, adverts, buttons, other stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from glossator.importing.leaves import Element

_FURNITURE_TAGS = {
    "nav": "navigation", "menu": "navigation", "footer": "footer", "dialog": "pop-up",
    "search": "form or button", "amp-sidebar": "navigation", "amp-consent": "cookie notice",
    "amp-ad": "advertisement", "amp-embed": "advertisement", "amp-sticky-ad": "advertisement",
    "amp-social-share": "share buttons", "amp-user-notification": "pop-up",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "search": "form or button", "contentinfo": "footer",
    "dialog": "pop-up", "alertdialog": "pop-up", "button": "form or button",
    "complementary": "beside the article", "banner": "navigation",
}  # fmt: skip
# Words in classes and ids by which pages name what stands around an article.
_NAMES = {
    "navigation": "nav navbar navigation breadcrumb breadcrumbs menu pagination pager toolbar skip",
    "share buttons": "share sharing social sharebar addthis sharethis sharedaddy",
    "advertisement": "ad ads advert adverts advertisement advertising sponsor sponsored promo "
    "promotion outbrain taboola dfp",
    "related stories": "related recommended recommendations recirc trending popular mostread "
    "morestories readmore relatedposts teaser teasers",
    "newsletter": "newsletter signup subscribe subscription paywall",
    "comments": "comment comments disqus respond",
    "cookie notice": "cookie cookies cookiebot consent gdpr didomi onetrust usercentrics",
    "pop-up": "popup modal overlay banner",
    "tags": "tags taglist keywords topics",
    "byline": "byline dateline timestamp author authors authorline bio meta",
    "form or button": "button buttons btn cta",
    "beside the article": "sidebar widget aside",
    "hidden": "hidden invisible",
}
# What no text of an article is called. The others are found on any paragraph: `share-price`,
# `elementor-widget`, `popular-culture`.
_SURE_NAMES = frozenset(
    (
        *("newsletter", "signup", "subscription", "taboola", "outbrain", "disqus", "addthis"),
        *("sharethis", "sharedaddy", "advert", "advertisement", "promo", "recirc", "related"),
        *("readmore", "relatedposts", "mostread", "teaser", "teasers", "sponsored"),
    )
)
# Sure where they stand on labels, and names like any other where they stand on paragraphs.
_LABELS = frozenset({"byline", "tags"})
# A post of somebody that the article shows: its text belongs to the article.
_EMBEDDED = frozenset({"embed", "embedded", "tweet"})
_PULLED = frozenset({"pull", "pullquote", "pullquotes", "pullout"})
# What stands between a headline and the text.
_DECK = frozenset(
    (
        *("standfirst", "dek", "deck", "lede", "lead", "intro", "summary", "subtitle", "subhead"),
        *("subheadline", "subheading", "excerpt", "abstract", "chapo", "teasertext"),
    )
)
_REASON_OF = {word: reason for reason, words in _NAMES.items() for word in words.split()}
# A whole paragraph of these words is no part of an article.
FURNITURE_TEXT = re.compile(
    r"(?:advertisement|advert|ad|anzeige|publicité|publicidad|广告|廣告|"
    r"(?:share|tweet|email|print|copy link|save|listen|follow us|subscribe)(?: this)?"
    r"(?: article| story)?|read more|related(?: articles| stories| content)?|most read|"
    r"follow us on .{1,60}|\d* ?comments?|back to top|skip to (?:main )?content|"
    r"jump to (?:the )?(?:recipe|comments|video)|print this page|close(?: this)?(?: window)?|"
    r"(?:this )?(?:(?:page|article) )?(?:was )?printed from (?=.*(?:www\.|https?:)).{1,120}|"
    r"unsubscribe(?: here)?|"
    r"(?:is|was) this (?:page|article|information) (?:useful|helpful)(?: to you)?\??|"
    r"did you find this (?:page|article)? ?(?:useful|helpful)\??|"
    r"you are (?:the )?visitor (?:no\.?|number|#) ?[\d,. ]+(?:since .{1,30})?|"
    r"(?:(?:this page was )?last|page last) (?:changed|updated|modified|reviewed|edited)"
    r"(?: on)?:? (?=.*\d).{1,40}|"
    # How often a page was read, liked and passed on.
    r"(?:(?:阅读|閱讀|点赞|點讚|在看|分享|收藏|评论|評論|转发|轉發|喜欢|赞|讚)[\W\d万萬kw+]*+){1,8}|"
    # When a page was put in, and that it may not be taken.
    r"(?:기사)?(?:입력|수정|승인)(?:일|시간)?[\d\s.:/오전후-]+|"
    r"copyright(?: ©)? ?\d{4}.{0,80}|[©ⓒ] ?(?:[^\d\s].{0,60})?\d{4}.{0,80})"
    r"[:.…!]?",
    re.IGNORECASE,
)
# That nobody may take the text, and a word of each by which to look for it: it takes time.
_RIGHTS = re.compile(
    r"(?:(?=.*(?:©|ⓒ|\(c\)|copyright|저작권|\d{4})).{1,60})?"
    r"(?:무단 ?전재.{0,20}금지|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden|все права защищены|版权所有.{0,40}|版權所有.{0,40}"
    r"|無断転載(?:を禁じます|禁止)|转载请注明.{0,30}|未经授权不得转载)[.!]?",
    re.IGNORECASE,
)
_RIGHTS_HINTS = (
    *("reserved", "vorbehalten", "réservés", "reservados", "riservati", "voorbehouden"),
    *("защищены", "所有", "転載", "转载", "授权", "금지"),
)
# What stands between several of them in one line.
_PARTED = re.compile(r"[|·•\[\]\n]|(?<=\d)\.\s")
_LONGEST_LINE = 200
# The words before a link to another story that are a paragraph with it.
READ_MORE = frozenset(
    "".join(filter(str.isalnum, words))
    for words in (
        "readmore", "readalso", "alsoread", "readnext", "related", "relatedstory", "seealso",
        "moreonthis", "mustread", "dontmiss", "lireaussi", "àlireaussi", "alireaussi",
        "lesensieauch", "lesenauch", "mehrzumthema", "leetambién", "leatambién", "leiatambém",
        "leiamais", "leggianche", "leesook", "читайтетакже", "延伸阅读", "延伸閱讀", "相关阅读",
        "相關閱讀", "相关新闻", "相關新聞", "関連記事", "관련기사",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Furniture:
    """What an element is around an article.

    Attributes:
        reason: What it was taken for, in a word or two.
        is_sure: Whether it is so whatever it holds; most names are given freely.
        is_by_tag: Whether its tag, role or style says so, and no name.
        is_label: Whether it is sure of labels, but not of paragraphs.
    """

    reason: str
    is_sure: bool = False
    is_by_tag: bool = False
    is_label: bool = False


def furniture(element: Element) -> Furniture | None:
    """What the element is, going by its tag, role, style and names; None for what may be text."""
    tag = element.tag
    if tag in {"html", "body", "main", "article"}:
        return None
    said = dict(element.items())
    if not said and tag not in _FURNITURE_TAGS and tag != "aside":
        return None
    role = said.get("role", "").lower()
    style = said.get("style", "").replace(" ", "").lower()
    if tag in _FURNITURE_TAGS or role in _ROLES:
        reason = _FURNITURE_TAGS.get(tag) or _ROLES[role]
        return Furniture(reason, is_sure=True, is_by_tag=True)
    if (
        "hidden" in said
        or said.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    ):
        return Furniture("hidden", is_sure=True, is_by_tag=True)
    words = _names_of(element)
    name = next((word for word in words if word in _REASON_OF), "")
    if tag == "aside" and _REASON_OF.get(name) in {None, "beside the article"}:
        return Furniture("beside the article", is_by_tag=True)
    reason = _REASON_OF.get(name, "")
    if not reason or (reason == "share buttons" and not _EMBEDDED.isdisjoint(words)):
        return None
    is_sure = not _SURE_NAMES.isdisjoint(words)
    return Furniture(reason, is_sure=is_sure, is_label=reason in _LABELS)


def is_furniture_text(text: str) -> bool:
    """Whether all that a paragraph says is what stands around articles, such as `Share | Print`."""
    if len(text) > _LONGEST_LINE:
        return False
    parts = [part.strip() for part in _PARTED.split(text)]
    return any(parts) and all(map(_is_around, filter(None, parts)))


def _is_around(text: str) -> bool:
    if any(map(text.lower().__contains__, _RIGHTS_HINTS)) and _RIGHTS.fullmatch(text):
        return True
    return bool(FURNITURE_TEXT.fullmatch(text))


def is_deck(element: Element) -> bool:
    """Whether the element is called what stands between a headline and the text."""
    return not _DECK.isdisjoint(_names_of(element))


def is_pull_quote(element: Element) -> bool:
    """Whether the element is called a quote that is pulled out of the text."""
    return not _PULLED.isdisjoint(_names_of(element))


def _names_of(element: Element) -> tuple[str, ...]:
    return _words(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=4096)
def _words(names: str) -> tuple[str, ...]:
    """The words of names such as `share-bar`, `shareBar` and `read-more`, in small letters."""
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+", names)]
    pairs = [f"{one}{other}" for one, other in pairwise(words)]
    return (*words, *(pair for pair in pairs if pair in _SURE_NAMES | _PULLED))
