/**
 * Kleene logic on words of truths (SPEC L4), 32 rows at a time. Operands and results are given by the index of
 * their first word; a result may be written over an operand.
 */

/** true ∧ true, for blocks without missing rows. Returns whether a row is still true. */
export function andTrue(
  words: Int32Array,
  a: number,
  b: number,
  to: number,
  count: number,
): boolean {
  let open = 0
  for (let i = 0; i < count; i++) {
    const both = words[a + i]! & words[b + i]!
    words[to + i] = both
    open |= both
  }
  return open !== 0
}

/** Returns whether a row is still true or missing. */
export function and(
  words: Int32Array,
  trueA: number,
  missingA: number,
  trueB: number,
  missingB: number,
  trueTo: number,
  missingTo: number,
  count: number,
): boolean {
  let open = 0
  for (let i = 0; i < count; i++) {
    const a = words[trueA + i]!
    const b = words[trueB + i]!
    const both = a & b
    const notFalse = (a | words[missingA + i]!) & (b | words[missingB + i]!)
    words[trueTo + i] = both
    words[missingTo + i] = notFalse & ~both
    open |= notFalse
  }
  return open !== 0
}

/** true ∨ true, for blocks without missing rows. Returns whether a row is still false. */
export function orTrue(
  words: Int32Array,
  a: number,
  b: number,
  to: number,
  count: number,
): boolean {
  let closed = -1
  for (let i = 0; i < count; i++) {
    const either = words[a + i]! | words[b + i]!
    words[to + i] = either
    closed &= either
  }
  return closed !== -1
}

/** Returns whether a row is still false or missing. */
export function or(
  words: Int32Array,
  trueA: number,
  missingA: number,
  trueB: number,
  missingB: number,
  trueTo: number,
  missingTo: number,
  count: number,
): boolean {
  let closed = -1
  for (let i = 0; i < count; i++) {
    const either = words[trueA + i]! | words[trueB + i]!
    const missing = words[missingA + i]! | words[missingB + i]!
    words[trueTo + i] = either
    words[missingTo + i] = missing & ~either
    closed &= either
  }
  return closed !== -1
}

/** Neither a nor b: `!x` of the true and the missing rows of x. */
export function nor(words: Int32Array, a: number, b: number, to: number, count: number): void {
  for (let i = 0; i < count; i++) words[to + i] = ~(words[a + i]! | words[b + i]!)
}

/** a or b, bit by bit. */
export function unite(words: Int32Array, a: number, b: number, to: number, count: number): void {
  for (let i = 0; i < count; i++) words[to + i] = words[a + i]! | words[b + i]!
}

export function copyWords(words: Int32Array, from: number, to: number, count: number): void {
  for (let i = 0; i < count; i++) words[to + i] = words[from + i]!
}
