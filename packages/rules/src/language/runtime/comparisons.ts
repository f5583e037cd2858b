/** Comparisons of numbers: the truths that most conditions are made of. */
import type { ComparisonOperator } from '../ast.ts'
import { Combine, Constant, safeBound } from './computedNumbers.ts'
import type { Comparison } from './kernels.ts'
import { nor, unite } from './logic.ts'
import type { NumberNode } from './numberNode.ts'
import { TruthNode } from './truthNode.ts'

/** By the cheapest loop that fits: with a constant, with a multiple of a number, with a number. */
export function compareNumbers(
  operator: ComparisonOperator,
  left: NumberNode,
  right: NumberNode,
): TruthNode {
  if (right instanceof Constant) return new ConstantComparison(operator, left, right.value)
  if (left instanceof Constant)
    return new ConstantComparison(exchanged[operator], right, left.value)
  if (factorOf(right) !== undefined) return new ScaledComparison(operator, left, right as Combine)
  if (factorOf(left) !== undefined) {
    return new ScaledComparison(exchanged[operator], right, left as Combine)
  }
  return new NumberComparison(operator, left, right)
}

/** a < b is b > a. */
const exchanged: Record<ComparisonOperator, ComparisonOperator> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}
/** `!=` is the inverse of `==` where both sides are there. */
const loops: Record<ComparisonOperator, Comparison> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '==': '==',
  '!=': '==',
}
const columnLoops: Record<ComparisonOperator, readonly ['<' | '<=' | '==', isExchanged: boolean]> =
  {
    '<': ['<', false],
    '<=': ['<=', false],
    '>': ['<', true],
    '>=': ['<=', true],
    '==': ['==', false],
    '!=': ['==', false],
  }

/** The constant of a product with one, and the other side. */
function factorOf(node: NumberNode): readonly [Constant, NumberNode] | undefined {
  if (!(node instanceof Combine) || node.combination !== '*') return undefined
  if (node.left instanceof Constant) return [node.left, node.right]
  return node.right instanceof Constant ? [node.right, node.left] : undefined
}

abstract class ComparisonNode extends TruthNode {
  readonly operator: ComparisonOperator

  /** `leastDepth` counts the scratch blocks that the comparison itself works in. */
  constructor(operator: ComparisonOperator, operands: readonly NumberNode[], leastDepth = 1) {
    const inner = 1 + Math.max(...operands.map((operand, slot) => slot + operand.depth))
    const depth = Math.max(leastDepth, inner)
    const cost = operands.reduce((sum, operand) => sum + operand.depth, 1)
    super(operands[0]!.site, depth, cost, operands)
    this.operator = operator
  }

  /** Compares two numbers that have been evaluated at `slot` and behind it. */
  protected compareEvaluated(
    left: NumberNode,
    right: NumberNode,
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const { kernels, words } = this.site.arena
    const [loop, isExchanged] = columnLoops[this.operator]
    const a = isExchanged ? right : left
    const b = isExchanged ? left : right
    kernels.compareColumns[loop](a.array, a.at, b.array, b.at, words, trueTo, rows)
    return this.conclude(left, right, block, rows, slot, trueTo, missingTo)
  }

  /**
   * The loop gave 0 where a side is missing: tells those rows from the false ones, and inverts `==` for `!=`.
   * Returns whether any row may be missing.
   */
  protected conclude(
    left: NumberNode,
    right: NumberNode | undefined,
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const { arena, scratch } = this.site
    const { words } = arena
    const count = (rows + 31) >>> 5
    const leftMay = left.bound === Infinity
    const rightMay = right !== undefined && right.bound === Infinity
    if (leftMay) {
      const at = left.missingAt(block, rows, missingTo)
      if (at !== missingTo) unite(words, at, at, missingTo, count)
    }
    if (rightMay) {
      const at = right.missingAt(block, rows, scratch.missingAt(slot + 1))
      unite(words, leftMay ? missingTo : at, at, missingTo, count)
    }
    const hasMissing = leftMay || rightMay
    if (this.operator === '!=') {
      nor(words, trueTo, hasMissing ? missingTo : scratch.zeros, trueTo, count)
    }
    return hasMissing
  }
}

/** A number against a constant. */
class ConstantComparison extends ComparisonNode {
  readonly #operand: NumberNode
  readonly #constant: number

  constructor(operator: ComparisonOperator, operand: NumberNode, constant: number) {
    super(operator, [operand])
    this.#operand = operand
    this.#constant = constant
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
    const { kernels, words } = this.site.arena
    const loop = kernels.compareConstant[loops[this.operator]]
    loop(operand.array, operand.at, this.#constant, words, trueTo, rows)
    return this.conclude(operand, undefined, block, rows, slot, trueTo, missingTo)
  }
}

/** A number against another. */
class NumberComparison extends ComparisonNode {
  readonly #left: NumberNode
  readonly #right: NumberNode

  constructor(operator: ComparisonOperator, left: NumberNode, right: NumberNode) {
    super(operator, [left, right])
    this.#left = left
    this.#right = right
  }

  protected compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    this.#left.evaluate(block, slot)
    this.#right.evaluate(block, slot + 1)
    return this.compareEvaluated(this.#left, this.#right, block, rows, slot, trueTo, missingTo)
  }
}

/** A number against a multiple of another, without a block for the product. */
class ScaledComparison extends ComparisonNode {
  readonly #left: NumberNode
  readonly #product: Combine
  readonly #factor: number
  readonly #right: NumberNode

  constructor(operator: ComparisonOperator, left: NumberNode, product: Combine) {
    super(operator, [left, product])
    const [constant, right] = factorOf(product)!
    this.#left = left
    this.#product = product
    this.#factor = constant.value
    this.#right = right
  }

  protected compute(
    block: number,
    rows: number,
    slot: number,
    trueTo: number,
    missingTo: number,
  ): boolean {
    const [left, right, factor] = [this.#left, this.#right, this.#factor]
    left.evaluate(block, slot)
    right.evaluate(block, slot + 1)
    if (!(right.bound * Math.abs(factor) <= safeBound)) {
      // a product that is not finite is missing: the way over the product finds that out
      this.#product.evaluate(block, slot + 1)
      return this.compareEvaluated(left, this.#product, block, rows, slot, trueTo, missingTo)
    }
    const { kernels, words } = this.site.arena
    const loop = kernels.compareScaled[loops[this.operator]]
    loop(left.array, left.at, right.array, right.at, factor, words, trueTo, rows)
    return this.conclude(left, right, block, rows, slot, trueTo, missingTo)
  }
}

/** A number among several constants. */
export class OneOf extends ComparisonNode {
  readonly #operand: NumberNode
  readonly #values: readonly number[]

  constructor(operand: NumberNode, values: readonly number[]) {
    // one for what has been found, one for what equals the next value
    super('==', [operand], 2)
    this.#operand = operand
    this.#values = values
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
    const { arena, scratch } = this.site
    const { kernels, words } = arena
    const equal = scratch.trueAt(slot + 1)
    const count = (rows + 31) >>> 5
    words.fill(0, trueTo, trueTo + count)
    for (const value of this.#values) {
      kernels.compareConstant['=='](operand.array, operand.at, value, words, equal, rows)
      unite(words, trueTo, equal, trueTo, count)
    }
    return this.conclude(operand, undefined, block, rows, slot, trueTo, missingTo)
  }
}
