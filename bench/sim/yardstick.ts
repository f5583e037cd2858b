/**
 * How fast this machine is right now: a fixed piece of arithmetic, a copy of the keyed draw of 52 bits as it stood in
 * 2026-11, so that changes of the product do not move the yardstick.
 */
import type { Course } from './timing.ts'

/** What a draw took on an idle 3.6 GHz core. */
export const referenceDrawNs = 3

const draws = 4_000_000
const columnLength = 4096
const column = new Float64Array(columnLength)

export const yardstick: Course = {
  productDays: draws,
  prepare: () => () => {
    for (let day = 0; day < draws / columnLength; day++) fill(day, Math.imul(day, 0x9e3779b9))
  },
}

function fill(first: number, second: number): void {
  for (let i = 0; i < columnLength; i++) {
    const high = word(i, first, second) >>> 0
    const low = word(i ^ 0x6a09e667, first, second) >>> 12
    column[i] = (high * 1048576 + low + 0.5) * 2.220446049250313e-16
  }
}

function word(counter: number, first: number, second: number): number {
  let x = counter ^ first
  x ^= x >>> 17
  x = Math.imul(x, 0xed5ad4bb)
  x ^= x >>> 11
  x = Math.imul(x + second, 0xac4c1b51)
  x ^= x >>> 15
  x = Math.imul(x, 0x31848bab)
  return x ^ (x >>> 14)
}
