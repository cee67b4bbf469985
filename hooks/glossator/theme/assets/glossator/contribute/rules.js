// What `glossator check` would find wrong with a note, in plain words, each at its field.

import { deceptiveIn, isBalanced, mixedWord } from "./deceptive.js";
import { deceitOf } from "./hosts.js";
import { deceitOfLinks } from "./links.js";
import { isDevice, isSlug, LONGEST_NAME } from "./names.js";
import { matchQuote } from "./quote.js";
import { normalize } from "./text.js";

// As in `glossator/content/yaml_source.py`.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\p{Cs}/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PARTIAL_DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const GITHUB = /^[a-z\d][a-z\d-]{0,38}$/i;
// As in `glossator/weaving/markdown.py`: what would keep its Markdown busy for minutes.
const MOST_OPEN = { "[": 100, "](": 100, "<": 1000 };
const MOST_REREAD = 5e7;
const MOST_NANOSECONDS = 5e9;
const SIGN = /[\\`*_[<&]/g;
const HEADING = /^[ >]*(?:#|=+ *$|(?:[-*_] *)+$)/gm;
const BRACKET = /\\.|\]\(|[[\])>]|<(?=[a-z/!?])|\n[ \t]*\n/gi;
const CLOSES = { "]": "[", "](": "[", ")": "](", ">": "<" };
// Lists in one line; how many more it can read depends on its host.
const MOST_LEVELS = 200;
const LABELS = { correction: "A correction", source: "A source note", context: "A context note" };

const isVisible = (text) => Boolean(normalize(text).text.trim());

/** Whether a source has anything but the day on which it was read, which stands there by itself. */
export const isStarted = (source) => Object.entries(source).some(([name, value]) => name !== "accessed" && value);

/**
 * All that is wrong with `draft`, in the order of the form: `[{at, say}]`.
 *
 * `facts`: `text` of the article, the published `corrections` as `[start, end]` in it, the ids
 * that are `taken`, the `site`'s data, the `file` as it would be written.
 */
export function findProblems(draft, facts) {
  const problems = [];
  const report = (at, say) => problems.some((problem) => problem.at === at) || problems.push({ at, say });
  const isCorrection = draft.kind === "correction";
  const read = (at, text, { needed = "", isContext = false } = {}) => {
    if (!text) {
      if (needed) report(at, needed);
      return false;
    }
    const control = CONTROL.exec(text);
    if (control) {
      const code = control[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      report(at, `There is an invisible control character in it (U+${code}); delete it.`);
    } else if (!isVisible(text)) report(at, "There are only blanks here; write something, or empty the field.");
    else if (!isContext) checkSigns(at, text);
    return true;
  };

  const checkSigns = (at, text) => {
    const isWords = at.startsWith("target."); // which may begin in the middle of another direction
    const sign = deceptiveIn(text, isWords);
    if (sign) {
      const code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      report(at, `There is a character in it by which the text looks otherwise than it reads (U+${code}); delete it.`);
    } else if (!isWords && at !== "body" && !isBalanced(text)) {
      report(at, "There is a direction sign in it without the one that belongs to it (U+202A to U+202E, U+2066 to U+2069); delete it.");
    }
  };

  if (!Object.hasOwn(LABELS, draft.kind)) report("kind", "Choose what the note is.");
  if (draft.whole) {
    if (isCorrection) report("whole", "A correction is about words: take off the tick and quote them, or make it a context note.");
  }
  const spans = draft.whole ? [] : checkPlaces(draft, facts, report, read);

  if (read("body", draft.body, { needed: draft.kind === "source" ? "" : "Say what is right, and why." })) checkMarkdown(draft.body, report);
  if (isSaid(draft, spans, facts)) report("body", "A note says the same about the same words already; say what is different, or edit that note.");
  checkSources(draft, report, read);

  if (read("title", draft.title)) {
    const extra = [...draft.title].length - facts.site.longestTitle;
    if (extra > 0) report("title", `${extra} ${extra === 1 ? "character" : "characters"} too many; shorten it to ${facts.site.longestTitle}.`);
  }
  read("creator.name", draft.creator.name, { needed: draft.creator.github ? "Write your name too, or take out the account." : "" });
  if (read("creator.github", draft.creator.github) && !GITHUB.test(draft.creator.github)) {
    report("creator.github", "This is not an account’s name; write it without @ and without an address, as in octocat.");
  }
  if (draft.reason && !facts.site.reasons.includes(draft.reason)) report("reason", "Choose one of these.");
  if (draft.confidence && !facts.site.confidences.includes(draft.confidence)) report("confidence", "Choose one of these.");
  const unknown = draft.topics.find((slug) => !facts.site.topics.some((topic) => topic.slug === slug));
  if (unknown) report("topics", `There is no topic “${unknown}” any more; take it out.`);
  if (read("id", draft.id, { needed: "Give the file a name." })) {
    if (!isSlug(draft.id)) report("id", "Use a-z, 0-9 and single hyphens between them, as in wrong-month.");
    else if (isDevice(draft.id)) report("id", "Windows has no files of this name; choose another.");
    else if (draft.id.length > LONGEST_NAME) report("id", "This is too long for the name of a file; a few words will do.");
    else if (facts.taken.includes(draft.id)) report("id", "A note of this article has this name already; choose another.");
  }
  const size = new TextEncoder().encode(facts.file).length;
  if (size > facts.site.longestFile) {
    const isQuote = draft.target.some(({ exact }) => exact.length > draft.body.length);
    report(isQuote ? "target.0.exact" : "body", `The file would have ${Math.ceil(size / 1024)} kB, and ${facts.site.longestFile / 1024} is the most; ${isQuote ? "quote fewer words" : "shorten this"}.`);
  }
  return problems;
}

/** Reports on the words, and gives back where they stand. */
function checkPlaces(draft, { text, corrections }, report, read) {
  const isCorrection = draft.kind === "correction";
  const spans = [];
  if (!draft.target.length) report("target.0.exact", "Quote the words that the note is about.");
  draft.target.forEach((target, index) => {
    const at = `target.${index}.exact`;
    const needed =
      draft.target.length > 1
        ? "Quote the words of this place, or remove it."
        : `Quote the words that the note is about${isCorrection ? "" : ", or make it a note on the whole article"}.`;
    const isRead = read(at, target.exact, { needed });
    if (target.prefix || target.suffix) read(at, target.prefix + target.suffix, { isContext: true });
    if (isRead) {
      const { status, spans: found } = matchQuote(text, target);
      if (status === "orphaned") report(at, "These words stand nowhere in the article; copy them from its text.");
      else if (status === "ambiguous") report(at, `These words stand in ${found.length} places; choose the one that you mean.`);
      else {
        const [start, end] = found[0];
        const overlaps = (other) => start < other[1] && other[0] < end;
        if (spans.some((other) => start === other[0] && end === other[1])) report(at, "This place is quoted twice; remove one of the two.");
        else if (isCorrection && spans.some(overlaps)) report(at, "These words overlap another place of this note; quote fewer.");
        else if (isCorrection && corrections.some(overlaps)) {
          report(at, "Some of these words are corrected by another note already; quote others, or edit that note.");
        }
        spans.push(found[0]);
      }
    }
    if (!isCorrection) return;
    if (read(`target.${index}.replacement`, target.replacement, { needed: "Say what the words should be." }) && target.replacement === target.exact) {
      report(`target.${index}.replacement`, "This is the same as the words that it replaces; change it.");
    }
  });
  return spans;
}

/** Whether a note of the page says the same of the same words. */
function isSaid(draft, spans, { notes = [], bodyText = "" }) {
  const flat = (words) => words.trim().replace(/\s+/g, " ");
  const places = (all) => String(all.toSorted(([one], [two]) => one - two));
  const isSame = (note) => (draft.whole ? note.isWhole : spans.length > 0 && places(note.spans) === places(spans));
  return notes.some((note) => note.kind === draft.kind && flat(note.bodyText) === flat(bodyText) && isSame(note));
}

function checkSources(draft, report, read) {
  const started = draft.sources.filter(isStarted);
  if (draft.kind && draft.kind !== "context" && !started.length) {
    report(draft.sources.length ? "sources.0.url" : "sources", `${LABELS[draft.kind] ?? "A note"} needs at least one source; write its address.`);
  }
  draft.sources.forEach((source, index) => {
    const at = (name) => `sources.${index}.${name}`;
    if (!isStarted(source)) return;
    if (read(at("url"), source.url, { needed: "Write the address of the page." })) checkAddress(at("url"), source.url, report);
    if (read(at("publisher"), source.publisher, { needed: "Say who published it." })) {
      const word = mixedWord(source.publisher);
      if (word) report(at("publisher"), `“${word}” mixes letters of two scripts that look alike; type the name anew.`);
    }
    read(at("title"), source.title);
    if (source.published && !isDate(source.published, PARTIAL_DAY)) {
      report(at("published"), dateAdvice(source.published, PARTIAL_DAY, "2025-09-24, or 2025-09 or 2025 where the day is not known"));
    }
    read(at("via"), source.via);
    if (source.accessed && !isDate(source.accessed, DAY)) report(at("accessed"), dateAdvice(source.accessed, DAY, "2026-11-23"));
    if (source.archive && read(at("archive"), source.archive)) checkAddress(at("archive"), source.archive, report);
    read(at("supports"), source.supports);
  });
}

function checkAddress(at, address, report) {
  const copy = "; copy it from the browser’s address bar.";
  const [, host = ""] = /^https?:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:@]*)(?::\d*)?(?=[/?#]|$)/i.exec(address) ?? [];
  if (/[\s\x1c-\x1f\x85]/.test(address)) report(at, "It has a space in it; write %20, or take it out.");
  else if (!/^https?:\/\//i.test(address)) report(at, `It does not begin with https:// or http://${copy}`);
  else if (!host || !/[.:]/.test(host)) report(at, `It names no website${copy}`);
  else if (deceitOf(address)) report(at, deceitOf(address));
  else if (!URL.canParse(address)) report(at, `It cannot be read as an address${copy}`);
}

function isDate(text, form) {
  if (!form.test(text)) return false;
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const dateAdvice = (text, form, example) =>
  form.test(text) ? `This day is not in the calendar; write it as ${example}.` : `Write the date as ${example}.`;

function checkMarkdown(text, report) {
  if (nanosecondsOf(text.replace(/\r\n?/g, "\n")) > MOST_NANOSECONDS) {
    report("body", "Too many headings or signs without a blank line; put blank lines between paragraphs.");
  }
  const deceit = deceitOfLinks(text);
  if (deceit) report("body", deceit);
  const sign = neverClosed(text);
  if (sign) report("body", `“${sign}” is opened too often and not closed; close it, or take it out.`);
  if (text.split("\n").some((line) => levelsOf(line) > MOST_LEVELS)) {
    report("body", "It is nested too deeply to be read; take out levels of > or of lists.");
  }
}

/** What Markdown takes for the headings and signs of its longest blocks, roughly. */
function nanosecondsOf(text) {
  const count = (block, pattern) => block.match(pattern)?.length ?? 0;
  return text
    .split(/\n[ \t>]*\n/)
    .map((block) => {
      const ofHeading = block.length + 60 * block.split("\n").length;
      return 0.35 * count(block, SIGN) * block.length + count(block, HEADING) * ofHeading;
    })
    .reduce((sum, one) => sum + one, 0);
}

/** The bracket that is opened more often than can be read without being closed, if there is one. */
function neverClosed(text) {
  const most = { ...MOST_OPEN, "<": Math.min(MOST_OPEN["<"], Math.floor(MOST_REREAD / ([...text].length + 1))) };
  const open = { "[": 0, "](": 0, "<": 0 };
  const lost = { "[": 0, "](": 0, "<": 0 }; // those that were open at the end of their paragraph
  for (const [found] of text.matchAll(BRACKET)) {
    if (CLOSES[found]) open[CLOSES[found]] = Math.max(0, open[CLOSES[found]] - 1);
    if (found in most && ++open[found] + lost[found] > most[found]) return found;
    if (found.trim()) continue;
    for (const sign of ["[", "]("]) {
      lost[sign] += open[sign]; // a link ends with its paragraph, a tag does not
      open[sign] = 0;
    }
  }
  return null;
}

/** How many lists and quotations a line begins; a rule of signs begins none. */
function levelsOf(line) {
  if (/^[ \t]*([-*_])[ \t]*(\1[ \t]*)+$/.test(line)) return 0;
  return /^([ \t]*([*+-]|\d+\.)[ \t]|[ \t]*>)*/.exec(line)[0].match(/[*+>-]|\d+/g)?.length ?? 0;
}
