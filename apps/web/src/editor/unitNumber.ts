/** Between the number in the file and the one in the input: cents ⇄ ¥, ratio ⇄ %. */
import type { Unit } from '@sandtable/rules'
import { displayScale } from '@sandtable/rules'

/** Digits that survive both ways without showing the error of binary fractions. */
const significantDigits = 12

function round(value: number): number {
  return Number(value.toPrecision(significantDigits))
}

export function toDisplay(value: number, unit: Unit): string {
  return String(round(value * displayScale(unit)))
}

/** Undefined for an empty or unreadable text. */
export function fromDisplay(text: string, unit: Unit): number | undefined {
  if (text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? round(value / displayScale(unit)) : undefined
}

/** What a file can hold in a place, in the unit of the file. */
export interface NumberRules {
  readonly min?: number
  readonly max?: number
  readonly isInteger?: boolean
  readonly isRequired?: boolean
}

/** A key of `t.numberProblems`. */
export type NumberProblem = 'unreadable' | 'missing' | 'whole' | 'atLeast' | 'atMost' | 'between'

/** The number that a text means, or why it cannot be used; `isBad` when the browser could not read it. */
export function readNumber(
  text: string,
  isBad: boolean,
  unit: Unit,
  { min, max, isInteger = false, isRequired = false }: NumberRules,
): { readonly value?: number; readonly problem?: NumberProblem } {
  const value = fromDisplay(text, unit)
  if (isBad || (value === undefined && text.trim() !== '')) return { problem: 'unreadable' }
  if (value === undefined) return isRequired ? { problem: 'missing' } : {}
  if (isInteger && !Number.isInteger(value)) return { problem: 'whole' }
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return { value }
  return {
    problem: min === undefined ? 'atMost' : max === undefined ? 'atLeast' : 'between',
  }
}
