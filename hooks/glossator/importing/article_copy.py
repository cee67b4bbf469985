"""The text of a page or a text file as an article's Markdown, and what was left out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from glossator.content.files import LONGEST_PAGE
from glossator.content.piled_marks import piled_marks
from glossator.importing.archived import read_archived, restore_links, take_banners
from glossator.importing.article import parse_page, read_article
from glossator.importing.charset import CharsetError, decode_text
from glossator.importing.headline import Titles
from glossator.importing.kinds import other_kind
from glossator.importing.leaves import LeftOut, letters_of
from glossator.importing.markdown import WordsLostError, escape_text, words_of, write_markdown
from glossator.importing.metadata import PageMetadata, note_archive, read_metadata, saved_from
from glossator.importing.numbering import odd_numbers_lost
from glossator.importing.parts import part_remark, refuse_frames
from glossator.importing.plain import headline_of, read_plain, write_block
from glossator.importing.prose import weight_of
from glossator.importing.stray import mend_strays, read_references
from glossator.importing.vote import PageError
from glossator.problems import shown
from glossator.weaving.markdown import MarkdownError, check_depth, check_markdown

# Words. Pages that show less to those who do not pay show about as many.
_STUB = 50
_HTML_START = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml|article|div|p|h1|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


class ArticleError(Exception):
    """No article can be made of this; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the article; it goes before what the page says. Empty: not said."""

    slug: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    via: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    translated: str = ""
    rights: str = ""
    topics: tuple[str, ...] = ()
    encoding: str = ""


@dataclass(slots=True)
class Copy:
    """The text of an article with what its page says of it.

    Attributes:
        body: Its Markdown.
        metadata: What the page says of itself.
        left_out: What of the page is not in the text.
        pictures: How many pictures were left out.
        remarks: What a person should know, in words.
    """

    body: str
    metadata: PageMetadata
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: int = 0
    remarks: list[str] = field(default_factory=list)


def copy_page(
    content: bytes,
    *,
    is_html: bool | None,
    charset: str = "",
    address: str = "",
    name: str = "",
    is_text: bool = False,
    given: Given,
) -> Copy:
    """The copy of a page or a text, whose bytes are `content`.

    Args:
        content: The page as it came.
        is_html: Whether it is HTML; None where the content has to tell.
        charset: The encoding that was named with it.
        address: Where it came from; empty for a file.
        name: Of a file, its name.
        is_text: Whether it is to be taken as plain text, whatever it looks like.
        given: What a person says of it.

    Raises:
        ArticleError: there is no article in it, or it cannot be read.
    """
    other = other_kind(content, name=name, is_text=is_text)
    if other:
        raise ArticleError(f"this is {other}")
    try:
        decoded = decode_text(content, declared=charset, forced=given.encoding)
    except CharsetError as error:
        raise ArticleError(str(error)) from None
    text, stray = mend_strays(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    if pile := piled_marks(text):
        raise ArticleError(
            f"line {text.count(chr(10), 0, pile.start) + 1:,}: {pile.size:,} marks, such as "
            "accents, stand on one letter, which no script has; take them out"
        )
    if not text.strip():
        raise ArticleError("there is nothing in it; see whether it was saved whole")
    if is_text:
        is_html = False
    if is_html is None:
        is_html = _HTML_START.match(content[:2048]) is not None or _looks_like_html(text)
    copy = _copy_html(text, address, given) if is_html else _copy_text(text, given)
    copy.remarks[:0] = [remark for remark in (decoded.remark, stray) if remark]
    broken = copy.body.count("\ufffd")
    if broken:
        copy.remarks.append(
            f"{broken} characters could not be read, and stand in the text as \ufffd; "
            "put them right in the source and import it again"
        )
    if len(copy.body.encode()) > LONGEST_PAGE:
        raise ArticleError(
            f"the text has more than {LONGEST_PAGE // 1024:,} kB, which is no article; "
            "save the part that is meant into a file of its own"
        )
    return copy


def _looks_like_html(text: str) -> bool:
    head = text[:4096].lower()
    return any(f"</{tag}>" in head for tag in ("p", "title", "head", "h1", "div", "body"))


def _copy_html(text: str, address: str, given: Given) -> Copy:
    try:
        text = read_references(text)
        tree = parse_page(text)
        # What Python has of an element is made anew at each visit, unless somebody keeps it.
        _kept = list(tree.iter())
        banner: list[str] = []
        archived = read_archived(tree, [address, given.url, saved_from(text)])
        if archived:
            banner = take_banners(tree, archived)
            restore_links(tree, archived)
            address = archived.original
        metadata = read_metadata(tree, text, address=address, publisher=given.publisher)
        if archived:
            note_archive(metadata, archived)
        titles = Titles(given.title, tuple(metadata.titles), tuple(metadata.labels))
        base = address or given.url or metadata.url
        refuse_frames(tree, base)
        part = part_remark(tree, base)
        article = read_article(tree, base=base, titles=titles, publisher=metadata.publisher)
        body = write_markdown(article.leaves)
        check_depth(body)
    except PageError as error:
        raise ArticleError(str(error)) from None
    except WordsLostError as error:
        raise ArticleError(
            f"the words {shown(error)} cannot be written in Markdown as they are; "
            "save the text as a text file, and import that"
        ) from None
    except MarkdownError as error:
        raise ArticleError(error.message) from None
    if article.has_headline:
        metadata.titles.insert(0, " ".join(article.leaves[0].text.split()))
    remarks = [*metadata.remarks, *article.remarks, *([part] if part else [])]
    if odd_numbers_lost(article.leaves, body):
        remarks.append(
            "a list is numbered with letters, backwards or from below nought on the page, and with "
            "figures in the copy; compare the two"
        )
    words = len(body.split())
    if not metadata.is_free:
        remarks.append(
            "the page says that it is not free to read: see whether the copy is all of it, "
            "or its beginning"
        )
    elif words < _STUB and weight_of(letters_of(body)) < _STUB * 5:
        remarks.append(f"the copy has {words} words only; see whether it is all of the article")
    left_out = [LeftOut("the archive's own words", told) for told in banner] + article.left_out
    return Copy(f"{body}\n", metadata, left_out, article.pictures, remarks)


def _copy_text(text: str, given: Given) -> Copy:
    """Plain text; its first line, if it stands alone, is the headline."""
    blocks = read_plain(text)
    if not blocks:
        raise ArticleError("there is nothing in it; see whether it was saved whole")
    metadata = PageMetadata()
    title = given.title or headline_of(blocks)
    if title and not given.title:
        metadata.titles = [title]
    written = [write_block(block) for block in blocks]
    if _same(blocks[0].text, title):
        plain = escape_text(" ".join(blocks[0].text.split()))
        words = plain.rstrip("#")
        trailing = words + plain[len(words) :].replace("#", r"\#")
        written[0] = f"# {trailing}"
    parts = [block.text for block in blocks]
    try:
        body = "\n\n".join(written)
        _refuse_changed(body, parts)
    except ArticleError:
        body = "\n\n".join([written[0], *(escape_text(part) for part in parts[1:])])
        _refuse_changed(body, parts)
    return Copy(f"{body}\n", metadata)


def _refuse_changed(body: str, parts: list[str]) -> None:
    try:
        check_markdown(body)
        written = words_of(body)
    except MarkdownError as error:
        raise ArticleError(error.message) from None
    expected = [word for part in parts for word in part.split()]
    if written != expected:
        pairs = zip(written, expected, strict=False)
        at = next((n for n, (a, b) in enumerate(pairs) if a != b), len(expected))
        words = " ".join(expected[max(0, at - 3) : at + 4])
        raise ArticleError(f"the words {shown(words)} cannot be kept as they are; change them")


def _same(one: str, other: str) -> bool:
    return bool(other) and " ".join(one.split()) == " ".join(other.split())
