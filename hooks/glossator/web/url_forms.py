"""What tells a page from all others, however its address is written; the browser makes the same.

Both (`asking/url-forms.js` in the theme) are held to the same cases. Nothing is left out of an
address that may choose the page: where that is in doubt, two forms of one page have two keys.
"""

from __future__ import annotations

import re

from glossator.web.url_hosts import host_key
from glossator.web.url_wrappers import inner_address

# An archive's copy of a cache's copy of a mobile page takes six; more is made to be a nuisance.
MOST_ROUNDS = 16
# At the ends of what is pasted, nothing of the address: blanks, and what nobody sees.
_ENDS = "\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_OUTSIDE = re.compile(f"^[{_ENDS}]+|[{_ENDS}]+$")
_LINE_ENDS = re.compile("[\t\n\r]")
_HALF = re.compile("[\ud800-\udfff]")
_EITHER_CASE = re.ASCII | re.IGNORECASE
_SCHEME = re.compile(r"(?:view-source:)?https?:[/\\]*|[/\\]{2,}", _EITHER_CASE)
# `host:80` is none.
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9]{1,5}(?:[/\\?#]|$))", _EITHER_CASE)
_PARTS = re.compile(r"([^/\\?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)

_SESSION = re.compile(";jsessionid=[^;]*", _EITHER_CASE)
_INDEX = re.compile(r"(?:index|default)\.(?:html?|shtml|xhtml|php|aspx?|jsp)", _EITHER_CASE)
_AMP_FILE = re.compile(r"\.amp(?=(?:\.html?)?$)|^amp-(?=[0-9]{6,}\.html$)", _EITHER_CASE)
_AMP_FOLDER = re.compile("amp(?:html)?", _EITHER_CASE)
_AMP = re.compile("_?amp(?:=(?:1|true|yes|amp))?|output(?:type)?=amp", _EITHER_CASE)
# What only tells through which channel a reader came. None of these chooses a page anywhere.
_TRACKING = re.compile(
    "utm_.*|mtm_.*|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|piwik_.*"
    "|(?:fb|g|d|tw|tt|y|ys)clid|msclkid|gclsrc|[gw]braid|mc_[ce]id|igshid?|cmpid|ref_(?:src|url)"
    "|fb_(?:action_ids|action_types|source|ref)|li_fat_id|rdt_cid|epik|wickedid|_openstat"
    "|s_kwcid|vero_(?:id|conv)|oly_(?:anon|enc)_id|_hs(?:enc|mi)|__hs(?:sc|tc|fp)|hsctatracking"
    "|mkt_tok|guccounter|guce_referrer(?:_sig)?|spm|_g[al]|xtor|wt_z?mc"
    "|at_(?:medium|campaign|campaign_type|custom[0-9]|format|link_.*|bbc_team|ptr_name)"
    "|ns_(?:campaign|mchannel|source|linkname|fee)|amp_(?:js_v|gsa|r)|usqp|__twitter_impression",
    _EITHER_CASE,
)

# Most addresses have nothing of all that, which one look can tell.
_SIMPLE = re.compile(
    r"https?://(?:www\.)?(?!(?:www|m|mobile|amp)\.|[a-z]{2,3}\.[a-z]{2}(?:/|$))"
    r"((?:[a-z0-9-]+\.)+[a-z]+)(/[A-Za-z0-9._~/-]*)?"
)
_NOT_SIMPLE = re.compile(
    r"[/.]amp|index\.|default\.|//|/\.|xn--|\.m\.|archive|arquivo|vefsafn|google|\.(?:outlook|bing)\."
    r"|/bing\.|facebook|instagram|ampproject",
    _EITHER_CASE,
)


class _Signs:
    """Signs that mean the same whether they are escaped or not; all others stand escaped."""

    def __init__(self, more: str) -> None:
        signs = f"A-Za-z0-9._~{more}-"
        self._are_all = re.compile(f"[{signs}]*").fullmatch
        self._rest = re.compile(f"%[0-9A-Fa-f]{{2}}|%|[^%{signs}]")

    def plain(self, text: str) -> str:
        """The text in the one form in which it stands in keys."""
        return text if self._are_all(text) else self._rest.sub(self._one, text)

    def _one(self, found: re.Match[str]) -> str:
        sign = found[0]
        if len(sign) == 3:  # an escape
            meant = chr(int(sign[1:], 16))
            return meant if self._are_all(meant) else sign.upper()
        return "".join(f"%{byte:02X}" for byte in sign.encode())


_PATH = _Signs("!$&'()*+,;=:@")
_QUERY = _Signs("!$'()*,:@/;?")
_ROUTE = _Signs("!$&'()*+,;=:@/?")


def address_key(url: str) -> str:
    """What the page at `url` is found by, as `example.org/news/bridge`.

    Empty where it is no address of the web. The key of a key is that key.
    """
    simple = _SIMPLE.fullmatch(url)
    if simple and not _NOT_SIMPLE.search(url, url.index("/") + 2):
        return f"{simple[1]}/{(simple[2] or '').strip('/')}"
    return _key_by_steps(url)


def _key_by_steps(url: str) -> str:
    known, key = "", _HALF.sub("\ufffd", url)
    for _ in range(MOST_ROUNDS):
        known, key = key, _step(key)
        if key == known:
            return key
    return ""


def without_query(key: str) -> str:
    """The key without what stands behind `?`; empty where that is nothing, or a whole site left.

    Many a parameter there chooses nothing, but only people can tell.
    """
    bare = re.split("[?#]", key, maxsplit=1)[0]
    return bare if bare != key and not bare.endswith("/") else ""


def is_tracking(name: str) -> bool:
    """Whether a parameter of this name only tells through which channel a reader came."""
    return _TRACKING.fullmatch(name) is not None


def _step(url: str) -> str:
    """The address inside of another one's, or one whose parts are in their plain forms."""
    text = _LINE_ENDS.sub("", _OUTSIDE.sub("", url)).replace("&amp;", "&")
    scheme = _SCHEME.match(text)
    if scheme:
        text = text[scheme.end() :]
    elif _OTHER_SCHEME.match(text):
        return ""
    parts = _PARTS.fullmatch(text)
    assert parts is not None  # it fits every text  # noqa: S101
    authority, path, query, fragment = (part or "" for part in parts.groups())
    host = host_key(authority)
    if not host:
        return ""
    path = path.replace("\\", "/")
    inner = inner_address(host, path, query, text[len(authority) :])
    if inner:
        return inner
    return f"{host}/{_plain_path(path)}{_plain_query(query)}{_plain_route(fragment)}"


def _plain_path(path: str) -> str:
    folders: list[str] = []
    for part in path.split("/"):
        name = _SESSION.sub("", _PATH.plain(part))
        if name == "..":
            del folders[-1:]
        elif name != ".":
            folders.append(name)
    names = [name for name in folders if name]
    if names and _INDEX.fullmatch(names[-1]):
        names.pop()
    if names:
        names[-1] = _AMP_FILE.sub("", names[-1])
    # A page of that name is one on the format itself.
    if len(names) > 1 and _AMP_FOLDER.fullmatch(names[-1]):
        names.pop()
    if len(names) > 1 and _AMP_FOLDER.fullmatch(names[0]):
        del names[0]
    return "/".join(names)


def _plain_query(query: str) -> str:
    fields = []
    for part in query.split("&"):
        name, _, value = part.replace("+", "%20").partition("=")
        name, value = _QUERY.plain(name), _QUERY.plain(value)
        field = f"{name}={value}" if value else name
        if field and not is_tracking(name) and not _AMP.fullmatch(field):
            fields.append((name, field))
    # Of several of one name the order may mean something.
    fields.sort(key=lambda field: field[0])
    return "?" + "&".join(field for _, field in fields) if fields else ""


def _plain_route(fragment: str) -> str:
    """The part of a fragment that chooses a page, where a script makes pages of one."""
    if fragment[:1] not in {"!", "/"}:
        return ""
    route = _ROUTE.plain(fragment.partition(":~:")[0]).rstrip("/")
    return f"#{route}" if route not in {"", "!"} else ""
