/**
 * The history of twelve fields and the replay of one product. The goals: at most + 20 % time, 50 bytes per
 * product-day, 2 ms for 365 days of one product, the same bits. They are measured from here as soon as the
 * product has them; until then the benchmark says that it has not.
 */
import { existsSync } from 'node:fs'

export interface PlannedFeature {
  readonly id: string
  readonly state: 'notBuilt' | 'notConnected'
}

const planned = [
  { id: 'historyOf12Fields', file: 'recorder.ts' },
  { id: 'replayOfOneProduct', file: 'replayProduct.ts' },
] as const

/** `notConnected`: its file is there, and this benchmark must be taught to measure it. */
export function plannedFeatures(): readonly PlannedFeature[] {
  return planned.map(({ id, file }) => ({
    id,
    state: existsSync(new URL(`../../packages/sim/src/${file}`, import.meta.url))
      ? 'notConnected'
      : 'notBuilt',
  }))
}
