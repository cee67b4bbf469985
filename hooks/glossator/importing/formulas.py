"""Formulas, which pages hold twice or three times: once each, as they read or as TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossator.importing.leaves import HEADINGS, SPACE, Element, LeftOut, clean_text, letters_of
from glossator.importing.page_text import (
    MACHINERY,
    PICTURES,
    classes_of,
    joined,
    remove_element,
    replace_element,
    text_of,
)

# Pictures of formulas, which have their TeX beside them.
_PICTURES = frozenset(
    ("tex", "latex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display")
)
# What KaTeX, MediaWiki and MathJax put around all forms of one formula.
_CLASSES = frozenset(
    (
        *("katex", "mwe-math-element", "MathJax", "MathJax_SVG", "MathJax_CHTML", "mjx-chtml"),
        *("MathJax_MathML", "MathJax_MML"),
    )
)
_TEX = re.compile(r"(?:application/x-tex|(?:text/|math/)(?:x-)?(?:la)?tex)\b.*", re.IGNORECASE)
# What reads along a line as it stands; of all others TeX says more.
_LINEAR = frozenset(
    (
        *("math", "semantics", "mrow", "mi", "mn", "mo", "mtext", "ms", "mspace", "mstyle"),
        *("mpadded", "msub", "msup", "msubsup", "merror", "maction", "mphantom"),
    )
)
_NOT_IN_FORMULAS = HEADINGS | {"p", "li", "article", "section", "aside", "blockquote", "table"}
# Characters, of all forms together.
_LONGEST = 3_000
_NOT_READ = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts"})
# Signs that say how to read a formula aloud and are not seen.
_UNSEEN = re.compile("[\u2062-\u2064\u200b\u2060]")
_DISPLAY = re.compile(r"\{\s*\\(?:display|text|script)style\s+(.*)\}", re.DOTALL)
_Part = tuple[str, str]


def settle_formulas(tree: Element) -> list[LeftOut]:
    """Put one form in the place of each formula; the words of the others are returned.

    That is its reading along the line, with raised and lowered signs, or its TeX, where a
    fraction, a root or a table would not read along a line.
    """
    left_out: list[LeftOut] = []
    for formula in list(_formulas(tree)):
        _settle(formula, left_out)
    for script in list(tree.iter("script")):
        is_short = len(script.text or "") <= _LONGEST
        if _is_tex(script) and is_short and script.getparent() is not None:
            _write_tex_alone(script)
    return left_out


def _formulas(tree: Element) -> Iterator[Element]:
    """The outermost element of each formula."""
    from lxml import etree  # type: ignore[import-untyped] # it comes with the extra `import`

    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if not isinstance(element.tag, str):
            continue
        if element.tag in MACHINERY:
            walk.skip_subtree()
        elif _is_formula(element):
            walk.skip_subtree()
            yield element


def _is_formula(element: Element) -> bool:
    """Whether it is all of a formula; one that was never closed has half the page in it."""
    if element.tag not in {"math", "mjx-container"} and not element.get("class"):
        return False
    classes = classes_of(element)
    is_drawn = element.tag == "img" and classes & _PICTURES and element.get("alt")
    if not (element.tag in {"math", "mjx-container"} or classes & _CLASSES or is_drawn):
        return False
    return (
        element.tag not in {"html", "body"}
        and next(element.iterdescendants(*_NOT_IN_FORMULAS), None) is None
        and len(text_of(element)) <= _LONGEST
    )


def _settle(formula: Element, left_out: list[LeftOut]) -> None:
    math = formula if formula.tag == "math" else next(formula.iter("math"), None)
    script = _script_behind(formula)
    tex = _tex_of(formula, math, script)
    parts = list(_read(math)) if math is not None else []
    parts = parts or [(_glyphs(formula) or text_of(formula), "")]
    is_linear = math is None or all(
        element.tag in _LINEAR or element.tag in _NOT_READ or _is_noted(element)
        for element in math.iter()
    )
    if tex and (not is_linear or not any(letters_of(text) for text, _ in parts)):
        parts = [(tex, "")]
    if not any(text.strip() for text, _ in parts):
        return
    _tell_rest(formula, "".join(text for text, _ in parts), left_out)
    before = formula.getprevious()
    if before is not None and "MathJax_Preview" in classes_of(before):
        if text_of(before):
            left_out.append(LeftOut(REASON, text_of(before)))
        remove_element(before)
    if script is not None:
        remove_element(script)
    replace_element(formula, _written(formula, parts))


REASON = "formula, in another form"


def _is_noted(element: Element) -> bool:
    return any(around.tag in _NOT_READ for around in element.iterancestors())


def _tell_rest(formula: Element, taken: str, left_out: list[LeftOut]) -> None:
    """Tell what of the formula's words was not taken."""
    forms = [text for text in map(clean_text, _forms(formula)) if text.strip()]
    whole = letters_of(taken)
    for form in forms:
        letters = letters_of(form)
        if letters and letters == whole:
            whole = ""  # this is the one
        elif letters and whole.startswith(letters):
            whole = whole.removeprefix(letters)
        elif whole and letters.endswith(whole):
            whole = ""  # this is it, with how large it is drawn
            around = form.replace(taken.strip(), " ")
            left_out.append(LeftOut(REASON, " ".join(around.split())))
        else:
            left_out.append(LeftOut(REASON, " ".join(form.split())))


def _forms(formula: Element) -> Iterator[str]:
    """The texts of each form that the formula is written in."""
    from lxml import etree

    form: list[str] = []
    walk = etree.iterwalk(formula, events=("start", "end"))
    for event, element in walk:
        is_form = element.tag in {"annotation", "annotation-xml", "math"} or bool(
            classes_of(element) & {"katex-html", "MJX_Assistive_MathML"}
        )
        is_no_text = element.tag in MACHINERY or element.tag in PICTURES
        if event == "start" and is_no_text:
            walk.skip_subtree()
            continue
        if is_no_text:
            form.append(element.tail or "")
            continue
        if is_form:
            yield "".join(form)
            form = []
        form.append((element.text if event == "start" else element.tail) or "")
        if event == "end" and element is formula:
            form.pop()
    yield "".join(form)


def _tex_of(formula: Element, math: Element, script: Element) -> str:
    found = [one.text for one in formula.iter("annotation") if _is_tex_type(one.get("encoding"))]
    if script is not None:
        found.append(script.text)
    if math is not None:
        found.append(math.get("alttext"))
    found += [formula.get("data-latex"), formula.get("data-tex")]
    found += [picture.get("alt") for picture in formula.iter("img")]
    tex = SPACE.sub(" ", next((text for text in found if text and text.strip()), "")).strip()
    display = _DISPLAY.fullmatch(tex)
    tex = display[1].strip() if display else tex
    return tex[1:-1].strip() if _is_wrapped(tex) else tex


def _is_wrapped(tex: str) -> bool:
    """Whether all of it stands in one pair of braces."""
    depth = 0
    for number, sign in enumerate(tex):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return sign == "}" and number == len(tex) - 1
    return False


def _script_behind(formula: Element) -> Element:
    """MathJax's source of the formula, right behind it; None where there is none."""
    around = formula
    while around is not None and not (around.tail or "").strip():
        behind = around.getnext()
        if behind is not None:
            return behind if behind.tag == "script" and _is_tex(behind) else None
        around = around.getparent()
        if around is None or not classes_of(around) & {"MathJax_Display", "MathJax_SVG_Display"}:
            return None
    return None


def _is_tex(script: Element) -> bool:
    return _is_tex_type(script.get("type"))


def _is_tex_type(name: str | None) -> bool:
    return bool(_TEX.fullmatch((name or "").strip()))


def _write_tex_alone(script: Element) -> None:
    """Show the TeX of a formula that was never drawn, if nothing stands for it."""
    before = script.getprevious()
    if before is not None and "MathJax_Preview" in classes_of(before) and text_of(before):
        return
    text = SPACE.sub(" ", script.text or "").strip()
    replace_element(script, _written(script, [(text, "")]))


def _glyphs(formula: Element) -> str:
    """The signs of a formula that MathJax 3 names in classes, for styles to draw them."""
    names = (name for one in formula.iter("mjx-c") for name in classes_of(one))
    codes = (re.fullmatch("mjx-c([0-9A-F]{2,6})", name) for name in names)
    return "".join(chr(int(code[1], 16)) for code in codes if code and int(code[1], 16) < 0x110000)


def _read(math: Element) -> Iterator[_Part]:
    """The reading of MathML: texts, each on the line, raised (sup) or lowered (sub)."""
    stack: list[tuple[Element | str, str]] = [(math, "")]
    is_name = False
    while stack:
        node, look = stack.pop()
        if isinstance(node, str):
            # A function of several letters is set apart from what it is of.
            text = clean_text(node).replace("\u2061", " " if is_name else "")
            text = _UNSEEN.sub("", text)
            if text:
                is_name = len(text) > 1 and text.isalpha()
                yield text, look
            continue
        if not isinstance(node.tag, str) or node.tag in _NOT_READ or node.tag in MACHINERY:
            continue
        children = [child for child in node if child.tag not in _NOT_READ]
        todo: list[tuple[Element | str, str]] = [(_trimmed(node), look)]
        if node.tag in {"msup", "msub", "msubsup"} and len(children) >= 2:
            looks = {"msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}[node.tag]
            todo.append((children[0], look))
            todo += [(child, look or n) for child, n in zip(children[1:], looks, strict=False)]
        elif node.tag == "mfrac" and len(children) == 2:
            todo += [*_grouped(children[0], look), ("/", look), *_grouped(children[1], look)]
        elif node.tag == "msqrt":
            todo += [("√(", look), *((child, look) for child in children), (")", look)]
        elif node.tag == "mroot" and len(children) == 2:
            todo += [(children[1], "sup"), ("√(", look), (children[0], look), (")", look)]
        elif node.tag == "mfenced":
            inner = [part for child in children for part in ((",", look), (child, look))]
            todo += [(node.get("open", "("), look), *inner[1:], (node.get("close", ")"), look)]
        elif node.tag == "mtr":
            cells = [part for child in children for part in ((" ", look), (child, look))]
            todo += cells[1:]
        else:
            todo += [(child, look) for child in children]
        stack += reversed(todo)


def _trimmed(node: Element) -> str:
    """The text of a sign; blanks within count, those around it do not."""
    text = SPACE.sub(" ", node.text or "")
    return text if node.tag == "mtext" else text.strip(" ")


def _grouped(part: Element, look: str) -> list[tuple[Element | str, str]]:
    """A part of a fraction, in brackets where it has several."""
    is_one = part.tag in {"mi", "mn"} or (part.tag == "mrow" and len(part) == 1)
    return [(part, look)] if is_one else [("(", look), (part, look), (")", look)]


def _written(formula: Element, parts: list[_Part]) -> Element:
    """A `span` with the parts."""
    written = formula.makeelement("span")
    for text, look in parts:
        if look:
            raised = formula.makeelement(look)
            raised.text = joined(text, "")
            written.append(raised)
        elif len(written):
            written[-1].tail = joined(written[-1].tail, text)
        else:
            written.text = joined(written.text, text)
    return written
