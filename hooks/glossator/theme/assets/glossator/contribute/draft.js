// What a person has written so far: kept per article, turned into a note.

import { put, recall, remember } from "./dom.js";
import { suggestId } from "./names.js";
import { isStarted } from "./rules.js";

const AUTHOR_KEY = "glossator.author";
export const KINDS = ["correction", "source", "context"];

/** Today where the person is, as in a file. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

export const emptyTarget = () => ({ exact: "", prefix: "", suffix: "", replacement: "" });

export const emptySource = () => ({ url: "", title: "", publisher: "", via: "", published: "", accessed: today(), archive: "", supports: "" });

/** A draft with nothing in it but who writes. */
export function emptyDraft() {
  const { name = "", github = "" } = recall(AUTHOR_KEY) ?? {};
  return {
    kind: "",
    whole: false,
    target: [emptyTarget()],
    body: "",
    sources: [emptySource()],
    title: "",
    reason: "",
    confidence: "",
    topics: [],
    id: "",
    isOwnId: false,
    creator: { name: String(name), github: String(github) },
  };
}

/** The draft kept under `key`, whatever a browser made of it, or null. */
export function loadDraft(key) {
  const kept = recall(key);
  if (!kept || typeof kept !== "object") return null;
  const draft = emptyDraft();
  const fill = (record, from) => {
    for (const name of Object.keys(record)) {
      if (typeof from?.[name] === typeof record[name] && typeof record[name] !== "object") record[name] = from[name];
    }
    return record;
  };
  fill(draft, kept);
  fill(draft.creator, kept.creator);
  if (!KINDS.includes(draft.kind)) draft.kind = "";
  for (const [name, empty] of [["target", emptyTarget], ["sources", emptySource]]) {
    if (Array.isArray(kept[name]) && kept[name].length) draft[name] = kept[name].map((item) => fill(empty(), item));
  }
  if (Array.isArray(kept.topics)) draft.topics = kept.topics.filter((topic) => typeof topic === "string");
  return draft;
}

/** The draft as it is kept, or null where nothing in it would be lost. A name that follows the headline is not. */
export const keepsakeOf = (draft) => (hasContent(draft) ? JSON.stringify({ ...draft, id: draft.isOwnId ? draft.id : "" }) : null);

/** Keep the draft, and who writes for the next note, or drop what has nothing in it; whether that could be done. */
export function keepDraft(key, draft) {
  const keepsake = keepsakeOf(draft);
  if (keepsake) remember(AUTHOR_KEY, draft.creator);
  return put(key, keepsake);
}

/** Whether there is anything in the draft that would be lost. */
export function hasContent(draft) {
  const texts = [draft.kind, draft.body, draft.title, draft.reason, draft.confidence, ...draft.topics];
  return texts.some(Boolean) || draft.whole || draft.isOwnId || draft.sources.some(isStarted) || draft.target.some(({ exact, replacement }) => exact || replacement);
}

/** The name of the file, made of the headline or the words unless the person has chosen one. */
export const idOf = (draft, taken) => (draft.isOwnId ? draft.id : suggestId(draft.title || (draft.whole ? "" : draft.target[0].exact) || draft.kind, taken));

/** The note that a draft makes, in the shape that `writeNote` takes. */
export function toNote(draft) {
  const { kind, title, reason, confidence, body, topics, creator } = draft;
  const replacements = new Set(draft.target.map(({ replacement }) => replacement));
  const isCorrection = kind === "correction" && !draft.whole;
  const isShared = isCorrection && replacements.size === 1;
  return {
    kind,
    title,
    target: draft.whole ? [] : draft.target.map((target) => ({ ...target, replacement: isCorrection && !isShared ? target.replacement : "" })),
    replacement: isShared ? [...replacements][0] : "",
    reason,
    confidence,
    body,
    sources: draft.sources.filter(isStarted),
    topics,
    creator,
    created: today(),
  };
}
