/** Everything a shop is, day by day, for tests that compare runs to the bit. */
import type { Program } from '@sandtable/rules'
import type { Luck } from '../../packages/sim/src/luck.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { advance, fork, runHistory, type Observer } from '../../packages/sim/src/run.ts'
import type { State } from '../../packages/sim/src/state.ts'
import { idle } from '../sim/shop.ts'

export const luckOf = (seed = 42, replication = 0): Luck => ({ seed, replication })

/** The shop at the close of every day of a run. */
export function statesOf(
  model: Model,
  program: Program = idle,
  days = 12,
  luck: Luck = luckOf(),
  observer: Observer = {},
): State[] {
  const states: State[] = []
  const past = runHistory(model, luck, program.historyNeeds)
  const run = fork(past, program, {
    ...observer,
    onClose: (view) => {
      states.push(structuredClone(view.state))
      observer.onClose?.(view)
    },
  })
  advance(run, days)
  return states
}

/** Paths at which two values differ, with both; at most `most`. Numbers are equal when their bits are. */
export function differences(
  left: unknown,
  right: unknown,
  ignore: (path: string) => boolean = () => false,
  most = 6,
): string[] {
  const found: string[] = []
  compare(left, right, '', ignore, found, most)
  return found
}

function compare(
  left: unknown,
  right: unknown,
  path: string,
  ignore: (path: string) => boolean,
  found: string[],
  most: number,
): void {
  if (found.length >= most || Object.is(left, right) || ignore(path)) return
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    found.push(`${path}: ${String(left)} ≠ ${String(right)}`)
    return
  }
  if (ArrayBuffer.isView(left) && ArrayBuffer.isView(right)) {
    const [a, b] = [left as Float64Array, right as Float64Array]
    if (a.length !== b.length) {
      found.push(`${path}.length: ${a.length} ≠ ${b.length}`)
      return
    }
    for (let i = 0; i < a.length; i++) {
      if (Object.is(a[i], b[i])) continue
      found.push(`${path}[${i}]: ${a[i]} ≠ ${b[i]}`)
      return
    }
    return
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const step = path === '' ? key : `${path}.${key}`
    compare(
      (left as Record<string, unknown>)[key],
      (right as Record<string, unknown>)[key],
      step,
      ignore,
      found,
      most,
    )
  }
}

/** Multiplies the number of runs of every property; `SANDTABLE_FUZZ=20` for a long search. */
export const fuzzFactor = Math.max(1, Number(process.env['SANDTABLE_FUZZ'] ?? 1))

/** Deterministic settings of a property; another seed by `SANDTABLE_SEED`. */
export function runs(numRuns: number): { numRuns: number; seed: number; endOnFailure: boolean } {
  const seed = Number(process.env['SANDTABLE_SEED'] ?? 20260302)
  return { numRuns: numRuns * fuzzFactor, seed, endOnFailure: false }
}
