import { describe, expect, it } from 'vitest'
import { playbookHash } from '@sandtable/rules'
import { modelVersion, runLimits } from '@sandtable/sim'
import { limitProblem } from '../../apps/api/src/simulation.ts'
import { differenceOf, longest, reportOf } from './support/experiment.ts'
import { draft, renamed, weeklyNote } from './support/playbooks.ts'
import { refusalOf, startTestServer, type TestServer } from './support/server.ts'
import { readStream, watchRun, type WatchedEvent } from './support/stream.ts'

const short = {
  playbookId: 'pb_note',
  revision: 1,
  shop: 'fashion',
  days: 20,
  replications: 6,
  seed: 42,
}
const long = { ...short, ...longest }

async function serverWithNote(): Promise<TestServer> {
  const server = await startTestServer()
  await server.client.playbooks.create.mutate({ playbook: weeklyNote() })
  return server
}

/** Watches until the run has made progress. */
async function progressOf(server: TestServer, runId: string): Promise<WatchedEvent> {
  for await (const event of watchRun(server, runId)) if (event.replicationsDone > 0) return event
  throw new Error('the run ended without progress')
}

async function endOf(server: TestServer, runId: string): Promise<WatchedEvent | undefined> {
  return (await Array.fromAsync(watchRun(server, runId))).at(-1)
}

describe('a run', () => {
  it('is watched to its end and stores the report that a direct run of the simulator gives', async () => {
    const server = await serverWithNote()
    const started = await server.client.runs.start.mutate(short)
    expect(started).toMatchObject({ ...short, status: 'queued', replicationsDone: 0 })
    const events = await Array.fromAsync(watchRun(server, started.id))
    const counts = events.map(({ replicationsDone }) => replicationsDone)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(events.at(-1)).toMatchObject({
      status: 'done',
      replicationsDone: 6,
      replications: 6,
      isFinal: true,
    })
    expect(events.filter(({ isFinal }) => isFinal)).toHaveLength(1)

    const plan = { playbooks: [weeklyNote()], shop: 'fashion', days: 20, replications: 6, seed: 42 }
    const run = await server.client.runs.get.query({ id: started.id })
    expect(differenceOf(run.report, reportOf(plan))).toBeUndefined()
    expect(run).toMatchObject({
      status: 'done',
      playbook: weeklyNote(),
      playbookHash: playbookHash(weeklyNote()),
      shopHash: run.report?.shopHash,
      modelVersion,
    })
    expect(run.playbookHash).toBe(run.report?.playbookHash)
  })

  it('sends one final event and ends the stream when it is watched after its end', async () => {
    const server = await serverWithNote()
    const { id } = await server.client.runs.start.mutate(short)
    const last = await endOf(server, id)
    expect(await Array.fromAsync(watchRun(server, id))).toEqual([last])
    // also when the watcher says that it has seen it
    expect(await Array.fromAsync(watchRun(server, id, last?.eventId))).toEqual([last])
  })

  it('goes on from the last event seen after the connection was cut', async () => {
    const server = await serverWithNote()
    const { id } = await server.client.runs.start.mutate({ ...short, replications: 60 })
    const seen: WatchedEvent[] = []
    // a new connection for every event
    for (let lastEventId: string | undefined; seen.at(-1)?.isFinal !== true;) {
      for await (const event of watchRun(server, id, lastEventId)) {
        seen.push(event)
        lastEventId = event.eventId
        break
      }
    }
    const ids = seen.map(({ eventId }) => eventId)
    expect(new Set(ids).size).toBe(ids.length)
    const counts = seen.map(({ replicationsDone }) => replicationsDone)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toMatchObject({ status: 'done', replicationsDone: 60 })
  })

  it('is the same for everybody who watches it', async () => {
    const server = await serverWithNote()
    const { id } = await server.client.runs.start.mutate(short)
    const ends = await Promise.all(Array.from({ length: 5 }, () => endOf(server, id)))
    expect(new Set(ends.map((event) => JSON.stringify(event))).size).toBe(1)
  })

  it('stays readable when its playbook is deleted', async () => {
    const server = await serverWithNote()
    const { id } = await server.client.runs.start.mutate(short)
    await endOf(server, id)
    await server.client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 1 })
    const [listed] = await server.client.runs.list.query({ playbookId: 'pb_note' })
    expect(listed).toMatchObject({ id, status: 'done' })
    expect((await server.client.runs.get.query({ id })).playbook).toEqual(weeklyNote())
  })

  it('runs the revision asked for, also when a newer one is stored', async () => {
    const server = await serverWithNote()
    const playbook = renamed(weeklyNote(), 'newer')
    await server.client.playbooks.save.mutate({ id: 'pb_note', baseRevision: 1, playbook })
    const old = await server.client.runs.start.mutate(short)
    const now = await server.client.runs.start.mutate({ ...short, revision: 2 })
    expect((await server.client.runs.get.query({ id: old.id })).playbook).toEqual(weeklyNote())
    expect((await server.client.runs.get.query({ id: now.id })).playbook.name).toBe('newer')
    const listed = await server.client.runs.list.query({ playbookId: 'pb_note' })
    expect(listed.map(({ id }) => id)).toEqual([now.id, old.id])
  })
})

describe('cancelling', () => {
  it('stops a running run for good and lets the next one begin', async () => {
    const server = await serverWithNote()
    const first = await server.client.runs.start.mutate(long)
    const second = await server.client.runs.start.mutate(short)
    await progressOf(server, first.id)
    expect((await server.client.runs.get.query({ id: second.id })).status).toBe('queued')
    const cancelled = await server.client.runs.cancel.mutate({ id: first.id })
    expect(cancelled.status).toBe('cancelled')
    expect(await endOf(server, second.id)).toMatchObject({ status: 'done' })
    const after = await server.client.runs.get.query({ id: first.id })
    expect(after).toMatchObject({
      status: 'cancelled',
      replicationsDone: cancelled.replicationsDone,
    })
    expect(after).not.toHaveProperty('report')
  })

  it('tells those who watch', async () => {
    const server = await serverWithNote()
    const { id } = await server.client.runs.start.mutate(long)
    const statuses: string[] = []
    for await (const event of watchRun(server, id)) {
      statuses.push(event.status)
      if (event.replicationsDone > 0 && !event.isFinal)
        await server.client.runs.cancel.mutate({ id })
    }
    expect(statuses.at(-1)).toBe('cancelled')
  })

  it('takes a waiting run out of the queue', async () => {
    const server = await serverWithNote()
    const first = await server.client.runs.start.mutate(long)
    const second = await server.client.runs.start.mutate(short)
    expect(await server.client.runs.cancel.mutate({ id: second.id })).toMatchObject({
      status: 'cancelled',
      replicationsDone: 0,
    })
    await server.client.runs.cancel.mutate({ id: first.id })
    expect((await server.client.runs.get.query({ id: second.id })).status).toBe('cancelled')
  })

  it('leaves a run that has ended as it is', async () => {
    const server = await serverWithNote()
    const { id } = await server.client.runs.start.mutate(short)
    await endOf(server, id)
    expect((await server.client.runs.cancel.mutate({ id })).status).toBe('done')
    expect((await server.client.runs.get.query({ id })).report).toBeDefined()
  })
})

describe('starting a run', () => {
  it('starts one run for a request that is sent twice with one key', async () => {
    const server = await serverWithNote()
    const request = { ...short, idempotencyKey: 'key-12345' }
    const [first, second] = await Promise.all([
      server.client.runs.start.mutate(request),
      server.client.runs.start.mutate(request),
    ])
    expect(second.id).toBe(first.id)
    await endOf(server, first.id)
    expect((await server.client.runs.start.mutate(request)).status).toBe('done')
    expect(await server.client.runs.list.query({ playbookId: 'pb_note' })).toHaveLength(1)
    await server.client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 1 })
    expect((await server.client.runs.start.mutate(request)).id).toBe(first.id)
    const other = await refusalOf(server.client.runs.start.mutate({ ...request, seed: 43 }))
    expect(other.data?.code).toBe('BAD_REQUEST')
  })

  it('refuses a playbook with errors and names them', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: draft() })
    const refusal = await refusalOf(client.runs.start.mutate({ ...short, playbookId: 'pb_draft' }))
    expect(refusal.data?.code).toBe('BAD_REQUEST')
    expect(refusal.data?.issues?.some(({ severity }) => severity === 'error')).toBe(true)
    expect(await client.runs.list.query({ playbookId: 'pb_draft' })).toEqual([])
  })

  it.for([
    ['days', { days: runLimits.days + 1 }, [`${runLimits.days} days`, `${runLimits.days + 1}`]],
    [
      'replications',
      { replications: runLimits.replications + 1 },
      [`to ${runLimits.replications} replications`, `${runLimits.replications + 1}`],
    ],
    ['replications', { replications: 1 }, ['2 to', 'got 1']],
    ['shop', { shop: 'bazaar' }, ['bazaar', 'fashion']],
  ] as const)(
    'refuses too much with a sentence that names the limit and the value: %s',
    async ([, wish, names]) => {
      const { client } = await serverWithNote()
      const refusal = await refusalOf(client.runs.start.mutate({ ...short, ...wish }))
      expect(refusal.data?.code).toBe('BAD_REQUEST')
      for (const name of names) expect(refusal.message).toContain(name)
    },
  )

  it('refuses more product-days than the server runs, and shows the sum', () => {
    const { days, replications, productDays } = runLimits
    const products = Math.ceil(productDays / days / replications) + 1
    const sentence = limitProblem({ days, replications }, products)
    expect(sentence?.en).toContain(`at most ${productDays} product-days`)
    expect(sentence?.en).toContain(
      `${products} products × ${days} days × ${replications} replications`,
    )
    expect(sentence?.zh).toContain(`${products} 个商品 × ${days} 天 × ${replications} 次重复`)
    expect(limitProblem(short, products)).toBeUndefined()
  })

  it('refuses what is no number of days and says which field', async () => {
    const { client } = await serverWithNote()
    const refusal = await refusalOf(client.runs.start.mutate({ ...short, days: 0.5, seed: -1 }))
    expect(refusal.message).toMatch(/days: .*; seed: /)
  })

  it('refuses a revision that is not stored', async () => {
    const { client } = await serverWithNote()
    const refusal = await refusalOf(client.runs.start.mutate({ ...short, revision: 7 }))
    expect(refusal.data?.code).toBe('NOT_FOUND')
    expect(refusal.message).toContain('Revision 7')
  })

  it('refuses more waiting runs than the queue holds', async () => {
    const { client } = await serverWithNote()
    const codes: (string | undefined)[] = []
    for (let index = 0; index < 22; index++) {
      codes.push(
        await client.runs.start.mutate(long).then(
          () => 'started',
          async (error: unknown) => (await refusalOf(Promise.reject(error))).data?.code,
        ),
      )
    }
    expect(codes.filter((code) => code === 'started')).toHaveLength(21)
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS')
  })

  it('answers for a run that does not exist', async () => {
    const server = await startTestServer()
    expect((await refusalOf(server.client.runs.get.query({ id: 'run_x' }))).data?.code).toBe(
      'NOT_FOUND',
    )
    expect((await refusalOf(server.client.runs.cancel.mutate({ id: 'run_x' }))).data?.code).toBe(
      'NOT_FOUND',
    )
    const url = `${server.url}/trpc/runs.watch?input=${encodeURIComponent('{"runId":"run_x"}')}`
    const events = await Array.fromAsync(readStream(url, { cookie: server.cookie }))
    expect(events.at(-1)).toMatchObject({
      event: 'serialized-error',
      data: { data: { code: 'NOT_FOUND' } },
    })
  })
})
