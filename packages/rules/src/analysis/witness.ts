/**
 * An example for which a formula holds: figures that make it true, found by choosing round numbers from a box and
 * mending the sums, and then proved by evaluating the whole formula. What is claimed to be possible has one.
 */
import type { Typed } from '../language/typed.ts'
import { holds, valueOfPolynomial, type Valuation } from './evaluate.ts'
import { figureKey, figuresIn } from './expressions.ts'
import type { Formula } from './formula.ts'
import { isChoice, type Leaf } from './polynomial.ts'
import { findBox, type Box, type Constraint } from './solve.ts'
import { contains, samples } from './valueSet.ts'

/** Boxes looked into, and rounds of mending in each. */
const mostBoxes = 40
const mostRounds = 12

/** Gives the figure that an expression is taken as. */
export type FigureOf = (typed: Typed) => Leaf

/** Figures for which the formula holds; undefined when none were found, which proves nothing. */
export function findWitness(formula: Formula, figureOf: FigureOf): Valuation | undefined {
  const figures = new Map<string, Leaf>()
  collectFigures(formula, (typed) => {
    const leaf = figureOf(typed)
    figures.set(leaf.key, leaf)
  })
  // several nodes that choose by ways unknown to us may choose alike
  if ([...figures.values()].filter(isChoice).length > 1) return undefined
  let found: Valuation | undefined
  let boxes = 0
  findBox(formula, (box) => {
    const valuation = new Filling(box, figures).filled()
    if (holds(formula, valuation)) found = valuation
    return found !== undefined || ++boxes === mostBoxes
  })
  return found
}

/** Every figure that a formula depends on, those inside `floor(x)` and the like included. */
function collectFigures(formula: Formula, collect: (figure: Typed) => void): void {
  if (formula.op === 'and' || formula.op === 'or')
    for (const part of formula.parts) collectFigures(part, collect)
  else if (formula.op === 'in')
    for (const { typed } of formula.form.leaves) figuresIn(typed).forEach(collect)
  else if (formula.op === 'present' || formula.op === 'missing')
    figuresIn(formula.leaf.typed).forEach(collect)
}

/** Values chosen for the figures of a box. */
class Filling {
  readonly #figures: ReadonlyMap<string, Leaf>
  readonly #constraints: readonly Constraint[]
  /** What each figure may be, best first; nothing when it is missing. */
  readonly #choices: ReadonlyMap<string, readonly number[]>
  readonly #values: Map<string, number>

  constructor(box: Box, figures: ReadonlyMap<string, Leaf>) {
    this.#figures = figures
    this.#constraints = [...box.values.values()]
    this.#choices = new Map([...figures].map(([key, leaf]) => [key, choicesOf(leaf, box)]))
    this.#values = new Map(
      [...this.#choices].map(([key, choices]) => [key, choices[0] ?? Number.NaN]),
    )
  }

  /** The values, after mending the sums that are outside their sets. */
  filled(): Valuation {
    for (let round = 0; round < mostRounds; round++) {
      const broken = this.#constraints.find((constraint) => !this.#isMet(constraint))
      if (broken === undefined) break
      this.#mend(broken)
    }
    return this.#values
  }

  #isMet({ form, set }: Constraint): boolean {
    return contains(set, valueOfPolynomial(form.polynomial, this.#values))
  }

  /** Moves the figure of a sum that brings it into its set and breaks as few others as can be. */
  #mend(constraint: Constraint): void {
    const keys = constraint.form.leaves.flatMap(({ typed }) => figuresIn(typed)).map(figureKey)
    let best: { readonly key: string; readonly value: number; readonly broken: number } | undefined
    for (const key of new Set(keys)) {
      const before = this.#values.get(key)!
      for (const value of [...this.#neededValues(constraint, key), ...this.#choices.get(key)!]) {
        if (value === before || !this.#mayBe(key, value)) continue
        this.#values.set(key, value)
        const broken = this.#constraints.filter((other) => !this.#isMet(other)).length
        if (best === undefined || broken < best.broken) best = { key, value, broken }
      }
      this.#values.set(key, before)
    }
    if (best !== undefined) this.#values.set(best.key, best.value)
  }

  /** What the figure would have to be for the sum to be in its set, the others staying as they are. */
  #neededValues({ form, set }: Constraint, key: string): readonly number[] {
    const before = this.#values.get(key)!
    const sum = valueOfPolynomial(form.polynomial, this.#values)
    this.#values.set(key, before + 1)
    const slope = valueOfPolynomial(form.polynomial, this.#values) - sum
    this.#values.set(key, before)
    if (!Number.isFinite(slope) || slope === 0) return []
    return samples(set).flatMap((target) => {
      const value = before + (target - sum) / slope
      return [value, Math.floor(value), Math.ceil(value)]
    })
  }

  #mayBe(key: string, value: number): boolean {
    const { domain, isWhole } = this.#figures.get(key)!
    return contains(domain, value) && (!isWhole || Number.isInteger(value))
  }
}

function choicesOf(leaf: Leaf, { presence, values }: Box): readonly number[] {
  if (presence.get(leaf.key) === false) return []
  const all = samples(values.get(`1 ${leaf.key}`)?.set ?? leaf.domain)
  const whole = all.filter((value) => Number.isInteger(value))
  return leaf.isWhole ? whole : [...whole, ...all.filter((value) => !Number.isInteger(value))]
}
