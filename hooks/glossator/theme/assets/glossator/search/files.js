// The files of an index. It watches nothing; it fetches what is asked for, once.

// Bytes of files that are kept, beside those that the browser keeps.
const MOST_KEPT = 24_000_000;
// Requests at once; a browser lets six go to a host, and refuses when thousands wait.
const MOST_REQUESTS = 32;

/** The files below `base`; `get(name)` gives a promise of the bytes of one, `json(name)` of what it says. */
export function openFiles(base) {
  const kept = new Map(); // the last used last
  let size = 0;

  let requests = 0;
  const waiting = [];

  async function load(name) {
    if (requests >= MOST_REQUESTS) await new Promise((go) => waiting.push(go));
    requests++;
    try {
      return await fetchFile(name);
    } finally {
      requests--;
      waiting.shift()?.();
    }
  }

  async function fetchFile(name) {
    const answer = await fetch(new URL(`${name}.bin`, base), { credentials: "same-origin" });
    if (!answer.ok) throw new MissingFile(name);
    const bytes = new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
    const own = kept.get(name);
    if (own) {
      own.length = bytes.length;
      size += bytes.length;
    }
    for (const [other, { length }] of kept) {
      if (size <= MOST_KEPT) break;
      if (other === name || !length) continue; // what is on its way weighs nothing yet
      kept.delete(other);
      size -= length;
    }
    return bytes;
  }

  function get(name) {
    const known = kept.get(name) ?? { bytes: load(name), length: 0 };
    kept.delete(name);
    kept.set(name, known);
    known.bytes.catch(() => kept.delete(name));
    return known.bytes;
  }

  return { get, json: async (name) => JSON.parse(new TextDecoder().decode(await get(name))) };
}

/** A file that is no longer there: the site was published anew meanwhile. */
export class MissingFile extends Error {}
