"""HTML as a browser's kind of parser reads it, and what must not be in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossator.weaving.sanitize import SCHEMES

try:
    from selectolax.lexbor import LexborHTMLParser
except ImportError:  # only `make fuzz` installs it
    LexborHTMLParser = None

# Elements that run, load, frame, or change how the rest is read.
ACTIVE = frozenset(
    (
        *("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "svg"),
        *("math", "form", "input", "button", "select", "textarea", "base", "meta", "link"),
        *("template", "noscript", "noembed", "noframes", "xmp", "plaintext", "title", "audio"),
        *("video", "source", "track", "param", "portal", "dialog", "slot", "image", "area", "map"),
    )
)
ADDRESSES = frozenset(
    (
        *("href", "src", "cite", "action", "formaction", "data", "background", "poster", "srcset"),
        *("longdesc", "ping", "xlink:href", "manifest", "codebase", "classid", "profile", "usemap"),
    )
)
# As browsers read addresses: without what stands around, tabs and line ends.
_LEFT_OUT = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


@dataclass(frozen=True)
class Element:
    """A tag with its attributes."""

    tag: str
    attributes: dict[str, str]


def elements(html: str) -> list[Element]:
    """All elements of a fragment, as they come to stand in a page's `<body>`."""
    if LexborHTMLParser is None:
        return _by_lxml(html)
    tree = LexborHTMLParser(f"<!doctype html><title>t</title><body><article>{html}</article>")
    nodes = list(tree.body.traverse()) if tree.body else []
    inside = tree.css("body > article")
    assert len(inside) == 1, "it ends the element in which it stands"
    assert tree.body is None or tree.body.inner_html == inside[0].html, "some of it stands outside"
    found = [Element(node.tag, {k: v or "" for k, v in node.attributes.items()}) for node in nodes]
    return found[2:]


# lxml takes no text with these, wherever they stand.
_NOT_XML = re.compile("[\\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _by_lxml(html: str) -> list[Element]:
    from lxml import html as lxml_html

    tree = lxml_html.fragment_fromstring(_NOT_XML.sub("", html), create_parent="article")
    return [
        Element(str(one.tag).lower(), {str(k).lower(): str(v) for k, v in one.attrib.items()})
        for one in tree.iterdescendants()
        if isinstance(one.tag, str)
    ]


def elements_of_page(page: str) -> list[Element]:
    """All elements of a whole page."""
    if LexborHTMLParser is None:
        return _by_lxml(page)
    root = LexborHTMLParser(page).root
    nodes = root.traverse() if root else ()
    return [Element(node.tag, {k: v or "" for k, v in node.attributes.items()}) for node in nodes]


def acting(page: str) -> set[tuple[str, tuple[str, ...]]]:
    """The elements of a page that may act, by their names and those of their attributes."""
    return {
        (one.tag, tuple(sorted(one.attributes)))
        for one in elements_of_page(page)
        if one.tag in ACTIVE or any(name.startswith(("on", "style")) for name in one.attributes)
    }


def again(html: str) -> str:
    """The fragment as a browser writes it out after reading it."""
    if LexborHTMLParser is None:
        return html
    tree = LexborHTMLParser(f"<!doctype html><title>t</title><body><article>{html}</article>")
    return tree.body.inner_html if tree.body else ""


def assert_harmless(html: str, *, pictures: bool = False) -> list[Element]:
    """Nothing of it acts, however often it is read and written."""
    found = elements(html)
    for one in found:
        assert one.tag not in ACTIVE, one
        assert one.tag != "img" or pictures, one
        for name, value in one.attributes.items():
            assert not name.startswith("on"), one
            assert name not in {"style", "srcdoc", "target", "http-equiv"}, one
            if name in ADDRESSES:
                scheme = _SCHEME.match(_LEFT_OUT.sub("", value).strip("".join(map(chr, range(33)))))
                assert not scheme or scheme[1].lower() in SCHEMES, one
            assert name not in {"id", "name"} or not value.startswith("__"), one
    return found
