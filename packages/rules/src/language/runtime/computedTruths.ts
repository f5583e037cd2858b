/** Logic over blocks. */
import type { ScopeId } from '../../scopes.ts'
import { and, andTrue, copyWords, nor, or, orTrue } from './logic.ts'
import type { NumberNode } from './numberNode.ts'
import { blockRows } from './kernels.ts'
import type { Site } from './site.ts'
import { TruthNode } from './truthNode.ts'

const wordsOf = (rows: number) => (rows + 31) >>> 5

function depthOf(parts: readonly { readonly depth: number }[]): number {
  return 1 + Math.max(...parts.map(({ depth }, slot) => slot + depth))
}
function costOf(parts: readonly TruthNode[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, 0)
}

/** Decided without figures. */
export class FixedTruth extends TruthNode {
  readonly #holds: (row: number) => boolean

  constructor(site: Site, holds: (row: number) => boolean) {
    super(site, 1, 0, [])
    this.#holds = holds
    this.keep()
  }

  protected compute(block: number, rows: number, _slot: number, trueTo: number): boolean {
    const { words } = this.site.arena
    words.fill(0, trueTo, trueTo + wordsOf(rows))
    for (let row = 0; row < rows; row++) {
      if (this.#holds(block * blockRows + row)) words[trueTo + (row >> 5)]! |= 1 << (row & 31)
    }
    return false
  }
}

/** Whether the id of the entity, or of its parent of a scope, passes a test. */
export function idTest(
  site: Site,
  scope: ScopeId,
  ids: readonly string[],
  passes: (id: string) => boolean,
): TruthNode {
  const parents = site.parentsOf(scope)
  const doesPass = ids.map(passes)
  return new FixedTruth(site, (row) => doesPass[parents === undefined ? row : parents[row]!]!)
}

/** `&&` or `||` of several parts. The cheapest part goes first, and nothing is evaluated for a block that is decided. */
export class Junction extends TruthNode {
  readonly #isAnd: boolean
  readonly #parts: readonly TruthNode[]

  constructor(operator: 'and' | 'or', parts: readonly TruthNode[]) {
    const depth = 1 + Math.max(...parts.map((part) => part.depth)) + 1
    super(parts[0]!.site, depth, costOf(parts), parts)
    this.#isAnd = operator === 'and'
    this.#parts = parts.toSorted((a, b) => a.cost - b.cost)
  }

  protected compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const { arena, scratch } = this.site
    const { words } = arena
    const count = wordsOf(rows)
    const isAnd = this.#isAnd
    const parts = this.#parts
    const first = parts[0]!
    first.evaluate(block, slot)
    let trueAt = first.trueAt
    let missingAt = first.missingAt
    let hasMissing = first.hasMissing
    for (let i = 1; i < parts.length; i++) {
      const part = parts[i]!
      part.evaluate(block, slot + 1)
      let isOpen: boolean
      if (hasMissing || part.hasMissing) {
        const join = isAnd ? and : or
        isOpen = join(
          words,
          trueAt,
          missingAt,
          part.trueAt,
          part.missingAt,
          trueTo,
          missingTo,
          count,
        )
        hasMissing = true
        missingAt = missingTo
      } else {
        const join = isAnd ? andTrue : orTrue
        isOpen = join(words, trueAt, part.trueAt, trueTo, count)
        missingAt = scratch.zeros
      }
      trueAt = trueTo
      if (!isOpen) break
    }
    return hasMissing
  }
}

export class Not extends TruthNode {
  readonly #operand: TruthNode

  constructor(operand: TruthNode) {
    super(operand.site, 1 + operand.depth, operand.cost, [operand])
    this.#operand = operand
  }

  protected compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const operand = this.#operand
    operand.evaluate(block, slot)
    const { words } = this.site.arena
    if (operand.hasMissing) copyWords(words, operand.missingAt, missingTo, wordsOf(rows))
    nor(words, operand.trueAt, operand.missingAt, trueTo, wordsOf(rows))
    return operand.hasMissing
  }
}

/** True where a number is not missing. */
export class HasNumber extends TruthNode {
  readonly #operand: NumberNode

  constructor(operand: NumberNode) {
    super(operand.site, 1 + operand.depth, 1 + operand.depth, [operand])
    this.#operand = operand
  }

  protected compute(block: number, rows: number, slot: number, trueTo: number): boolean {
    this.#operand.evaluate(block, slot)
    const at = this.#operand.missingAt(block, rows, trueTo)
    nor(this.site.arena.words, at, at, trueTo, wordsOf(rows))
    return false
  }
}

/** True where a truth is not missing. */
export class HasTruth extends TruthNode {
  readonly #operand: TruthNode

  constructor(operand: TruthNode) {
    super(operand.site, 1 + operand.depth, operand.cost, [operand])
    this.#operand = operand
  }

  protected compute(block: number, rows: number, slot: number, trueTo: number): boolean {
    this.#operand.evaluate(block, slot)
    const { missingAt } = this.#operand
    nor(this.site.arena.words, missingAt, missingAt, trueTo, wordsOf(rows))
    return false
  }
}

/** A truth, or another where it is missing. */
export class TruthOrValue extends TruthNode {
  readonly #operand: TruthNode
  readonly #fallback: TruthNode

  constructor(operand: TruthNode, fallback: TruthNode) {
    const parts = [operand, fallback]
    super(operand.site, depthOf(parts), costOf(parts), parts)
    this.#operand = operand
    this.#fallback = fallback
  }

  protected compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const [a, b] = [this.#operand, this.#fallback]
    a.evaluate(block, slot)
    b.evaluate(block, slot + 1)
    const { words } = this.site.arena
    for (let i = 0; i < wordsOf(rows); i++) {
      const missing = words[a.missingAt + i]!
      const fallbackMissing = words[b.missingAt + i]!
      words[trueTo + i] = words[a.trueAt + i]! | (missing & words[b.trueAt + i]!)
      words[missingTo + i] = missing & fallbackMissing
    }
    return a.hasMissing && b.hasMissing
  }
}

/** One of two truths by a condition; missing where the condition is. */
export class TruthChoice extends TruthNode {
  readonly #condition: TruthNode
  readonly #whenTrue: TruthNode
  readonly #whenFalse: TruthNode

  constructor(condition: TruthNode, whenTrue: TruthNode, whenFalse: TruthNode) {
    const parts = [condition, whenTrue, whenFalse]
    super(condition.site, depthOf(parts), costOf(parts), parts)
    this.#condition = condition
    this.#whenTrue = whenTrue
    this.#whenFalse = whenFalse
  }

  protected compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const [test, a, b] = [this.#condition, this.#whenTrue, this.#whenFalse]
    test.evaluate(block, slot)
    a.evaluate(block, slot + 1)
    b.evaluate(block, slot + 2)
    const { words } = this.site.arena
    for (let i = 0; i < wordsOf(rows); i++) {
      const isTrue = words[test.trueAt + i]!
      const missing = words[test.missingAt + i]!
      const isFalse = ~(isTrue | missing)
      const [trueA, missingA] = [words[a.trueAt + i]!, words[a.missingAt + i]!]
      const [trueB, missingB] = [words[b.trueAt + i]!, words[b.missingAt + i]!]
      words[trueTo + i] = (isTrue & trueA) | (isFalse & trueB)
      words[missingTo + i] = missing | (isTrue & missingA) | (isFalse & missingB)
    }
    return test.hasMissing || a.hasMissing || b.hasMissing
  }
}
