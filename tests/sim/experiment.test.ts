import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Playbook } from '@sandtable/rules'
import {
  kpis,
  modelVersion,
  prepareExperiment,
  runDefaults,
  runLimits,
  runReplication,
  summarize,
  type PreparedExperiment,
  type Report,
} from '@sandtable/sim'

const plan = { playbooks: [] as unknown[], shop: 'fashion', days: 20, replications: 3, seed: 42 }

/** Orders whatever falls under its safety stock plus the demand of the lead time. */
const lowStock: Playbook = {
  format: 'playbook/1',
  id: 'pb_low',
  name: 'Low stock',
  params: { targetDays: { default: 21 } },
  nodes: [
    {
      id: 'watch',
      type: 'trigger.lowStock',
      v: 1,
      config: {
        scope: 'stock',
        threshold: 'safetyStockUnits + product.leadTimeDays * mean(soldUnits, 28d)',
        onlyWithoutOpenOrder: true,
        when: 'whileTrue',
        onMissing: 'hold',
      },
    },
    {
      id: 'order',
      type: 'action.reorder',
      v: 1,
      config: { units: 'params.targetDays * mean(soldUnits, 28d)', priority: 0 },
    },
  ],
  edges: [{ id: 'e1', from: ['watch', 'out'], to: ['order', 'in'] }],
}
/** Watches a condition for every product and tells a desk. */
const alarm = (expression: string, severity = 'urgent'): Playbook => ({
  format: 'playbook/1',
  id: 'pb_alarm',
  name: 'Alarm',
  nodes: [
    {
      id: 'watch',
      type: 'trigger.metric',
      v: 1,
      config: { scope: 'product', expression, when: 'whileTrue', onMissing: 'hold' },
    },
    {
      id: 'tell',
      type: 'action.notify',
      v: 1,
      config: { desk: 'operations', severity, message: 'Look', priority: 0 },
    },
  ],
  edges: [{ id: 'e1', from: ['watch', 'out'], to: ['tell', 'in'] }],
})

function prepare(parts: object = {}): PreparedExperiment {
  const prepared = prepareExperiment({ ...plan, ...parts })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared))
  return prepared.experiment
}
function run(parts: object = {}): Report {
  const experiment = prepare(parts)
  const { replications } = experiment.plan
  return summarize(
    experiment,
    Array.from({ length: replications }, (_, r) => runReplication(experiment, r)),
  )
}
function problemsOf(parts: object) {
  const prepared = prepareExperiment({ ...plan, ...parts })
  return prepared.ok ? [] : prepared.problems.map(({ code, path }) => [code, path])
}
const differences = ({ kpis: rows }: Report) =>
  rows.flatMap(({ perReplication }) => perReplication.map(({ difference }) => difference))
/** Rows of the report that exist: some shops have no target and no campaign. */
const existing = ({ kpis: rows }: Report) => rows.filter(({ baseline }) => baseline !== null)
/** Every figure of the arms is the same bits, those that do not exist included. */
function expectNoEffect(report: Report): void {
  for (const { id, perReplication } of report.kpis) {
    for (const { baseline, playbook, difference } of perReplication) {
      expect([id, playbook, difference]).toEqual([id, baseline, baseline === null ? null : 0])
    }
  }
  expect(existing(report).length).toBeGreaterThan(60)
}

describe('an experiment', () => {
  it('[NO-OP] that never fires differs by exactly 0 in every KPI of every replication, with both arms run', () => {
    const report = run({ playbooks: [alarm('onHandUnits < 0')] })
    expectNoEffect(report)
    for (const { difference, pBetter, direction } of existing(report)) {
      expect(difference).toEqual({ mean: 0, low: 0, high: 0 })
      expect(pBetter).toBe(direction === 'neither' ? null : 0.5)
    }
    const watch = report.nodes.find(({ id }) => id === 'watch')!
    expect([watch.evaluated, watch.fired]).toEqual([60 * 20, 0])
    expect(
      report.daily.every(({ baseline, playbook }) => baseline.mean.join() === playbook.mean.join()),
    ).toBe(true)
  })

  it('[NO-OP] that only notifies differs by exactly 0 when the desk costs nothing', () => {
    const shop = {
      format: 'shop/1',
      template: 'fashion',
      overrides: { 'desks.operations.wageCentsPerHour': 0 },
    }
    const report = run({ shop, playbooks: [alarm('onHandUnits >= 0')] })
    expectNoEffect(report)
    const tell = report.nodes.find(({ id }) => id === 'tell')!
    expect(tell.firedPerDay).toEqual(Array.from({ length: 20 }, () => 60))
    // sixty products, and a message lists fifty
    expect([tell.adjusted, tell.applied]).toEqual([60 * 20, 0])
    expect(tell.reasons).toEqual([{ reason: 'listLimit', count: 60 * 20 }])
  })

  it('that notifies at a wage pays 15 minutes a message from the second day on', () => {
    const report = run({ playbooks: [alarm('onHandUnits >= 0')] })
    const wages = report.kpis.find(({ id }) => id === 'wagesCents')!
    // 19 messages in 20 days, the last one is read after the run: 19 × 4,500 ÷ 4
    expect(wages.perReplication.map(({ difference }) => difference)).toEqual([
      21_375, 21_375, 21_375,
    ])
    expect(wages.pBetter).toBe(0)
  })

  it('shows that ordering in time reduces stockouts and earns more', () => {
    // visits depend on nothing that stock moves: repurchase, the rank of the shop, buyers who take a substitute
    const shop = {
      format: 'shop/1',
      template: 'fashion',
      overrides: {
        'customers.repeatOrderShareRatio': 0,
        'dsr.organicExponent': 0,
        'stockouts.substituteRatio': 0,
      },
    }
    const report = run({ shop, playbooks: [lowStock], days: 60, replications: 8 })
    const row = (id: string) => report.kpis.find((kpi) => kpi.id === id)!
    expect(row('stockoutRatio').difference!.high).toBeLessThan(0)
    expect(row('stockoutRatio').pBetter).toBe(1)
    expect(row('contributionWithStockCents').difference!.low).toBeGreaterThan(0)
    expect(row('visits').difference).toEqual({ mean: 0, low: 0, high: 0 })
    const [order, watch] = ['order', 'watch'].map((id) =>
      report.nodes.find((node) => node.id === id)!,
    )
    expect(order!.fired).toBe(
      order!.applied + order!.adjusted + order!.suppressed + order!.rejected,
    )
    expect(report.edges[0]!.passed).toBe(watch!.fired)
    expect(watch!.firedPerDay.reduce((sum, fired) => sum + fired, 0)).toBeCloseTo(watch!.fired, 9)
  })

  it('[SEEDS] gives the same bytes twice, and other figures for another seed', () => {
    const bytes = JSON.stringify(run({ playbooks: [lowStock] }))
    expect(JSON.stringify(run({ playbooks: [lowStock] }))).toBe(bytes)
    expect(JSON.stringify(run({ playbooks: [lowStock], seed: 43 }))).not.toBe(bytes)
  })

  it('[SEEDS] has replications that do not depend on how many there are, nor on who runs them when', () => {
    const three = prepare({ playbooks: [lowStock] })
    const five = prepare({ playbooks: [lowStock], replications: 5 })
    expect(runReplication(five, 4)).toEqual(
      runReplication(prepare({ playbooks: [lowStock], replications: 9 }), 4),
    )
    const results = [2, 0, 1].map((r) => structuredClone(runReplication(five, r)))
    expect(JSON.stringify(summarize(three, results))).toBe(
      JSON.stringify(run({ playbooks: [lowStock] })),
    )
  })

  it('[STREAM-INDEPENDENCE] has the same baseline whatever the playbook', () => {
    const baselines = [[], [lowStock], [alarm('onHandUnits < 5')]].map((playbooks) =>
      runReplication(prepare({ playbooks }), 1),
    )
    expect(baselines[1]!.baseline).toEqual(baselines[0]!.baseline)
    expect(baselines[2]!.baseline).toEqual(baselines[0]!.baseline)
  })

  it('reports the format, the hashes and every KPI in the order announced', () => {
    const report = run({ playbooks: [lowStock] })
    expect(report).toMatchObject({
      format: 'report/1',
      shop: 'fashion',
      seed: 42,
      modelVersion,
      days: 20,
      replications: 3,
    })
    expect(report.playbookHash).toMatch(/^[0-9a-f]{64}$/)
    expect(report.kpis.map(({ id }) => id)).toEqual(kpis.map(({ id }) => id))
    expect(kpis[0]!.id).toBe('contributionWithStockCents')
    for (const { baseline, playbook } of report.daily) {
      for (const band of [baseline, playbook]) {
        expect([band.mean.length, band.low.length, band.high.length]).toEqual([20, 20, 20])
        band.mean.forEach((mean, day) => {
          if (mean === null) return
          expect(band.low[day]!).toBeLessThanOrEqual(band.high[day]!)
        })
      }
    }
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  it('has KPIs that agree with each other and with the daily figures', () => {
    const report = run()
    const mean = (id: string) => report.kpis.find((kpi) => kpi.id === id)!.baseline!
    const daily = (id: string) => report.daily.find((series) => series.id === id)!.baseline.mean
    const sum = (values: readonly (number | null)[]) =>
      values.reduce<number>((total, v) => total + v!, 0)
    for (const id of ['soldUnits', 'gmvCents', 'contributionCents', 'purchaseSpendCents']) {
      expect(sum(daily(id))).toBeCloseTo(mean(id), 5)
    }
    expect(sum(daily('stockoutRatio')) / 20).toBeCloseTo(mean('stockoutRatio'), 12)
    expect(daily('cashCents').at(-1)).toBeCloseTo(mean('cashCents'), 5)
    const rows = (id: string) => report.kpis.find((kpi) => kpi.id === id)!.perReplication
    for (const [ratio, above, below] of [
      ['conversionRatio', 'orders', 'visits'],
      ['aovCents', 'gmvCents', 'orders'],
      ['returnRatio', 'returnedUnits', 'soldUnits'],
    ] as const) {
      rows(ratio).forEach(({ baseline }, r) => {
        expect(baseline).toBe(rows(above)[r]!.baseline! / rows(below)[r]!.baseline!)
      })
    }
  })

  it('has no figure, not 0, for a ratio over nothing', () => {
    const shop = {
      format: 'shop/1',
      template: 'fashion',
      overrides: { 'demand.visitsFactor': 0 },
    }
    const report = run({ shop })
    for (const id of ['conversionRatio', 'fillRatio', 'aovCents', 'coverDays']) {
      const row = report.kpis.find((kpi) => kpi.id === id)!
      expect([row.baseline, row.playbook, row.difference, row.pBetter]).toEqual([
        null,
        null,
        null,
        null,
      ])
      expect(row.perReplication[0]).toEqual({ baseline: null, playbook: null, difference: null })
    }
    const conversion = report.daily.find(({ id }) => id === 'conversionRatio')!
    expect(conversion.baseline.mean[0]).toBeNull()
  })

  it('refuses to summarize when a replication is missing or doubled', () => {
    const experiment = prepare()
    const [a, b] = [0, 1].map((r) => runReplication(experiment, r))
    expect(() => summarize(experiment, [a!, b!])).toThrow(
      'needs replications 0 to 2 once each, got 0, 1',
    )
    expect(() => summarize(experiment, [a!, b!, b!])).toThrow('got 0, 1, 1')
  })
})

describe('a plan', () => {
  it.each([
    [{ days: 0 }, ['wrongShape', 'days']],
    [{ days: runLimits.days + 1 }, ['wrongShape', 'days']],
    [{ replications: 1 }, ['wrongShape', 'replications']],
    [{ seed: -1 }, ['wrongShape', 'seed']],
    [{ seed: 0.5 }, ['wrongShape', 'seed']],
    [{ shop: 'nowhere' }, ['unknownShop', 'template']],
    [{ days: runLimits.days, replications: 2_000 }, ['wrongShape', 'replications']],
    [{ wish: 1 }, ['wrongShape', 'wish']],
  ])('with %j is refused', (parts, problem) => {
    expect(problemsOf(parts)).toEqual([problem])
  })

  it('names what is wrong inside its shop file, beside its own problems', () => {
    const shop = { format: 'shop/1', template: 'fashion', overrides: { 'money.feeRatio': 7 } }
    expect(problemsOf({ shop, seed: -1 })).toEqual([
      ['wrongShape', 'seed'],
      ['outOfRange', 'overrides.money.feeRatio'],
    ])
  })

  it('that does not say how many days runs for the horizon of its shop', () => {
    const shop = { format: 'shop/1', template: 'fashion', horizonDays: 11 }
    expect(prepare({ shop, days: undefined }).plan.days).toBe(11)
  })

  it('that is too large says what the limit is and what to do', () => {
    const prepared = prepareExperiment({ ...plan, days: 730, replications: 1_000 })
    expect(prepared.ok ? [] : prepared.problems.map(({ sentence }) => sentence.en)).toEqual([
      'Products × days × replications must be at most 20000000, got 43800000. Take fewer days or replications.',
    ])
  })

  it('hands back the issues of a playbook that cannot run', () => {
    const prepared = prepareExperiment({ ...plan, playbooks: [alarm('soldUnitz > 3')] })
    expect(prepared.ok).toBe(false)
    expect(prepared.issues.map(({ severity }) => severity)).toContain('error')
  })

  it('takes the defaults that the screens offer', () => {
    expect(prepareExperiment({ playbooks: [], ...runDefaults }).ok).toBe(true)
  })
})

describe('the order of files', () => {
  const markdown = JSON.parse(
    readFileSync(
      new URL('../../examples/playbooks/inv-5-slow-mover-markdown.json', import.meta.url),
      'utf8',
    ),
  ) as Playbook

  it('[R2] shuffling nodes, edges and keys gives the same report, byte for byte', () => {
    const shuffled: Playbook = {
      ...Object.fromEntries(Object.entries(markdown).toReversed()),
      nodes: markdown.nodes.toReversed(),
      edges: [markdown.edges[1]!, markdown.edges[2]!, markdown.edges[0]!],
    } as Playbook
    expect(JSON.stringify(run({ playbooks: [shuffled] }))).toBe(
      JSON.stringify(run({ playbooks: [markdown] })),
    )
  })

  it('[R2] the order of two playbooks changes no KPI', () => {
    const one = run({ playbooks: [lowStock, markdown] })
    const other = run({ playbooks: [markdown, lowStock] })
    expect(other.kpis).toEqual(one.kpis)
    expect(other.playbookHash).toBe(one.playbookHash)
    expect(differences(one).some((difference) => difference !== 0)).toBe(true)
  })
})

describe('the playbooks of the gallery', () => {
  const path = (name: string) => new URL(`../../examples/playbooks/${name}.json`, import.meta.url)
  const effect = (name: string, replications = 6) => {
    const playbook = JSON.parse(readFileSync(path(name), 'utf8')) as unknown
    const report = run({ playbooks: [playbook], days: 60, replications })
    return (id: string) => report.kpis.find((kpi) => kpi.id === id)!.difference!
  }

  it('INV-1 orders in time: fewer stockouts', () => {
    // few products fall so low before the routine orders them
    expect(effect('inv-1-low-stock-reorder', 16)('stockoutRatio').high).toBeLessThan(0)
  })

  it('INV-3 holds more stock for fewer stockouts', () => {
    const row = effect('inv-3-simple-safety-stock')
    expect(row('stockoutRatio').high).toBeLessThan(0)
    expect(row('stockValueCents').low).toBeGreaterThan(0)
  })

  it('INV-5 gives discounts and brings stock down', () => {
    const row = effect('inv-5-slow-mover-markdown')
    expect(row('discountCents').low).toBeGreaterThan(0)
    expect(row('stockValueCents').high).toBeLessThan(0)
  })
})
