// A note as the YAML file that `glossator fmt` would make of it. Whatever was typed is data:
// each value is written in a style in which it cannot be anything but this text.

const FIELDS = "kind title target replacement reason confidence body sources topics status creator created modified";
const TARGET_FIELDS = "exact prefix suffix replacement";
const SOURCE_FIELDS = "url title publisher via published accessed archive supports";
const CREATOR_FIELDS = "name github";
const DATES = /^(published|accessed|created|modified)$/;
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

// What an editor does not show, or shows as something else.
const UNPRINTABLE =
  /[\0-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\ufffb\ufffe\uffff]/;
const HALVES = /[\ud800-\udfff]/gu; // of characters: nothing that a file could hold
// What YAML takes for something else than a text, in one of its versions.
const NO_TEXT = /^(null|true|false|yes|no|on|off|y|n)$/i;
const NUMBER = /^\d[\d a-fx_.,:e+\-toz]*$/i;
const SIGN_FIRST = /^[-?:,[\]{}#&*!|>'"%@`~=<.+]/;
const SIGN_INSIDE = /: | #|:$|^ | $|\n/;
const FLOW_SIGN = /[,[\]{}]/;

/**
 * The file of `note`: fields in the model's order, empty ones left out.
 *
 * `schema` is the way from the file to the JSON Schema, for editors.
 */
export function writeNote(note, { schema = "" } = {}) {
  const modeline = schema ? `# yaml-language-server: $schema=${schema}\n` : "";
  return modeline + fieldLines(note, FIELDS, 0).join("");
}

function fieldLines(record, names, indent) {
  const lines = [];
  for (const name of names.split(" ")) {
    const value = written(name, record[name], indent);
    if (value) lines.push(`${" ".repeat(indent)}${name}:${value}\n`);
  }
  return lines;
}

/** What stands behind `name:`, or nothing. */
function written(name, value, indent) {
  if (name === "target") {
    const targets = [value ?? []].flat().filter((one) => one.exact || one.replacement);
    if (targets.length > 1) return listed(targets, TARGET_FIELDS, indent);
    return targets.length && below(fieldLines(targets[0], TARGET_FIELDS, indent + 2));
  }
  if (name === "sources") return listed(value ?? [], SOURCE_FIELDS, indent);
  if (name === "topics") {
    const topics = (value ?? []).filter(Boolean);
    return topics.length && ` [${topics.map((topic) => flowText(topic)).join(", ")}]`;
  }
  if (name === "creator") {
    const fields = CREATOR_FIELDS.split(" ").filter((field) => value?.[field]);
    return fields.length && ` {${fields.map((field) => `${field}: ${flowText(value[field])}`).join(", ")}}`;
  }
  return value && ` ${textOf(name, String(value).replace(HALVES, "\ufffd"), indent)}`;
}

const below = (lines) => `\n${lines.join("").slice(0, -1)}`;

function listed(records, names, indent) {
  const items = records.map((record) => fieldLines(record, names, indent + 4)).filter((lines) => lines.length);
  // The hyphen stands in the room of the first field's indentation.
  const hyphen = `${" ".repeat(indent + 2)}- `;
  return items.length && below(items.map((lines) => hyphen + lines.join("").slice(indent + 4)));
}

function textOf(name, text, indent) {
  if (name === "prefix" || name === "suffix") return quoted(text); // their spaces must be seen
  if (DATES.test(name) && DATE.test(text)) return text;
  if ((name === "body" || text.includes("\n")) && isBlockable(text)) {
    const lines = text.replace(/\n$/, "").split("\n");
    const room = " ".repeat(indent + 2);
    return `${text.endsWith("\n") ? "|" : "|-"}\n${lines.map((line) => (line ? room + line : "")).join("\n")}`;
  }
  return isPlain(text) ? text : quoted(text);
}

function flowText(text) {
  const clean = String(text).replace(HALVES, "\ufffd");
  return isPlain(clean) && !FLOW_SIGN.test(clean) ? clean : quoted(clean);
}

const isBlockable = (text) => !UNPRINTABLE.test(text) && !/^$|^[\n ]|\n +(\n|$)|\n\n$/.test(text);

function isPlain(text) {
  return !(UNPRINTABLE.test(text) || SIGN_FIRST.test(text) || SIGN_INSIDE.test(text) || NO_TEXT.test(text) || NUMBER.test(text));
}

function quoted(text) {
  const escape = (sign) => {
    const code = sign.charCodeAt(0);
    if (sign === "\n" || sign === "\t") return sign === "\n" ? "\\n" : "\\t";
    if (sign === '"' || sign === "\\") return `\\${sign}`;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u${hex.padStart(4, "0")}`;
  };
  return `"${text.replace(new RegExp(`["\\\\\\n]|${UNPRINTABLE.source}`, "g"), escape)}"`;
}
