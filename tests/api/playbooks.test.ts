import { describe, expect, it } from 'vitest'
import { formatPlaybook, textIn } from '@sandtable/rules'
import { draft, renamed, weeklyNote } from './support/playbooks.ts'
import { createClient, refusalOf, signIn, startTestServer } from './support/server.ts'

describe('playbooks', () => {
  it('stores a playbook and gives it back as it was', async () => {
    const { client } = await startTestServer()
    const created = await client.playbooks.create.mutate({ playbook: weeklyNote() })
    expect(created).toMatchObject({ id: 'pb_note', revision: 1, playbook: weeklyNote() })
    expect(await client.playbooks.get.query({ id: 'pb_note' })).toEqual(created)
  })

  it('gives a new playbook another id when its own is taken', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    const second = await client.playbooks.create.mutate({ playbook: weeklyNote() })
    expect(second.id).not.toBe('pb_note')
    expect(second.playbook).toEqual({ ...weeklyNote(), id: second.id })
    expect((await client.playbooks.get.query({ id: second.id })).playbook.id).toBe(second.id)
  })

  it('lists playbooks with what the gallery shows, and sees a save at once', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    await client.playbooks.create.mutate({ playbook: draft() })
    const [bad, good] = await client.playbooks.list.query()
    expect(good).toMatchObject({ id: 'pb_note', revision: 1, nodes: 2, errors: 0, systems: [] })
    expect(bad).toMatchObject({ id: 'pb_draft', nodes: 2 })
    expect(bad?.errors).toBeGreaterThan(0)
    const playbook = { ...weeklyNote(), systems: ['OPS-1'] }
    await client.playbooks.save.mutate({ id: 'pb_note', baseRevision: 1, playbook })
    expect((await client.playbooks.list.query())[1]).toMatchObject({
      revision: 2,
      systems: ['OPS-1'],
    })
  })

  it('refuses the second of two clients that save from the same revision, and names the one stored', async () => {
    const server = await startTestServer()
    const other = createClient(server.url, await signIn(server.openLink()))
    await server.client.playbooks.create.mutate({ playbook: weeklyNote() })
    const change = (name: string) => ({
      id: 'pb_note',
      baseRevision: 1,
      playbook: renamed(weeklyNote(), name),
    })
    const saved = await server.client.playbooks.save.mutate(change('first'))
    expect(saved.revision).toBe(2)
    const refusal = await refusalOf(other.playbooks.save.mutate(change('second')))
    expect(refusal.data).toMatchObject({ code: 'CONFLICT', httpStatus: 409, currentRevision: 2 })
    expect((await other.playbooks.get.query({ id: 'pb_note' })).playbook.name).toBe('first')
  })

  it('loses no update when 20 clients save at once and try again after a conflict', async () => {
    const server = await startTestServer()
    await server.client.playbooks.create.mutate({ playbook: renamed(weeklyNote(), '') })
    const racers = Array.from({ length: 20 }, (_, index) => `[${index}]`)
    const conflicts = await Promise.all(
      racers.map(async (mark) => {
        for (let conflict = 0; ; conflict++) {
          const { revision, playbook } = await server.client.playbooks.get.query({ id: 'pb_note' })
          const next = renamed(playbook, `${textIn(playbook.name, 'en')}${mark}`)
          try {
            await server.client.playbooks.save.mutate({
              id: 'pb_note',
              baseRevision: revision,
              playbook: next,
            })
            return conflict
          } catch (error) {
            if ((await refusalOf(Promise.reject(error))).data?.code !== 'CONFLICT') throw error
          }
        }
      }),
    )
    const { revision, playbook } = await server.client.playbooks.get.query({ id: 'pb_note' })
    expect(revision).toBe(21)
    expect(
      textIn(playbook.name, 'en')
        .match(/\[\d+\]/g)
        ?.toSorted(),
    ).toEqual(racers.toSorted())
    // otherwise nobody raced
    expect(Math.max(...conflicts)).toBeGreaterThan(0)
  })

  it('answers a save whose answer was lost as saved when it is sent again, and stores it once', async () => {
    const server = await startTestServer()
    const { client } = server
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    const save = (name: string, baseRevision: number, saveId: string) =>
      client.playbooks.save.mutate({
        id: 'pb_note',
        baseRevision,
        playbook: renamed(weeklyNote(), name),
        saveId,
      })
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
    const saved = await save('first', 1, first)
    expect(await save('first', 1, first)).toEqual(saved)
    expect((await client.playbooks.get.query({ id: 'pb_note' })).revision).toBe(2)
    // another's save on the same revision is a conflict, and so is the first once there is a newer one
    expect((await refusalOf(save('other', 1, second))).data?.code).toBe('CONFLICT')
    await save('second', 2, second)
    expect((await refusalOf(save('first', 1, first))).data).toMatchObject({ currentRevision: 3 })
    expect((await client.playbooks.get.query({ id: 'pb_note' })).playbook.name).toBe('second')
  })

  it('stores a draft that cannot run yet', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    const playbook = draft('pb_note')
    const saved = await client.playbooks.save.mutate({ id: 'pb_note', baseRevision: 1, playbook })
    expect(saved.revision).toBe(2)
  })

  it('refuses a broken structure with its problems and keeps what is stored', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    const playbook = {
      ...weeklyNote(),
      edges: [{ id: 'e_1', from: ['n_gone', 'out'], to: ['n_note', 'in'] }],
    }
    const refusal = await refusalOf(
      client.playbooks.save.mutate({ id: 'pb_note', baseRevision: 1, playbook }),
    )
    expect(refusal.data).toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ code: 'danglingEdge', edgeId: 'e_1' }],
    })
    expect((await client.playbooks.get.query({ id: 'pb_note' })).revision).toBe(1)
  })

  it('refuses to save a playbook under the id of another', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    const refusal = await refusalOf(
      client.playbooks.save.mutate({
        id: 'pb_note',
        baseRevision: 1,
        playbook: weeklyNote('pb_other'),
      }),
    )
    expect(refusal.message).toContain('pb_other')
  })

  it('deletes only the revision the client has seen', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    await client.playbooks.save.mutate({ id: 'pb_note', baseRevision: 1, playbook: weeklyNote() })
    const refusal = await refusalOf(
      client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 1 }),
    )
    expect(refusal.data).toMatchObject({ code: 'CONFLICT', currentRevision: 2 })
    expect(await client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 2 })).toEqual({
      removed: true,
    })
    expect(await client.playbooks.list.query()).toEqual([])
    const gone = await refusalOf(client.playbooks.get.query({ id: 'pb_note' }))
    expect(gone.data?.code).toBe('NOT_FOUND')
  })

  it('does not let an editor that holds a deleted playbook save over its successor', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    await client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 1 })
    const again = await client.playbooks.import.mutate({ text: formatPlaybook(weeklyNote()) })
    expect(again).toMatchObject({ status: 'imported', id: 'pb_note' })
    const stale = { id: 'pb_note', baseRevision: 1, playbook: renamed(weeklyNote(), 'old') }
    expect((await refusalOf(client.playbooks.save.mutate(stale))).data?.code).toBe('CONFLICT')
  })
})

describe('import and export', () => {
  it('exports, deletes, imports and exports the same bytes under the same id', async () => {
    const { client } = await startTestServer()
    await client.playbooks.create.mutate({ playbook: weeklyNote() })
    const first = await client.playbooks.export.query({ id: 'pb_note' })
    expect(first.fileName).toBe('weekly-note.json')
    await client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 1 })
    const imported = await client.playbooks.import.mutate({ text: first.text })
    expect(imported).toMatchObject({ status: 'imported', id: 'pb_note', issues: [] })
    expect(imported).not.toHaveProperty('replacedId')
    expect((await client.playbooks.export.query({ id: 'pb_note' })).text).toBe(first.text)
  })

  it('makes another id for an import whose own is taken, and says so', async () => {
    const { client } = await startTestServer()
    const text = formatPlaybook(weeklyNote())
    await client.playbooks.import.mutate({ text })
    const second = await client.playbooks.import.mutate({ text })
    expect(second).toMatchObject({ status: 'imported', replacedId: 'pb_note' })
    if (second.status !== 'imported') throw new Error('not imported')
    const exported = await client.playbooks.export.query({ id: second.id })
    expect(exported.text).toBe(text.replace('pb_note', second.id))
  })

  it('imports a draft and names what stops it from running', async () => {
    const { client } = await startTestServer()
    const imported = await client.playbooks.import.mutate({ text: formatPlaybook(draft()) })
    expect(imported.status).toBe('imported')
    expect(imported.issues.length).toBeGreaterThan(0)
  })

  const note = JSON.stringify(weeklyNote())
  const hostile: [name: string, text: string, code: string][] = [
    ['broken JSON', '{"format": "playbook/1",', 'brokenJson'],
    ['an empty text', '', 'brokenJson'],
    ['a list', '[]', 'wrongShape'],
    ['another format', '{"format": "zip/9"}', 'wrongFormat'],
    [
      'a __proto__ key',
      note.replace('"edges"', '"__proto__": {"isAdmin": true}, "edges"'),
      'forbiddenKey',
    ],
    [
      'a __proto__ key inside a config',
      note.replace('"scope"', '"__proto__": {}, "scope"'),
      'forbiddenKey',
    ],
    ['a constructor key', note.replace('"edges"', '"constructor": {}, "edges"'), 'forbiddenKey'],
    ['200,000 nested lists', '['.repeat(200_000) + ']'.repeat(200_000), 'tooDeep'],
    ['more bytes than a playbook has', `"${'x'.repeat(1_100_000)}"`, 'tooLarge'],
    ['an unknown key', note.replace('"edges"', '"revision": 3, "edges"'), 'unknownKey'],
    ['an edge to nowhere', note.replace('["n_note","in"]', '["n_gone","in"]'), 'danglingEdge'],
  ]
  it.for(hostile)('refuses %s with an issue and stores nothing', async ([, text, code]) => {
    const { client } = await startTestServer()
    const result = await client.playbooks.import.mutate({ text })
    expect(result.status).toBe('refused')
    expect(result.issues.map((issue) => issue.code)).toContain(code)
    expect(await client.playbooks.list.query()).toEqual([])
    expect(Object.prototype).not.toHaveProperty('isAdmin')
  })

  it('answers 10 MB with 413 and a sentence the client can show, and stores nothing', async () => {
    const { client } = await startTestServer()
    const refusal = await refusalOf(
      client.playbooks.import.mutate({ text: 'x'.repeat(10_000_000) }),
    )
    expect(refusal.data).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', httpStatus: 413 })
    expect(refusal.message).toBe(
      'The request has more than 4000000 bytes; a playbook has at most 1000000, a pack 2000000.',
    )
    expect(await client.playbooks.list.query()).toEqual([])
  })

  it('keeps a node of an unknown kind through import and export', async () => {
    const { client } = await startTestServer()
    const text = formatPlaybook({
      ...weeklyNote(),
      nodes: [
        ...weeklyNote().nodes,
        { id: 'n_new', type: 'flow.fromTheFuture', v: 3, config: { depth: 2 } },
      ],
    })
    const imported = await client.playbooks.import.mutate({ text })
    expect(imported.issues.map(({ code }) => code)).toContain('unknownKind')
    expect((await client.playbooks.export.query({ id: 'pb_note' })).text).toBe(text)
  })
})
