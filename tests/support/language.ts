/** Checking and evaluating texts over the fake shop, for tests of the rule language. */
import type { Expected } from '@sandtable/rules'
import {
  checkExpression,
  type CheckedExpression,
  type ExpressionContext,
} from '../../packages/rules/src/language/checkExpression.ts'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import { fakeCatalogue, fakeShop, snapshot, type Figures } from './fakeShop.ts'

export const number: Expected = { base: 'number' }
export const bool: Expected = { base: 'bool' }
export const missing = Number.NaN

export interface Options extends Partial<ExpressionContext> {
  /** A condition unless given. */
  readonly expected?: Expected
}

export function check(
  text: string,
  { expected = bool, ...context }: Options = {},
): CheckedExpression {
  const params = new Map<string, number | string>([
    ['targetDays', 21],
    ['factor', 1.5],
    ['class', 'A'],
  ])
  return checkExpression(
    text,
    { scope: 'product', catalogue: fakeCatalogue, params, ...context },
    expected,
  )
}

/** Codes of the problems of a text. */
export function codes(text: string, options: Options = {}): string[] {
  return check(text, options).issues.map(({ code }) => code)
}

/**
 * Values of a text for every entity of the scope; `days` are the newest closed day, the one before, and so on.
 * The shop has as many products as the first column has values.
 */
export function evaluate(
  text: string,
  days: readonly Figures[],
  options: Options & { readonly event?: Readonly<Record<string, number>> } = {},
): number[] {
  const { scope = 'product', event } = options
  const { typed, issues } = check(text, { expected: number, ...options })
  if (typed === undefined) throw new Error(JSON.stringify(issues))
  const shop = fakeShop(productsOf(days[0]))
  const row = { shop, snapshot: snapshot(1, days), scope, ...(event && { payload: event }) }
  return [...shop.entities(scope).ids.keys()].map((entity) => interpret(typed, { ...row, entity }))
}

function productsOf(day: Figures | undefined): number {
  const [columns] = Object.values(day?.product ?? day?.stock ?? {})
  return columns?.length ?? 1
}

/** A day of product figures. */
export function product(figures: Readonly<Record<string, readonly number[]>>): Figures {
  return { product: figures }
}

/** Days of one product figure, newest first. */
export function series(metricId: string, newestFirst: readonly number[]): Figures[] {
  return newestFirst.map((value) => product({ [metricId]: [value] }))
}
