// A note as the file that `glossator fmt` would make of it. What was typed is data: each value
// is written so that it can be nothing but this text.

const FIELDS = {
  note: "kind title target replacement reason confidence body sources topics status creator created modified changes redirect_from",
  target: "exact prefix suffix replacement",
  sources: "url title publisher via published accessed archive supports",
  creator: "name github",
  changes: "date text",
};
const DATE_FIELD = /^(published|accessed|created|modified|date)$/;
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;
// What an editor does not show, or shows as something else.
const UNPRINTABLE =
  /[\0-\t\v-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\ufffb\ufffe\uffff]/;
const ESCAPED = new RegExp(`["\\\\\\n]|${UNPRINTABLE.source}`, "g");
// What one of YAML's versions reads as more than text: signs, null, booleans, numbers, times.
const MORE_THAN_TEXT =
  /^[-?:,[\]{}#&*!|>'"%@`~=<.+ ]|: | #|[: ]$|\n|^(null|true|false|yes|no|on|off|y|n|\d[\d a-fxo_.,:+tz-]*)$/i;
const NO_BLOCK = /^$|^[\n ]|\n +(\n|$)|\n\n$/;

/** The file of `note`, with the way from there to the `schema`. Empty fields are left out. */
export const writeNote = (note, { schema } = {}) =>
  (schema ? `# yaml-language-server: $schema=${schema}\n` : "") + fields(note, "note", "");

/** A line or more for each field of `record`, behind the blanks in `room`. */
function fields(record, kind, room) {
  const lines = FIELDS[kind].split(" ").map((name) => {
    const value = record[name] && written(name, record[name], room);
    return value ? `${room}${name}:${value}\n` : "";
  });
  return lines.join("");
}

function written(name, value, room) {
  if (/^(target|sources|changes)$/.test(name)) {
    const items = [value].flat().map((item) => fields(item, name, `${room}    `)).filter(Boolean);
    const lines = items.map((item) => `\n${room}  - ${item.slice(0, -1).trimStart()}`).join("");
    // A single place needs no hyphen.
    return name === "target" && items.length === 1 ? lines.replace(/  - /, "  ").replace(/\n  (?=  )/g, "\n") : lines;
  }
  if (/^(topics|redirect_from)$/.test(name)) return listed("[]", value.filter(Boolean).map(flow));
  if (name !== "creator") return ` ${scalar(name, whole(value), room)}`;
  const known = FIELDS.creator.split(" ").filter((field) => value[field]);
  return listed("{}", known.map((field) => `${field}: ${flow(value[field])}`));
}

const listed = ([open, close], items) => items.length && ` ${open}${items.join(", ")}${close}`;
// Half of a character is nothing that a file could hold.
const whole = (text) => String(text).replace(/[\ud800-\udfff]/gu, "\ufffd");
// PyYAML takes a question mark in brackets for the sign of a key.
const flow = (text) => (/[,?[\]{}]/.test(text) ? quoted : plain)(whole(text));
const plain = (text) => (UNPRINTABLE.test(text) || MORE_THAN_TEXT.test(text) ? quoted(text) : text);

function scalar(name, text, room) {
  if (name === "prefix" || name === "suffix") return quoted(text); // their spaces must be seen
  if (DATE_FIELD.test(name) && DATE.test(text)) return text;
  if ((name !== "body" && !text.includes("\n")) || UNPRINTABLE.test(text) || NO_BLOCK.test(text)) return plain(text);
  const lines = text.replace(/\n$/, "").replace(/^(?=.)/gm, `${room}  `);
  return `|${text.endsWith("\n") ? "" : "-"}\n${lines}`;
}

function quoted(text) {
  const escape = (sign) => {
    if (/["\\]/.test(sign)) return `\\${sign}`;
    const hex = sign.charCodeAt(0).toString(16);
    return { "\n": "\\n", "\t": "\\t" }[sign] ?? (hex[2] ? `\\u${hex.padStart(4, 0)}` : `\\x${hex.padStart(2, 0)}`);
  };
  return `"${text.replace(ESCAPED, escape)}"`;
}
