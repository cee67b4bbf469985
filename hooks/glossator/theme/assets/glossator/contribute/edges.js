// Where a quote may begin or end in a text: what glossator/anchoring/edges.py answers, where the
// reasons stand.

export const NEVER = 9;
export const AT_A_SIGN = 0.3;
const LIKELY = 0.1;
const POSSIBLE = 0.2;
const UNLIKELY = 0.5;
const NEAR = 6;

const KINDS = Object.entries({
  han: /[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u,
  hiragana: /[\u3041-\u309f]/,
  katakana: /[\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f]/,
  syllabic: /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/,
  korean: /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]/,
  digit: /[0-9]/,
});
const LEANS_BACK =
  /[ぁぃぅぇぉゃゅょゎゝゞァィゥェォャュョヮヵヶー々ヽヾ\u31f0-\u31ff\uff67-\uff70\uff9e\uff9f\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u{1f3fb}-\u{1f3ff}]/u;
const CONSONANT = "[\u0e01-\u0e2e\u0e81-\u0eae]";
const LEADING = "[\u0e40-\u0e44\u0ec0-\u0ec4]";
const TONE = "[\u0e48-\u0e4b\u0ec8-\u0ecb]";
const CLUSTER = "[กขคตทปผพส][รลว]|ห[งญนมยรลว]";
const IS_OPEN = new RegExp(
  `(?:${LEADING}|(?:[\u0e31\u0e37\u0eb1]|(?:[^ก]|[เแ]ก)\u0e47|เ(?:[ก-ฮ]|${CLUSTER})[\u0e34\u0e35])${TONE}?` +
    `|(?<!${LEADING})(?<!${LEADING}${CONSONANT})${CONSONANT}${TONE}|[\u1039\u17d2])$`,
);
const IS_CLOSING =
  /^(?:[ก-ฮ]{1,2}[\u0e34\u0e38]?\u0e4c|(?![ณธ])[ก-ฮ](?![\u0e00-\u0e7f])|[\u0e81-\u0eae]{1,2}\u0ecc|[\u1000-\u102a][\u1037\u1038]?[\u1039\u103a])/;
const IS_FINAL = new RegExp(`^(?!${CLUSTER}|อย|[ณฤ])[ก-ฮ](?:${LEADING}|[ก-ฮ][\u0e30-\u0e3a\u0e47-\u0e4e])`);
const IS_BEGINNING = new RegExp(`^${LEADING}`);
const IS_ENDED = /[\u0e30\u0e33\u0e46\u0e2f\u0e4c\u0eb0\u0eb3\u0ec6]$/;
const NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆";
const PARTICLES = "的了在和与是将被把并也而";
const ENDINGS = "はがをにでとものへ";

export const isLetter = (character) => /^[\p{L}\p{N}\p{M}]$/u.test(character);

/** How unlikely a quote begins at `index` of the `characters`, or ends there, in edits; or `NEVER`. */
export function edgeCost(characters, index, isEnd) {
  const [before, behind] = [characters[index - 1], characters[index]];
  const [inside, outside] = isEnd ? [before, behind] : [behind, before];
  if (!inside || inside === " ") return NEVER;
  const atSign = isLetter(inside) ? 0 : AT_A_SIGN;
  if (!outside) return atSign;
  if (/\p{M}/u.test(behind) || LEANS_BACK.test(behind)) return NEVER;
  if (isLetter(before) && isLetter(behind)) return betweenLetters(characters, index, isEnd);
  const isDigit = (at) => /\p{Nd}/u.test(characters[at] ?? "");
  if (/[.,]/.test(behind) && isDigit(index - 1) && isDigit(index + 1)) return UNLIKELY;
  if (/[.,]/.test(before) && isDigit(index) && isDigit(index - 2)) return UNLIKELY;
  return atSign;
}

function betweenLetters(characters, index, isEnd) {
  const [before, behind] = [characters[index - 1], characters[index]];
  const [one, other] = [before, behind].map((letter) => KINDS.find(([, kind]) => kind.test(letter))?.[0]);
  if (one === "syllabic" && other === one) {
    return betweenSyllables(characters.slice(Math.max(0, index - NEAR), index).join(""), characters.slice(index, index + NEAR).join(""));
  }
  if (one === "han" && other === one) {
    if (NUMERALS.includes(before) && NUMERALS.includes(behind)) return UNLIKELY;
    return PARTICLES.includes(before) || PARTICLES.includes(behind) ? LIKELY : POSSIBLE;
  }
  if (one === "han" && other === "hiragana") return isEnd ? POSSIBLE : UNLIKELY;
  if (one === "hiragana") return other !== one || ENDINGS.includes(before) ? LIKELY : POSSIBLE;
  if (one === other) return one === "korean" || one === "katakana" ? UNLIKELY : NEVER;
  const isPlain = (kind) => !kind || kind === "digit";
  return isPlain(one) && isPlain(other) ? NEVER : POSSIBLE;
}

function betweenSyllables(before, behind) {
  if (IS_OPEN.test(before) || IS_CLOSING.test(behind)) return NEVER;
  if (IS_FINAL.test(behind)) return UNLIKELY;
  return IS_BEGINNING.test(behind) || IS_ENDED.test(before) ? LIKELY : POSSIBLE;
}
