/** A worker that runs replications when it is told to: {first, count} in, milliseconds of nothing else out. */
import { parentPort, workerData } from 'node:worker_threads'
import { runArms } from '../../packages/sim/src/experiment/replication.ts'
import { planReport } from '../../packages/sim/src/experiment/series.ts'
import { programOf, twentyRules } from './rules.ts'
import { fullModel } from './shops.ts'

const { products, days } = workerData as { products: number; days: number }
const model = fullModel(products)
const arms = {
  model,
  reportPlan: planReport(model),
  days,
  seed: 42,
  baseline: programOf([]),
  playbook: programOf(twentyRules),
}

parentPort!.on('message', ({ first, count }: { first: number; count: number }) => {
  for (let replication = first; replication < first + count; replication++) {
    runArms(arms, replication)
  }
  parentPort!.postMessage('done', [])
})
