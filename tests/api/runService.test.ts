/** The life of a run with an experiment that the test ends by hand. */
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Report } from '@sandtable/sim'
import { openDatabase } from '../../apps/api/src/db/open.ts'
import { PackLibrary } from '../../apps/api/src/packLibrary.ts'
import { PlaybookLibrary } from '../../apps/api/src/playbookLibrary.ts'
import type { ExperimentOptions } from '../../apps/api/src/runs/experimentPool.ts'
import { runBudgetMinutes } from '../../apps/api/src/runs/liveRun.ts'
import { RunService } from '../../apps/api/src/runs/runService.ts'
import { createSqliteStore } from '../../apps/api/src/store/sqliteStore.ts'
import { weeklyNote } from './support/playbooks.ts'
import { temporaryFolder } from './support/server.ts'

afterEach(() => void vi.useRealTimers())

const request = {
  playbookId: 'pb_note',
  revision: 1,
  shop: 'fashion',
  days: 9,
  replications: 4,
  seed: 1,
}
const report = { format: 'report/1' } as unknown as Report

/** `experiments` holds what the service runs, in order, each to be ended by the test. */
async function service() {
  const database = openDatabase(join(await temporaryFolder(), 'test.db'))
  onTestFinished(() => database.close())
  const store = createSqliteStore(database.orm)
  const library = new PlaybookLibrary(store.playbooks)
  await library.create(weeklyNote())
  const experiments: (PromiseWithResolvers<Report> & ExperimentOptions)[] = []
  const pool = {
    run: (_plan: unknown, options: ExperimentOptions = {}) => {
      const end = Promise.withResolvers<Report>()
      options.signal?.addEventListener('abort', () => end.reject(new Error('aborted')))
      experiments.push({ ...end, ...options })
      return end.promise
    },
  }
  const failures: string[] = []
  const log = { info: () => {}, failure: (line: string) => failures.push(line) }
  const packs = new PackLibrary(store.packs, library)
  const runs = new RunService({ store: store.runs, library, packs, pool, log })
  const start = async () => {
    const result = await runs.start(request)
    if (result.status !== 'started') throw new Error(result.status)
    return result.run.id
  }
  const end = async (id: string) => (await Array.fromAsync(runs.watch(id, {}))).at(-1)?.[1]
  return { runs, store, experiments, failures, start, end }
}

describe('a run', () => {
  it('that breaks has failed, with one sentence, and the log has the rest', async () => {
    const { runs, experiments, failures, start, end } = await service()
    const [first, second] = [await start(), await start()]
    experiments[0]?.reject(new Error('stock of p_07 is negative'))
    expect(await end(first)).toMatchObject({
      status: 'failed',
      error: 'The simulation stopped with an error: stock of p_07 is negative',
    })
    expect(failures).toEqual([`run ${first} failed`])
    experiments[1]?.resolve(report)
    expect(await end(second)).toMatchObject({ status: 'done' })
    expect((await runs.get(second))?.report).toEqual(report)
  })

  it('that needs too much memory says so and what to do', async () => {
    const { experiments, start, end } = await service()
    const id = await start()
    experiments[0]?.reject(Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }))
    expect((await end(id))?.error).toBe(
      'The simulation ran out of memory; ask for fewer days or replications.',
    )
  })

  it('that takes longer than the budget is stopped and says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { experiments, failures, start, end } = await service()
    const id = await start()
    vi.advanceTimersByTime(runBudgetMinutes * 60_000 - 1)
    expect(experiments[0]?.signal?.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(experiments[0]?.signal?.aborted).toBe(true)
    const event = await end(id)
    expect(event?.status).toBe('failed')
    expect(event?.error).toContain(`${runBudgetMinutes} minutes`)
    expect(failures).toEqual([])
  })

  it('stays cancelled when its result comes at the same moment', async () => {
    const { runs, experiments, start } = await service()
    const id = await start()
    const cancelled = runs.cancel(id)
    experiments[0]?.resolve(report)
    expect((await cancelled)?.status).toBe('cancelled')
    expect(await runs.get(id)).not.toHaveProperty('report')
  })

  it('waits until the one before has ended', async () => {
    const { experiments, start, end } = await service()
    const ids = [await start(), await start(), await start()]
    for (const [index, id] of ids.entries()) {
      expect(experiments).toHaveLength(index + 1)
      experiments[index]?.resolve(report)
      await end(id)
    }
  })

  it('shows every watcher the state at once, then each change, and never misses the end', async () => {
    const { runs, experiments, start } = await service()
    const id = await start()
    const seen: string[] = []
    for await (const [eventId, event] of runs.watch(id, {})) {
      seen.push(eventId)
      // changes come while the watcher is busy: they are contained in the next event
      const next = event.replicationsDone + 2
      if (next <= 4) {
        experiments[0]?.onProgress?.(next - 1)
        experiments[0]?.onProgress?.(next)
      } else {
        experiments[0]?.resolve(report)
      }
    }
    expect(seen).toEqual(['running-0', 'running-2', 'running-4', 'done-4'])
  })

  it('leaves no watcher waiting who has gone', async () => {
    const { runs, start } = await service()
    const leaving = new AbortController()
    const events = runs.watch(await start(), { signal: leaving.signal })
    await events.next()
    const waiting = events.next()
    leaving.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  it('is interrupted when the service closes, and nothing starts afterwards', async () => {
    const { runs, experiments, start, end } = await service()
    const ids = [await start(), await start()]
    await runs.close()
    for (const id of ids)
      expect(await end(id)).toMatchObject({ status: 'interrupted', isFinal: true })
    expect(experiments).toHaveLength(1)
    expect((await runs.start(request)).status).toBe('closed')
  })

  it('is shown as interrupted when its end could not be stored', async () => {
    const { runs, store, experiments, failures, start, end } = await service()
    const id = await start()
    store.runs.end = () => Promise.reject(new Error('disk full'))
    experiments[0]?.resolve(report)
    expect(await end(id)).toMatchObject({ status: 'interrupted' })
    expect(failures).toEqual(['a run could not be stored'])
    expect((await runs.list('pb_note'))[0]?.status).toBe('interrupted')
  })
})
