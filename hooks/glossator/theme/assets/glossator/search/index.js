// The index as a whole: opened once, asked many things.

import { openDictionary, openPairs } from "./dictionary.js";
import { FACET, openFinder } from "./find.js";
import { rememberLast } from "./memory.js";
import { eachPosting } from "./postings.js";
import { FIELDS, isSure, parseQuery, slugOf } from "./query.js";
import { groupOf, isTrue } from "./results.js";
import { openTexts } from "./texts.js";

// Texts that are fetched at once: a little more than ten results have.
const AT_ONCE = 12;
const MOST_VALUES = 12;
const MOST_ANSWERS = 5;
const FIELD_NAMES = { kind: "Kind", topic: "Topic", publisher: "Publisher", article: "Article", year: "Year", status: "Status" };

/** The index whose manifest has the name. */
export async function openIndex(files, name) {
  const manifest = await files.json(name);
  const total = manifest.records;
  const words = openDictionary(files, manifest.words);
  const beginnings = openDictionary(files, manifest.beginnings, { hasWords: true });
  const texts = openTexts(files, manifest.texts);
  const boosts = new Map(manifest.boosts);
  const finder = openFinder({ total, words, beginnings, neighbours: openPairs(files, manifest.pairs) });
  const answers = rememberLast(MOST_ANSWERS);

  /** The records of a query: `{ clauses, weights, order, total }`, the best first. */
  const search = (query, isNotes = false) => answers(`${isNotes}${query}`, () => find(query, isNotes));

  async function find(query, isNotes) {
    const clauses = parseQuery(query);
    const asked = isNotes ? [...clauses, { text: "", field: "is", value: "note", isNot: false }] : clauses;
    // Signs alone are no words; nothing at all is no wish.
    if (query.trim() && !clauses.length) return { clauses, weights: [], order: [], count: 0, refused: new Set() };
    const weights = await finder.find(asked);
    for (const [record, boost] of boosts) if (weights[record]) weights[record] = Math.max(1, weights[record] * boost);
    const order = [];
    weights.forEach((weight, record) => weight && order.push(record));
    // Of the same weight, as the site has them.
    order.sort((one, other) => weights[other] - weights[one] || one - other);
    return { clauses, weights, order, count: order.length, refused: new Set() };
  }

  /** How many records were found, as far as is known. */
  const totalOf = ({ count, refused }) => count - refused.size;

  /** Groups from number `from` on, at most `limit`. */
  async function groups(query, from, limit) {
    const answer = await search(query);
    // One after another: both would go on from the same place.
    const before = Promise.resolve(answer.working).catch(() => {}); // who failed has said so
    answer.working = before.then(() => grouped(answer, from + limit));
    const made = await answer.working;
    return { items: made.slice(from, from + limit), done: made.length < from + limit || isSpent(answer), total: totalOf(answer) };
  }

  const isSpent = (answer) => answer.next >= answer.order.length;

  async function grouped(answer, wanted) {
    const { order, weights, clauses } = answer;
    answer.groups ??= [];
    answer.pages ??= new Set();
    answer.next ??= 0;
    while (answer.groups.length < wanted && answer.next < order.length) {
      const some = order.slice(answer.next, answer.next + AT_ONCE);
      const read = await Promise.all(some.map(texts.read));
      for (const one of read) {
        if (answer.groups.length >= wanted) break;
        const isDone = answer.pages.has(one.first) || answer.refused.has(one.id);
        const found = isDone ? [] : await onPage(one, answer);
        answer.next++; // now that it cannot fail any more
        if (isDone) continue;
        if (!found.length || found[0].weight < weights[one.id]) {
          // The one that would have brought the page so far up is not what was looked for.
          if (!found.length) continue;
          order.splice(placeOf(order, weights, found[0], answer.next), 0, found[0].id);
          break; // as what was read is no longer what comes next
        }
        answer.pages.add(one.first);
        answer.groups.push(groupOf(found, clauses));
      }
    }
    return answer.groups;
  }

  /** The records of a page that were found, the best first. */
  async function onPage({ first, number }, { weights, clauses, refused }) {
    const ids = Array.from({ length: number }, (_, index) => first + index).filter((id) => weights[id]);
    const read = await Promise.all(ids.map(texts.read));
    const found = [];
    for (const one of read) {
      if (isTrue(one, clauses)) found.push({ ...one, weight: weights[one.id] });
      else refused.add(one.id);
    }
    return found.sort((one, other) => other.weight - one.weight || one.id - other.id);
  }

  /** Records in the order of the site. */
  async function records(query, isNotes, from, limit) {
    const answer = await search(query, isNotes);
    const ids = [...new Set(answer.order)].sort((one, other) => one - other);
    // Where the texts decide, all up to the wanted ones are read.
    const isKnown = answer.clauses.every(isSure);
    const found = [];
    let at = isKnown ? from : 0;
    const end = () => (isKnown ? at >= from + limit : found.length >= from + limit);
    for (; at < ids.length && !end(); at += limit) {
      for (const one of await Promise.all(ids.slice(at, at + limit).map(texts.read))) {
        if (isTrue(one, answer.clauses)) found.push(flat(one));
        else answer.refused.add(one.id);
      }
    }
    const shown = isKnown ? found : found.slice(from, from + limit);
    return { records: shown, total: totalOf(answer), done: at >= ids.length && (isKnown || found.length <= from + limit) };
  }

  /** The values of fields that the found records have, with their numbers. */
  async function facets(query) {
    const answer = await search(query);
    const { clauses, weights, refused } = answer;
    const known = await files.json(manifest.fields);
    const found = await Promise.all(FIELDS.map(async (field) => {
      const active = clauses.filter((clause) => clause.field === field && !clause.isNot).map(({ value }) => value);
      const values = known[field] ?? [];
      const others = active.filter((value) => !values.some(([name]) => slugOf(name) === value)).map((value) => [value, value]);
      const counted = await Promise.all([...others, ...values].map(async ([value, label]) => {
        const slug = slugOf(value);
        const key = `${FACET}${field}:${slug}`;
        const [entry] = await words.range(key, (word) => word === key);
        let count = 0;
        if (entry) eachPosting(await entry.list(), (record) => (count += weights[record] && !refused.has(record) ? 1 : 0));
        return { value, label, count, active: active.includes(slug) };
      }));
      const shown = counted.filter(({ count, active: isActive }) => count || isActive);
      shown.sort((one, other) => other.active - one.active || other.count - one.count);
      return { field, label: FIELD_NAMES[field], values: shown.slice(0, Math.max(MOST_VALUES, active.length)) };
    }));
    // A value that all have tells nothing apart.
    const divides = ({ values }) => values.some(({ active, count }) => active || count < totalOf(answer));
    return { facets: found.filter((field) => field.values.length && divides(field)), total: totalOf(answer) };
  }

  /** The query's words, the last of them made whole. */
  async function suggest(query) {
    const last = parseQuery(query).at(-1);
    if (!last?.isTyping) return [];
    const [word] = await finder.suggest(last.words.at(-1));
    return word ? [word.split("\x01")[0]] : [];
  }

  return { groups, records, facets, suggest };
}

function placeOf(order, weights, found, from) {
  let at = from;
  while (at < order.length && weights[order[at]] > found.weight) at++;
  return at;
}

function flat({ record, page }) {
  const article = record.u ? { a: page.t, al: page.l, ad: page.d, au: page.u } : {};
  return { ...record, ...article, u: page.u + (record.u ?? ""), t: record.t ?? page.t };
}
