"""W3C Web Annotations, ours and those of others, as far as a note has a place for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.content.choices import Reason
from glossator.importing.foreign import (
    Foreign,
    ForeignTarget,
    as_list,
    day_of,
    first_text,
    host_of,
    note_at,
    quote_in,
    texts_of,
)
from glossator.importing.note_html import escape_note_text, markdown_of_html
from glossator.problems import Location, shown

# The first that an annotation was made for, of those that a kind of notes is for.
_KINDS = {"editing": "correction", "linking": "source", "describing": "context"}
# What is said by the place of the note, or of how the file came about.
_TOLD = frozenset(
    (
        *("@context", "id", "@id", "type", "@type", "canonical", "generator", "generated"),
        *("motivation", "label", "body", "bodyValue", "target", "created", "modified", "creator"),
        *("rights", "dcterms:isPartOf", "dcterms:replaces", "schema:correction"),
        *("schema:creativeWorkStatus", "dcterms:title", "title"),
    )
)
_STATUS = {"resolved": "resolved", "withdrawn": "withdrawn"}
_CONFIDENCE = "confidence: "

Node = dict[str, Any]
"""A thing that JSON-LD tells of, with whatever fields somebody gave it."""


def read_annotation(node: Node, find_place: Callable[[], Location]) -> Foreign:
    """What an annotation says."""
    made = Foreign(id_of(node), find_place)
    made.whole = next((id_of(one) for one in as_list(node.get("dcterms:isPartOf"))), "")
    _read_kind(made, node)
    _read_head(made, node)
    _read_targets(made, node)
    for body in (*as_list(node.get("body")), *as_list(node.get("bodyValue"))):
        _read_body(made, body, "")
    made.left += [f"`{name}`" for name in node if name not in _TOLD]
    return made


def id_of(node: Any) -> str:
    """The address of a thing that is told of, or only named."""
    if isinstance(node, str):
        return node
    found = node.get("id", node.get("@id")) if isinstance(node, dict) else None
    return found if isinstance(found, str) else ""


def types_of(node: Any) -> list[str]:
    """What a thing is said to be, in the words of the model."""
    found = as_list(node.get("type", node.get("@type"))) if isinstance(node, dict) else []
    return [str(one).rsplit(":", 1)[-1].rsplit("#", 1)[-1] for one in found]


def _words(value: Any) -> list[str]:
    return [str(one).rsplit(":", 1)[-1].rsplit("#", 1)[-1] for one in as_list(value)]


def _read_kind(made: Foreign, node: Node) -> None:
    motivations = _words(node.get("motivation"))
    known = [_KINDS[one] for one in motivations if one in _KINDS]
    if known:
        made.data["kind"] = known[0]
    others = [one for one in motivations if one not in _KINDS]
    made.left += [f"the motivation `{one}`" for one in others if one != "commenting"]


def _read_head(made: Foreign, node: Node) -> None:
    data = made.data
    data["title"] = first_text(node.get("label"), node.get("dcterms:title"), node.get("title"))
    data["created"], data["modified"] = day_of(node.get("created")), day_of(node.get("modified"))
    status = first_text(node.get("schema:creativeWorkStatus")).lower()
    if status in _STATUS:
        data["status"] = _STATUS[status]
    elif status and status != "published":
        made.left.append(f"the status {shown(status)}")
    people = as_list(node.get("creator"))
    if people:
        data["creator"] = _person(people[0])
    made.left += [f"another creator, {shown(_person(one).get('name', one))}" for one in people[1:]]
    data["changes"] = [
        {
            "date": day_of(one.get("schema:datePublished")),
            "text": first_text(one.get("schema:text")),
        }
        for one in as_list(node.get("schema:correction"))
        if isinstance(one, dict)
    ]
    own, _ = note_at(made.whole or made.name)
    for address in map(id_of, as_list(node.get("dcterms:replaces"))):
        article, name = note_at(address)
        if name:
            former = name if article == own else f"{article}/{name}"
            data.setdefault("redirect_from", []).append(former)
        else:
            made.left.append(f"that it replaces {shown(address)}")


def _person(person: Any) -> dict[str, str]:
    if not isinstance(person, dict):
        return {"name": str(person)}
    address, account = id_of(person), first_text(person.get("nickname"))
    name = first_text(person.get("name"), account, address)
    if not address.startswith("https://github.com/"):
        return {"name": name}
    return {"name": name, "github": account or address.rstrip("/").rsplit("/", 1)[-1]}


def _read_targets(made: Foreign, node: Node) -> None:
    for target in as_list(node.get("target")):
        source = target.get("source", target) if isinstance(target, dict) else target
        addresses = [id_of(source)]
        if isinstance(source, dict):
            addresses += [id_of(source.get(name)) for name in ("canonical", "via")]
        selectors = as_list(target.get("selector")) if isinstance(target, dict) else []
        quotes = tuple(_quotes(selectors))
        if selectors and not quotes:
            kinds = ", ".join(dict.fromkeys(name for one in selectors for name in types_of(one)))
            made.left.append(f"a place without quoted words ({kinds or 'unnamed'})")
        made.targets.append(ForeignTarget(tuple(filter(None, addresses)), quotes))


def _quotes(selectors: list[Any]) -> Iterator[TextQuoteSelector]:
    for selector in selectors:
        if not isinstance(selector, dict):
            continue
        if "TextQuoteSelector" in types_of(selector):
            quote = quote_in(selector)
            if quote.exact.strip():
                yield quote
        # The last of a chain is the narrowest.
        yield from _quotes(as_list(selector.get("refinedBy")))


def _read_body(made: Foreign, body: Any, purpose: str) -> None:
    """Take up a body; `purpose` is that of what it stands in."""
    if isinstance(body, str):
        is_address = body.startswith(("http://", "https://"))
        body = {"id": body} if is_address else {"value": body}
    if not isinstance(body, dict):
        made.left.append(f"a body that is no text, {shown(body)}")
        return
    purpose = next(iter(_words(body.get("purpose"))), purpose)
    if "items" in body:
        items = [one for one in as_list(body["items"]) if isinstance(one, dict)]
        best = sorted(items, key=lambda one: one.get("format") != "text/markdown")
        if best:
            _read_body(made, best[0], purpose)
    elif "source" in body:
        _read_resource(made, body["source"], body, purpose)
    elif "value" in body:
        for text in texts_of(body["value"]):
            _read_text(made, text, str(first_text(body.get("format"))), purpose)
    elif id_of(body):
        _read_resource(made, body, {}, purpose)
    else:
        made.left.append(f"a body without text, {shown(body)}")


def _read_text(made: Foreign, text: str, form: str, purpose: str) -> None:
    if purpose == "editing":
        made.targets = [
            ForeignTarget(one.addresses, one.quotes, one.replacement or text)
            for one in made.targets
        ]
    elif purpose == "classifying" and text in get_args(Reason):
        made.data["reason"] = text
    elif purpose == "assessing" and text.startswith(_CONFIDENCE):
        made.data["confidence"] = text.removeprefix(_CONFIDENCE)
    elif purpose in {"tagging", "classifying"}:
        made.tags.append(text)
    else:
        add_body(made, text, form)


def add_body(made: Foreign, text: str, form: str) -> None:
    """Put a text, in the form that its media type names, below what the note says already."""
    if form == "text/html":
        text = markdown_of_html(text)
    elif form != "text/markdown":
        text = escape_note_text(text.strip()) + "\n"
    before = made.data.get("body", "")
    made.data["body"] = f"{before.rstrip()}\n\n{text}" if before else text


def _read_resource(made: Foreign, page: Any, use: Node, purpose: str) -> None:
    address = id_of(page)
    about = page if isinstance(page, dict) else {}
    if purpose in {"classifying", "tagging", "identifying"}:
        made.tags.append(address)
        return
    source = {
        "url": address,
        "title": first_text(about.get("dcterms:title"), about.get("label")),
        "publisher": _name_of(about.get("dcterms:publisher")),
        "via": _name_of(about.get("schema:provider")),
        "published": first_text(about.get("schema:datePublished")),
        "archive": next(map(id_of, as_list(about.get("schema:archivedAt"))), ""),
        "supports": first_text(use.get("dcterms:description")),
    }
    for state in as_list(use.get("state")):
        if isinstance(state, dict):
            source["accessed"] = day_of(state.get("sourceDate"))
            source["archive"] = source["archive"] or id_of(state.get("cached"))
    if not source["publisher"]:
        source["publisher"] = host_of(address)
        made.remarks.append(f"{address} names no publisher, so that its host stands there")
    made.data.setdefault("sources", []).append(source)


def _name_of(value: Any) -> str:
    named = [one.get("name") if isinstance(one, dict) else one for one in as_list(value)]
    return first_text(*named)
