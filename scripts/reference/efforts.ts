/** How much is simulated: all of it, or a part that a test run can afford. */
import type { Effort } from './families.ts'

export const efforts: Readonly<Record<'full' | 'thin', Omit<Effort, 'seed'>>> = {
  full: { days: 1_000, replications: 30, shortReplications: 1_250 },
  thin: { days: 20, replications: 30, shortReplications: 20 },
}
