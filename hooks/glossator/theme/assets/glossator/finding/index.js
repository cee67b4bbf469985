// A worker of one's own that reads the index, for lists that have no search dialog to ask.

import { INDEX, WORKER } from "./place.js";

const SETUP = 0;
const READY = 1;
const REQUEST = 10;
const REPLY = 11;

let opened = null;

/** What the index replies to `data`; an error where it cannot be had. */
export async function askIndex(data) {
  opened ??= openIndex();
  try {
    const ask = await opened;
    return await ask(data);
  } catch (error) {
    opened = null; // the next question tries again
    throw error;
  }
}

async function openIndex() {
  const response = await fetch(`${INDEX}search_index.json`);
  if (!response.ok) throw new Error(`no index: ${response.status}`);
  const setup = await response.json();
  const worker = new Worker(WORKER);
  const waiting = new Map();
  let number = 0;
  const send = (type, data, key) =>
    new Promise((resolve, reject) => {
      waiting.set(key, { resolve, reject });
      worker.postMessage({ type, data });
    });
  worker.addEventListener("message", ({ data: { type, data } }) => {
    const key = type === READY ? READY : type === REPLY ? data.id : null;
    if (data?.error) waiting.get(key)?.reject(new Error(data.error));
    else waiting.get(key)?.resolve(data);
    waiting.delete(key);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    for (const { reject } of waiting.values()) reject(new Error("the search does not run"));
    worker.terminate();
  });
  await send(SETUP, { ...setup, options: { suggest: false } }, READY);
  return (question) => {
    const id = `list-${++number}`;
    return send(REQUEST, { ...question, id }, id);
  };
}
