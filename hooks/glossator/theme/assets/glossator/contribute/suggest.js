// Places like a quote that is not in the article: what glossator/anchoring/suggest.py answers to a
// slip, where the reasons stand. Nobody loads this who makes none.

import { AT_A_SIGN, NEVER, edgeCost, isLetter } from "./edges.js";
import { normalize } from "./text.js";

const MOST = 3;
const FAR_BEHIND = 20; // what is so much less like than the likest is not what was meant
const SHORT = 12;
const MOST_TRIED = 8;
const MOST_SHORT = 32; // ends are tried, of which each place of a short quote has several
const LEAST_SCORE = 60;
const REACH = 4;
const WORD = 3;
const LONGEST_END = 64;
const LONGEST_CONTEXT = 200;
const FARTHEST_EDGE = 500;
const OTHER_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d]/;
const STRAY_BLANK = /(?<=[\u3005-\u30ff\u3400-\u9fff]) (?=[\u3005-\u30ff\u3400-\u9fff])/g;

/** Up to three spans of `text` like the quote, which it does not have, best first. */
export function suggestPlaces(text, { exact, prefix = "", suffix = "" }) {
  const { characters, starts, ends } = normalize(text);
  const folded = foldAll(characters);
  const wanted = [...normalize(exact).text.trim().replace(STRAY_BLANK, "")].map(fold);
  if (!wanted.length) return [];
  const before = normalize(prefix).characters.slice(-LONGEST_CONTEXT);
  const behind = normalize(suffix).characters.slice(0, LONGEST_CONTEXT);
  return likest(folded, wanted)
    .map(([begin, end, score]) => {
      const context = contextLikeness(characters, begin, end, before, behind);
      return { begin, end, score: 0.9 * score + 0.1 * context };
    })
    .sort((one, two) => two.score - one.score || one.begin - two.begin)
    .slice(0, MOST)
    .filter(({ score }, _, [best]) => score > best.score - FAR_BEHIND)
    .map(({ begin, end }) => [starts[begin], ends[end - 1]]);
}

let kept = {}; // the article, which a form asks for with each pause of the typing

function foldAll(characters) {
  if (kept.characters !== characters) kept = { characters, folded: characters.map(fold) };
  return kept.folded;
}

function fold(character) {
  const plain = OTHER_WIDTH.test(character) ? character.normalize("NFKC") : character;
  const small = plain.toLowerCase();
  return small.length === plain.length ? small : plain;
}

function contextLikeness(characters, begin, end, before, behind) {
  const scores = [
    before.length && ratio(before, characters.slice(Math.max(0, begin - before.length), begin)),
    behind.length && ratio(behind, characters.slice(end, end + behind.length)),
  ].filter((_, side) => [before, behind][side].length);
  return scores.length ? scores.reduce((sum, score) => sum + score) / scores.length : 100;
}

/** The windows of `text` that are most like `wanted`, between edges, each with its score. */
function likest(text, wanted) {
  if (wanted.length <= 2 * LONGEST_END) return windowsLike(text, wanted);
  const [first] = windowsLike(text, wanted.slice(0, LONGEST_END));
  const rest = first && text.slice(first[0], first[0] + 2 * wanted.length);
  const [last] = first ? windowsLike(rest, wanted.slice(-LONGEST_END)) : [];
  return last ? [[first[0], first[0] + last[1], (first[2] + last[2]) / 2]] : [];
}

/** As `likest`: where the fewest edits lead from `wanted` to what ends there (Sellers, 1980). */
function windowsLike(text, wanted) {
  const { costs, origins } = sellers(text, wanted);
  const windows = [];
  const taken = [];
  const isTaken = (at) => taken.some(([low, high]) => origins[at] < high && low <= at);
  for (let room = wanted.length > SHORT ? MOST_TRIED : MOST_SHORT; room--; ) {
    let best = -1;
    for (let at = 0; at < text.length; at++) {
      if (costs[at] < (costs[best] ?? wanted.length / 2 + 1) && !isTaken(at)) best = at;
    }
    if (best < 0) break;
    const [low, high, score] = refine(text, wanted, origins[best], best + 1);
    if (score) windows.push([low, high, score]);
    taken.push([Math.min(low, origins[best]), Math.max(high, best + 1)]);
  }
  return windows.sort((one, two) => two[2] - one[2] || one[0] - two[0]);
}

/** For each index of `text`, the fewest edits to a stretch that ends with it, and its origin. */
function sellers(text, wanted) {
  const [codes, letters] = [text, wanted].map((list) => Int32Array.from(list, (character) => character.codePointAt(0)));
  const size = letters.length;
  const costs = new Int32Array(codes.length);
  const origins = new Int32Array(codes.length);
  const column = Int32Array.from({ length: size + 1 }, (_, row) => row);
  const from = new Int32Array(size + 1);
  for (let at = 0; at < codes.length; at++) {
    let [diagonal, origin] = [0, at];
    from[0] = at + 1;
    for (let row = 1; row <= size; row++) {
      let cost = diagonal + (letters[row - 1] === codes[at] ? 0 : 1);
      let start = origin;
      [diagonal, origin] = [column[row], from[row]];
      if (diagonal + 1 < cost) [cost, start] = [diagonal + 1, origin];
      if (column[row - 1] + 1 < cost) [cost, start] = [column[row - 1] + 1, from[row - 1]];
      column[row] = cost;
      from[row] = start;
    }
    costs[at] = column[size];
    origins[at] = from[size];
  }
  return { costs, origins };
}

function refine(text, wanted, begin, end) {
  const begins = edges(text, begin, false, !isLetter(wanted[0]));
  const ends = edges(text, end, true, !isLetter(wanted.at(-1)));
  let [low, high] = [begin, end];
  for (let round = 0; round < 3; round++) {
    const last = [low, high];
    low = cheapest(begins.filter(([at]) => at < high), (at) => text.slice(at, high), wanted) ?? low;
    high = cheapest(ends.filter(([at]) => at > low), (at) => text.slice(low, at), wanted) ?? high;
    if (low === last[0] && high === last[1]) break;
  }
  const score = begins.length && ends.length ? likeness(wanted, text.slice(low, high)) : 0;
  return score ? [low, high, score] : [begin, end, 0];
}

function cheapest(edges, windowAt, wanted) {
  const costs = edges.map(([at, cost]) => [cost + distance(wanted, windowAt(at)), at]);
  return costs.sort((one, two) => one[0] - two[0] || one[1] - two[1])[0]?.[1];
}

function edges(text, near, isEnd, isSign) {
  const found = [];
  for (const step of [-1, 1]) {
    let room = REACH;
    let at = step > 0 ? near + 1 : near;
    for (let far = FARTHEST_EDGE; far-- && at >= 0 && at <= text.length && room > 0; at += step) {
      const cost = edgeCost(text, at, isEnd);
      if (cost >= NEVER) continue;
      found.push([at, isSign && cost === AT_A_SIGN ? 0 : cost]);
      room -= cost && cost !== AT_A_SIGN ? 1 / WORD : 1;
    }
  }
  return found;
}

function likeness(wanted, window) {
  if (ratio(wanted, window) < LEAST_SCORE) return 0;
  return 100 * Math.max(0, 1 - distance(wanted, window) / (1.5 * Math.max(wanted.length, window.length)));
}

const ratio = (one, two) => (200 * compare(one, two).kept) / (one.length + two.length || 1);

function distance(wanted, window) {
  const { kept, edits } = compare(wanted, window);
  const [lost, added] = [wanted.length - kept, window.length - kept];
  const unequal = 0.05 * Math.abs(lost - added) + 0.2 * Math.max(0, added - 1);
  return edits + 0.5 * lost + unequal;
}

/** How many characters both have in one order, and the edits between them, swaps among these. */
function compare(one, two) {
  let [kept, keptBefore] = [new Int32Array(two.length + 1), new Int32Array(two.length + 1)];
  let edits = Int32Array.from({ length: two.length + 1 }, (_, column) => column);
  let [editsBefore, editsEarlier] = [new Int32Array(two.length + 1), new Int32Array(two.length + 1)];
  for (let row = 1; row <= one.length; row++) {
    [kept, keptBefore] = [keptBefore, kept];
    [edits, editsBefore, editsEarlier] = [editsEarlier, edits, editsBefore];
    edits[0] = row;
    for (let at = 1; at <= two.length; at++) {
      const isSame = one[row - 1] === two[at - 1];
      kept[at] = isSame ? keptBefore[at - 1] + 1 : Math.max(keptBefore[at], kept[at - 1]);
      let least = Math.min(editsBefore[at - 1] + (isSame ? 0 : 1), editsBefore[at] + 1, edits[at - 1] + 1);
      if (row > 1 && at > 1 && one[row - 1] === two[at - 2] && one[row - 2] === two[at - 1]) least = Math.min(least, editsEarlier[at - 2] + 1);
      edits[at] = least;
    }
  }
  return { kept: kept[two.length], edits: edits[two.length] };
}
