/** Arithmetic, scalar functions and choices over blocks. */
import { blockRows, tameLimit, type Combination, type Transformation } from './kernels.ts'
import type { Leaf } from './leaf.ts'
import { leavesOf, NumberNode, Validity } from './numberNode.ts'
import type { Site } from './site.ts'
import type { TruthNode } from './truthNode.ts'

/** Beyond this, a bound is too close to the largest number to be trusted after rounding. */
export const safeBound = 2 ** 1000

/**
 * Computed into a scratch block for whoever asks, unless it is kept: then each block is computed once for
 * all who ask, and again only when a leaf has changed.
 */
export abstract class ComputedNumbers extends NumberNode {
  readonly leaves: readonly Leaf[]
  #kept:
    { readonly at: number; readonly bounds: Float64Array; readonly validity: Validity } | undefined

  constructor(site: Site, depth: number, parts: readonly { readonly leaves: readonly Leaf[] }[]) {
    super(site, depth)
    this.leaves = leavesOf(parts)
  }

  /** From now on keeps its results; for what several expressions share, and for the whole of one. */
  keep(): void {
    if (this.#kept !== undefined) return
    const { arena, blocks, room } = this.site
    this.#kept = {
      at: arena.reserveNumbers(room),
      bounds: new Float64Array(blocks),
      validity: new Validity(this.site, this.leaves),
    }
  }

  evaluate(block: number, slot: number): void {
    const { arena, scratch } = this.site
    const rows = this.site.rowsOf(block)
    const kept = this.#kept
    if (kept === undefined) {
      const to = scratch.numbersAt(slot)
      this.bound = this.compute(block, rows, slot, to)
      this.at = to
    } else {
      const to = kept.at + block * blockRows
      if (kept.validity.claim(block)) kept.bounds[block] = this.compute(block, rows, slot, to)
      this.bound = kept.bounds[block]!
      this.at = to
    }
    this.array = arena.numbers
  }

  /** Writes the block to `to`; returns its bound. */
  protected abstract compute(block: number, rows: number, slot: number, to: number): number

  /** Makes missing what is not finite, unless the bound says that nothing is. Returns the bound then. */
  protected finish(to: number, rows: number, bound: number): number {
    if (bound <= safeBound) return bound
    const { kernels, numbers } = this.site.arena
    kernels.keepFinite(numbers, to, rows)
    return kernels.isTame(numbers, to, rows) ? tameLimit : Infinity
  }
}

/** The same number in every row. */
export class Constant extends NumberNode {
  readonly leaves: readonly Leaf[] = []
  readonly value: number

  constructor(site: Site, value: number) {
    super(site, 0)
    this.value = value
    this.bound = Math.abs(value)
    this.at = site.arena.reserveNumbers(site.blockRoom)
    site.arena.numbers.fill(value, this.at, this.at + site.blockRoom)
  }

  evaluate(): void {
    this.array = this.site.arena.numbers
  }
}

/** One number out of two. */
export class Combine extends ComputedNumbers {
  readonly combination: Combination
  readonly left: NumberNode
  readonly right: NumberNode

  constructor(combination: Combination, left: NumberNode, right: NumberNode) {
    super(left.site, 1 + Math.max(left.depth, 1 + right.depth), [left, right])
    this.combination = combination
    this.left = left
    this.right = right
  }

  protected compute(block: number, rows: number, slot: number, to: number): number {
    const { left, right, combination } = this
    left.evaluate(block, slot)
    right.evaluate(block, slot + 1)
    const { kernels, numbers } = this.site.arena
    kernels.combine[combination](left.array, left.at, right.array, right.at, numbers, to, rows)
    return this.finish(to, rows, this.#bound())
  }

  #bound(): number {
    const { left, right, combination } = this
    switch (combination) {
      case '+':
      case '-':
        return left.bound + right.bound
      case '*':
        return left.bound * right.bound
      case '/':
        // 0 and the smallest numbers make quotients of any size
        return right instanceof Constant && right.bound >= 1 ? left.bound : Infinity
      case 'min':
      case 'max':
        return Math.max(left.bound, right.bound)
    }
  }
}

/** One number out of one. */
export class Transform extends ComputedNumbers {
  readonly transformation: Transformation
  readonly operand: NumberNode

  constructor(transformation: Transformation, operand: NumberNode) {
    super(operand.site, 1 + operand.depth, [operand])
    this.transformation = transformation
    this.operand = operand
  }

  protected compute(block: number, rows: number, slot: number, to: number): number {
    const { operand, transformation } = this
    operand.evaluate(block, slot)
    const { kernels, numbers } = this.site.arena
    kernels.transform[transformation](operand.array, operand.at, numbers, to, rows)
    return this.finish(to, rows, operand.bound + 1)
  }
}

/** A number, or another where it is missing. */
export class NumberOrValue extends ComputedNumbers {
  readonly operand: NumberNode
  readonly fallback: NumberNode

  constructor(operand: NumberNode, fallback: NumberNode) {
    super(operand.site, 1 + Math.max(operand.depth, 1 + fallback.depth), [operand, fallback])
    this.operand = operand
    this.fallback = fallback
  }

  protected compute(block: number, rows: number, slot: number, to: number): number {
    const { operand, fallback } = this
    operand.evaluate(block, slot)
    fallback.evaluate(block, slot + 1)
    const { kernels, numbers } = this.site.arena
    kernels.orValue(operand.array, operand.at, fallback.array, fallback.at, numbers, to, rows)
    return this.finish(to, rows, Math.max(operand.bound, fallback.bound))
  }
}

/** One of two numbers by a condition; missing where the condition is. */
export class NumberChoice extends ComputedNumbers {
  readonly condition: TruthNode
  readonly whenTrue: NumberNode
  readonly whenFalse: NumberNode

  constructor(condition: TruthNode, whenTrue: NumberNode, whenFalse: NumberNode) {
    const depth = Math.max(condition.depth, 1 + whenTrue.depth, 2 + whenFalse.depth)
    super(condition.site, 1 + depth, [condition, whenTrue, whenFalse])
    this.condition = condition
    this.whenTrue = whenTrue
    this.whenFalse = whenFalse
  }

  protected compute(block: number, rows: number, slot: number, to: number): number {
    const { condition, whenTrue: a, whenFalse: b } = this
    condition.evaluate(block, slot)
    a.evaluate(block, slot + 1)
    b.evaluate(block, slot + 2)
    const { numbers, words } = this.site.arena
    const { trueAt, missingAt } = condition
    for (let row = 0; row < rows; row++) {
      const word = row >> 5
      if ((words[missingAt + word]! >>> (row & 31)) & 1) numbers[to + row] = Number.NaN
      else if ((words[trueAt + word]! >>> (row & 31)) & 1) numbers[to + row] = a.array[a.at + row]!
      else numbers[to + row] = b.array[b.at + row]!
    }
    return this.finish(to, rows, condition.hasMissing ? Infinity : Math.max(a.bound, b.bound))
  }
}

/** A truth as a number: 1, 0, or missing. */
export class TruthNumber extends ComputedNumbers {
  readonly operand: TruthNode

  constructor(operand: TruthNode) {
    super(operand.site, 1 + operand.depth, [operand])
    this.operand = operand
  }

  protected compute(block: number, rows: number, slot: number, to: number): number {
    const { operand } = this
    operand.evaluate(block, slot)
    const { numbers, words } = this.site.arena
    const { trueAt, missingAt } = operand
    for (let row = 0; row < rows; row++) {
      const word = row >> 5
      const isMissing = (words[missingAt + word]! >>> (row & 31)) & 1
      numbers[to + row] = isMissing === 1 ? Number.NaN : (words[trueAt + word]! >>> (row & 31)) & 1
    }
    return operand.hasMissing ? Infinity : 1
  }
}
