// Results of the search, beyond those that the theme shows: the same elements as the theme makes,
// so that its styles and its keys hold for them.

import { h } from "../contribute/dom.js";
import { config, ROOT } from "./place.js";

/** The item of the list for one page: `group` is the page and what was found on it. */
export function groupItem(group) {
  const best = group[0].score;
  const parent = Math.max(group.findIndex(({ location }) => !location.includes("#")), 0);
  const others = group.filter((_, at) => at !== parent);
  const low = others.findIndex(({ score }) => score < best);
  const split = low < 0 ? others.length : low;
  const [shown, folded] = [others.slice(0, split), others.slice(split)];
  return h(
    "li",
    { class: "md-search-result__item" },
    resultLink(group[parent], { isPage: true, hasText: !parent && !split }),
    shown.map((found) => resultLink(found)),
    folded.length > 0 &&
      h(
        "details",
        { class: "md-search-result__more" },
        h("summary", { tabindex: "-1" }, h("div", {}, moreText(folded.length))),
        folded.map((found) => resultLink(found)),
      ),
  );
}

function resultLink(found, { isPage = false, hasText = true } = {}) {
  const heading = h(isPage ? "h1" : "h2");
  putMarkup(heading, found.title);
  const article = h(
    "article",
    { class: "md-search-result__article md-typeset", "data-md-score": found.score.toFixed(2) },
    isPage && h("div", { class: "md-search-result__icon md-icon" }),
    heading,
  );
  if (hasText && found.text) putMarkup(article, found.text);
  const missing = Object.keys(found.terms ?? {}).filter((term) => !found.terms[term]);
  if (hasText && missing.length) {
    const words = missing.flatMap((term) => [" ", h("del", {}, term)]);
    article.append(h("p", { class: "md-search-result__terms" }, `${config.translations["search.result.term.missing"]}:`, ...words));
  }
  return h("a", { href: addressOf(found), class: "md-search-result__link", tabindex: "-1" }, article);
}

// Titles and texts come as markup, for the theme as for us: the worker has escaped all that
// anybody wrote, and put marks around the words that were found. Nothing else comes this way.
function putMarkup(element, markup) {
  element.insertAdjacentHTML("beforeend", markup);
}

/** Where the result leads; the page there marks the words that were found, if the site wants it. */
function addressOf({ location, terms }) {
  const address = new URL(location, ROOT);
  if (config.features.includes("search.highlight")) {
    const found = Object.keys(terms ?? {}).filter((term) => terms[term]);
    address.searchParams.set("h", found.join(" "));
  }
  return address.href;
}

function moreText(number) {
  const { "search.result.more.one": one, "search.result.more.other": other } = config.translations;
  return number === 1 ? one : other.replace("#", number);
}
