/** Where expressions are evaluated: the entities of one scope, in blocks, on the figures of one moment. */
import type { ScopeId } from '../../scopes.ts'
import type { Entities } from '../../shop.ts'
import type { Arena } from './arena.ts'
import { blockRows } from './kernels.ts'

/** Words of truths in a block. */
export const blockWords = blockRows / 32

/** Numbers that a column of so many rows takes. */
export function roomFor(rows: number): number {
  return Math.ceil(rows / 32) * 32
}

/** A moment: the review itself, or the close of a day that windows look at. */
export interface Frame {
  /** Grows whenever other figures may stand behind `read`: what was computed under an older one may be stale. */
  token: number
  /** True when the figures of consecutive tokens may be the same, so that it pays to look. */
  readonly mayRepeat: boolean
  read(scope: ScopeId, metricId: string): Float64Array | undefined
}

/**
 * Blocks for intermediate results, as a stack: a node that works at `slot` may use all from there on, and
 * leaves its result in `slot` itself.
 */
export class Scratch {
  readonly #arena: Arena
  readonly #room: number
  readonly #numbers: number[] = []
  readonly #words: number[] = []
  /** Words that are always 0: the missing rows of what has none. */
  readonly zeros: number
  /** Numbers on their way into the arena. */
  readonly stageAt: number

  /** `room`: numbers in the largest block. */
  constructor(arena: Arena, room: number) {
    this.#arena = arena
    this.#room = room
    this.zeros = arena.reserveWords(room / 32)
    this.stageAt = arena.reserveNumbers(room)
  }

  /** Makes room for evaluations of this depth; called while binding, never while evaluating. */
  reserve(depth: number): void {
    while (this.#numbers.length < depth) {
      this.#numbers.push(this.#arena.reserveNumbers(this.#room))
      this.#words.push(this.#arena.reserveWords(this.#room / 16))
    }
  }

  numbersAt(slot: number): number {
    return this.#numbers[slot]!
  }
  trueAt(slot: number): number {
    return this.#words[slot]!
  }
  missingAt(slot: number): number {
    return this.#words[slot]! + this.#room / 32
  }
}

export class Site {
  readonly entities: Entities
  readonly frame: Frame
  readonly arena: Arena
  readonly scratch: Scratch
  readonly rows: number
  readonly blocks: number
  /** Numbers of a column, words of its truths: whole words of rows, as the loops need them. */
  readonly room: number
  readonly words: number
  /** Numbers of its largest block. */
  readonly blockRoom: number
  #missingColumn: Float64Array | undefined

  constructor(entities: Entities, frame: Frame, arena: Arena, scratch: Scratch) {
    this.entities = entities
    this.frame = frame
    this.arena = arena
    this.scratch = scratch
    this.rows = entities.ids.length
    this.blocks = Math.ceil(this.rows / blockRows)
    this.room = roomFor(this.rows)
    this.words = this.room / 32
    this.blockRoom = Math.min(blockRows, this.room)
  }

  /** A column of missing values, long enough for the entities of any scope up to this one's parents. */
  get missingColumn(): Float64Array {
    this.#missingColumn ??= new Float64Array(this.rows).fill(Number.NaN)
    return this.#missingColumn
  }

  /** Rows of a block; only the last has fewer than `blockRows`. */
  rowsOf(block: number): number {
    return Math.min(blockRows, this.rows - block * blockRows)
  }

  /** Index, among the parents of `scope`, of every entity's parent; undefined for the own scope. */
  parentsOf(scope: ScopeId): Int32Array | undefined {
    const own = this.entities.scope
    if (scope === own) return undefined
    const parents = this.entities.parents[scope]
    if (parents === undefined) throw new Error(`the shop has no ${scope} of ${own}`)
    return parents
  }
}
