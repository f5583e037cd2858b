/** Runs on the shop that the playbook itself names: its trial. */
import { describe, expect, it } from 'vitest'
import { playbookHash, type Playbook, type Trial } from '@sandtable/rules'
import { parseShopFile, runLimits, shops } from '@sandtable/sim'
import { trialShop } from '../../apps/api/src/contract.ts'
import { shopCatalogue, shopOfRun } from '../../apps/api/src/simulation.ts'
import { differenceOf, longest, reportOf } from './support/experiment.ts'
import { weeklyNote } from './support/playbooks.ts'
import { refusalOf, startTestServer, temporaryFolder, type TestServer } from './support/server.ts'
import { watchRun } from './support/stream.ts'

const file = {
  format: 'shop/1',
  template: 'tea',
  keep: { products: 4 },
  shocks: [{ kind: 'promotionPeak', startDay: 5 }],
} as const
const trial: Trial = {
  shop: { ...file, keep: { ...file.keep }, shocks: file.shocks.map((shock) => ({ ...shock })) },
  days: 10,
  claims: [
    { kpi: 'gmvCents', direction: 'up' },
    { kpi: 'stepPassRatio@pay', direction: 'up' },
  ],
}
const onTrial = {
  playbookId: 'pb_note',
  revision: 1,
  shop: trialShop,
  days: 10,
  replications: 3,
  seed: 1,
}

const note = (change: Partial<Playbook> = {}): Playbook => ({ ...weeklyNote(), trial, ...change })

async function serverWith(playbook: Playbook): Promise<TestServer> {
  const server = await startTestServer()
  await server.client.playbooks.create.mutate({ playbook })
  return server
}

async function finished(server: TestServer, request: typeof onTrial) {
  const { id } = await server.client.runs.start.mutate(request)
  await Array.fromAsync(watchRun(server, id))
  return server.client.runs.get.query({ id })
}

const hashOf = (input: unknown) => {
  const resolved = parseShopFile(input)
  return resolved.ok ? resolved.shopHash : undefined
}

describe('a run on the trial', () => {
  it('runs on the shop file of the playbook and says so, with a hash of its own', async () => {
    const server = await serverWith(note())
    const run = await finished(server, onTrial)
    expect(run).toMatchObject({ status: 'done', shop: trialShop, shopHash: hashOf(file) })
    expect(run.shopHash).toBe(run.report?.shopHash)
    expect(run.shopHash).not.toBe(hashOf({ format: 'shop/1', template: 'tea' }))
    expect(run.report).toMatchObject({
      shop: 'tea',
      shocks: [{ kind: 'promotionPeak', startDay: 5 }],
    })
    expect(run.report?.kpis.map(({ id }) => id)).toContain('stepPassRatio@pay')
    const { days, replications, seed } = onTrial
    const plan = { playbooks: [note()], shop: file, days, replications, seed }
    expect(differenceOf(run.report, reportOf(plan as never))).toBeUndefined()
    // without effect tests there is nothing to judge
    expect(run).not.toHaveProperty('effects')
  })

  it('takes the trial of the revision it is pinned to', async () => {
    const server = await serverWith(note())
    const changed = note({ trial: { shop: 'tea', days: 20 } })
    await server.client.playbooks.save.mutate({
      id: 'pb_note',
      baseRevision: 1,
      playbook: changed,
    })
    // the trial is no part of what the playbook does
    expect(playbookHash(changed)).toBe(playbookHash(note()))
    const old = await server.client.runs.start.mutate(onTrial)
    const now = await server.client.runs.start.mutate({ ...onTrial, revision: 2 })
    expect(old.shopHash).toBe(hashOf(file))
    expect(now.shopHash).toBe(hashOf({ format: 'shop/1', template: 'tea' }))
  })

  it('is one run for a request that is sent twice, and can be asked for again', async () => {
    const server = await serverWith(note())
    const request = { ...onTrial, idempotencyKey: 'trial-key-1' }
    const first = await server.client.runs.start.mutate(request)
    expect((await server.client.runs.start.mutate(request)).id).toBe(first.id)
    expect((await server.client.runs.start.mutate(onTrial)).id).not.toBe(first.id)
    const other = { ...request, shop: 'tea' }
    expect((await refusalOf(server.client.runs.start.mutate(other))).data?.code).toBe('BAD_REQUEST')
  })

  it('that the server stopped is marked so, and runs again when it is asked for again', async () => {
    const data = await temporaryFolder()
    const first = await startTestServer({ data })
    const playbook = note({ trial: { shop: 'tea', days: 90 } })
    await first.client.playbooks.create.mutate({ playbook })
    const long = { ...onTrial, days: longest.days, replications: longest.replications }
    const { id } = await first.client.runs.start.mutate(long)
    await first.stop()
    const second = await startTestServer({ data })
    const [stopped] = await second.client.runs.list.query({ playbookId: 'pb_note' })
    expect(stopped).toMatchObject({ id, status: 'interrupted', shop: trialShop })
    expect(await finished(second, onTrial)).toMatchObject({
      status: 'done',
      shopHash: stopped?.shopHash,
    })
  })

  it('is refused when the playbook has none, in both languages', async () => {
    const { client } = await serverWith(weeklyNote())
    const refusal = await refusalOf(client.runs.start.mutate(onTrial))
    expect(refusal.data).toMatchObject({
      code: 'BAD_REQUEST',
      sentence: {
        en: expect.stringContaining('has no trial'),
        zh: expect.stringContaining('没有试运行'),
      },
    })
    expect(await client.runs.list.query({ playbookId: 'pb_note' })).toEqual([])
  })

  it.for([
    ['an unknown template', 'bazaar', 'bazaar'],
    ['an unknown kind of shock', { ...file, shocks: [{ kind: 'comet', startDay: 5 }] }, 'comet'],
    ['what is no shop file', { colour: 'red' }, 'format'],
    [
      'two problems',
      { ...file, shocks: [], overrides: { 'money.feeRatio': 7, 'a.b': 1 } },
      '2 problems',
    ],
  ] as const)('is refused when its shop file has %s, which it names', async ([, shop, named]) => {
    const broken = { ...trial, shop } as Trial
    const { client } = await serverWith(note({ trial: broken }))
    const refusal = await refusalOf(client.runs.start.mutate(onTrial))
    expect(refusal.data?.code).toBe('BAD_REQUEST')
    expect(refusal.message).toContain('The shop of this playbook’s trial cannot be used')
    expect(refusal.message).toContain(named)
    expect(refusal.data?.sentence?.zh).toContain('该策略试运行的店铺无法使用')
  })

  it('has the limit of product-days of its own shop', async () => {
    const mall = shops.find(({ id }) => id === 'mall')!
    const { productDays, days } = runLimits
    const replications = Math.floor(productDays / days / mall.products) + 1
    const large = { ...onTrial, days, replications }
    const { client } = await serverWith(note({ trial: { shop: 'mall', days } }))
    const refusal = await refusalOf(client.runs.start.mutate(large))
    expect(refusal.message).toContain(`${mall.products} products × ${days} days`)
    // a part of it is small enough
    const part = shopOfRun(trialShop, {
      trial: { shop: { format: 'shop/1', template: 'mall', keep: { products: 5 } }, days },
    })
    expect(part).toMatchObject({ ok: true, products: 5 })
  })

  it('cannot be mistaken for a template', () => {
    expect(shops.map(({ id }) => id)).not.toContain(trialShop)
  })
})

describe('the effect tests of a run on the trial', () => {
  const tests: NonNullable<Playbook['tests']> = [
    { given: {}, expect: { n_week: 'quiet' } },
    {
      name: 'cheap',
      effects: ['gmvCents.baseline > 0', 'gmvCents.baseline < 0', 'rating@nobody.baseline > 0'],
    },
    { shop: 'tea', effects: ['gmvCents.baseline > 0'] },
    { days: 11, effects: ['gmvCents.baseline > 0'] },
  ]

  it('are judged line by line; what asks for another run cannot be told', async () => {
    const server = await serverWith(note({ tests }))
    const { effects } = await finished(server, onTrial)
    const statuses = effects?.map(({ lines }) => lines.map(({ outcome }) => outcome.status))
    expect(statuses).toEqual([['met', 'unmet', 'unknown'], ['unknown'], ['unknown']])
    expect(effects?.[0]?.name).toBe('cheap')
    expect(effects?.[2]?.lines[0]).toMatchObject({
      line: 'gmvCents.baseline > 0',
      outcome: { why: { en: 'the test is of 11 days, this run of 10' } },
    })
  })

  it('are left alone on any other shop', async () => {
    const server = await serverWith(note({ tests }))
    expect(await finished(server, { ...onTrial, shop: 'tea' })).not.toHaveProperty('effects')
  })
})

describe('what the client is told of trials', () => {
  it('has the shop and the days in the list of playbooks', async () => {
    const { client } = await serverWith(note())
    await client.playbooks.create.mutate({ playbook: weeklyNote('pb_other') })
    const [first, second] = await client.playbooks.list.query()
    expect(first?.trial).toEqual({ shop: { en: 'Tea', zh: '茶叶' }, days: 10 })
    expect(second).not.toHaveProperty('trial')
  })

  it('has words for every kind of shock, its variants, and the entities of every shop', () => {
    const { shockKinds, shops: told } = shopCatalogue
    expect(shockKinds.find(({ id }) => id === 'reviewBurst')).toMatchObject({
      label: { zh: '差评爆发' },
      variants: [{ id: 'quality' }, { id: 'logistics' }, { id: 'malice' }],
    })
    expect(told.find(({ id }) => id === 'beauty')?.names['serum']).toEqual({
      en: 'Serums',
      zh: '精华',
    })
    expect(told.find(({ id }) => id === 'home')?.shocks).toHaveLength(1)
  })

  it('keeps the trial as it is through saving and export', async () => {
    const { client } = await serverWith(note())
    const { playbook } = await client.playbooks.get.query({ id: 'pb_note' })
    await client.playbooks.save.mutate({
      id: 'pb_note',
      baseRevision: 1,
      playbook: { ...playbook, name: 'edited' },
    })
    const { text } = await client.playbooks.export.query({ id: 'pb_note' })
    expect((JSON.parse(text) as Playbook).trial).toEqual(trial)
  })
})
