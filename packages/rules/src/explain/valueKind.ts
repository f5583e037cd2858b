/** What the values of a typed expression are: how to write them and how to measure a distance. */
import { metricsOfScope } from '../catalogueIndex.ts'
import type { Range } from '../language/ast.ts'
import { windowFunctions } from '../language/functions.ts'
import type { Typed, ValueType } from '../language/typed.ts'
import type { Catalogue, ValueInfo } from '../shop.ts'
import { unitOfId, unitOfProduct, unitOfQuotient, type Unit } from '../units.ts'
import type { PlainValue } from './explanation.ts'

export type ValueKind =
  | { readonly base: 'number'; readonly unit: Unit }
  | { readonly base: 'bool' }
  | { readonly base: 'enum'; readonly values: readonly string[] }

/** What an expression was typed against. */
export interface KindContext {
  readonly text: string
  readonly catalogue: Catalogue
  readonly payload?: Readonly<Record<string, ValueInfo>>
}

const bool: ValueKind = { base: 'bool' }
const plainNumber: ValueKind = { base: 'number', unit: 'none' }

/** The kind of an expression's values, as the checker found it (SPEC U). */
export function kindOf(typed: Typed, context: KindContext): ValueKind {
  switch (typed.op) {
    case 'constant': {
      const name = parameterAt(context.text, typed.range)
      if (name !== undefined) return { base: 'number', unit: unitOfId(name) }
      // `true`, or a test of a choice parameter, which has one outcome for all
      return /^[-\d.\s]/.test(sliceOf(context.text, typed.range)) ? plainNumber : bool
    }
    case 'column':
      return kindOfInfo(metricsOfScope(context.catalogue, typed.scope).get(typed.metricId))
    case 'payload':
      return kindOfInfo(context.payload?.[typed.field])
    case 'arithmetic': {
      const [left, right] = [unitOf(typed.left, context), unitOf(typed.right, context)]
      if (typed.operator === '*') return { base: 'number', unit: unitOfProduct(left, right) }
      if (typed.operator === '/') return { base: 'number', unit: unitOfQuotient(left, right) }
      return { base: 'number', unit: left === 'none' ? right : left }
    }
    case 'compare':
    case 'oneOf':
    case 'idTest':
    case 'and':
    case 'or':
    case 'not':
    case 'has':
      return bool
    case 'orValue':
      return firstOf([typed.operand, typed.fallback], context)
    case 'conditional':
      return firstOf([typed.whenTrue, typed.whenFalse], context)
    case 'scalar':
      return firstOf(typed.args, context)
    case 'window':
      return windowFunctions[typed.name].unit === 'none'
        ? plainNumber
        : kindOf(typed.operand, context)
    case 'aggregate':
      return typed.name === 'count' ? plainNumber : kindOf(typed.operand, context)
  }
}

/** The unit of a number expression; `none` of any other. */
export function unitOf(typed: Typed, context: KindContext): Unit {
  const kind = kindOf(typed, context)
  return kind.base === 'number' ? kind.unit : 'none'
}

/** The first that has a unit, as plain numbers agree with every unit. */
function firstOf(parts: readonly Typed[], context: KindContext): ValueKind {
  const kinds = parts.map((part) => kindOf(part, context))
  return (
    kinds.find((kind) => kind.base !== 'number' || kind.unit !== 'none') ?? kinds[0] ?? plainNumber
  )
}

function kindOfInfo(info: ValueInfo | undefined): ValueKind {
  if (info === undefined) return plainNumber
  if (info.type === 'number') return { base: 'number', unit: info.unit }
  return info.type === 'bool' ? bool : { base: 'enum', values: info.values ?? [] }
}

/** The name of the parameter that stands at this place of the text. */
export function parameterAt(text: string, range: Range | undefined): string | undefined {
  return /^-?\s*params\.([A-Za-z][A-Za-z0-9]*)$/.exec(sliceOf(text, range))?.[1]
}

export function sliceOf(text: string, range: Range | undefined): string {
  return range === undefined ? '' : text.slice(range.start, range.end)
}

/** A stored value (bools 0 and 1, enums by code, NaN missing) as people read it. */
export function plainValue(value: number, kind: ValueKind | ValueType): PlainValue {
  if (Number.isNaN(value)) return null
  if (kind.base === 'bool') return value === 1
  return kind.base === 'enum' ? (kind.values[value] ?? null) : value
}

/** A stored figure as people read it. */
export function plainFigure(value: number, info: ValueInfo): PlainValue {
  return plainValue(value, kindOfInfo(info))
}
