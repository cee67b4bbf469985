// Lists of records, as glossator/searching/postings.py writes them.

/** Reads bytes one thing after another. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  number() {
    let found = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      found += (byte & 127) * factor;
      if (!(byte >= 128)) return found; // where the file was cut off, too
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** Calls `each(record, field)` for each posting of the list. */
export function eachPosting(bytes, each) {
  const reader = new Reader(bytes);
  if ((bytes[0] & 3) < 3) {
    let record = 0;
    for (const step of steps(reader)) each((record += step >>> 2), step & 3);
    return;
  }
  reader.number();
  for (let record = 0; !reader.isAtEnd; record += 4) {
    for (let [bits, at] = [reader.bytes[reader.at++], record]; bits; bits >>= 2, at++) if (bits & 3) each(at, (bits & 3) - 1);
  }
}

/** How many records the list has. */
export const countOf = (bytes) => new Reader(bytes).number() >>> 2;

function steps(reader) {
  const head = reader.number();
  const width = 1 << (head & 3);
  const bytes = reader.take((head >>> 2) * width);
  if (width === 1) return bytes;
  const found = new Uint32Array(head >>> 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let index = 0; index < found.length; index++) {
    found[index] = width === 2 ? view.getUint16(index * 2, true) : view.getUint32(index * 4, true);
  }
  return found;
}
