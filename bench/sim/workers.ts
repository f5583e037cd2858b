/** Replications on one and on two warm workers. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { cpuNow } from '../measure.ts'
import { quantile } from './timing.ts'

export interface WorkerFigures {
  readonly workers: number
  readonly replications: number
  /** On the clock, of all replications; medians. */
  readonly wallMs: number
  /** CPU of one replication. */
  readonly cpuMs: number
}

/** The same replications by one worker and by two, in turns. */
export async function measureWorkers(
  products: number,
  days: number,
  replications: number,
  rounds: number,
): Promise<readonly WorkerFigures[]> {
  const workerData = { products, days }
  const crew = [0, 1].map(() => new Worker(new URL('./worker.ts', import.meta.url), { workerData }))
  try {
    const warmUp = await Promise.all(crew.map((worker) => order(worker, 0, 2)))
    void warmUp
    const figures = [1, 2].map((workers) => ({
      workers,
      wall: [] as number[],
      cpu: [] as number[],
    }))
    for (let round = 0; round < rounds; round++) {
      for (const { workers, wall, cpu } of round % 2 === 0 ? figures : figures.toReversed()) {
        const share = replications / workers
        const wallStart = performance.now()
        const cpuStart = cpuNow()
        await Promise.all(
          crew.slice(0, workers).map((worker, index) => order(worker, index * share, share)),
        )
        cpu.push((cpuNow() - cpuStart) / replications)
        wall.push(performance.now() - wallStart)
      }
    }
    return figures.map(({ workers, wall, cpu }) => ({
      workers,
      replications,
      wallMs: quantile(wall, 0.5),
      cpuMs: quantile(cpu, 0.5),
    }))
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()))
  }
}

async function order(worker: Worker, first: number, count: number): Promise<void> {
  worker.postMessage({ first, count }, [])
  await once(worker, 'message')
}
