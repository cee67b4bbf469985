"""Whether a page is one of several that an article is spread over, and where it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from glossator.importing.leaves import Element
from glossator.importing.vote import PageError

_PAGE_NAMES = frozenset({"page", "p", "pg", "pn", "paged", "pagina", "seite", "part", "pageno"})
# `/page/2`, `/2`, `-2.html`, `_p2`, `,2.html`: an article has fewer than a hundred parts.
_NUMBER = re.compile(
    r"(?:/page[-_/]?|/seite[-_/]?|/part[-_/]?|[-_,;]?page[-_]?|[/_,;-]p(?:g|age)?[-_]?|[/_,;-])"
    r"(?P<number>\d{1,2})(?P<end>\.[a-z]{2,5})?/?$",
    re.IGNORECASE,
)
# `Page 1 of 3`, `Seite 1 von 3`, `第1页，共3页`
_COUNTED = re.compile(
    r"(?:page|part|seite|teil|página|pagina|parte|partie|strona|стр(?:аница|\.)?|часть)\s*"
    r"(?P<now>\d{1,2})\s*(?:of|von|de|di|sur|van|z|из|/)\s*(?P<all>\d{1,2})\.?"
    r"|第\s*(?P<now2>\d{1,2})\s*[页頁][^\d]{0,4}共?\s*(?P<all2>\d{1,2})\s*[页頁]"
    r"|(?P<now3>\d{1,2})\s*/\s*(?P<all3>\d{1,2})\s*(?:ページ|页|頁|pages?)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:next(?: page| part)?|continue(?: reading)?|nächste seite|weiter|page suivante|suivante?"
    r"|siguiente|página siguiente|próxima(?: página)?|volgende|下一[页頁]|次のページ(?:へ)?|次へ"
    r"|далее|следующая|다음(?: 페이지)?)\W*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# Characters of the text that says which page it is; a sentence may say it of a book.
_LONGEST_LABEL = 40


def part_remark(tree: Element, base: str) -> str:
    """What to say of a page that is one part of an article; empty of any other.

    `base` is the page's address; without it only what the page says of itself tells.
    """
    now, whole = _counted(tree)
    following = _following(tree, base, now)
    if following:
        where = f"page {now} of {whole}" if whole > 1 else "one of several pages"
        return (
            f"the article goes on at {following}: this is {where}; import the page that shows "
            "all of it if there is one, or add the other pages' text by hand"
        )
    if whole > 1 and now <= whole:
        return (
            f"the page says that it is page {now} of {whole}: the text of the others is not in "
            "the copy"
        )
    return ""


def refuse_frames(tree: Element, base: str) -> None:
    """Refuse a page that only shows others, in frames.

    Raises:
        PageError: it is such a page; the message names the others.
    """
    named = [(frame.get("src") or "").strip() for frame in tree.iter("frame")]
    if not named:
        return
    try:
        shown = [urljoin(base, src) for src in named if src]
    except ValueError:
        shown = named
    raise PageError(
        "this page has no text of its own and shows others, in frames; import the one with the "
        f"article: {', '.join(shown[:5]) or 'their addresses are not named'}"
    )


def _counted(tree: Element) -> tuple[int, int]:
    """Which of how many pages it says that it is; 1 of 0 where it does not say."""
    for element in tree.iter("p", "span", "div", "li", "strong", "b", "a", "td", "nav", "em"):
        text = element.text or ""
        if 0 < len(element) < 6:
            text = _label(element)
        if not _DIGIT.search(text):
            continue
        text = " ".join(text.split())
        found = _COUNTED.fullmatch(text.strip("()[]|·•–- ")) if len(text) < _LONGEST_LABEL else None
        if found:
            numbers = [int(value) for value in found.groups() if value]
            if 0 < numbers[0] <= numbers[1]:
                return numbers[0], numbers[1]
    return 1, 0


def _label(element: Element) -> str:
    """All of its text; only the beginning of what is no label."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len("".join(part.split()))
        if length >= _LONGEST_LABEL:
            break
    return "".join(parts)


def _links(tree: Element, base: str, *, is_numbered: bool) -> Iterator[tuple[str, Element]]:
    """Address and element of each link to a page; with `is_numbered` of those with a number."""
    for element in tree.iter("link", "a"):
        href = (element.get("href") or "").strip()
        if not href or href.startswith("#") or (is_numbered and not _DIGIT.search(href)):
            continue
        try:
            whole = urljoin(base, href)
            urlsplit(whole)
        except ValueError:
            continue
        yield whole.partition("#")[0], element


def _following(tree: Element, base: str, now: int) -> str:
    """The address of the next part; empty where no link leads to one."""
    own = _plain(base)
    stem, number = _stem(base)
    # A page has many links, and few with a number.
    links = list(_links(tree, base, is_numbered=number < 2))
    # Of a page whose own name ends with a number, only a link to the first tells that it is one.
    is_later = number > 1 and any(
        _plain(url) == stem or _stem(url) == (stem, 1) for url, *_ in links
    )
    for url, link in links:
        their, theirs = _stem(url)
        if theirs < 2 or "comment" in url:
            continue
        is_next = "next" in (link.get("rel") or "").lower().split()
        words = " ".join("".join(link.itertext()).split()) if link.tag == "a" else ""
        words = words[:_LONGEST_LABEL]
        is_said = is_next or bool(_NEXT.fullmatch(words)) or words.strip("[]() ") == str(theirs)
        if not is_said:
            continue
        is_part = their == own and theirs == 2 and not is_later
        is_part = is_part or (is_later and their == stem and theirs == number + 1)
        # Without an address, the next page is the one that has the next number.
        is_part = is_part or (not base and theirs == now + 1 and (is_next or now > 1))
        if is_part:
            return url
    return ""


def _plain(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc}{parts.path.rstrip('/')}{query}"


def _stem(url: str) -> tuple[str, int]:
    """The address without the number of the page, and that number; 0 where it has none."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [int(v) for n, v in query if n.lower() in _PAGE_NAMES and re.fullmatch(r"\d{1,2}", v)]
    if numbers:
        rest = [(n, v) for n, v in query if n.lower() not in _PAGE_NAMES]
        return _plain(parts._replace(query=urlencode(rest)).geturl()), numbers[0]
    found = _NUMBER.search(parts.path)
    if found is None:
        return _plain(url), 0
    path = f"{parts.path[: found.start()]}{found['end'] or ''}"
    return _plain(parts._replace(path=path).geturl()), int(found["number"])
