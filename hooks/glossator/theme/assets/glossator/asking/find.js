// Which pieces of the list of addresses are asked, and what they say. Nothing else is loaded, and
// nothing is told to anybody: an address is looked up here.

/** The root of the site. */
export const ROOT = new URL("../../../", import.meta.url).href;

const FOLDER = new URL("data/by-url/", ROOT).href;

/** What is known of the page with this key: its `copies`, and who has it `cited`; or null. */
export async function findAddress(key) {
  const { pieces } = await load("index.json", "no-cache");
  const rows = await load(`${pieces}-${crc32(key) % pieces}.json`);
  return Object.hasOwn(rows, key) ? rows[key] : null;
}

async function load(name, cache = "default") {
  const response = await fetch(FOLDER + name, { cache });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

/** The CRC-32 of the UTF-8 of `text`, as in zlib. */
export function crc32(text) {
  let rest = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 && 0xedb88320);
  }
  return ~rest >>> 0;
}
