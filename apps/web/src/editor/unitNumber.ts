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
