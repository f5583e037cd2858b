/**
 * An oracle for the evaluators of the rule language: a plain recursive evaluation of one entity of a plain shop,
 * written from SPEC.md and without any code of the rule package. Missing is undefined.
 */
import type { ScopeId } from '@sandtable/rules'
import type { Typed } from '../../packages/rules/src/language/typed.ts'
import type { PlainEntity, PlainShop, Value } from './plainShop.ts'

/** Whose figures are read: at the review, or at the close of a day. */
export interface Place {
  readonly shop: PlainShop
  readonly scope: ScopeId
  readonly entity: PlainEntity
  readonly payload?: Readonly<Record<string, Value>>
  readonly daysAgo?: number
}

const finite = (value: number): Value => (Number.isFinite(value) ? value : undefined)
const truth = (is: boolean): Value => (is ? 1 : 0)

export function evaluate(typed: Typed, place: Place): Value {
  const go = (node: Typed): Value => evaluate(node, place)
  switch (typed.op) {
    case 'constant':
      return typed.value
    case 'column':
      return figure(ownerOf(place, typed.scope), typed.metricId, place.daysAgo)
    case 'payload':
      return place.payload?.[typed.field]
    case 'idTest':
      return truth(isIdMet(ownerOf(place, typed.scope).id, typed.test, typed.values))
    case 'has':
      return truth(go(typed.operand) !== undefined)
    case 'orValue':
      return go(typed.operand) ?? go(typed.fallback)
    case 'not': {
      const value = go(typed.operand)
      return value === undefined ? undefined : truth(value === 0)
    }
    case 'and':
    case 'or': {
      const decisive = typed.op === 'and' ? 0 : 1
      const sides = [go(typed.left), go(typed.right)]
      if (sides.includes(decisive)) return decisive
      return sides.includes(undefined) ? undefined : 1 - decisive
    }
    case 'oneOf': {
      const value = go(typed.operand)
      return value === undefined ? undefined : truth(typed.values.some((one) => one === value))
    }
    case 'conditional': {
      const test = go(typed.condition)
      return test === undefined ? undefined : test === 1 ? go(typed.whenTrue) : go(typed.whenFalse)
    }
    case 'arithmetic':
    case 'compare': {
      const left = go(typed.left)
      const right = go(typed.right)
      if (left === undefined || right === undefined) return undefined
      if (typed.op === 'compare') return truth(compare(typed.operator, left, right))
      if (typed.operator === '+') return finite(left + right)
      if (typed.operator === '-') return finite(left - right)
      return finite(typed.operator === '*' ? left * right : left / right)
    }
    case 'scalar': {
      const args = typed.args.map(go)
      return args.includes(undefined) ? undefined : scalar(typed.name, args as number[])
    }
    case 'window':
      return window(typed, place)
    case 'aggregate':
      return aggregate(typed, place)
  }
}

/** The entity of a scope that an entity is, or belongs to. */
function ownerOf({ shop, scope, entity }: Place, wanted: ScopeId): PlainEntity {
  if (wanted === scope) return entity
  return shop.entities[wanted]!.find(({ id }) => id === entity.parents[wanted])!
}

function figure(entity: PlainEntity, metricId: string, daysAgo: number | undefined): Value {
  return daysAgo === undefined ? entity.now[metricId] : entity.closes[daysAgo]?.[metricId]
}

function isIdMet(id: string, test: string, texts: readonly string[]): boolean {
  if (test === 'equals') return texts.some((text) => text === id)
  if (test === 'startsWith') return texts.some((text) => id.slice(0, text.length) === text)
  return texts.some((text) => id.indexOf(text) >= 0)
}

function compare(operator: string, left: number, right: number): boolean {
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (operator === '<') return left < right
  if (operator === '<=') return !(right < left)
  return operator === '>' ? right < left : !(left < right)
}

function scalar(name: string, args: readonly number[]): number {
  const [x, low, high] = args as [number, number, number]
  if (name === 'abs') return x < 0 ? -x : x
  if (name === 'floor') return Math.floor(x)
  if (name === 'ceil') return -Math.floor(-x)
  if (name === 'round') return Math.floor(x + 0.5)
  if (name === 'clamp') {
    const raised = x < low ? low : x
    return raised > high ? high : raised
  }
  const sorted = args.toSorted((a, b) => a - b)
  return name === 'min' ? sorted[0]! : sorted.at(-1)!
}

/** SPEC W. */
function window(typed: Typed & { op: 'window' }, place: Place): Value {
  const { name, operand, days, offsetDays, minSamples } = typed
  const at = (daysAgo: number): Value =>
    daysAgo >= place.shop.closedDays ? undefined : evaluate(operand, { ...place, daysAgo })
  if (name === 'lag') return at(days)
  if (name === 'falling' || name === 'rising') return streak(at, name)

  // newest first; the z-score sets the newest day apart
  const read = Array.from({ length: name === 'zscore' ? days + 1 : days }, (_, back) =>
    at(offsetDays + back),
  )
  const base = name === 'zscore' ? read.slice(1) : read
  const samples = base.filter((value) => value !== undefined)
  if (minSamples === undefined && read.includes(undefined)) return undefined
  if (minSamples !== undefined && samples.length < minSamples) return undefined

  const oldestFirst = samples.toReversed()
  const total = sum(oldestFirst)
  switch (name) {
    case 'sum':
    case 'count':
      return finite(total)
    case 'mean':
      return finite(total / samples.length)
    case 'min':
      return finite(oldestFirst.reduce((least, value) => (value < least ? value : least)))
    case 'max':
      return finite(oldestFirst.reduce((most, value) => (value > most ? value : most)))
    case 'slope':
      return slope(base.toReversed())
    case 'zscore':
      return zscore(read[0], oldestFirst)
    case 'ewma':
      return ewma(base.toReversed())
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** SPEC W8. */
function streak(at: (daysAgo: number) => Value, name: 'falling' | 'rising'): Value {
  const newest = at(0)
  if (newest === undefined) return undefined
  const isStep = (newer: number, older: number) =>
    name === 'falling' ? newer < older : newer > older
  let newer = newest
  for (let run = 0; run < 28; run++) {
    const older = at(run + 1)
    if (older === undefined || !isStep(newer, older)) return run
    newer = older
  }
  return 28
}

/** SPEC W6, of values oldest first. */
function slope(values: readonly Value[]): Value {
  const points = values.flatMap((x, i) => (x === undefined ? [] : [{ i, x }]))
  const r = points[0]!.x
  const middle = sum(points.map(({ i }) => i)) / points.length
  const above = sum(points.map(({ i, x }) => (i - middle) * (x - r)))
  const below = sum(points.map(({ i }) => (i - middle) * (i - middle)))
  return finite(above / below)
}

/** SPEC W7. */
function zscore(newest: Value, before: readonly number[]): Value {
  if (newest === undefined) return undefined
  const r = before[0]!
  const mean = sum(before.map((x) => x - r)) / before.length
  const deviation = Math.sqrt(sum(before.map((x) => square(x - r - mean))) / before.length)
  if (deviation === 0 || finite(deviation) === undefined) return undefined
  return finite((newest - r - mean) / deviation)
}

const square = (x: number): number => x * x

/** SPEC W9, of values oldest first. */
function ewma(values: readonly Value[]): Value {
  const n = values.length
  const decay = (n - 1) / (n + 1)
  const r = values.find((x) => x !== undefined)!
  let weighted = 0
  let weights = 0
  for (const x of values) {
    weighted = weighted * decay + (x === undefined ? 0 : x - r)
    weights = weights * decay + (x === undefined ? 0 : 1)
  }
  return finite(r + weighted / weights)
}

/** SPEC L8. */
function aggregate(typed: Typed & { op: 'aggregate' }, place: Place): Value {
  const { name, scope, of, operand } = typed
  const owner = ownerOf(place, of)
  const members = (place.shop.entities[scope] ?? [])
    .filter(({ parents }) => parents[of] === owner.id)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (members.length === 0) return name === 'sum' || name === 'count' ? 0 : undefined
  const values = members
    .map((entity) => evaluate(operand, { ...place, scope, entity }))
    .filter((value) => value !== undefined)
  if (values.length === 0) return undefined
  const total = sum(values)
  if (name === 'sum' || name === 'count') return finite(total)
  if (name === 'mean') return finite(total / values.length)
  return finite(scalar(name, values))
}
