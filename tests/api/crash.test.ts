import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { startChildServer } from './support/childServer.ts'
import { longest } from './support/experiment.ts'
import { renamed, weeklyNote } from './support/playbooks.ts'
import { temporaryFolder } from './support/server.ts'
import { watchRun } from './support/stream.ts'

const long = { shop: 'fashion', ...longest, seed: 42 }

describe('kill -9', () => {
  it('loses no save that was acknowledged', async () => {
    const folder = await temporaryFolder()
    let name = 'start'
    let revision = 0
    for (let round = 0; round < 3; round++) {
      const server = await startChildServer(folder)
      if (round === 0) {
        revision = (
          await server.client.playbooks.create.mutate({ playbook: renamed(weeklyNote(), name) })
        ).revision
      }
      const stored = await server.client.playbooks.get.query({ id: 'pb_note' })
      // the save in flight when the server died may or may not have been stored; one that was answered is
      expect(stored.revision).toBeGreaterThanOrEqual(revision)
      if (stored.revision === revision) expect(stored.playbook.name).toBe(name)
      revision = stored.revision
      const killAt = revision + 20
      for (;;) {
        const next = `save ${revision + 1}`
        const save = server.client.playbooks.save.mutate({
          id: 'pb_note',
          baseRevision: revision,
          playbook: renamed(weeklyNote(), next),
        })
        if (revision === killAt) {
          await Promise.all([save.catch(() => undefined), server.end('SIGKILL')])
          break
        }
        ;({ revision } = await save)
        name = next
      }
    }
    const server = await startChildServer(folder)
    const stored = await server.client.playbooks.get.query({ id: 'pb_note' })
    expect(stored.revision).toBeGreaterThanOrEqual(61)
    expect(stored.playbook.name).toBe(`save ${stored.revision}`)
  })

  it('leaves the run it interrupted marked so, and the same request runs again', async () => {
    const folder = await temporaryFolder()
    const first = await startChildServer(folder)
    const { revision } = await first.client.playbooks.create.mutate({ playbook: weeklyNote() })
    const request = { playbookId: 'pb_note', revision, ...long }
    const running = await first.client.runs.start.mutate(request)
    const queued = await first.client.runs.start.mutate(request)
    for await (const event of watchRun(first, running.id)) if (event.replicationsDone > 0) break
    expect(await first.end('SIGKILL')).toBeNull()

    const second = await startChildServer(folder)
    const database = new Database(join(folder, 'sandtable.db'), { readonly: true })
    const stored = database.prepare('SELECT status FROM runs ORDER BY sequence').pluck().all()
    database.close()
    expect(stored).toEqual(['interrupted', 'interrupted'])
    for (const { id } of [running, queued]) {
      expect(await second.client.runs.get.query({ id })).toMatchObject({
        id,
        status: 'interrupted',
      })
      const events = await Array.fromAsync(watchRun(second, id))
      expect(events).toMatchObject([{ status: 'interrupted', isFinal: true }])
    }
    const again = await second.client.runs.start.mutate({ ...request, days: 30, replications: 2 })
    const events = await Array.fromAsync(watchRun(second, again.id))
    expect(events.at(-1)).toMatchObject({ status: 'done', replicationsDone: 2 })
    expect(await second.client.runs.get.query({ id: running.id })).toMatchObject({
      status: 'interrupted',
    })
  })

  it('leaves the data folder free for the next server', async () => {
    const folder = await temporaryFolder()
    await (await startChildServer(folder)).end('SIGKILL')
    await expect(startChildServer(folder)).resolves.toMatchObject({})
  })
})

describe('SIGTERM', () => {
  it('interrupts the run, tells its watcher, and ends by itself', async () => {
    const folder = await temporaryFolder()
    const server = await startChildServer(folder)
    const { revision } = await server.client.playbooks.create.mutate({ playbook: weeklyNote() })
    const { id } = await server.client.runs.start.mutate({
      playbookId: 'pb_note',
      revision,
      ...long,
    })
    let ended: Promise<number | null> | undefined
    const statuses: string[] = []
    for await (const event of watchRun(server, id)) {
      statuses.push(event.status)
      if (event.replicationsDone > 0) ended ??= server.end('SIGTERM')
    }
    expect(statuses.at(-1)).toBe('interrupted')
    expect(await ended).toBe(0)
  })
})
