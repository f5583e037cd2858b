/**
 * Selections: one byte per entity, 1 for those that leave by a port. Loops here take several entities at a time
 * through a `DataView`, because selections need not begin at a multiple of four bytes; little-endian, because that
 * is the order of the machines and saves turning bytes round.
 */

/** The lowest bit of each of four bytes. */
const ones = 0x01010101

/** What leaves a node by one port, rewritten by every review. */
export class Selection {
  readonly bytes: Uint8Array
  #count: number | undefined = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** The bytes have been written anew; `count` when it is known how many are 1. */
  update(count?: number): void {
    this.#count = count
  }

  /** Entities selected. */
  get count(): number {
    this.#count ??= countOf(this.bytes)
    return this.#count
  }
}

/** How many bytes are 1; the others are 0. */
export function countOf(selection: Uint8Array): number {
  const { buffer, byteOffset, length } = selection
  const view = new DataView(buffer, byteOffset, length)
  const whole = length & ~3
  let count = 0
  // the product adds the four bytes up in its highest one
  for (let i = 0; i < whole; i += 4) count += Math.imul(view.getInt32(i, true), ones) >>> 24
  for (let i = whole; i < length; i++) count += selection[i]!
  return count
}

/** The entities whose bytes are 1, in their order. */
export function entitiesOf(selection: Uint8Array): number[] {
  const { buffer, byteOffset, length } = selection
  const view = new DataView(buffer, byteOffset, length)
  const whole = length & ~7
  const entities: number[] = []
  for (let i = 0; i < whole; i += 8) {
    // eight bytes that are all 0, read as one number
    if (view.getFloat64(i, true) === 0) continue
    for (let entity = i; entity < i + 8; entity++) {
      if (selection[entity] === 1) entities.push(entity)
    }
  }
  for (let i = whole; i < length; i++) if (selection[i] === 1) entities.push(i)
  return entities
}

/** Adds what another selection holds. */
export function uniteInto(union: Uint8Array, selection: Uint8Array): void {
  for (let i = 0; i < union.length; i++) union[i]! |= selection[i]!
}

/** Where the entities of a condition go. */
export interface TruthPorts {
  readonly true: Uint8Array
  readonly false: Uint8Array
  readonly missing: Uint8Array
}

/**
 * Splits a selection by truths (0 false, 1 true, 2 missing) and sends the missing ones to a port of choice.
 * Returns how many went to `true`.
 */
export function splitByTruth(
  selected: Uint8Array,
  truths: Uint8Array,
  ports: TruthPorts,
  onMissing: keyof TruthPorts,
): number {
  const viewOf = ({ buffer, byteOffset, length }: Uint8Array) =>
    new DataView(buffer, byteOffset, length)
  const [from, by] = [viewOf(selected), viewOf(truths)]
  const [toTrue, toFalse, toMissing] = [
    viewOf(ports.true),
    viewOf(ports.false),
    viewOf(ports.missing),
  ]
  const trueTakes = onMissing === 'true' ? ones : 0
  const falseTakes = onMissing === 'false' ? ones : 0
  const missingTakes = onMissing === 'missing' ? ones : 0
  const { length } = selected
  const whole = length & ~3
  let count = 0
  for (let i = 0; i < whole; i += 4) {
    const here = from.getInt32(i, true)
    const truth = by.getInt32(i, true)
    const missing = (truth >>> 1) & ones
    const passing = here & ((truth & ones) | (missing & trueTakes))
    toTrue.setInt32(i, passing, true)
    toFalse.setInt32(i, here & ((ones & ~(truth | missing)) | (missing & falseTakes)), true)
    toMissing.setInt32(i, here & missing & missingTakes, true)
    count += Math.imul(passing, ones) >>> 24
  }
  for (let i = whole; i < length; i++) {
    const port = truths[i] === 2 ? onMissing : truths[i] === 1 ? 'true' : 'false'
    ports.true[i] = port === 'true' ? selected[i]! : 0
    ports.false[i] = port === 'false' ? selected[i]! : 0
    ports.missing[i] = port === 'missing' ? selected[i]! : 0
    count += ports.true[i]!
  }
  return count
}
