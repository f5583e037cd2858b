import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  formatPack,
  formatPlaybook,
  hashOfAll,
  parsePack,
  playbookHash,
  type Pack,
  type Playbook,
} from '@sandtable/rules'
import { packShop, parseShopFile } from '@sandtable/sim'
import { galleryPacks, readGalleryPack } from '../../scripts/gallery/files.ts'
import { longest } from './support/experiment.ts'
import { weeklyNote } from './support/playbooks.ts'
import { refusalOf, startTestServer, temporaryFolder } from './support/server.ts'
import { watchRun } from './support/stream.ts'

const examples = join(import.meta.dirname, '../../examples/packs')
const note = (id: string): Playbook => ({ ...weeklyNote(id), name: id, desk: 'finance' })
const pack: Pack = {
  format: 'pack/1',
  id: 'pk_notes',
  name: { en: 'Two notes', zh: '两个提醒' },
  question: 'What do two notes cost?',
  shops: [
    { id: 'small', name: 'Small', shop: 'laboratory', days: 9 },
    { id: 'large', name: 'Large', shop: 'fashion', days: 20 },
  ],
  drills: [
    {
      id: 'viral',
      name: 'Viral',
      shocks: [{ kind: 'viralSpike', startDay: 3, days: 2 }],
      playbooks: ['pb_a'],
    },
    { id: 'ads', name: 'Ads', shocks: [{ kind: 'adInflation', startDay: 5, target: 'search' }] },
  ],
  claims: [{ kpi: 'wagesCents', direction: 'up' }],
  playbooks: [note('pb_a'), note('pb_b')],
}
const text = formatPack(pack)
const request = { packId: 'pk_notes', shop: 'large', drills: ['ads'], replications: 4, seed: 7 }

async function serverWithPack(changed: Partial<Pack> = {}) {
  const server = await startTestServer()
  const imported = await server.client.packs.import.mutate({
    text: formatPack({ ...pack, ...changed }),
  })
  expect(imported).toMatchObject({ status: 'imported', id: 'pk_notes', replacedIds: [] })
  return server
}

describe('packs', () => {
  it('are stored with their playbooks as ordinary ones, and listed with what is in them', async () => {
    const { client } = await serverWithPack()
    expect((await client.playbooks.list.query()).map(({ id }) => id)).toEqual(['pb_a', 'pb_b'])
    expect(await client.packs.list.query()).toMatchObject([
      { id: 'pk_notes', name: pack.name, playbooks: 2, missing: 0, desks: ['finance'] },
    ])
    expect(await client.packs.get.query({ id: 'pk_notes' })).toMatchObject({
      question: pack.question,
      members: [{ id: 'pb_a', playbook: { name: 'pb_a' } }, { id: 'pb_b' }],
      shops: [
        { id: 'small', days: 9 },
        { id: 'large', days: 20, products: 60 },
      ],
      drills: [
        {
          id: 'viral',
          playbooks: ['pb_a'],
          shocks: [{ label: { en: expect.any(String) as string }, startDay: 3, days: 2 }],
        },
        { id: 'ads', shocks: [{ target: { en: 'search' } }] },
      ],
      issues: [],
      playbookHash: hashOfAll(pack.playbooks.map(playbookHash)),
    })
    expect((await refusalOf(client.packs.get.query({ id: 'pk_none' }))).data?.code).toBe(
      'NOT_FOUND',
    )
  })

  it('come back with the same bytes: export, remove, import, export', async () => {
    const { client } = await serverWithPack()
    const first = await client.packs.export.query({ id: 'pk_notes' })
    expect(first).toEqual({ fileName: 'two-notes.json', text })
    await client.packs.remove.mutate({ id: 'pk_notes' })
    expect(await client.packs.list.query()).toEqual([])
    // its playbooks stay, and are found again as they are
    expect(await client.playbooks.list.query()).toHaveLength(2)
    await client.packs.import.mutate({ text: first.text })
    expect((await client.packs.export.query({ id: 'pk_notes' })).text).toBe(text)
    expect(await client.playbooks.list.query()).toHaveLength(2)
    const elsewhere = await startTestServer()
    await elsewhere.client.packs.import.mutate({ text })
    expect((await elsewhere.client.packs.export.query({ id: 'pk_notes' })).text).toBe(text)
  })

  it('get new ids where theirs are taken by something else, and drills follow', async () => {
    const server = await startTestServer()
    await server.client.playbooks.create.mutate({ playbook: { ...note('pb_a'), name: 'Mine' } })
    const imported = await server.client.packs.import.mutate({ text })
    expect(imported).toMatchObject({ status: 'imported', id: 'pk_notes', replacedIds: ['pb_a'] })
    const { members, drills } = await server.client.packs.get.query({ id: 'pk_notes' })
    expect(members[0]!.id).toMatch(/^pb_/)
    expect(members[0]!.id).not.toBe('pb_a')
    expect(drills[0]!.playbooks).toEqual([members[0]!.id])
    expect((await server.client.playbooks.get.query({ id: 'pb_a' })).playbook.name).toBe('Mine')
    const again = await server.client.packs.import.mutate({
      text: formatPack({ ...pack, name: 'Other' }),
    })
    expect(again.status === 'imported' && again.replacedIds).toContain('pk_notes')
  })

  it('come from an index and the files of its folder; a file that is not there is named', async () => {
    const { client } = await startTestServer()
    const index = formatPack({ ...pack, playbooks: ['a.json', 'b.json'] })
    const files = pack.playbooks.map((playbook, at) => ({
      name: ['a.json', 'b.json'][at]!,
      text: formatPlaybook(playbook),
    }))
    const refused = await client.packs.import.mutate({ text: index, files: files.slice(1) })
    expect(refused).toMatchObject({
      status: 'refused',
      issues: [{ code: 'missingFile', facts: { file: 'a.json' } }],
    })
    expect(await client.playbooks.list.query()).toEqual([])
    expect(await client.packs.import.mutate({ text: index, files })).toMatchObject({
      status: 'imported',
    })
    expect((await client.packs.export.query({ id: 'pk_notes' })).text).toBe(text)
  })

  it('are refused whole with every problem, and nothing is stored', async () => {
    const { client } = await startTestServer()
    const broken = { ...pack, colour: 1, playbooks: [note('pb_a'), { ...note('pb_b'), nodes: 1 }] }
    const result = await client.packs.import.mutate({ text: JSON.stringify(broken) })
    expect(result.issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['unknownKey', 'colour'],
      ['wrongShape', 'playbooks.1.nodes'],
    ])
    expect(await client.playbooks.list.query()).toEqual([])
    expect(await client.packs.list.query()).toEqual([])
  })

  it('are neither run nor exported when a playbook of theirs was deleted, and say which', async () => {
    const { client } = await serverWithPack()
    await client.playbooks.remove.mutate({ id: 'pb_b', baseRevision: 1 })
    expect(await client.packs.list.query()).toMatchObject([{ playbooks: 2, missing: 1 }])
    const { members, playbookHash: hash } = await client.packs.get.query({ id: 'pk_notes' })
    expect(members[1]).toEqual({ id: 'pb_b' })
    expect(hash).toBeUndefined()
    for (const call of [
      client.packs.run.mutate(request),
      client.packs.export.query({ id: 'pk_notes' }),
    ])
      expect((await refusalOf(call)).message).toContain('“pb_b” was deleted')
    // importing it again brings the playbook back
    const again = await client.packs.import.mutate({ text })
    expect(again).toMatchObject({ status: 'imported', replacedIds: ['pk_notes'] })
  })

  it('of the examples are there at the start, once: what was deleted stays deleted', async () => {
    const data = await temporaryFolder()
    const first = await startTestServer({ data, packsFolder: examples })
    const packs = await first.client.packs.list.query()
    expect(packs.map(({ id }) => id)).toEqual([
      'pk_mon2dashboards',
      'pk_trn1course',
      'pk_trn2desks',
    ])
    expect(packs.every(({ missing }) => missing === 0)).toBe(true)
    for (const file of galleryPacks()) {
      const whole = formatPack(readGalleryPack(file))
      const { id } = JSON.parse(file.text) as { id: string }
      expect((await first.client.packs.export.query({ id })).text).toBe(whole)
    }
    await first.client.packs.remove.mutate({ id: 'pk_mon2dashboards' })
    const kept = await first.client.packs.list.query()
    await first.stop()
    const second = await startTestServer({ data, packsFolder: examples })
    expect(await second.client.packs.list.query()).toEqual(kept)
  })

  it('of the examples that are broken are left out and logged', async () => {
    const packsFolder = await temporaryFolder()
    await mkdir(join(packsFolder, 'empty'))
    await cp(join(examples, 'mon-2-three-dashboards'), join(packsFolder, 'mon'), {
      recursive: true,
    })
    const index = await readFile(join(packsFolder, 'mon', 'pack.json'), 'utf8')
    await writeFile(join(packsFolder, 'mon', 'pack.json'), index.replace('mon-2-tactics', 'gone'))
    const { client, log } = await startTestServer({ packsFolder })
    expect(await client.packs.list.query()).toEqual([])
    expect(log.join('\n')).toMatch(
      /example empty was left out: .*\n.*example mon was left out: .*“gone\.json”/,
    )
  })
})

describe('a run of a pack', () => {
  it('has all its playbooks in one arm, on the shop and with the drills that are chosen', async () => {
    const server = await serverWithPack()
    const { client } = server
    const started = await client.packs.run.mutate(request)
    expect(started).toMatchObject({
      playbookId: 'pk_notes',
      shop: 'large',
      days: 20,
      drills: ['ads'],
      status: 'queued',
    })
    const events = await Array.fromAsync(watchRun(server, started.id))
    expect(events.at(-1)).toMatchObject({ status: 'done', replicationsDone: 4, isFinal: true })

    const run = await client.packs.getRun.query({ id: started.id })
    const made = packShop(pack, { shop: 'large', drills: ['ads'] })
    const shop = made.ok ? parseShopFile(made.shop) : undefined
    expect(run.shopHash).toBe(shop?.ok === true && shop.shopHash)
    expect(run.report).toMatchObject({
      shop: 'fashion',
      days: 20,
      replications: 4,
      seed: 7,
      shopHash: run.shopHash,
    })
    expect(new Set(run.report?.nodes.map(({ playbook }) => playbook))).toEqual(new Set([0, 1]))
    expect(run.report?.shocks).toMatchObject([{ kind: 'adInflation' }])
    expect(run.report?.playbookHash).toBe(run.playbookHash)
    expect(formatPack(run.pack)).toBe(text)

    expect(await client.packs.runs.query({ packId: 'pk_notes' })).toMatchObject([
      { id: started.id },
    ])
    // it is no run of a playbook
    expect(await client.runs.list.query({ playbookId: 'pk_notes' })).toEqual([])
    expect((await refusalOf(client.runs.get.query({ id: started.id }))).data?.code).toBe(
      'NOT_FOUND',
    )
  })

  it('takes the playbooks as they are now, and keeps them as they were', async () => {
    const { client } = await serverWithPack()
    const changed = { ...note('pb_a'), name: 'Changed' }
    await client.playbooks.save.mutate({ id: 'pb_a', baseRevision: 1, playbook: changed })
    const { id } = await client.packs.run.mutate(request)
    await client.playbooks.save.mutate({ id: 'pb_a', baseRevision: 2, playbook: note('pb_a') })
    await client.packs.remove.mutate({ id: 'pk_notes' })
    const run = await client.packs.getRun.query({ id })
    expect(run.pack.playbooks[0]!.name).toBe('Changed')
    expect(await client.packs.runs.query({ packId: 'pk_notes' })).toMatchObject([{ id }])
  })

  it('is started once for one key, and is stopped like any other', async () => {
    const server = await serverWithPack({ shops: [{ ...pack.shops[1]!, days: longest.days }] })
    const { client } = server
    const long = { ...request, replications: longest.replications, idempotencyKey: 'key-of-a-run' }
    const { id } = await client.packs.run.mutate(long)
    expect((await client.packs.run.mutate(long)).id).toBe(id)
    const other = await refusalOf(client.packs.run.mutate({ ...long, drills: [] }))
    expect(other.message).toContain('idempotency key')
    expect(await client.runs.cancel.mutate({ id })).toMatchObject({ status: 'cancelled' })
    expect(await Array.fromAsync(watchRun(server, id))).toMatchObject([
      { status: 'cancelled', isFinal: true },
    ])
  })

  it.each([
    [
      'a shop it does not have',
      { shop: 'medium' },
      'The pack has no shop “medium”; it has small, large.',
    ],
    [
      'a drill it does not have',
      { drills: ['fire'] },
      'The pack has no drill “fire”; it has viral, ads.',
    ],
    ['too much', { replications: 1_000_000 }, 'replications'],
  ])('is refused with %s', async (_, changed, sentence) => {
    const { client } = await serverWithPack()
    const refusal = await refusalOf(client.packs.run.mutate({ ...request, ...changed }))
    expect(refusal.data?.code).toBe('BAD_REQUEST')
    expect(refusal.message).toContain(sentence)
  })

  it('is refused while a playbook of it has errors', async () => {
    const { client } = await serverWithPack()
    const [trigger, action] = note('pb_a').nodes
    const nodes = [trigger!, { ...action!, config: { ...action!.config, recurrence: 'sometimes' } }]
    await client.playbooks.save.mutate({
      id: 'pb_a',
      baseRevision: 1,
      playbook: { ...note('pb_a'), nodes },
    })
    const refusal = await refusalOf(client.packs.run.mutate(request))
    expect(refusal.data?.issues?.length).toBeGreaterThan(0)
    expect(refusal.message).toContain('In “pb_a”')
  })

  it('outlives a restart, with its pack and its report', async () => {
    const data = await temporaryFolder()
    const first = await startTestServer({ data })
    await first.client.packs.import.mutate({ text })
    const { id } = await first.client.packs.run.mutate(request)
    await Array.fromAsync(watchRun(first, id))
    const [pack1, run1] = [
      await first.client.packs.get.query({ id: 'pk_notes' }),
      await first.client.packs.getRun.query({ id }),
    ]
    await first.stop()
    const second = await startTestServer({ data })
    expect(await second.client.packs.get.query({ id: 'pk_notes' })).toEqual(pack1)
    expect(await second.client.packs.getRun.query({ id })).toEqual(run1)
    expect(parsePack((await second.client.packs.export.query({ id: 'pk_notes' })).text).ok).toBe(
      true,
    )
  })
})
