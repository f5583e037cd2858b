/** Number expressions as sums of products of figures, so that equal ones are recognised however they are written. */
import type { Typed } from '../language/typed.ts'
import type { ScopeId } from '../scopes.ts'
import {
  hull,
  interval,
  points,
  productOf,
  scaled,
  sumOf,
  type Interval,
  type ValueSet,
} from './valueSet.ts'

/** Something whose value is not taken apart further: a figure, a window, a quotient's divisor, `floor(x)` … */
export interface Leaf {
  /** Equal for equal expressions. */
  readonly key: string
  readonly typed: Typed
  /** What its value may be at all, as far as that is known. */
  readonly domain: ValueSet
  /** Scopes of the figures in it. */
  readonly scopes: ReadonlySet<ScopeId>
  /** True when its value follows from other figures, as that of `floor(x)` does. */
  readonly isDerived: boolean
  /** True when a witness must give it a whole number. */
  readonly isWhole: boolean
}

const choicePrefix = 'port of '

/** Which port of a node an entity leaves by, as a figure. */
export function choiceLeaf(nodeId: string, scope: ScopeId, ports: number): Leaf {
  const metricId = choicePrefix + nodeId
  return {
    key: `${scope}.${metricId}`,
    typed: { op: 'column', scope, metricId },
    domain: points(Array.from({ length: ports }, (_, place) => place)),
    scopes: new Set([scope]),
    isDerived: false,
    isWhole: true,
  }
}

export function isChoice({ typed }: Leaf): boolean {
  return typed.op === 'column' && typed.metricId.startsWith(choicePrefix)
}

export interface Term {
  readonly coefficient: number
  /** By key; one leaf may be there twice. */
  readonly factors: readonly Leaf[]
}

export interface Polynomial {
  readonly constant: number
  /** By the keys of their factors. */
  readonly terms: ReadonlyMap<string, Term>
}

/** Longer sums and products are not taken apart. */
const mostTerms = 32

export function constantPolynomial(constant: number): Polynomial {
  return { constant, terms: new Map() }
}

export function leafPolynomial(leaf: Leaf): Polynomial {
  return { constant: 0, terms: new Map([[leaf.key, { coefficient: 1, factors: [leaf] }]]) }
}

export function isConstant({ terms }: Polynomial): boolean {
  return terms.size === 0
}

/** `a + factor * b`; undefined when it would have too many terms. */
export function added(a: Polynomial, b: Polynomial, factor: number): Polynomial | undefined {
  const terms = new Map(a.terms)
  for (const [key, { coefficient, factors }] of b.terms)
    addTerm(terms, key, factor * coefficient, factors)
  if (terms.size > mostTerms) return undefined
  return { constant: a.constant + factor * b.constant, terms }
}

/** `a * b`; undefined when it would have too many terms. */
export function multiplied(a: Polynomial, b: Polynomial): Polynomial | undefined {
  if ((a.terms.size + 1) * (b.terms.size + 1) > mostTerms) return undefined
  const terms = new Map<string, Term>()
  const all = (of: Polynomial): readonly Term[] => [
    ...of.terms.values(),
    { coefficient: of.constant, factors: [] },
  ]
  for (const left of all(a)) {
    for (const right of all(b)) {
      const factors = [...left.factors, ...right.factors].toSorted((x, y) =>
        x.key < y.key ? -1 : 1,
      )
      if (factors.length === 0) continue
      const key = factors.map((leaf) => leaf.key).join(' * ')
      addTerm(terms, key, left.coefficient * right.coefficient, factors)
    }
  }
  return { constant: a.constant * b.constant, terms }
}

/** Every coefficient divided by a number other than 0. */
export function divided({ constant, terms }: Polynomial, divisor: number): Polynomial {
  return {
    constant: constant / divisor,
    terms: new Map(
      [...terms].map(([key, { coefficient, factors }]) => [
        key,
        { coefficient: coefficient / divisor, factors },
      ]),
    ),
  }
}

function addTerm(
  terms: Map<string, Term>,
  key: string,
  coefficient: number,
  factors: readonly Leaf[],
): void {
  const sum = (terms.get(key)?.coefficient ?? 0) + coefficient
  if (sum === 0) terms.delete(key)
  else terms.set(key, { coefficient: sum, factors })
}

/** What a term may be, without its coefficient; `rangeOf` says what a single leaf may be. */
export function rangeOfFactors(
  factors: readonly Leaf[],
  rangeOf: (leaf: Leaf) => Interval,
): Interval {
  return factors.map(rangeOf).reduce((a, b) => productOf(a, b))
}

/** What a polynomial may be. */
export function rangeOfPolynomial(
  { constant, terms }: Polynomial,
  rangeOf: (leaf: Leaf) => Interval = domainRange,
): Interval {
  let sum = interval(constant, constant)
  for (const { coefficient, factors } of terms.values())
    sum = sumOf(sum, scaled(rangeOfFactors(factors, rangeOf), coefficient))
  return sum
}

/** The range of a leaf when nothing else is known. */
export function domainRange(leaf: Leaf): Interval {
  return hull(leaf.domain)
}

/** Every leaf of a polynomial, once. */
export function leavesOf({ terms }: Polynomial): readonly Leaf[] {
  return [...new Set([...terms.values()].flatMap(({ factors }) => factors))]
}
