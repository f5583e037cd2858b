import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ExperimentPlan } from '@sandtable/sim'
import { runExperiment } from '@sandtable/api'
import { ExperimentPool } from '../../apps/api/src/runs/experimentPool.ts'
import { differenceOf, longest, reportOf } from './support/experiment.ts'
import { weeklyNote } from './support/playbooks.ts'

const plan: ExperimentPlan = {
  playbooks: [weeklyNote()],
  shop: 'fashion',
  days: 15,
  replications: 9,
  seed: 7,
}
const long: ExperimentPlan = { ...plan, ...longest }

function pool(workers: number): ExperimentPool {
  const made = new ExperimentPool(workers)
  onTestFinished(() => made.close())
  return made
}

describe('an experiment in worker threads', () => {
  it('gives the same bytes with 1, 2 and 3 workers as without any', async () => {
    const expected = reportOf(plan)
    for (const workers of [1, 2, 3]) {
      expect(differenceOf(await runExperiment(plan, { workers }), expected)).toBeUndefined()
    }
  })

  it('tells how many replications are done, up to all', async () => {
    const progress: number[] = []
    await runExperiment(plan, { workers: 2, onProgress: (done) => progress.push(done) })
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.length).toBeGreaterThan(1)
    expect(progress.at(-1)).toBe(plan.replications)
  })

  it('ends the busy thread when it is cancelled, and the pool runs the next experiment', async () => {
    const threads = pool(1)
    const controller = new AbortController()
    const reason = new Error('enough')
    const progress: number[] = []
    let exit: Promise<unknown> | undefined
    const run = threads.run(long, {
      signal: controller.signal,
      onProgress: (done) => {
        progress.push(done)
        // by then the thread works on the next chunk
        setImmediate(() => {
          const [thread] = threads.threads
          exit ??= thread === undefined ? undefined : once(thread, 'exit')
          controller.abort(reason)
        })
      },
    })
    await expect(run).rejects.toBe(reason)
    const { length } = progress
    // a thread that went on would never exit
    await exit
    expect(exit).toBeDefined()
    expect(threads.threads).toHaveLength(0)
    expect((await threads.run(plan)).replications).toBe(plan.replications)
    expect(progress).toHaveLength(length)
  })

  it('does not begin when it is cancelled beforehand', async () => {
    const threads = pool(1)
    const signal = AbortSignal.abort(new Error('never mind'))
    await expect(threads.run(plan, { signal })).rejects.toThrow('never mind')
    expect(threads.threads).toHaveLength(0)
  })

  it('fails with the reason of the worker, and the pool lives on', async () => {
    const threads = pool(2)
    await expect(threads.run({ ...plan, shop: 'bazaar' })).rejects.toThrow(/bazaar/)
    expect((await threads.run(plan)).replications).toBe(plan.replications)
  })
})
