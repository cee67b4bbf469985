// The worker: it answers the theme's messages, and those of our own pages.

import { MissingFile, openFiles } from "./files.js";
import { openIndex } from "./index.js";

// The theme's messages, and ours.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const [ASK, ANSWER, FOUND] = [10, 11, 12];
const GROUPS = 10;

/** Serves an index whose files stand in the folder `base`; `config` is what its page was given. */
export function serveSearch(base) {
  const files = openFiles(base);
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`glossator-search:${base}`);
  let name = "";
  let opening = null;
  let asked = ""; // the last query of the theme

  /** The index; after an error everything is looked for again, as the site may be a new one. */
  function index() {
    opening ??= openIndex(files, name);
    opening.catch(() => (opening = null));
    return opening;
  }

  async function withIndex(use) {
    const used = name;
    try {
      return await use(await index());
    } catch (error) {
      if (!(error instanceof MissingFile)) throw error;
      if (name !== used) return use(await index()); // another question has found the new one
      const answer = await fetch(new URL("search_index.json", base), { cache: "reload", credentials: "same-origin" });
      const newer = (await answer.json()).config?.glossator;
      if (!newer || newer === used) throw error;
      if (name === used) [name, opening] = [newer, null];
      return use(await index());
    }
  }

  async function result(query) {
    asked = query;
    if (!query.trim()) return { items: [] };
    const found = await withIndex(async (opened) => {
      const [groups, suggest] = await Promise.all([opened.groups(query, 0, GROUPS), opened.suggest(query)]);
      return { ...groups, suggest };
    });
    const { items, total, done } = found;
    channel?.postMessage({ type: FOUND, data: { query, total, shown: items.length, done } });
    return found;
  }

  function answer({ id, query, from = 0, limit = 50, notes = false, want }) {
    return withIndex(async (opened) => {
      const made =
        want === "facets" ? await opened.facets(query) : want === "groups" ? await opened.groups(query, from, limit) : await opened.records(query, notes, from, limit);
      return { id, query, ...made };
    });
  }

  async function handle({ type, data }) {
    if (type === SETUP) {
      name = data.config.glossator;
      return { type: READY };
    }
    if (type === QUERY) {
      const found = await result(data);
      // Whoever typed on waits for another answer.
      return data === asked ? { type: RESULT, data: found } : null;
    }
    if (type === ASK) return { type: ANSWER, data: await answer(data) };
    return null;
  }

  const failed = ({ type, data }, error) => {
    console.warn(error);
    if (type === QUERY) return { type: RESULT, data: { items: [] } };
    return type === ASK ? { type: ANSWER, data: { id: data.id, query: data.query, error: String(error) } } : null;
  };

  async function listen(message, reply) {
    const made = await handle(message).catch((error) => failed(message, error));
    if (made) reply(made);
  }

  if (channel) {
    channel.onmessage = ({ data: message }) => {
      if (message.type === ASK && message.data.query === asked) listen(message, (made) => channel.postMessage(made));
    };
  }
  return listen;
}
