"""Declarative shadow roots, which browsers and add-ons write into pages, as part of the page."""

from __future__ import annotations

from glossator.importing.leaves import Element
from glossator.importing.page_text import joined

# The standard's name, the one before it, and that of pages saved with SingleFile.
_NAMES = ("shadowrootmode", "shadowroot", "shadowmode")


def open_shadow_roots(tree: Element) -> None:
    """Put what stands in shadow roots where a browser shows it.

    The elements of a root take the place of its host's own; those fill its slots. What no
    slot takes is not shown by a browser, and becomes hidden. Styles of a root become the
    first children of its host, with the attribute `scoped`.
    """
    for template in list(tree.iter("template")):
        host = template.getparent()
        if host is not None and _is_root(template):
            _open(host, template)


def _is_root(element: Element) -> bool:
    return element.tag == "template" and any(element.get(name) is not None for name in _NAMES)


def _open(host: Element, root: Element) -> None:
    own = _nodes(host, but=root)
    inner = _nodes(root)
    for child in list(host):
        host.remove(child)
    host.text = None
    for node in inner:
        _append(host, node)
    for slot in [slot for slot in host.iter("slot") if _is_own(slot, host)]:
        name = slot.get("name") or ""
        taken = [node for node in own if _slot_of(node) == name]
        if any(not isinstance(node, str) or node.strip() for node in taken):
            own = [node for node in own if _slot_of(node) != name]
            for child in list(slot):
                slot.remove(child)
            slot.text = None
            for node in taken:
                _append(slot, node)
    if any(not isinstance(node, str) or node.strip() for node in own):
        rest = host.makeelement("div", {"hidden": ""})
        for node in own:
            _append(rest, node)
        host.append(rest)
    for style in [style for style in host.iter("style") if _is_own(style, host)]:
        tail, style.tail = style.tail, None
        marker = style.makeelement("wbr")
        marker.tail = joined(tail, "")
        style.getparent().replace(style, marker)
        style.set("scoped", "")
        _insert_first(host, style)


def _insert_first(host: Element, style: Element) -> None:
    style.tail, host.text = joined(host.text, ""), None
    host.insert(0, style)


def _is_own(element: Element, host: Element) -> bool:
    """Whether it belongs to the host's root, and not to one within."""
    for around in element.iterancestors():
        if around is host:
            return True
        if _is_root(around):
            return False
    return False


def _nodes(element: Element, *, but: Element = None) -> list[Element | str]:
    """The texts and elements in it, in order, each element without the text behind it."""
    nodes: list[Element | str] = [element.text] if element.text else []
    for child in list(element):
        tail, child.tail = child.tail, None
        if child is not but:
            nodes.append(child)
        if tail:
            nodes.append(tail)
    return nodes


def _slot_of(node: Element | str) -> str:
    return "" if isinstance(node, str) else node.get("slot") or ""


def _append(element: Element, node: Element | str) -> None:
    if not isinstance(node, str):
        element.append(node)
    elif len(element):
        element[-1].tail = joined(element[-1].tail, node)
    else:
        element.text = joined(element.text, node)
