// What is typed into the search: words, and filters such as `kind:correction` or
// `publisher:"some name"`.

const FILTER = /(?<=^|\s)(?<field>kind|topic|publisher|article|year|status):(?:["“”„](?<quoted>[^"“”„]*)["“”]?|(?<plain>[^\s"“”„]+))(?=\s|$)/giu;

/** The filters in the query, each `{field, value, text}`, `text` as it was typed. */
export function filtersOf(query) {
  return [...query.matchAll(FILTER)].map(({ 0: text, groups }) => ({
    field: groups.field.toLowerCase(),
    value: groups.quoted ?? groups.plain,
    text,
  }));
}

/** A filter as it is typed. */
export function filterText(field, value) {
  const plain = value.replaceAll('"', "");
  return /\s/u.test(plain) ? `${field}:"${plain}"` : `${field}:${plain}`;
}

/** A value as it is compared, however it was typed. */
const plainValue = (value) =>
  value.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join("-");

/** The query with this filter, or without it where it is there. */
export function toggleFilter(query, field, value) {
  const isWanted = (filter) => filter.field === field && plainValue(filter.value) === plainValue(value);
  // Before the words, the last of which may still be typed, or be in quotes that have no end yet.
  if (!filtersOf(query).some(isWanted)) return `${filterText(field, value)} ${query.trim()}`.trim();
  const kept = query.replace(FILTER, (text) => (filtersOf(text).some(isWanted) ? "" : text));
  return kept.replace(/\s+/gu, " ").trim();
}
