from __future__ import annotations

import pytest

from glossator.weaving.markup import read_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one <em>two</em> three</p>", "one two three\n"),
        ("<p>one</p><p>two</p>", "one\ntwo\n"),
        ("<p>one<br>two</p>", "one\ntwo\n"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo\n"),
        ("one<wbr>two", "onetwo"),
        ("a &lt;b&gt; &amp;amp; &#8217;&hellip;", "a <b> &amp; ’…"),
        ("AT&T, R&D; &nosuch; 5 < 6", "AT&T, R&D; &nosuch; 5 < 6"),
        ("<!-- <p>no</p> -->yes", "yes"),
        ('<a title="a > b" href="x">yes</a>', "yes"),
        ("<script>no()</script><style>no</style>yes", "yes"),
        ('<h2 id="a">Head<a class="headerlink" href="#a">¶</a></h2>', "Head\n"),
        ("<p>never closed", "never closed"),
        ("", ""),
    ],
)
def test_text_of_a_fragment_is_what_a_reader_reads(html: str, text: str) -> None:
    assert read_text(html).text == text


def html_of(html: str, words: str) -> str:
    """The stretch of `html` that holds `words`, which stand in one run."""
    article = read_text(html)
    start = article.text.index(words)
    run = next(run for run in article.runs if run.start <= start < run.end)
    return html[run.html_offset(start) : run.html_offset(start + len(words))]


@pytest.mark.parametrize(
    ("html", "words", "found"),
    [
        ("<p>one two</p>", "two", "two"),
        ("<p>R&amp;D costs</p>", "R&D", "R&amp;D"),
        ("<p>R&amp;D costs</p>", "D costs", "D costs"),
        ("<p>&#x5e73;頭</p>", "平頭", "&#x5e73;頭"),
        ("<p>&nosuch; x</p>", "such", "such"),
    ],
)
def test_text_leads_back_to_its_html(html: str, words: str, found: str) -> None:
    assert html_of(html, words) == found


def test_runs_in_a_link_know_where_the_link_ends() -> None:
    html = "a<a href=x>b<em>c</em></a>d"
    runs = read_text(html).runs
    assert [run.after_link for run in runs] == [None, html.index("d"), html.index("d"), None]


def test_runs_in_a_link_in_a_link_know_where_the_outer_one_ends() -> None:
    html = "<a href=x>b<a href=y>c</a>d</a>e"
    runs = read_text(html).runs
    assert [run.after_link for run in runs] == [html.rindex("e")] * 3 + [None]
