"""The rules of a page's own `<style>` elements, as far as they say whether and how it shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.importing.leaves import Element

Declarations = dict[str, str]

# What can hide an element or keep it from being hidden, and what parts it from the next one.
_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "font-size", "clip", "clip-path", "position"),
        *("left", "right", "top", "text-indent", "width", "height", "max-height", "overflow"),
        *("animation", "animation-name", "transform", "content-visibility"),
        *("padding", "padding-top", "padding-bottom", "float"),
    )
)
# Pixels: the window of a reader at a desk, for which rules for small screens do not count.
_WINDOW = 1280
# Characters. Pages that were saved whole have about a million; more would take long.
_MOST_STYLES = 4_000_000
# About one class. Pages have ten; pages that are made to cost time have thousands.
_MOST_RULES = 200
# Elements in a selector.
_LONGEST = 12
# Blocks inside of each other; pages have three.
_DEEPEST = 8
_SIGN = re.compile("[{};]")
_BRACE = re.compile("[{}]")
# Comments, and what old pages put around their styles.
_COMMENT = re.compile(r"/\*.*?\*/|<!\[CDATA\[|\]\]>|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<names>(?:[.#](?:[\w-]|\\.|[^\x00-\x7f])+)*)")
_NAME = re.compile(r"[.#](?:[\w-]|\\.|[^\x00-\x7f])+")
_HIDING = re.compile(
    r"none|hidden|collapse|[01]?\.?0*(?:px|em|rem|%)?|-.*|rect.*|inset.*|circle.*|scale\(0.*"
    r"|\d{3,}(?:px|%)"
)
_WIDTH = re.compile(r"\((min|max)-width:\s*([\d.]+)(px|em|rem)\)")


@dataclass(frozen=True, slots=True)
class _Compound:
    """One element of a selector: `p.note#last`; whether its parent is meant, or any around."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    is_child: bool = False

    def fits(self, element: Element) -> bool:
        if not isinstance(element.tag, str) or (self.tag and self.tag != element.tag):
            return False
        if self.ids and not self.ids <= {element.get("id") or ""}:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: tuple[_Compound, ...]
    declarations: Declarations
    important: Declarations
    weight: tuple[int, int, int, int]
    hides: bool
    scope: Element = None

    def fits(self, element: Element) -> bool:
        if self.scope is not None and all(one is not self.scope for one in element.iterancestors()):
            return False
        return _fits(element, self.selector)


def _fits(element: Element, selector: tuple[_Compound, ...]) -> bool:
    """Whether the last of the selector is the element, and the others stand around it.

    Of several that could be meant the nearest is taken, as long selectors cost time.
    """
    if not selector[-1].fits(element):
        return False
    for part, inner in zip(selector[-2::-1], selector[:0:-1], strict=True):
        element = element.getparent()
        while element is not None and not part.fits(element):
            element = None if inner.is_child else element.getparent()
        if element is None:
            return False
    return True


class PageStyles:
    """The rules of a page that say whether its elements are shown, and where."""

    def __init__(self, tree: Element) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._known: dict[tuple[str | None, ...], list[_Rule]] = {}
        self._hiding: dict[tuple[str | None, ...], bool] = {}
        self._count = 0
        left = _MOST_STYLES
        for style in tree.iter("style"):
            media = style.get("media") or ""
            css = style.text or ""
            left -= len(css)
            if left < 0:
                break
            if next(style.iterancestors("noscript", "svg", "template"), None) is not None:
                continue
            if not media or _applies(media):
                scope = style.getparent() if style.get("scoped") is not None else None
                for prelude, block in _rules(_COMMENT.sub(" ", css)):
                    self._add(prelude, block, scope)

    def of(self, element: Element) -> Declarations:
        """What the rules and the element's own style say of it, by property."""
        rules = [rule for rule in self._about(element) if rule.fits(element)]
        style = element.get("style")
        if not rules and not style:
            return {}
        own, own_important = _declarations(style or "")
        found: Declarations = {}
        for rule in rules:
            found |= rule.declarations
        found |= own
        for rule in rules:
            found |= rule.important
        return found | own_important

    def can_hide(self, element: Element) -> bool:
        """Whether anything that is said of it, were it to count, could hide it."""
        style = element.get("style")
        if style and _could_hide(_declarations(style)):
            return True
        if not self._rules:
            return False
        known = (element.tag, element.get("id"), element.get("class"))
        if known not in self._hiding:
            self._hiding[known] = any(rule.hides for rule in self._about(element))
        return self._hiding[known]

    def _about(self, element: Element) -> list[_Rule]:
        """The rules whose last element is like this one, the weightiest last."""
        if not self._rules:
            return []
        known = (element.tag, element.get("id"), element.get("class"))
        if known not in self._known:
            names = [element.tag, f"#{element.get('id') or ''}"]
            names += [f".{name}" for name in set((element.get("class") or "").split())]
            rules = [rule for name in names for rule in self._rules.get(name, ())]
            rules = [rule for rule in rules if rule.selector[-1].fits(element)]
            self._known[known] = sorted(rules, key=lambda rule: rule.weight)
        return self._known[known]

    def _add(self, prelude: str, block: str, scope: Element) -> None:
        declarations, important = _declarations(block)
        if not declarations and not important:
            return
        hides = _could_hide((declarations, important))
        for text in prelude.split(","):
            selector = _selector(text)
            if not selector or len(selector) > _LONGEST:
                continue
            last = selector[-1]
            key = next((f"#{name}" for name in last.ids), "")
            key = key or next((f".{name}" for name in sorted(last.classes)), last.tag)
            if not key:
                continue  # `*` is about everything, and so about nothing here
            if len(self._rules[key]) >= _MOST_RULES:
                continue
            self._count += 1
            weight = (
                sum(len(part.ids) for part in selector),
                sum(len(part.classes) for part in selector),
                sum(bool(part.tag) for part in selector),
                self._count,
            )
            self._rules[key].append(_Rule(selector, declarations, important, weight, hides, scope))


def _rules(css: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Each rule's selectors and declarations, those in the blocks that count included."""
    at, prelude = 0, ""
    while depth < _DEEPEST:
        found = _SIGN.search(css, at)
        if found is None:
            return
        prelude += css[at : found.start()]
        at = found.end()
        if found[0] != "{":
            prelude = ""
            continue
        end = _end_of(css, at)
        block, at = css[at:end], end + 1
        name, prelude = prelude.strip(), ""
        if not name.startswith("@"):
            yield name, block
        elif re.match(r"@layer|@supports(?!\s+not\b)", name) or (
            name.startswith("@media") and _applies(name.removeprefix("@media"))
        ):
            yield from _rules(block, depth + 1)


def _end_of(css: str, at: int) -> int:
    """Where the block ends that begins at `at`."""
    depth = 1
    for found in _BRACE.finditer(css, at):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.start()
    return len(css)


def _applies(media: str) -> bool:
    """Whether the rules of this medium count in a window at a desk."""
    return any(map(_applies_one, media.lower().split(",")))


def _applies_one(media: str) -> bool:
    for side, number, unit in _WIDTH.findall(media):
        pixels = float(number) * (1 if unit == "px" else 16)
        if pixels > _WINDOW if side == "min" else pixels < _WINDOW:
            return False
    rest = _WIDTH.sub(" ", media).split()
    return set(rest) <= {"screen", "all", "only", "and"}


def _declarations(block: str) -> tuple[Declarations, Declarations]:
    """What a block says of the properties that matter here, and what of it is important."""
    found: Declarations = {}
    important: Declarations = {}
    for part in block.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), " ".join(value.lower().split())
        if colon and name in _PROPERTIES:
            plain = value.removesuffix("!important").rstrip()
            (found if plain == value else important)[name] = plain
    return found, important


def _could_hide(said: tuple[Declarations, Declarations]) -> bool:
    """Whether one of these values is among those by which elements are hidden."""
    return any(
        _HIDING.fullmatch(value) and name != "overflow"
        for declarations in said
        for name, value in declarations.items()
    )


def _selector(text: str) -> tuple[_Compound, ...]:
    """The elements of a selector; none where it says more than tags, classes and ids."""
    parts: list[_Compound] = []
    is_child = False
    for part in text.replace(">", " > ").split():
        if part == ">":
            is_child = True
            continue
        found = _SIMPLE.fullmatch(part)
        if not found:
            return ()
        names = [re.sub(r"\\(.)", r"\1", name) for name in _NAME.findall(found["names"])]
        parts.append(
            _Compound(
                "" if found["tag"] in {None, "*"} else found["tag"].lower(),
                frozenset(name[1:] for name in names if name[0] == "."),
                frozenset(name[1:] for name in names if name[0] == "#"),
                is_child,
            )
        )
        is_child = False
    return tuple(parts)
