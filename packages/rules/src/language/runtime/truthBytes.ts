/** Bits of truths → bytes, one per row: 0 false, 1 true, 2 missing. */

/** Four bits as four bytes of 0 and 1, lowest first. */
const spread = Int32Array.from({ length: 16 }, (_, bits) => {
  const bytes = Uint8Array.from({ length: 4 }, (_unused, place) => (bits >> place) & 1)
  // through a view, so that the order of bytes is that of the machine
  return new Int32Array(bytes.buffer)[0]!
})

/** Writes `count` words' worth of rows from word `to` on, four rows a word. */
export function expandTruths(
  words: Int32Array,
  trueAt: number,
  missingAt: number,
  to: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const isTrue = words[trueAt + i]!
    const missing = words[missingAt + i]!
    const at = to + i * 8
    for (let part = 0; part < 8; part++) {
      const shift = part * 4
      words[at + part] = spread[(isTrue >>> shift) & 15]! + 2 * spread[(missing >>> shift) & 15]!
    }
  }
}
