"""What a page holds but does not show: taken out of it, and told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from glossator.importing.furniture import furniture
from glossator.importing.leaves import Element, Leaf, LeftOut, is_all_link, letters_of
from glossator.importing.page_styles import Declarations, PageStyles
from glossator.importing.page_text import (
    MACHINERY,
    PICTURES,
    classes_of,
    remove_element,
    text_of,
)
from glossator.importing.prose import is_prose
from glossator.importing.reader import read_leaves

# By which frameworks take something from the eye alone; ears are read it.
_FOR_EARS = re.compile(
    r"!?(?:[\w-]+[-_])?(?:(?:visually|accessib(?:ly|le))[-_]?hidden|(?:hidden|hide)[-_]?visually"
    r"|sr[-_]?only)(?:[-_]?focusable)?"
    r"|(?:[a-z]+[-_])?screen[-_]?readers?[-_]?(?:text|only)?|show-for-sr|element-invisible"
    r"|assistive[-_]?text|a11y[-_](?:hidden|text|only)|off-?screen|audible",
    re.IGNORECASE,
)
# And by which they show nothing to anybody.
_FOR_NOBODY = re.compile(
    r"!?(?:(?:is|u|util|js|sf|ng|v|t|c|h|l|tw|mw|ui|uk|element)[-_])?(?:hidden|hide)|[\w-]+--(?:is-)?hidden"
    r"|d-none|no-?display|display-none|(?:is-|u-)?invisible|hidden-?text|(?:text-?hide|hide-?text)"
    r"|tooltip-?text",
    re.IGNORECASE,
)
# `hidden md:block`, `d-none d-md-inline`: shown where there is room.
_SHOWN_WIDE = re.compile(
    r"(?:sm|md|lg|xl|2xl):(?:block|inline|flex|grid|table|contents|visible)[\w-]*"
    r"|d-(?:sm|md|lg|xl|xxl)-(?:block|inline|flex|grid|table)[\w-]*"
)
# `md:hidden`, `d-lg-none`: for small screens, mostly what is shown elsewhere to others.
_FOR_SMALL = re.compile(r"(?:sm|md|lg|xl):hidden|d-(?:sm|md|lg|xl)-none")
_LENGTH = re.compile(r"(-?[\d.]+)(px|em|rem|%|vw|vh|)")
# Pixels beyond the edge of the window, where no line begins for its looks.
_FAR_OFF = -400
# Elements. What takes back its hiding stands near its top, and to look for it takes time.
_MOST_WITHIN = 50
# Letters; two paragraphs have as many.
_SHOWN_STORY = 200
# Of the letters of the prose that is shown: with more hidden, a person should look.
_MUCH = 0.25


def take_out_hidden(tree: Element, styles: PageStyles) -> tuple[list[LeftOut], list[str]]:
    """What the page does not show, taken out of `tree`; and remarks on it, in words.

    Text that a page hides until a script shows it stays where it is the most of the text.
    """
    ways = ((element, _way(element, styles)) for element in _elements(tree))
    hidden: dict[Element, str] = {element: way for element, way in ways if way}
    if not hidden:
        return [], []
    remarks: list[str] = []
    leaves = list(read_leaves(tree, base="", skip=_is_no_text, styles=styles))
    letters = _letters_by_way(leaves, hidden)
    shown = letters.pop("", 0)
    most, count = next(iter(letters.most_common(1)), ("", 0))
    if count > shown:
        for element in [element for element, way in hidden.items() if way == most]:
            _reveal(element)
            del hidden[element]
        remarks.append(
            "most of the text is hidden on the page until a script shows it, "
            "and was taken; see whether it is the article"
        )
    elif sum(letters.values()) > shown * _MUCH:
        remarks.append(
            "the page holds much text that it hides, which is left out; "
            "see whether any of it belongs to the article"
        )
    return _taken_out(hidden, styles), remarks


def _elements(tree: Element) -> Iterator[Element]:
    """All that may hold text, but for the page as a whole."""
    from lxml import etree  # type: ignore[import-untyped] # it comes with the extra `import`

    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if _is_no_text(element):
            walk.skip_subtree()
        elif isinstance(element.tag, str) and element.tag not in {"html", "body"}:
            yield element


def _taken_out(hidden: dict[Element, str], styles: PageStyles) -> list[LeftOut]:
    left_out: list[LeftOut] = []
    for element in hidden:
        if any(around in hidden for around in element.iterancestors()):
            continue
        leaves = read_leaves(element, base="", skip=_is_no_text, styles=styles)
        texts = [" ".join(leaf.text.split()) for leaf in leaves]
        left_out += [LeftOut("hidden", text) for text in texts if text]
    # Only now, as each was asked for what is around it.
    for element in hidden:
        if element.getparent() is not None:
            remove_element(element)
    return left_out


def _is_no_text(element: Element) -> bool:
    return element.tag in MACHINERY or element.tag in PICTURES


def _letters_by_way(leaves: Sequence[Leaf], hidden: dict[Element, str]) -> Counter[str]:
    """The letters of prose by the way in which they are hidden; under "", of what is shown."""
    letters: Counter[str] = Counter()
    stories: Counter[str] = Counter()
    for leaf in leaves:
        if leaf.kind == "hr" or not is_prose(leaf) or is_all_link(leaf):
            continue
        around = list(leaf.around())
        ways = [hidden[element] for element in around if element in hidden]
        if any(_is_around_articles(element) for element in around if element not in hidden):
            continue
        top = max((n for n, element in enumerate(around) if element in hidden), default=-1)
        is_story = any(element.tag == "article" for element in around[: top + 1])
        count = stories if is_story else letters
        count[ways[-1] if ways else ""] += len(letters_of(leaf.text))
    # Beside a story that is shown, others wait for their turn.
    return letters if letters[""] >= _SHOWN_STORY else letters + stories


def _is_around_articles(element: Element) -> bool:
    found = furniture(element)
    return found is not None and (found.is_sure or found.reason in {"cookie notice", "pop-up"})


def _way(element: Element, styles: PageStyles) -> str:
    """How the element is hidden, alike for all that are hidden alike; empty for what is shown."""
    if not element.keys():
        return _way_of_style(element, styles)
    hidden = element.get("hidden")
    if hidden is not None and hidden.strip().lower() != "until-found":
        return "hidden"
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        is_for_eyes = _is_initial(element) or _is_read_out_beside(element, styles)
        return "" if is_for_eyes else "aria-hidden"
    if (element.get("role") or "").lower() == "tooltip":
        return "tooltip"
    classes = classes_of(element)
    if not any(map(_SHOWN_WIDE.fullmatch, classes)):
        for name in sorted(classes):
            if any(names.fullmatch(name) for names in (_FOR_EARS, _FOR_NOBODY, _FOR_SMALL)):
                return f".{name.lower()}"
    return _way_of_style(element, styles)


def _is_initial(element: Element) -> bool:
    """Whether it is the first letter of a word, which is drawn large."""
    behind = element.tail or ""
    return behind[:1].isalpha() and len(letters_of(text_of(element))) == 1


def _is_read_out_beside(element: Element, styles: PageStyles) -> bool:
    """Whether what stands beside it is the same for ears, so that this is for the eyes."""
    for beside in (element.getprevious(), element.getnext()):
        if beside is None or not isinstance(beside.tag, str):
            continue
        if any(map(_FOR_EARS.fullmatch, classes_of(beside))) or _way_of_style(beside, styles):
            return bool(letters_of(text_of(beside)))
    return False


def _way_of_style(element: Element, styles: PageStyles) -> str:
    if not styles.can_hide(element):
        return ""
    said = styles.of(element)
    for name, value in (("display", "none"), ("content-visibility", "hidden")):
        if said.get(name) == value:
            return name
    if said.get("visibility") in {"hidden", "collapse"}:
        return "" if _is_shown_within(element, styles, "visibility") else "visibility"
    size = _pixels(said.get("font-size", ""))
    if size is not None and size <= 1:
        return "" if _is_shown_within(element, styles, "font-size") else "font-size"
    opacity = said.get("opacity", "").removesuffix("%")
    is_moving = {"animation", "animation-name"} & set(said)
    if re.fullmatch(r"0*\.?0*", opacity) and opacity and not is_moving:
        return "opacity"
    return "place" if _is_out_of_sight(said) else ""


def _is_shown_within(element: Element, styles: PageStyles, name: str) -> bool:
    """Whether something in it takes back what the property `name` hides."""
    for number, inner in enumerate(element.iterdescendants()):
        if number >= _MOST_WITHIN:
            break
        value = styles.of(inner).get(name) if isinstance(inner.tag, str) else None
        if value == "visible" or (name == "font-size" and (_pixels(value or "") or 0) > 1):
            return True
    return False


def _is_out_of_sight(said: Declarations) -> bool:
    """Whether it is cut off, without size, or far from the window."""
    is_apart = said.get("position") in {"absolute", "fixed"}
    cut = re.sub(r"[\s,]+", " ", said.get("clip", ""))
    if is_apart and re.fullmatch(r"rect\( ?(?:[01](?:px)? ?){4}\)", cut):
        return True
    if re.fullmatch(r"inset\((?:50|100)%.*\)|circle\(0.*\)", said.get("clip-path", "")):
        return True
    is_cut = said.get("overflow") in {"hidden", "clip"}
    width, height, highest = (
        _pixels(said.get(name, "")) for name in ("width", "height", "max-height")
    )
    is_flat = 0 in (height, highest) and not any(name.startswith("padding") for name in said)
    is_dot = width is not None and height is not None and max(width, height) <= 1
    if is_cut and (is_flat or is_dot):
        return True
    if re.fullmatch(r"scale\(0(?:, ?0)?\)", said.get("transform", "")):
        return True
    indent = _pixels(said.get("text-indent", ""))
    if indent is not None and (indent <= _FAR_OFF or (is_cut and indent >= -_FAR_OFF)):
        return True
    offsets = [_pixels(said.get(side, "")) for side in ("left", "right", "top")]
    return is_apart and any(offset is not None and offset <= _FAR_OFF for offset in offsets)


def _pixels(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    if not found:
        return None
    try:
        number = float(found[1])
    except ValueError:
        return None
    # A percent, or a hundredth of the window, is about ten pixels.
    return number * {"px": 1, "": 1, "em": 16, "rem": 16}.get(found[2], 10)


def _reveal(element: Element) -> None:
    """Take from the element what hides it, as others are to read it too."""
    for name in ("hidden", "aria-hidden", "style"):
        element.attrib.pop(name, None)
    shown = [
        name
        for name in (element.get("class") or "").split()
        if not any(names.fullmatch(name) for names in (_FOR_EARS, _FOR_NOBODY, _FOR_SMALL))
    ]
    if "class" in element.attrib:
        element.set("class", " ".join(shown))
