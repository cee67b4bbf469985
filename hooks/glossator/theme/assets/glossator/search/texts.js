// The texts of records: where each is, and what stands on its page.

import { bisect } from "../contribute/text.js";

/** The texts whose files of names begin at `places` (`[first record, name]`, in order). */
export function openTexts(files, places) {
  const firsts = places.map(([first]) => first);

  async function fileOf(record) {
    const [begins, names] = await files.json(places[lastAt(firsts, record)][1]);
    const index = lastAt(begins, record);
    const length = names.length / begins.length;
    return names.slice(index * length, (index + 1) * length);
  }

  /** A record's `{ page, record, first, number }`: what is known of its page, and its own texts. */
  async function read(record) {
    const sections = await files.json(await fileOf(record));
    const section = sections[lastAt(sections.map(({ d }) => d), record)];
    const { p: page, n, d, r } = section;
    return { id: record, page, first: n[0], number: n[1], record: r[record - d] };
  }

  return { read };
}

/** The last index whose number is not above `wanted`. */
const lastAt = (numbers, wanted) => bisect(numbers, (number) => number > wanted) - 1;
