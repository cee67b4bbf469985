// Speaking with the worker that the theme made, which nobody else can be handed. The workers of
// other tabs hear it as well; they have the same index, and answer only where they were asked the
// same.

import { INDEX } from "./place.js";

const REQUEST = 10;
const REPLY = 11;
const FOUND = 12;

/**
 * A function that asks the worker and gives a promise of what it replies.
 *
 * `hear` is told each time that a worker has found something: `{query, total, shown, done}`. A worker
 * that was asked something else meanwhile never replies.
 */
export function openChannel(hear) {
  const channel = new BroadcastChannel(`glossator-search:${INDEX}`);
  const waiting = new Map(); // the last question of each sort; what was asked before is over
  const tab = Math.random(); // so that no two tabs use the same ids
  let number = 0;
  channel.addEventListener("message", ({ data: { type, data } }) => {
    if (type === FOUND) hear(data);
    if (type !== REPLY) return;
    for (const [want, { id, resolve }] of waiting) {
      if (id !== data.id) continue;
      waiting.delete(want); // another worker may answer, too
      resolve(data);
    }
  });
  return (data) =>
    new Promise((resolve) => {
      const id = `${tab}-${++number}`;
      waiting.set(data.want, { id, resolve });
      channel.postMessage({ type: REQUEST, data: { from: 0, limit: 10, notes: false, ...data, id } });
    });
}
