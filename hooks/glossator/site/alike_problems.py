"""Publishers and hosts that look like others that the site cites, and may be taken for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from glossator.content.corpus import Article, Corpus, Note, Topic
from glossator.content.deceptive_text import name_of_sign
from glossator.content.hosts import host_of, letters_of_host, look_of_host, shown_host
from glossator.content.parsed import FieldPath, Parsed
from glossator.content.publisher_names import mixed_letters, publisher_key, publisher_looks
from glossator.problems import Location, Problem, Severity, shown
from glossator.site.linked_hosts import hosts_of_note, hosts_of_pages, in_file_of

if TYPE_CHECKING:
    from glossator.content.model import Source
    from glossator.content.page_model import ArticleSource

# Places at which one of them is told; more are the same news.
MOST_TOLD = 20
# Links that weigh as much as a source: no number of links makes a host the right one.
_AS_SOURCE = 1_000_000

Cited = Sequence[tuple[str, str, int]]
"""Publishers, each with a host that sources of it have, and how many these are.

A host to which links in the texts of notes lead has no publisher.
"""


def cited_in(article: Article, notes: Iterable[Note]) -> list[tuple[str, str, int]]:
    """What an article and its notes cite."""
    notes = list(notes)
    linked = (host for note in notes for host in hosts_of_note(note))
    return _counted(_sources(article, notes), linked)


def _counted(
    sources: Iterable[Source | ArticleSource], linked: Iterable[str]
) -> list[tuple[str, str, int]]:
    counts = Counter((one.publisher, letters_of_host(host_of(one.url))) for one in sources)
    counts.update(("", host) for host in linked)
    return sorted((*pair, number) for pair, number in counts.items())


def _sources(article: Article, notes: Iterable[Note]) -> Iterator[Source | ArticleSource]:
    if article.meta:
        yield article.meta.source
    for note in notes:
        yield from note.annotation.sources


def alike_problems(
    corpus: Corpus, cited: Mapping[str, Cited], read: Callable[[str], str]
) -> Iterator[Problem]:
    """What may be taken for something else that is cited; `cited` is of each article, by slug.

    `read` gives the text of a file of the corpus.
    """
    uses: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    topics = (source for topic in corpus.topics.values() for source, _ in _in_topic(topic))
    of_pages = [host for host, _ in hosts_of_pages(corpus)]
    for some in (*cited.values(), _counted(topics, of_pages)):
        for name, host, number in some:
            hosts[host] += number * (_AS_SOURCE if name else 1)
            if name:
                uses[name] += number
    odd_names = _odd_names(uses)
    odd_hosts = {
        host: other
        for host, other in _others(hosts, lambda host: (look_of_host(host),)).items()
        if host
    }
    if not odd_names and not odd_hosts:
        return
    told: Counter[str] = Counter()
    for name, host, name_place, url_place in _places(
        corpus,
        cited,
        # What is told often enough is not looked for again, as that takes reading of files.
        lambda name, host: (
            (name in odd_names and told[name] < MOST_TOLD)
            or (host in odd_hosts and told[host] < MOST_TOLD)
        ),
    ):
        told.update((name, host))
        if name in odd_names and told[name] <= MOST_TOLD:
            severity, message = odd_names[name]
            yield Problem(name_place, "publisher-alike", message, severity=severity)
        if host in odd_hosts and told[host] <= MOST_TOLD:
            message = (
                f"the host {_seen(host)} looks like {_seen(odd_hosts[host])}, which is cited too; "
                "see whether it is the right one"
            )
            yield Problem(url_place, "url-alike", message, severity="warning")
    for host, place in _linked(corpus, cited, read, odd_hosts, told):
        told[host] += 1
        message = (
            f"this link leads to {_seen(host)}, which looks like {_seen(odd_hosts[host])}, "
            "which is cited or linked too; see whether it is the right one"
        )
        yield Problem(place(), "url-alike", message, severity="warning")


def _linked(
    corpus: Corpus,
    cited: Mapping[str, Cited],
    read: Callable[[str], str],
    odd: Mapping[str, str],
    told: Mapping[str, int],
) -> Iterator[tuple[str, Callable[[], Location]]]:
    """Each link in a text that leads to an odd host, and what tells where it is written."""

    def is_told(host: str) -> bool:
        return host in odd and told[host] < MOST_TOLD

    for host, place in hosts_of_pages(corpus):
        if is_told(host):
            yield host, place
    for slug, some in cited.items():
        for note in corpus.notes.get(slug, ()):
            if not any(not name and is_told(host) for name, host, _ in some):
                break
            for host, place in in_file_of(note, read(note.path)):
                if is_told(host):
                    yield host, place


def _odd_names(uses: Counter[str]) -> dict[str, tuple[Severity, str]]:
    """The names that are spelled otherwise than mostly, or look like others, and what to say."""
    found: dict[str, tuple[Severity, str]] = {}
    for name, other in _others(uses, lambda name: (publisher_key(name),)).items():
        say = f"{shown(name)} stands elsewhere as {shown(other)}, and both count as one; write that"
        found[name] = ("warning", say)
    for name, other in _others(uses, publisher_looks).items():
        say = (
            f"{shown(name)} looks like {shown(other)}, which is cited too, and is another name "
            f"({_difference(name, other)}); if it is the same publisher, write that"
        )
        found.setdefault(name, ("warning", say))
    for name in uses:
        mixed = mixed_letters(name)
        if mixed:
            found[name] = ("error", mixed)
    return found


def _others(uses: Counter[str], looks: Callable[[str], tuple[str, ...]]) -> dict[str, str]:
    """For each name the one that looks like it and is used most, if that is another one."""
    first: dict[tuple[int, str], str] = {}
    found: dict[str, str] = {}
    # Of two that are used alike the plainer one is right.
    for name in sorted(uses, key=lambda one: (-uses[one], not one.isascii(), one)):
        for number, look in enumerate(looks(name)):
            other = first.setdefault((number, look), name)
            if other != name:
                found.setdefault(name, other)
    return found


def _difference(name: str, other: str) -> str:
    """The first letter of a name that the other one has not and that is no Latin one."""
    for sign in name:
        if sign not in other and not sign.isascii():
            return f"it has {name_of_sign(sign)}"
    return "letter by letter"


def _seen(host: str) -> str:
    """A host as readers see it, and as it is asked for where that differs."""
    seen = shown_host(host)
    return f"`{seen}`" if seen == host else f"`{seen}` (`{host}`)"


def _in_topic(topic: Topic) -> Iterator[tuple[Source, FieldPath]]:
    if topic.meta is None:
        return
    for number, source in enumerate(topic.meta.sources):
        yield source, ("sources", number)
    for event, one in enumerate(topic.meta.timeline):
        for number, source in enumerate(one.sources):
            yield source, ("timeline", event, "sources", number)


def _places(
    corpus: Corpus, cited: Mapping[str, Cited], is_odd: Callable[[str, str], bool]
) -> Iterator[tuple[str, str, Location, Location]]:
    """Each odd publisher or host, with its neighbour, and where both are written."""
    for source, parsed, path in _written(corpus, cited, is_odd):
        host = letters_of_host(host_of(source.url))
        if is_odd(source.publisher, host):
            name_place = parsed.place((*path, "publisher"))
            yield source.publisher, host, name_place, parsed.place((*path, "url"))


def _written(
    corpus: Corpus, cited: Mapping[str, Cited], is_odd: Callable[[str, str], bool]
) -> Iterator[tuple[Source | ArticleSource, Parsed, FieldPath]]:
    """Each source of what names something odd, and where it stands."""
    for slug, article in corpus.articles.items():
        # The notes of all others need not be read again.
        if any(is_odd(name, host) for name, host, _ in cited.get(slug, ())):
            if article.meta:
                yield article.meta.source, article.parsed, ("source",)
            for note in corpus.notes.get(slug, ()):
                for number, source in enumerate(note.annotation.sources):
                    yield source, note.parsed, ("sources", number)
    for topic in corpus.topics.values():
        yield from ((source, topic.parsed, path) for source, path in _in_topic(topic))
