"""What stands around an article on its page: menus, adverts, buttons, other stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from glossator.page_leaves import Element

_FURNITURE_TAGS = {
    "nav": "navigation", "menu": "navigation", "footer": "footer", "dialog": "pop-up",
    "search": "form or button",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "search": "form or button", "contentinfo": "footer",
    "dialog": "pop-up", "alertdialog": "pop-up", "button": "form or button",
    "complementary": "beside the article", "banner": "navigation",
}  # fmt: skip
# Words in classes and ids by which pages name what stands around an article.
_NAMES = {
    "navigation": "nav navbar navigation breadcrumb breadcrumbs menu pagination pager toolbar skip",
    "share buttons": "share sharing social sharebar addthis sharethis",
    "advertisement": "ad ads advert adverts advertisement advertising sponsor sponsored promo "
    "promotion outbrain taboola dfp",
    "related stories": "related recommended recommendations recirc trending popular mostread "
    "morestories readmore teasers",
    "newsletter": "newsletter signup subscribe paywall",
    "comments": "comment comments disqus respond",
    "pop-up": "cookie cookies consent gdpr popup modal overlay banner",
    "tags": "tags taglist keywords topics",
    "byline": "byline dateline timestamp authors bio",
    "beside the article": "sidebar widget aside",
    "hidden": "hidden invisible",
}
_REASON_OF = {word: reason for reason, words in _NAMES.items() for word in words.split()}
# A whole paragraph of these words is no part of an article.
FURNITURE_TEXT = re.compile(
    r"(?:advertisement|advert|ad|anzeige|publicité|publicidad|广告|廣告|"
    r"(?:share|tweet|email|print|copy link|save|listen|follow us|subscribe)(?: this)?"
    r"(?: article| story)?|read more|related(?: articles| stories| content)?|most read|"
    r"\d* ?comments?|back to top|skip to (?:main )?content|(?:©|copyright(?: ©)?) ?\d{4}.{0,80})"
    r"[:.…]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What an element is around an article.

    Attributes:
        reason: What it was taken for, in a word or two.
        is_sure: Whether it is so by its tag; names are given freely.
    """

    reason: str
    is_sure: bool


def furniture(element: Element) -> Furniture | None:
    """What the element is, going by its tag, role, style and names; None for what may be text."""
    tag, role = element.tag, (element.get("role") or "").lower()
    style = (element.get("style") or "").replace(" ", "").lower()
    if tag in {"html", "body", "main", "article"}:
        return None
    if tag in _FURNITURE_TAGS or role in _ROLES:
        return Furniture(_FURNITURE_TAGS.get(tag) or _ROLES[role], is_sure=True)
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    ):
        return Furniture("hidden", is_sure=True)
    if tag == "aside":
        return Furniture("beside the article", is_sure=False)
    reason = _by_names(f"{element.get('class') or ''} {element.get('id') or ''}")
    return Furniture(reason, is_sure=False) if reason else None


@lru_cache(maxsize=4096)
def _by_names(names: str) -> str:
    words = re.findall(r"[A-Z]?[a-z]+", names)
    return next((_REASON_OF[w.lower()] for w in words if w.lower() in _REASON_OF), "")
