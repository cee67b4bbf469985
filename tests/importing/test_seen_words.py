"""What a reader saw on a page is in its copy, and what nobody saw is not."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given as for_all
from hypothesis import strategies

from glossator.importing.article import parse_page
from glossator.importing.article_copy import ArticleError, Copy, Given, copy_page
from glossator.importing.charset import decode_text
from glossator.importing.leaves import letters_of
from glossator.importing.markdown import words_of
from tests.budget import examples
from tests.importing.made_of import PAGES
from tests.importing.test_import import letters_on

FIRST = (
    "<p>The council of Lower Milling voted on Tuesday to close the old mill bridge for a year, "
    "after engineers found that two of its piers had sunk by nine centimetres.</p>"
)
SECOND = (
    "<p>The repair will cost five million crowns, the mayor said, and the money will come from "
    "the road fund of the county, which has not been touched since 2019.</p>"
)
THIRD = (
    "<p>Buses will go by the upper road until then. Shopkeepers on the market square fear that "
    "they will lose a third of their customers, and want to be paid for it.</p>"
)
ADDRESS = "https://daily.example.org/t"


def copied(body: str, *, head: str = "<title>T</title>", title: str = "") -> Copy:
    """The copy of a page with this body."""
    page = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    given = Given(publisher="Example Daily", title=title)
    return copy_page(page.encode(), is_html=True, address=ADDRESS, given=given)


def between(block: str) -> Copy:
    """The copy of an article with this block in its midst."""
    return copied(f"<main><article><h1>T</h1>{FIRST}{block}{SECOND}{THIRD}</article></main>")


def told(copy: Copy) -> str:
    return " ".join(one.text for one in copy.left_out)


def plain(copy: Copy) -> str:
    """The text without signs of Markdown, in one line."""
    text = re.sub(r"\]\(<[^>]*>\)|</?\w+>|[*#\[\]\\]", "", copy.body)
    return " ".join(text.split())


# Words in buttons, labels and choices


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        (
            'The mayor, <button class="glossary">Ada Builder</button>, said so.',
            "The mayor, Ada Builder, said so.",
        ),
        ("The <label>cost</label> was high.", "The cost was high."),
        ("The <button>piers</button> had sunk.", "The piers had sunk."),
        ("<button>Ada Builder</button> said so.", "Ada Builder said so."),
        ("It was built by <button>Ada Builder</button>.", "It was built by Ada Builder."),
        ("It was built by <button>Ada Builder</button>", "It was built by Ada Builder"),
        (
            'The <span role="button" tabindex="0">piers</span> had sunk.',
            "The piers had sunk.",
        ),
        ('The <a role="button" href="#x">piers</a> had sunk.', "The piers had sunk."),
        ("They want to <button>share</button> the cost.", "They want to share the cost."),
        ("Nobody, he said, may <button>print</button>, or sell it.", "may print, or sell it."),
        (
            "It cost <select><option>five</option><option selected>six</option></select> million.",
            "It cost six million.",
        ),
        ("It cost <select><option>five<option>six</select> million.", "It cost five million."),
        (
            "It is <select><optgroup label=x><option>six</optgroup><option>two</select>, he said.",
            "It is six, he said.",
        ),
        ("It is <select>six</select>, he said.", "It is six, he said."),
        ("The total is <output>nine</output> crowns.", "The total is nine crowns."),
        ("The <tool-tip text='legs'>piers</tool-tip> had sunk.", "The piers had sunk."),
        ("The <b><button>two <i>piers</i></button></b> sank.", "The two piers sank."),
        ("The <button>two</button> <button>piers</button> sank.", "The two piers sank."),
        ("市长<button>阿达</button>说，桥很旧。", "市长阿达说，桥很旧。"),
        (
            'It is <input type="button" value="Ada Builder">, he said.',
            "It is Ada Builder, he said.",
        ),
        ('It sank.<sup><button class="ref">1</button></sup>', "It sank.1"),
        ("The bridge is old. <button>It was built in 1871.</button>", "old. It was built in 1871."),
    ],
)
@pytest.mark.parametrize("block", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<div>{}</div>"])
def test_a_control_in_a_sentence_is_its_words(sentence: str, read: str, block: str) -> None:
    copy = between(block.format(sentence))
    assert read in plain(copy)
    assert copy.remarks == []


@pytest.mark.parametrize(
    "block",
    [
        "<h3><button>Who pays?</button></h3>",
        '<div role="button"><h3>Who pays?</h3></div>',
        '<h3 role="button">Who pays?</h3>',
        '<h3><span role="button">Who pays?</span></h3>',
        '<div role="button" class="accordion-button btn"><h3>Who pays?</h3></div>',
        '<h3 role="button" class="btn">Who pays?</h3>',
        "<h3><label>Who pays?</label></h3>",
        "<button><h3>Who pays?</h3></button>",
        "<dl><dt><button>Who pays?</button></dt><dd>The county does, says the mayor.</dd></dl>",
        '<dl><dt role="button">Who pays?</dt><dd>The county does, says the mayor.</dd></dl>',
        "<ul><li><button>Who pays?</button></li><li>The county</li></ul>",
        "<details><summary>Who pays?</summary><p>The county does.</p></details>",
        '<details><summary role="button">Who pays?</summary><p>The county does.</p></details>',
        "<fieldset><legend>Who pays?</legend><p>The county does.</p></fieldset>",
        "<table><tr><th><button>Who pays?</button></th><th>How much?</th></tr>"
        "<tr><td>The county</td><td>Five</td></tr></table>",
        '<div><button aria-expanded="false">Who pays?</button></div>',
        '<div><button aria-expanded="false" aria-controls="a">Who pays?</button></div>'
        '<div id="a"><p>The county does, and has the money for it in its road fund since 2019.</p>'
        "</div>",
    ],
)
def test_a_control_that_is_all_of_a_heading_or_item_is_text(block: str) -> None:
    assert "Who pays?" in plain(between(block))


@pytest.mark.parametrize(
    "block",
    [
        "<p><button>Read more</button></p>",
        "<div><button>Share</button> <button>Left out</button></div>",
        "<p>The bridge is old, and nobody has repaired it. <button>Share</button></p>",
        "<p><button>Listen</button> The bridge is old, and nobody has repaired it.</p>",
        "<h3>The bridge <button>edit</button></h3>",
        "<p>Share <button>Left out</button> <button>Print</button></p>",
        "<p>Send it on: <button>Left out</button> <button>E-mail</button></p>",
        "<table><tr><th>Name</th><th>What</th></tr><tr><td>A bridge</td><td><button>Left out"
        "</button></td></tr></table>",
        "<ul><li><button>Share</button></li><li><button>Print</button></li></ul>",
        '<div role="button">Subscribe</div>',
        '<p><a role="button" href="/x">Subscribe</a></p>',
        "<p><label>E-mail <input type=email></label> <button>Subscribe</button></p>",
        "<div><label><input type=checkbox> Left out</label></div>",
        "<ul><li><label><input type=radio> Left out</label></li></ul>",
        '<p>By Ann Writer <button class="follow-share">Follow</button></p>',
        "<figure><img src=a.jpg><figcaption>A bridge. <button>Enlarge</button></figcaption>"
        "</figure>",
    ],
)
def test_real_controls_stay_out_and_are_told(block: str) -> None:
    copy = between(block)
    words = re.findall(
        "Read more|Share|Left out|Listen|edit|Print|Subscribe|Follow|Enlarge|E-mail", block
    )
    for word in words:
        assert not re.search(rf"\b{word}\b", copy.body)
        assert word in told(copy)
    assert copy.remarks == []


@pytest.mark.parametrize(
    "sentence",
    [
        "To hear what the mayor said, press <button>Play</button>",
        'The bridge has <input value="nine"> piers, he said.',
        "Tell us your <textarea>opinion</textarea> of the bridge, please.",
    ],
)
@pytest.mark.parametrize(
    "block",
    [
        "<p>{}</p>",
        "<div><i>{}</i><p>Then he went.</p></div>",
        "<table><tr><th>Who<th>What<tr><td>Ada<td>{}</table>",
    ],
)
def test_a_sentence_that_lost_words_is_told(sentence: str, block: str) -> None:
    copy = between(block.format(sentence))
    assert any("was taken for a button" in remark for remark in copy.remarks)


# The headline

BODY = f"{FIRST}{SECOND}{THIRD}"
TITLE = "The mill bridge closes for a year"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "<title>Bridge closes for a year | News | Milling Mail</title>",
            f"<header><h3>News</h3></header><article><h1>{TITLE}</h1>{BODY}</article>",
        ),
        (
            f"<title>{TITLE} · Millworks</title>",
            f'<header><h1><a href="/">Millworks</a></h1></header><main><h1>{TITLE}</h1>{BODY}',
        ),
        (
            f"<title>{TITLE} · Millworks</title>",
            f"<header><h1>Millworks</h1></header><article><h2>{TITLE}</h2>{BODY}</article>",
        ),
        (
            f"<title>{TITLE} - The Bridges of the Whole County - Long Stories Online</title>",
            '<main><h2><a href="/s">The Bridges of the Whole County</a></h2>'
            f"<h1>{TITLE}</h1>{BODY}",
        ),
        (
            f'<title>{TITLE}</title><meta property="og:site_name" content="Milling Mail">',
            f"<div><h1>Milling Mail</h1></div><article><h2>{TITLE}</h2>{BODY}</article>",
        ),
        (
            '<title>Milling Mail</title><meta property="og:title" content="Milling Mail">'
            '<meta property="og:site_name" content="Milling Mail">',
            f"<div><h2>Milling Mail</h2></div><article><h1>{TITLE}</h1>{BODY}</article>",
        ),
        (
            f'<title>{TITLE}</title><meta property="article:section" content="Roads">',
            f"<article><h2>Roads</h2><h1>{TITLE}</h1>{BODY}</article>",
        ),
        (
            f"<title>{TITLE}</title>",
            f"<article><h1>Opinion</h1><h2>{TITLE}</h2>{BODY}</article>",
        ),
        (
            f"<title>Millworks: {TITLE}</title>",
            f"<h1>Millworks</h1><h2>{TITLE}</h2>{BODY}",
        ),
        (
            f"<title>{TITLE} – Part 2 – Millworks</title>",
            f"<article><h1>Part 2</h1><h2>{TITLE}</h2>{BODY}</article>",
        ),
        (
            "<title>News</title>",
            f"<h2>News</h2><h1>{TITLE}</h1>{BODY}",
        ),
        ("", f"<article><h2>{TITLE}</h2>{BODY}</article>"),
        (
            f'<title>{TITLE} – Millworks</title><meta property="og:site_name" content="Millworks">',
            f"<h1>Millworks</h1><article>{BODY}</article>",
        ),
        (
            "<title>What the closing of the bridge means</title>",
            f"<article><h1>{TITLE}</h1>{BODY}</article><aside><h2>Most read</h2></aside>",
        ),
        (
            f"<title>{TITLE}</title>",
            f"<aside><h3>{TITLE}</h3></aside><article><h1>{TITLE} at last</h1>{BODY}</article>",
        ),
        (f"<title>{TITLE}</title>", f"<article>{FIRST}<h3>* * *</h3>{SECOND}{THIRD}</article>"),
        (
            f"<title>{TITLE}</title>",
            f"<article><h1>{TITLE}</h1>{FIRST}<h3>* * *</h3>{SECOND}<h3>* * *</h3>{THIRD}",
        ),
        (
            f"<title>{TITLE}</title>",
            f"<article><h2>&#8203;</h2>{FIRST}<h2>&mdash;</h2>{SECOND}</article>",
        ),
        (
            f"<title>{TITLE}</title>",
            f"<article>{BODY}</article><aside><h3>…</h3></aside>",
        ),
    ],
)
def test_the_headline_is_what_a_reader_took_for_it(head: str, body: str) -> None:
    copy = copied(body, head=head)
    assert copy.metadata.titles[0].removesuffix(" at last") == TITLE
    first = copy.body.split("\n")[0].removesuffix(" at last")
    assert first in {f"# {TITLE}", re.sub("<.*?>", "", FIRST)}


@pytest.mark.parametrize("title", ["桥梁关闭一年", "أغلق الجسر", "สะพานปิด", "पुल बंद", "Мост закрыт"])
def test_a_headline_may_be_in_any_script(title: str) -> None:
    page = f"<div><h3>* * *</h3></div><article><h1>{title}</h1>{BODY}</article>"
    assert copied(page, head=f"<title>{title}</title>").body.startswith(f"# {title}\n")


def test_the_only_heading_of_a_page_without_titles_is_its_headline() -> None:
    copy = copied(f"<div><h1>{TITLE}</h1><div>{BODY}</div></div>", head="")
    assert copy.body.startswith(f"# {TITLE}\n")


def test_a_page_that_shows_no_headline_has_none_in_its_text() -> None:
    copy = copied(f"<header><h1>Opinion</h1></header><article>{BODY}</article>")
    assert copy.metadata.titles == ["T"]
    assert copy.body.startswith("The council")


def test_a_correction_that_is_only_announced_is_told_as_such() -> None:
    copy = copied(f"<article><h1>T</h1><p>Correction appended</p>{BODY}</article>")
    assert [remark for remark in copy.remarks if "council" in remark] == []
    assert "Correction appended" in copy.body


def test_a_divider_stays_where_it_is() -> None:
    copy = copied(
        f"<article><h1>{TITLE}</h1>{FIRST}<h3>* * *</h3>{SECOND}</article>",
        head=f"<title>{TITLE}</title>",
    )
    lines = [line for line in copy.body.split("\n") if line]
    assert [line[:9] for line in lines] == ["# The mil", "The counc", "### \\* \\*", "The repai"]


def test_a_given_title_finds_its_heading() -> None:
    body = f"<h1>Millworks</h1><article><h2>Bridges</h2>{BODY}</article>"
    copy = copied(body, head="<title>Millworks</title>", title="Bridges")
    assert copy.body.startswith("# Bridges\n")


# Hidden text


@pytest.mark.parametrize(
    "way",
    [
        "hidden",
        'hidden="hidden"',
        'aria-hidden="true"',
        'style="display:none"',
        'style="color: red; DISPLAY : none !important"',
        'style="visibility:hidden"',
        'style="visibility: collapse"',
        'style="opacity:0"',
        'style="opacity: 0.0"',
        'style="font-size:0"',
        'style="font-size: 0px"',
        'style="position:absolute;clip:rect(0,0,0,0)"',
        'style="position:absolute;clip:rect(1px 1px 1px 1px)"',
        'style="clip-path:inset(50%)"',
        'style="position:absolute;left:-9999px"',
        'style="position:fixed;top:-100em"',
        'style="text-indent:-9999px"',
        'style="text-indent:100%;white-space:nowrap;overflow:hidden"',
        'style="height:0;overflow:hidden"',
        'style="font-size:1px"',
        'style="position:absolute;width:1px;height:1px;overflow:hidden"',
        'class="hidden"',
        'class="tip d-none"',
        'class="is-hidden"',
        'class="visually-hidden"',
        'class="visuallyhidden"',
        'class="sr-only"',
        'class="screen-reader-text"',
        'class="u-hidden"',
        'class="u-hide"',
        'class="u-visually-hidden"',
        'class="element-invisible"',
        'class="govuk-visually-hidden"',
        'class="tip__words--hidden"',
        'class="srOnly"',
        'class="sf-hidden"',
        'class="md:hidden"',
        'class="d-lg-none"',
        'class="show-for-sr"',
        'role="tooltip"',
        'class="own"',
        'id="own"',
    ],
)
@pytest.mark.parametrize(
    "block", ["<p>The mayor<span {}> LURKING</span> said so.</p>", "<div {}><p>LURKING</p></div>"]
)
def test_what_a_page_hides_is_left_out_and_told(way: str, block: str) -> None:
    style = "<style>@media print{p{display:none}} .own, #own {display:none}</style>"
    copy = between(style + block.format(way))
    assert "LURKING" not in copy.body
    assert "LURKING" in told(copy)
    assert "said so" not in block or "The mayor said so." in copy.body


@pytest.mark.parametrize(
    "rule",
    [
        ".own{display:none}",
        "span.own { opacity : 0 }",
        "#one.own{visibility:hidden!important}",
        "p .own{font-size:0}",
        "p > span.own, .b {position:absolute;left:-10000px}",
        "/* .own{} */ @media screen and (min-width:600px){.own{display:none}}",
        ".own{display:block} article .own{display:none}",
        "@supports (display:grid){.own{display:none}}",
        "<![CDATA[ .own{display:none} ]]>",
        "<!-- .own{display:none} -->",
        "@charset 'utf-8'; .b:hover{color:red} .own{display:none}",
    ],
)
def test_a_rule_of_the_page_hides_too(rule: str) -> None:
    copy = between(
        f'<style>{rule}</style><p>The mayor<span id="one" class="own"> LURKING</span> said so.</p>'
    )
    assert "The mayor said so." in copy.body


@pytest.mark.parametrize(
    "rule",
    [
        "@media print{.own{display:none}}",
        "@media (max-width:600px){.own{display:none}}",
        "@supports not (display:grid){.own{display:none}}",
        ".own:empty{display:none}",
        ".b .own{display:none}",
        ".own{display:none} p .own{display:inline}",
        ".own{display:none} #one{display:inline}",
        ".own{opacity:0;animation:show 1s forwards}",
        "@keyframes show{from{opacity:0}to{opacity:1}}",
        ".own.off{display:none}",
    ],
)
def test_a_rule_that_does_not_count_hides_nothing(rule: str) -> None:
    copy = between(
        f'<style>{rule}</style><p>The mayor<span id="one" class="own"> Ada</span> said so.</p>'
    )
    assert "The mayor Ada said so." in copy.body


@pytest.mark.parametrize(
    "shown",
    [
        '<span hidden="until-found">Ada</span>',
        '<span class="d-none d-md-inline">Ada</span>',
        '<span class="hidden md:inline">Ada</span>',
        '<span aria-hidden="false">Ada</span>',
        '<span class="hidden-xs">Ada</span>',
        '<span style="opacity:0.9">Ada</span>',
        '<span style="height:0;padding-bottom:50%;overflow:hidden">Ada</span>',
        '<span style="text-indent:-2em">Ada</span>',
        '<span style="font-size:0"><b style="font-size:16px">Ada</b></span>',
        '<span style="visibility:hidden"><b style="visibility:visible">Ada</b></span>',
        '<span aria-hidden="true">A</span>da',
        '<span aria-hidden="true">Ada</span><span class="sr-only">Ada Builder</span>',
        '<span class="sr-only">Ada</span><span aria-hidden="true"><b>A</b>da</span>',
        "<noscript>Ada</noscript><template>Ada</template>Ada<dialog>Ada</dialog>",
    ],
)
def test_what_a_page_shows_is_kept_once(shown: str) -> None:
    copy = between(f"<p>The mayor {shown} said so.</p>")
    assert plain(copy).count("Ada") == 1


@pytest.mark.parametrize(
    "way",
    [
        "hidden",
        'style="visibility:hidden"',
        'style="display:none"',
        'class="own"',
        'class="hidden"',
    ],
)
@pytest.mark.parametrize("shape", ["<div {}>{}</div>", "each"])
def test_text_that_waits_for_a_script_is_kept_where_it_is_the_most(way: str, shape: str) -> None:
    text = BODY.replace("<p>", f"<p {way}>") if shape == "each" else shape.format(way, BODY)
    page = f"<style>.own{{opacity:0}}</style><article><h1>T</h1>{text}</article>"
    copy = copied(f"{page}<p>Turn on scripts.</p>")
    assert "nine centimetres" in copy.body
    assert "upper road" in copy.body
    assert any("until a script shows it" in remark for remark in copy.remarks)


def test_a_long_hidden_cookie_notice_is_no_article() -> None:
    notice = "<p>We and our partners keep cookies on your device, and read them later.</p>" * 40
    copy = copied(
        f'<article><h1>T</h1>{BODY}</article><div id="cookie-consent" hidden>{notice}</div>'
    )
    assert "cookies" not in copy.body


def test_the_next_story_that_waits_below_is_not_the_article() -> None:
    copy = copied(
        f"<article><h1>T</h1>{BODY}</article>"
        f"<article hidden><h1>U</h1>{BODY.replace('mill', 'salt') * 3}</article>"
    )
    assert "mill bridge" in copy.body
    assert "salt" not in copy.body


# Formulas

MATH = (
    "<mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>"
    '<annotation encoding="application/x-tex">E = mc^2</annotation>'
)
HALF = (
    "<mrow><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow>"
    '<annotation encoding="application/x-tex">\\frac{a}{b}</annotation>'
)


def katex(math: str, drawn: str) -> str:
    return (
        f'<span class="katex"><span class="katex-mathml"><math><semantics>{math}</semantics></math>'
        f'</span><span class="katex-html" aria-hidden="true">{drawn}</span></span>'
    )


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        (katex(MATH, "<span>E</span><span>=</span><span>mc</span><sup>2</sup>"), "E=mc2"),
        (f'<span class="katex-display">{katex(MATH, "<span>E=mc2</span>")}</span>', "E=mc2"),
        (katex(HALF, "<span>b</span><span>a</span>"), "frac{a}{b}"),
        (
            '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" '
            'style="display: none;"><math alttext="{\\displaystyle L=3d}"><semantics><mrow>'
            "<mi>L</mi><mo>=</mo><mn>3</mn><mi>d</mi></mrow>"
            '<annotation encoding="application/x-tex">'
            "{\\displaystyle L=3d}</annotation></semantics></math></span>"
            '<img alt="{\\displaystyle L=3d}" src="x.svg"></span>',
            "L=3d",
        ),
        (
            '<span class="MathJax_Preview"></span><span class="MathJax" id="f"><nobr '
            'aria-hidden="true"><span>L=3d</span></nobr><span class="MJX_Assistive_MathML"><math>'
            "<mi>L</mi><mo>=</mo><mn>3</mn><mi>d</mi></math></span></span>"
            '<script type="math/tex">L=3d</script>',
            "L=3d",
        ),
        (
            '<mjx-container class="MathJax"><mjx-math aria-hidden="true"><mjx-mi><mjx-c '
            'class="mjx-c4C"></mjx-c></mjx-mi></mjx-math><mjx-assistive-mml><math><mi>L</mi></math>'
            "</mjx-assistive-mml></mjx-container>",
            "L",
        ),
        (
            '<mjx-container class="MathJax"><mjx-math><mjx-c class="mjx-c4C"></mjx-c><mjx-c '
            'class="mjx-c3D"></mjx-c></mjx-math></mjx-container>',
            "L=",
        ),
        ("<math><mi>L</mi><mo>=</mo><mn>3</mn></math>", "L=3"),
        ("<math><msub><mi>L</mi><mn>3</mn></msub></math>", "L3"),
        ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "a/b"),
        ("<math><msqrt><mi>a</mi></msqrt></math>", "√(a)"),
        (f"<math><semantics>{MATH}</semantics></math>", "E=mc2"),
        ("<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>", "(a,b)"),
        (
            "<math><mi>sin</mi><mo>&#8289;</mo><mi>x</mi><mo>+</mo><mi>f</mi><mo>&#8289;</mo>"
            "<mi>y</mi></math>",
            "sin x+fy",
        ),
        (
            "<math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation "
            'encoding="application/x-tex">{\\displaystyle {\\frac {1}{2}}}</annotation>'
            "</semantics></math>",
            "frac {1}{2}",
        ),
        ('<img class="tex" alt="L=3d" src="x.png">', "L=3d"),
        ('<script type="math/tex">L=3d</script>', "L=3d"),
    ],
)
def test_a_formula_is_read_once(formula: str, read: str) -> None:
    copy = between(f"<p>By this law, {formula} is what the engineers reckon with.</p>")
    assert f"By this law, {read} is what the engineers reckon with." in plain(copy)


def test_the_other_forms_of_a_formula_are_told() -> None:
    copy = between(f"<p>It is {katex(MATH, '<span>E=mc2</span>')} here.</p>")
    assert [one.text for one in copy.left_out] == ["E = mc^2", "E=mc2"]


# Shadow roots


@pytest.mark.parametrize("name", ["shadowrootmode", "shadowroot", "shadowmode"])
def test_a_shadow_root_is_part_of_the_page(name: str) -> None:
    copy = between(
        f'<fact-box><template {name}="open"><p>Built in 1871 by Ada Builder, the bridge has three '
        "arches.</p></template></fact-box>"
    )
    assert "Built in 1871 by Ada Builder, the bridge has three arches." in copy.body


def test_slots_are_filled_where_they_name_it() -> None:
    copy = between(
        '<fact-box><template shadowrootmode="open"><p>The bridge is <slot name="long">n</slot> '
        'metres long, <slot>and old</slot>, and has <slot name="arches">three</slot> arches.</p>'
        '</template><b slot="long">40</b><i>as they say</i><u slot="none">LURKING</u></fact-box>'
    )
    assert "The bridge is 40 metres long, as they say, and has three arches." in plain(copy)
    assert "LURKING" in told(copy)


def test_a_page_that_is_all_shadow_is_read() -> None:
    copy = copied(
        '<x-app><template shadowrootmode="open"><style>.own{display:none}</style><x-page>'
        f'<template shadowrootmode="open"><article><h1>T</h1><slot></slot></article></template>'
        f'{BODY}</x-page><p class="own">LURKING</p></template></x-app>'
    )
    assert copy.body.startswith("# T\n\nThe council")
    assert "upper road" in copy.body
    assert "LURKING" not in copy.body


def test_styles_of_a_shadow_root_hide_nothing_outside_of_it() -> None:
    copy = between(
        '<x-y><template shadowrootmode="open"><style>.own{display:none}</style>'
        '<b class="own">LURKING</b></template></x-y><p class="own">The mayor said so, too.</p>'
    )
    assert "The mayor said so, too." in copy.body
    assert "LURKING" not in copy.body


# The publisher's own correction

CORRECTION = "The cost of the repair is five million crowns, and not fifty million crowns."


@pytest.mark.parametrize(
    "box",
    [
        "<footer><p><em>• This article was amended on 7 January 2026. {}</em></p>"
        "<p>© 2026 Example</p></footer>",
        '<aside class="correction"><h4>Correction</h4><p>{}</p></aside>',
        "<aside><h4>Correction</h4><p>{}</p></aside>",
        "<aside><p><strong>Correction</strong></p><p>{}</p></aside>",
        "<aside><p><strong>Correction</strong> {}</p></aside>",
        '<p class="editors-note meta">{}</p>',
        '<div class="correction-banner"><p>{}</p></div>',
        '<div class="EditorsNote sidebar"><p>{}</p></div>',
        '<div class="article-amendment byline"><p>{}</p></div>',
        "<footer><p>Correction, 7 January 2026: {}</p></footer>",
        "<footer><p>Corrections (7 January): {}</p></footer>",
        "<footer><p>Clarification: {}</p></footer>",
        "<footer><p>Editor’s note: {}</p></footer>",
        "<footer><p>An earlier version of this article gave a wrong cost. {}</p></footer>",
        "<footer><p>On 7 January this article was corrected. {}</p></footer>",
        "<footer><div><b>Update and correction:</b> {}</div></footer>",
        "<footer><p>Amended: {}</p></footer>",
        "<footer><p>(Correction) {}</p></footer>",
        "<footer><p>【更正】{}</p></footer>",
        "<footer><p>Nota de corrección: {}</p></footer>",
        '<section id="corrections"><h2>Amendments</h2><ul><li>{}</li></ul></section>',
        "<footer><p>Korrektur: {}</p></footer>",
        "<footer><p>In einer früheren Version stand ein anderer Betrag. {}</p></footer>",
        "<footer><p>Anmerkung der Redaktion: {}</p></footer>",
        "<footer><p>Rectificatif : {}</p></footer>",
        "<footer><p>Une première version de cet article donnait un autre coût. {}</p></footer>",
        "<footer><p>Corrección: {}</p></footer>",
        "<footer><p>Una versión anterior de este artículo daba otra cifra. {}</p></footer>",
        "<footer><p>更正：{}</p></footer>",
        "<footer><p>本文此前版本有误。{}</p></footer>",
    ],
)
@pytest.mark.parametrize("place", ["before", "behind", "outside", "within"])
def test_the_publishers_own_correction_is_kept_and_told(box: str, place: str) -> None:
    box = box.format(CORRECTION)
    copy = copied(
        {
            "before": f"<article><h1>T</h1>{box}{BODY}</article>",
            "behind": f"<article><h1>T</h1><div>{BODY}</div>{box}</article>",
            "outside": f"<main><article><h1>T</h1>{BODY}</article></main>{box}",
            "within": f"<article><h1>T</h1>{FIRST}{box}{SECOND}{THIRD}</article>",
        }[place]
    )
    assert CORRECTION in copy.body
    assert "© 2026" not in copy.body
    notes = [remark for remark in copy.remarks if "correction or note of its own" in remark]
    assert len(notes) == 1


@pytest.mark.parametrize(
    "box",
    [
        '<footer><p><a href="/corrections">Corrections and clarifications</a></p></footer>',
        "<footer><p>To ask for a correction, write to the readers’ editor.</p></footer>",
        '<div class="report-correction sidebar"><p>Have you found a mistake?</p></div>',
        "<footer><p>This article originally appeared in Example Weekly, in May.</p></footer>",
        "<footer><p>This report said that the mayor had not been asked by anybody.</p></footer>",
        "<footer><p>This article was edited by Ann Writer and Bo Sample.</p></footer>",
        '<aside><h4>Corrections</h4><ul><li><a href="/1">A name in a story</a></li></ul></aside>',
        '<div class="comments"><p>Correction: the mayor is not called Ada Builder.</p></div>',
    ],
)
def test_what_only_speaks_of_corrections_is_none(box: str) -> None:
    copy = copied(f"<main><article><h1>T</h1>{BODY}</article></main>{box}")
    assert not [remark for remark in copy.remarks if "correction" in remark]
    assert copy.body.rstrip().endswith("paid for it.")


# Paragraphs that are all link

LINKED = (
    '<p><a href="https://{}/earlier">Three men of Lower Milling told the court on Friday that they '
    "had not sunk the piers of the bridge, and were let go.</a></p>"
)


@pytest.mark.parametrize("host", ["daily.example.org", "other.example.net"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_sentence_that_is_all_link_stays(host: str, place: int) -> None:
    parts = [FIRST, SECOND, THIRD]
    parts.insert(place, LINKED.format(host))
    copy = copied(f"<article><h1>T</h1>{''.join(parts)}</article>")
    assert "Three men of Lower Milling" in copy.body


def test_a_menu_before_a_sentence_that_is_all_link_makes_it_no_teaser() -> None:
    menu = '<ul><li><a href="/a">Home</a></li><li><a href="/b">World</a></li></ul>'
    copy = copied(f"<main><h1>T</h1>{menu}{LINKED.format('daily.example.org')}{BODY}</main>")
    assert "Three men of Lower Milling" in copy.body
    assert "World" in told(copy)


def test_links_at_the_beginning_that_lead_elsewhere_stay() -> None:
    items = "".join(
        f'<li><a href="https://other.example.net/{n}">Our year in bridges!</a></li>' for n in "abc"
    )
    copy = copied(f"<article><h1>T</h1><h2>Highlights</h2><ul>{items}</ul>{BODY}</article>")
    assert copy.body.count("Our year in bridges!") == 3
    assert "## Highlights" in copy.body


@pytest.mark.parametrize(
    "block",
    [
        LINKED.format("daily.example.org") * 3,
        '<div class="related"><p><a href="/1">The mayor of the town said on Friday that she will '
        "not stand again in spring.</a></p></div>",
        '<a href="/1"><div><h3>Another story</h3><p>The mayor of the town said on Friday that she '
        "will not stand again in spring.</p></div></a>",
        '<p><a href="/1">Read more: The mayor of the town said on Friday that she will not stand '
        "again in spring.</a></p>",
    ],
)
def test_teasers_and_cards_stay_out(block: str) -> None:
    copy = between(block)
    assert "[" not in copy.body
    assert copy.left_out


# Whatever stands where

STRAY = (
    *("<button>ab", "</button>", '<span role="button">cd</span>', "<label>", "</label>"),
    *(
        "<select><option>x1<option selected>x2",
        "</select>",
        "<option>oo",
        "<textarea>tx</textarea>",
    ),
    *(
        "<span hidden>hh",
        "</span>",
        '<div style="display:none">',
        "</div>",
        '<b aria-hidden="true">',
    ),
    *('<x-y><template shadowrootmode="open"><p>sh<slot></slot></p></template>lt', "</x-y>"),
    *("<template>", "</template>", f"<math><semantics>{HALF}</semantics></math>", "<math>"),
    *(
        '<span class="katex">',
        '<span class="MathJax">zz',
        "<mjx-container>",
        "<svg><text>sv</text>",
    ),
    *(
        "<h3>* * *</h3>",
        "<h1>",
        '<aside class="correction">',
        "</aside>",
        "<p>Correction: yes.</p>",
    ),
    *('<p><a href="/q">', "</a>", "<li>", "<td>", "<table>", "</table>", "<p>", "</p>", "<br>"),
    *("<style>.a,p{display:none}</style>", "<dialog>", "<details><summary>s", "&#1;", "&#xb;"),
)


@for_all(
    strategies.sampled_from(sorted(page.name for page in PAGES.glob("*.html"))),
    strategies.lists(
        strategies.tuples(strategies.floats(0, 1), strategies.sampled_from(STRAY)), max_size=8
    ),
)
@examples(60)
def test_no_letter_is_lost_untold(name: str, insertions: list[tuple[float, str]]) -> None:
    page = decode_text((PAGES / name).read_bytes()).text
    for place, tag in insertions:
        at = int(place * len(page))
        page = page[:at] + tag + page[at:]
    try:
        copy = copy_page(page.encode(), is_html=True, given=Given())
    except ArticleError:
        return
    kept = Counter(letters_of(" ".join([*words_of(copy.body), told(copy)])))
    assert not letters_on(parse_page(page)) - kept


@pytest.mark.build  # for as long as they take
@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "a <button>b</button> " * 3000,
        '<div style="visibility:hidden">' * 900 + "x",
        "<style>" + ".a .b{opacity:0}" * 10_000 + "</style>" + "<i class='a b'>x</i>" * 500,
        "<style>" + "@media screen{" * 5000 + "</style><p class=a>x</p>",
        "<a-b><template shadowrootmode=open><slot>" * 400 + "x",
    ],
    ids=["buttons", "nested", "rules", "blocks", "roots"],
)
def test_a_page_that_was_made_to_cost_time_is_read_in_little(page: str) -> None:
    """Each took a minute or more where all was compared with all."""
    assert "nine centimetres" in copied(f"<article><h1>T</h1>{BODY}</article>{page}").body
