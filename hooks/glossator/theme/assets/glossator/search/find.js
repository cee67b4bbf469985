// Which records fit a query, and how well.

import { eachPosting } from "./postings.js";
import { isSure } from "./query.js";
import { isUnspaced } from "./words.js";

// What a word weighs by where it stands: in the text, in the quote, in the title.
const WEIGHTS = [4, 12, 24];
// Quarters of that, by how it fits.
const [EXACT, OTHER_FORM, BEGINNING] = [4, 3, 2];
// What the term of a field's value begins with, and what stands before a word's exact form.
export const FACET = "\x03";
const ACCENTED = "\x01";
// Characters of which each stands by itself, as in a list: so many of them are looked for.
const MOST_ALONE = 12;

/**
 * What finds in an index: `find(clauses)` gives the weight of each record, 0 where it does not fit.
 */
export function openFinder({ total, words, beginnings, neighbours }) {
  const none = () => new Uint16Array(total);

  async function find(clauses) {
    const found = await Promise.all(clauses.map(weigh));
    const isMust = clauses.map((clause) => clause.field || (clause.isNot ? isSure(clause) : clause.isExact || clause.words.length > 1));
    const weights = new Uint32Array(total);
    const hits = new Uint8Array(total);
    clauses.forEach((clause, index) => {
      if (clause.isNot) return;
      found[index].forEach((weight, record) => {
        if (!weight) return;
        hits[record]++;
        if (!clause.field) weights[record] += weight;
      });
    });
    await addRows(clauses, weights);
    const wanted = clauses.filter((clause) => !clause.isNot).length;
    const isRefused = (record) => clauses.some((clause, index) => isMust[index] && !found[index][record] === !clause.isNot);
    // Where nothing has all words, what has most of them.
    let best = 0;
    for (let record = 0; record < total; record++) {
      if (isRefused(record)) hits[record] = 0;
      else if (!wanted) hits[record] = 1;
      best = Math.max(best, hits[record]);
    }
    const most = wanted ? Math.max(best, clauses.some((clause, index) => !clause.isNot && !isMust[index]) ? 1 : wanted) : 1;
    // A filter alone is no answer to words that nothing has.
    const least = clauses.filter((clause, index) => !clause.isNot && isMust[index]).length;
    for (let record = 0; record < total; record++) {
      const isIn = hits[record] === most && (most > least || least === wanted);
      weights[record] = isIn ? weights[record] + 1 : 0;
    }
    return weights;
  }

  /** Words that stand side by side in the query weigh more where they do so in a text. */
  async function addRows(clauses, weights) {
    const rows = clauses.slice(1).map((clause, index) => [clauses[index], clause]);
    const plain = rows.filter((row) => row.every(({ field, isNot, isExact }) => !field && !isNot && !isExact));
    const pairs = plain.map(([one, other]) => [one.plain ?? one.words.at(-1), other.plain ?? other.words[0]]);
    const lists = await Promise.all(pairs.filter((pair) => !pair.every(isUnspaced)).map(neighbours));
    for (const list of lists) together([list]).forEach((weight, record) => (weights[record] += weight));
  }

  async function weigh(clause) {
    if (clause.field) return weighField(clause);
    if (clause.words.length === 1) return weighWord(clause);
    return weighNeighbours(clause);
  }

  async function weighField({ field, value }) {
    const key = `${FACET}${field}:${value}`;
    const entries = await words.range(key, (word) => word.startsWith(key));
    const exact = entries.filter((entry) => entry.word === key);
    if (exact.length) return union(exact, () => EXACT);
    // Not the whole value: words of a name, or else its beginning.
    const named = least(await Promise.all(value.split("-").map((word) => exactly(`${FACET}${field}~:${word}`))));
    return named.some(Boolean) ? named : union(entries, () => EXACT);
  }

  async function weighWord({ words: [word], typed, forms, isExact, isTyping }) {
    const typedKey = typed === word ? word : `${word}${ACCENTED}${typed}`;
    const [same, ...others] = await Promise.all([word, ...forms].map(entriesOf));
    const weights = await union(same, (entry) => (entry.word === typedKey ? EXACT : OTHER_FORM));
    await union(others.flat(), () => OTHER_FORM, weights);
    if (isTyping) await union(await beginningWith(word), () => BEGINNING, weights);
    return weights;
  }

  const entriesOf = (word) => words.range(word, (other) => other === word || other.startsWith(word + ACCENTED));

  /** The lists of all words that begin so. */
  async function beginningWith(word) {
    const [common] = await beginnings.range(word, (other) => other === word);
    return common ? [common] : words.range(word, (other) => other.startsWith(word) && other[0] !== FACET);
  }

  /** Lists put together; `fits(entry)` tells how well each fits. */
  async function union(entries, fits, into = none()) {
    const lists = await Promise.all(entries.map((entry) => entry.list()));
    lists.forEach((list, index) => {
      const share = fits(entries[index]);
      const byField = WEIGHTS.map((weight) => (weight * share) >> 2);
      eachPosting(list, (record, field) => {
        if (into[record] < byField[field]) into[record] = byField[field];
      });
    });
    return into;
  }

  async function weighNeighbours({ words: row, rows, whole, isTyping }) {
    const all = rows.length ? await Promise.all(rows.map(neighbours)) : null;
    const weights = all ? together(all) : least(await Promise.all(row.slice(0, MOST_ALONE).map(exactly)));
    if (!isTyping) return weights;
    // What begins so: together one word that does, or the words before and one that does.
    const begun = await union(await beginningWith(whole || row.at(-1)), () => BEGINNING);
    const before = whole || rows.length < 2 ? await exactly(row[0]) : together(all.slice(0, -1));
    return weights.map((weight, record) => Math.max(weight, Math.min(begun[record], before[record])));
  }

  /** Where all neighbours are; they weigh what the lightest of them do. */
  const together = (lists) => least(lists.map(weightsOf));

  const least = ([first, ...others]) => first.map((weight, record) => others.reduce((low, other) => Math.min(low, other[record]), weight));

  const exactly = async (word) => union(await entriesOf(word), () => EXACT);

  function weightsOf({ list, postings }) {
    const weights = none();
    if (list) eachPosting(list, (record, field) => (weights[record] = WEIGHTS[field]));
    else for (const posting of postings) weights[posting >>> 2] = WEIGHTS[posting & 3];
    return weights;
  }

  /** The words that the beginning may become, the most frequent first. */
  async function suggest(word) {
    if (!word || isUnspaced(word)) return [];
    const [common] = await beginnings.range(word, (other) => other === word);
    if (common) return common.words;
    const entries = await words.range(word, (other) => other.startsWith(word) && other[0] !== FACET);
    return entries.sort((one, other) => other.size - one.size).map((entry) => entry.word);
  }

  return { find, suggest };
}
