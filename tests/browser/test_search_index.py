"""The worker of the search, in a browser, finds what plain reading finds."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from glossator.anchoring.text import plain_form
from glossator.searching.hashes import pair_hash, word_hash
from glossator.searching.index import write_index
from glossator.searching.postings import encode_postings, merge_fields
from glossator.searching.records import SearchPage, SearchRecord
from glossator.searching.words import chunks, read_chunk, slug_of
from glossator.site.assets import SEARCH_WORKER, join_parts
from glossator.site.search_on_demand import TO_COME
from glossator.site.templates import THEME
from tests.browser.conftest import MOUNT, _serve
from tests.shared_cases import PIECES, cases, whole

pytestmark = pytest.mark.browser

# The folder that is served at a port.
FOLDERS: dict[int, Path] = {}

WORKER = """async (name) => {
  const worker = new Worker("search/worker.js");
  const waiting = [];
  worker.onmessage = ({ data }) => waiting.shift()(data);
  window.send = (message) => {
    worker.postMessage(message);
    return new Promise((found) => waiting.push(found));
  };
  return send({ type: 0, data: { config: { glossator: name }, docs: [], options: {} } });
}"""
# One after another, as the worker answers.
RECORDS = """async (queries) => {
  const found = [];
  for (const query of queries) {
    const { data } = await send({ type: 10, data: { id: 1, query, want: "records", limit: 1000 } });
    found.push(data.records.map(({ u }) => u));
  }
  return found;
}"""
ITEMS = """async (query) => (await send({ type: 2, data: query })).data"""
MODULES = """async () => {
  const parts = ["words", "postings"].map((name) => import(`./source/search/${name}.js`));
  window.here = Object.assign({}, ...(await Promise.all(parts)));
}"""

# Texts of many scripts, with everything in them that words are cut at.
TEXTS = {
    "en": "Ministers met in Bogotá: José Ortiz, Émile and Łódź’s mayor said “it costs $53 billion” "
    ", up 9% from 5.3 or 3,579 in 2024; T-Head’s 7nm chips and companies, U.S. AT&T, known boxes.",
    "zh": "外港疏浚工程将耗资4000万克朗，是2024年公布数字的两倍。"
    "议会以17票对4票通过。平头哥T-Head芯片",
    "zh-Hant": "平頭哥半導體與阿里巴巴的晶片，央視新聞聯播報導。",
    "ja": "カタカナとひらがなの新聞、東京の橋は2024年に完成した。ガス会社",
    "ko": "교통부는 새 다리를 발표했다. 한국어 신문",
    "ar": "قالت وزارة النقل إن الجسر كلّف أكثر من المتوقع، أحمد",
    "he": "משרד התחבורה אמר כי הגשר עלה יותר, ארה״ב בית־ספר",
    "hi": "परिवहन मंत्रालय ने कहा कि पुल की लागत अधिक थी",
    "th": "กระทรวงคมนาคมแถลงว่าสะพานมีราคาแพงกว่าที่คาด",
    "ru": "Министерство транспорта заявило, что мост стоит дороже; ёлка",
    "el": "Το υπουργείο μεταφορών ανακοίνωσε ότι η γέφυρα κόστισε",
    "tr": "Şimşek ve Özil İstanbul’da köprüyü açtı",
    "vi": "Bộ trưởng Đặng Thu nói cây cầu rất đắt",
}


def made_pages(number: int) -> list[SearchPage]:
    """Pages that have each text somewhere, in pieces, some of them in several."""
    rng = random.Random(7)
    languages = list(TEXTS)

    def text(language: str, length: int) -> str:
        words = TEXTS[language].split(" ")
        begin = rng.randrange(len(words))
        return " ".join((words[begin:] + words)[:length])

    pages = []
    for n in range(number):
        language = languages[n % len(languages)]
        topic = f"topic-{n % 3}"
        facets = (("kind", "article"), ("article", f"a{n}"), ("year", str(2024 + n % 2)))
        own = SearchRecord(
            f"a{n}/", "article", text(language, 3), body=text(language, 40), facets=facets
        )
        notes = (
            SearchRecord(
                f"a{n}/#note-{m}",
                kind,
                text("en", 3),
                text(language, 3),
                text("en", 9) + " " + text(rng.choice(languages), 6),
                replacement=text(language, 1) if kind == "correction" else "",
                status="published",
                facets=(
                    *(("kind", kind), ("is", "note"), ("topic", topic), ("article", f"a{n}")),
                    ("publisher", "South China Morning Post" if m else "Süddeutsche Zeitung"),
                ),
            )
            for m, kind in enumerate(("correction", "source", "context"))
        )
        pages.append(SearchPage((own, *notes)))
    return pages


PAGES = made_pages(39)
TEXT_OF = {
    record.location: [record.title, record.quote, record.replacement, record.body]
    for page in PAGES
    for record in page.records
}


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the worker and its index, and with the worker's parts as modules."""
    folder = tmp_path_factory.mktemp("index")
    labels = {("topic", "topic-1"): "The <first> topic"}
    name = write_index(PAGES, folder / "search", labels).name
    (folder / "search/search_index.json").write_text(
        json.dumps({"config": {"glossator": name}, "docs": []})
    )
    script = folder / SEARCH_WORKER
    script.write_text(join_parts(SEARCH_WORKER, [THEME]), encoding="utf-8")
    (folder / "source").symlink_to(THEME / "assets/glossator")
    (folder / "index.html").write_text("<!doctype html><title>Test</title>")
    server = _serve(folder)
    FOLDERS[server.server_address[1]] = folder
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}{MOUNT}index.html")
    page.evaluate(MODULES)
    assert page.evaluate(WORKER, name) == {"type": 1}
    yield page
    context.close()
    server.shutdown()
    server.server_close()


def found(page: Page, *queries: str) -> list[set[str]]:
    return [set(locations) for locations in page.evaluate(RECORDS, list(queries))]


def folded(text: str) -> str:
    """The text in small letters without accents, by a rule of this test alone."""
    small = unicodedata.normalize("NFKD", plain_form(text).lower())
    stripped = "".join(c for c in small if not (unicodedata.combining(c) and c < "\u0800"))
    return unicodedata.normalize(
        "NFC", stripped.translate({ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"})
    )


def having(words: str, *, is_run: bool = False) -> set[str]:
    """The records one of whose texts has the words, as plain reading finds them."""
    wanted = folded(words)
    if is_run:
        return {u for u, texts in TEXT_OF.items() if any(wanted in folded(t) for t in texts)}
    # A character of a script without blanks ends the word beside it.
    letter = r"[^\W\u2e80-\ud7ff]"
    pattern = re.compile(rf"(?<!{letter}){re.escape(wanted)}(?!{letter})")
    return {u for u, texts in TEXT_OF.items() if any(pattern.search(folded(t)) for t in texts)}


UNSPACED = ("zh", "zh-Hant", "ja", "ko", "th")


def test_every_word_as_it_is_written_finds_every_record_that_has_it(page: Page) -> None:
    spaced = " ".join(text for language, text in TEXTS.items() if language not in UNSPACED)
    words = sorted({word.strip(".,:;“”’'\"") for word in plain_form(spaced).split()} - {""})
    # In quotes nothing else is found: neither the word's other forms nor what it begins.
    for word, locations in zip(words, found(page, *(f'"{word}"' for word in words)), strict=True):
        assert locations == having(word), word
    for word, locations in zip(words, found(page, *words), strict=True):
        assert locations >= having(word), word


def test_every_word_is_found_without_its_accents(page: Page) -> None:
    words = ["Bogota", "jose", "EMILE", "lodz", "simsek", "ozil", "istanbul", "kopruyu", "dang"]
    words += ["υπουργειο", "ανακοινωσε", "елка", "احمد", "كلف"]
    for word, locations in zip(words, found(page, *words), strict=True):
        assert locations
        assert locations >= having(word), word


@pytest.mark.parametrize("language", UNSPACED)
def test_every_run_of_characters_finds_exactly_the_records_that_have_it(
    page: Page, language: str
) -> None:
    runs = sorted(
        {
            run[begin : begin + length]
            for run in re.findall(r"\w+", TEXTS[language])
            for length in (1, 2, 3, 5)
            for begin in range(len(run) - length + 1)
            if not re.search(r"[A-Za-z0-9]", run[begin : begin + length])
        }
    )
    runs = [run for run in runs if all(unicodedata.category(c)[0] != "P" for c in run)]
    for run, locations in zip(runs, found(page, *runs), strict=True):
        assert locations == having(run, is_run=True), run


def test_phrases_in_quotes_are_found_where_they_stand_and_nowhere_else(page: Page) -> None:
    rng = random.Random(3)
    phrases = []
    for texts in TEXT_OF.values():
        words = " ".join(rng.choice(texts).split()).split(" ")
        begin, length = rng.randrange(len(words)), rng.randrange(2, 6)
        phrase = re.sub("[“”]", "", " ".join(words[begin : begin + length]))  # a quote ends it
        phrases.append(phrase.strip("’.,:; "))
    phrases = [phrase for phrase in phrases if " " in phrase]
    assert len(phrases) > 60

    def row(text: str) -> str:
        words = (w for chunk in chunks(plain_form(text)) for w in read_chunk(chunk).words)
        return f" {' '.join(words)} "

    for phrase, locations in zip(phrases, found(page, *(f'"{p}"' for p in phrases)), strict=True):
        wanted = {u for u, texts in TEXT_OF.items() if any(row(phrase) in row(t) for t in texts)}
        assert wanted
        assert locations == wanted, phrase


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("$53 billion", "$53 billion"),
        ("$53", "$53"),
        ("5.3", "5.3"),
        ("3,579", "3,579"),
        ("3579", "3,579"),
        ("3,579.0", "nothing"),
        ("【…】 — !", "nothing"),
        ("9%", "9%"),
        ("7nm", "7nm"),
        ("2024", "2024"),
        ("4000万", "4000万"),
        ("2024年", "2024年"),
        ("17票", "17票"),
        ("4 000万", "nothing"),
        ("T-Head", "T-Head"),
        ("T‑Head", "T-Head"),
        ("t head", "T-Head"),
        ("thead", "T-Head"),
        ("AT&T", "AT&T"),
        ("U.S.", "U.S."),
        ("us", "U.S."),
        ("ארה״ב", "ארה״ב"),
        ('ארה"ב', "ארה״ב"),
        ("בית ספר", "בית־ספר"),
        ("chip", "chips"),
        ("company", "companies"),
        ("box", "boxes"),
        ("minister", "ministers"),
        ("minist", "ministers"),
        ("Łó", "Łódź"),
        ("T-Hea", "T-Head"),
        ("7n", "7nm"),
        ('"said it cos', "said “it costs"),
        ("ガス", "ガス"),
        ("ｶﾞｽ", "ガス"),
    ],
)
def test_query_finds_what_is_written(page: Page, query: str, words: str) -> None:
    (locations,) = found(page, query)
    assert locations >= having(words, is_run=True)
    assert bool(locations) == (words != "nothing")


def test_a_joined_word_is_found_by_its_beginning_beside_one_that_ends_there(page: Page) -> None:
    texts = {"short/": "It was K-Orj.", "long/": "It was K-Orjatak.", "apart/": "K and Orjatak."}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]
    groups = results_of(page, pages, "K-Orj")
    assert [group[0]["location"] for group in groups] == ["short/", "long/"]


def test_what_a_sign_joins_finds_no_other_word(page: Page) -> None:
    texts = {"name/": "T-Head here.", "the/": "The t of the.", "well/": "well", "we/": "we'll do"}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]
    for query, wanted in {
        "T-He": "name/",
        "T-Head": "name/",
        "we'll": "we/",
        "thead": "name/",
    }.items():
        groups = results_of(page, pages, query)
        assert [group[0]["location"] for group in groups] == [wanted], query


def test_texts_are_read_where_lists_do_not_decide(page: Page) -> None:
    texts = {"row/": "a b in the first c", "apart/": "in the end, the first", "none/": "nothing"}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]

    def locations(query: str) -> list[str]:
        return [group[0]["location"] for group in results_of(page, pages, query)]

    assert locations('"in the first"') == ["row/"]
    assert locations('-"in the first"') == ["apart/", "none/"]
    assert locations('the -"in the first"') == ["apart/"]


def test_a_whole_sentence_can_be_pasted(page: Page) -> None:
    sentence = "".join(TEXTS["zh"]) * 12
    words = " ".join(f"w{n}" for n in range(2_000))
    texts = {"zh/": f"前{sentence}后", "en/": f"a {words} b", "other/": TEXTS["zh"]}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]
    for query, wanted in ((sentence, "zh/"), (f'"{words}"', "en/")):
        (group,) = results_of(page, pages, query)
        assert group[0]["location"] == wanted
        assert "<mark>" in str(group)


def test_a_text_full_of_what_is_looked_for_is_shown_at_once(page: Page) -> None:
    body = "t" + " word t1" * 100_000  # what reads it for each place would take minutes
    (group,) = results_of(page, [SearchPage((SearchRecord("a/", "page", "T", body=body),))], "t")
    assert all(len(item["text"]) < 4_000 for item in group)


def test_forms_of_a_character_change_nothing(page: Page) -> None:
    pages = [SearchPage((SearchRecord("a/", "page", "葛\U000e0100城市", body="A\ufe0fB"),))]
    for query in ("葛城", "葛\U000e0100城"):
        assert len(results_of(page, pages, query)) == 1


def test_filters_hold_after_any_number_of_words(page: Page) -> None:
    words = " ".join(["billion"] * 40)
    assert found(page, f"{words} kind:source") == found(page, "billion kind:source")


def test_words_that_only_look_like_plurals_find_no_other_word(page: Page) -> None:
    texts = {"its/": "In its time.", "it/": "It was.", "has/": "He has.", "ha/": "Hà Nội."}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]
    for query in ("its", "has"):
        groups = results_of(page, pages, f"{query} ")
        assert [group[0]["location"] for group in groups] == [f"{query}/"]


def test_what_is_written_as_typed_comes_first(page: Page) -> None:
    (group, *_) = page.evaluate(ITEMS, "Jose")["items"]
    assert "<mark>José</mark>" in str(group)
    pages = [
        SearchPage((SearchRecord(f"{name}/", "page", "Title", body=f"A {name} here."),))
        for name in ("José", "Jose")
    ]
    assert [first_of(page, pages, query) for query in ("jose", "josé")] == ["Jose/", "José/"]


def first_of(page: Page, pages: list[SearchPage], query: str) -> str:
    """The first result for `query` in an index of `pages`."""
    return str(results_of(page, pages, query)[0][0]["location"])


def results_of(page: Page, pages: list[SearchPage], query: str) -> Any:
    folder = http_folder(page) / "search"
    index = write_index(pages, folder)
    other = page.context.new_page()
    try:
        other.goto(page.url)
        other.evaluate(WORKER, index.name)
        return other.evaluate(ITEMS, query)["items"]
    finally:
        other.close()


def http_folder(page: Page) -> Path:
    return FOLDERS[int(re.search(r":(\d+)/", page.url)[1])]  # type: ignore[index]


def test_headlines_and_quoted_words_weigh_more_than_bodies(page: Page) -> None:
    def record(name: str, **texts: str) -> SearchRecord:
        filled = {"title": "Title", "body": "Some text."} | texts
        return SearchRecord(name, "page", **filled)

    pages = [
        SearchPage((record("body/", body="About a zebra."),)),
        SearchPage((record("quote/", quote="a zebra"),)),
        SearchPage((record("title/", title="Zebra"),)),
    ]
    groups = results_of(page, pages, "zebra")
    assert [group[0]["location"] for group in groups] == ["title/", "quote/", "body/"]


def test_words_that_stand_together_come_before_those_that_do_not(page: Page) -> None:
    texts = {"apart/": "A grey day, and a zebra.", "together/": "It was a grey zebra there."}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]
    assert first_of(page, pages, "grey zebra") == "together/"


def test_where_nothing_has_all_words_what_has_most_is_shown_with_what_is_missing(
    page: Page,
) -> None:
    texts = {"one/": "red", "two/": "red and green", "three/": "blue"}
    pages = [SearchPage((SearchRecord(u, "page", "Title", body=t),)) for u, t in texts.items()]
    groups = results_of(page, pages, "red green purple ")
    assert [group[0]["location"] for group in groups] == ["two/"]
    assert groups[0][0]["terms"] == {"red": True, "green": True, "purple": False}


def test_what_has_a_minus_is_left_out(page: Page) -> None:
    billion, with_chips, without, neither = found(
        page, "billion", "billion chips ", "billion -chips", 'billion -"7nm chips" -billion'
    )
    assert without == billion - having("chips") - having("chip")
    assert with_chips == billion & having("chips")
    assert neither == set()


def test_filters_narrow_what_is_found(page: Page) -> None:
    def records(field: str, value: str) -> set[str]:
        return {
            record.location
            for one in PAGES
            for record in one.records
            if (field, value) in record.facets
        }

    queries = {
        "kind:correction": records("kind", "correction"),
        "KIND:Correction": records("kind", "correction"),
        "topic:topic-1": records("topic", "topic-1"),
        "article:a7": records("article", "a7"),
        "year:2025": records("year", "2025"),
        "publisher:süddeutsche-zeitung": records("publisher", "Süddeutsche Zeitung"),
        'publisher:"Suddeutsche Zeitung"': records("publisher", "Süddeutsche Zeitung"),
        "publisher:morning": records("publisher", "South China Morning Post"),
        "publisher:south": records("publisher", "South China Morning Post"),
        "publisher:nobody": set(),
        "kind:source kind:context": set(),
        "billion kind:source": having("billion") & records("kind", "source"),
        "-kind:source topic:topic-1": records("topic", "topic-1") - records("kind", "source"),
        "nothingatall kind:source": set(),
    }
    for query, locations in zip(queries, found(page, *queries), strict=True):
        assert locations == queries[query], query


def test_a_value_that_is_a_word_of_another_one_means_itself(page: Page) -> None:
    names = {"one/": "Reuters", "two/": "Reuters China", "three/": "ab " * 30_000}
    pages = [
        SearchPage((SearchRecord(u, "page", "Title", facets=(("publisher", name),)),))
        for u, name in names.items()
    ]

    def locations(query: str) -> set[str]:
        return {group[0]["location"] for group in results_of(page, pages, query)}

    assert locations("publisher:reuters") == {"one/"}
    assert locations("publisher:china") == {"two/"}
    assert locations('publisher:"china reuters"') == {"two/"}
    assert locations("publisher:reut") == {"one/", "two/"}
    assert locations("publisher:ab") == {"three/"}
    assert locations("publisher:" + "ab-" * 30_000) == {"three/"}


def test_values_of_fields_are_counted_within_what_is_found(page: Page) -> None:
    message = {"type": 10, "data": {"id": 3, "query": "billion kind:source", "want": "facets"}}
    answer = page.evaluate("message => send(message)", message)
    assert (answer["type"], answer["data"]["id"]) == (11, 3)
    fields = {field["field"]: field["values"] for field in answer["data"]["facets"]}
    (sources,) = [value for value in fields["kind"] if value["active"]]
    locations = found(page, "billion kind:source")[0]
    assert (sources["value"], sources["count"]) == ("source", len(locations))
    assert {value["value"]: value["count"] for value in fields["topic"]} == {
        topic: len(locations & found(page, f"topic:{topic}")[0])
        for topic in ("topic-0", "topic-1", "topic-2")
        if locations & found(page, f"topic:{topic}")[0]
    }
    assert "The <first> topic" in [value["label"] for value in fields["topic"]]


def test_further_groups_follow_on_the_first_ten(page: Page) -> None:
    first = page.evaluate(ITEMS, "billion")
    pages = [group[0]["location"] for group in first["items"]]
    assert len(pages) == 10
    ask = {
        "type": 10,
        "data": {"id": 1, "query": "billion", "want": "groups", "from": 10, "limit": 99},
    }
    rest = page.evaluate("message => send(message)", ask)["data"]
    assert rest["done"] is True
    pages += [group[0]["location"] for group in rest["items"]]
    assert len(pages) == len(set(pages))
    assert set(pages) == {location.split("#")[0] for location in having("billion")}
    listed = {item["location"] for group in (*first["items"], *rest["items"]) for item in group}
    assert having("billion") <= listed


def test_texts_reach_the_page_as_text(page: Page) -> None:
    evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(2)> zebra'
    record = SearchRecord("evil/#note-x", "correction", evil, evil, evil, replacement=evil)
    first = SearchRecord("evil/", "article", evil, body=evil, language='x"><b>')
    for item in results_of(page, [SearchPage((first, record))], "zebra")[0]:
        html = item["title"] + item["text"]
        assert set(re.findall(r"<(\w+)", html)) <= {"bdi", "mark", "span", "p", "q", "del", "ins"}
        assert not re.search(r"<[^>]*(onerror|src)[^>]*>", html)


def test_texts_keep_their_language_and_direction(page: Page) -> None:
    arabic = TEXTS["ar"]
    first = SearchRecord("x/", "article", arabic, body=arabic, language="ar", direction="rtl")
    note = SearchRecord(
        "x/#note-y", "source", "A note", arabic, "الجسر", language="ar", direction="rtl"
    )
    (group,) = results_of(page, [SearchPage((first, note))], "الجسر")
    assert '<bdi lang="ar" dir="rtl">' in group[0]["title"]
    assert all('lang="ar" dir="rtl"' in item["text"] for item in group[1:])


@pytest.mark.parametrize("name", ["a" * 10, TO_COME])  # a manifest that is gone; one to come
def test_the_index_of_a_newer_site_is_taken_up(page: Page, name: str) -> None:
    old = page.context.new_page()
    old.goto(page.url)
    assert old.evaluate(WORKER, name) == {"type": 1}
    assert old.evaluate(ITEMS, "billion")["total"] > 0
    old.close()


def test_a_query_that_failed_is_asked_anew(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    name = FOLDERS[int(re.search(r":(\d+)/", page.url)[1])]  # type: ignore[index]
    settings = json.loads((name / "search/search_index.json").read_text("utf-8"))
    assert other.evaluate(WORKER, settings["config"]["glossator"]) == {"type": 1}
    page.context.route("**/*.bin", lambda route: route.abort())
    assert other.evaluate(ITEMS, "billion")["items"] == []
    page.context.unroute_all()
    assert len(other.evaluate(ITEMS, "billion")["items"]) == 10
    other.close()


# --- both sides are one ------------------------------------------------------------------


def test_words_are_those_of_the_cases(page: Page) -> None:
    known = cases("words")
    read = page.evaluate(
        """(texts) => texts.map((text) => here.chunksOf(here.compared(text)).map((found) =>
             [found.text, here.readChunk(found.text).words, here.termsOf(found.text)]))""",
        [case["text"] for case in known],
    )
    assert read == [case["chunks"] for case in known]


def test_words_of_odd_texts_are_those_of_the_other_side(page: Page) -> None:
    rng = random.Random(5)
    pieces = [*PIECES, *"$€%-'.,/·אב״ ", "ł", "ß", "²", "５", "％", "￥", "Ⅳ", "ｶﾞ", "한"]
    texts = [whole("".join(rng.choices(pieces, k=rng.randrange(1, 30)))) for _ in range(1500)]
    read = page.evaluate(
        """(texts) => texts.map((text) => {
             const plain = here.compared(text);
             const chunks = here.chunksOf(plain).map(({ text: chunk }) => chunk);
             return [plain, chunks, chunks.map((chunk) => here.termsOf(chunk)), here.fold(plain)];
           })""",
        texts,
    )
    from glossator.searching.words import fold

    for text, (plain, found_chunks, terms, small) in zip(texts, read, strict=True):
        assert plain == plain_form(text)
        assert found_chunks == chunks(plain), repr(text)
        assert terms == [list(read_chunk(chunk).terms) for chunk in found_chunks], repr(text)
        assert small == fold(plain), repr(text)


def test_pairs_and_values_of_fields_are_those_of_the_other_side(page: Page) -> None:
    pairs = [("t", "head"), ("head", "t"), ("平", "头"), ("𠮷", "野"), ("", "a"), ("łódź", "é")]
    hashes = page.evaluate("pairs => pairs.map((pair) => here.rowHash(pair))", pairs)
    assert hashes == [pair_hash(word_hash(one), word_hash(other)) for one, other in pairs]
    assert slug_of("Süddeutsche Zeitung") == "suddeutsche-zeitung"


def test_postings_are_read_as_they_were_written(page: Page) -> None:
    rng = random.Random(9)
    lists = []
    for _ in range(300):
        total = rng.choice((1, 7, 8, 9, 300, 70_000))
        number = rng.randrange(1, min(total, 400) + 1)
        chosen = rng.sample(range(total), number)
        lists.append((total, merge_fields(r << 2 | rng.choice((0, 0, 0, 1, 2)) for r in chosen)))
    read = page.evaluate(
        """(lists) => lists.map(([total, bytes]) => {
             const found = [];
             const list = Uint8Array.from(bytes);
             here.eachPosting(list, (record, field) => found.push(record * 4 + field));
             return [here.countOf(list), found];
           })""",
        [(total, list(encode_postings(postings, total))) for total, postings in lists],
    )
    for (total, postings), (count, got) in zip(lists, read, strict=True):
        assert (count, got) == (len(postings), postings), total
