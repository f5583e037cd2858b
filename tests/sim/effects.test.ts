import { describe, expect, it } from 'vitest'
import type { Playbook } from '@sandtable/rules'
import {
  judgeEffect,
  prepareExperiment,
  runReplication,
  summarize,
  type Report,
} from '@sandtable/sim'
import { alertWhen } from '../support/playbooks.ts'

/** A small report: a message whenever the shop sells, and a spike of demand on day 5 of 21. */
function reportOf(more: Partial<Playbook> = {}): Report {
  const playbook: Playbook = {
    ...alertWhen('orders > 0', { scope: 'shop', when: 'whileTrue' }),
    ...more,
  }
  const prepared = prepareExperiment({
    playbooks: [playbook],
    shop: {
      format: 'shop/1',
      template: 'fashion',
      keep: { products: 6 },
      historyDays: 30,
      shocks: [
        { kind: 'viralSpike', startDay: 5, days: 7 },
        { kind: 'stepDefect', target: 'pay', startDay: 40 },
      ],
    },
    days: 21,
    replications: 2,
    seed: 42,
  })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared))
  const { experiment } = prepared
  return summarize(
    experiment,
    [0, 1].map((r) => runReplication(experiment, r)),
  )
}
const report = reportOf()
const statusOf = (line: string, of: Report = report) => judgeEffect(line, of).status

describe('effects', () => {
  const visits = report.kpis.find(({ id }) => id === 'visits')!
  it('[P8] compares every part of a KPI', () => {
    expect(statusOf(`visits.baseline == ${visits.baseline}`)).toBe('met')
    expect(statusOf(`visits.baseline != ${visits.baseline}`)).toBe('unmet')
    expect(statusOf('visits.playbook == visits.baseline')).toBe('met')
    expect(statusOf('visits.playbook < 0.99 * visits.baseline')).toBe('unmet')
    expect(statusOf('visits.playbook > 0.99 * visits.baseline')).toBe('met')
    expect(statusOf('visits.difference.high <= 0')).toBe('met')
    expect(statusOf('visits.difference.low >= 0')).toBe('met')
    expect(statusOf('visits.difference.mean < 0')).toBe('unmet')
    expect(statusOf('orders.pBetter == 0.5')).toBe('met')
  })
  it('[P8] counts what the shop carried out', () => {
    // one message an evening
    expect(report.actions).toEqual([
      {
        command: 'notify',
        perRun: { mean: 21, p5: 21, p50: 21, p95: 21 },
        perWeek: { mean: 7, p5: 7, p50: 7, p95: 7 },
      },
    ])
    expect(statusOf('actions.notify.perWeek.p95 <= 7')).toBe('met')
    expect(statusOf('actions.notify.perRun.mean < 21')).toBe('unmet')
    expect(statusOf('actions.setPrice.perRun.mean == 0')).toBe('met')
  })
  it('[P8] asks whether a node answered a shock in time, in every replication', () => {
    expect(report.shocks).toEqual([{ kind: 'viralSpike', startDay: 5 }])
    const [trigger] = report.nodes
    expect(trigger!.delayDays).toEqual([[0, 0]])
    expect(statusOf(`fires("${trigger!.id}") within 0d of shock viralSpike`)).toBe('met')
    // fires for the first time on day 9, four days after the shock began
    const late = reportOf({
      nodes: alertWhen('orders >= 0', { scope: 'shop', when: 'becomesTrue', for: '9d' }).nodes,
    })
    expect(late.nodes[0]!.delayDays).toEqual([[4, 4]])
    const { id } = late.nodes[0]!
    expect(statusOf(`fires("${id}") within 3d of shock viralSpike`, late)).toBe('unmet')
    expect(statusOf(`fires("${id}") within 4d of shock viralSpike`, late)).toBe('met')
  })
  it('[P8] does not guess what the run does not have', () => {
    for (const line of [
      'visit.playbook > 0',
      'fires("nobody") within 3d of shock viralSpike',
      `fires("${report.nodes[0]!.id}") within 3d of shock stepDefect`,
      'visits.playbook >',
    ]) {
      const outcome = judgeEffect(line, report)
      if (outcome.status !== 'unknown') throw new Error(line)
      expect(outcome.why.en).toMatch(/./)
      expect(outcome.why.zh).toMatch(/./)
    }
  })
})

describe('figures that a playbook claims to move', () => {
  const claiming = reportOf({
    trial: {
      shop: 'fashion',
      days: 21,
      claims: [
        { kpi: 'stepPassRatio@pay', direction: 'up' },
        { kpi: 'stockAgeDays', direction: 'down' },
        { kpi: 'stepPassRatio@nobody', direction: 'up' },
        { kpi: 'orders', direction: 'up' },
      ],
    },
    tests: [{ effects: ['views.playbook > 0'] }],
  })
  const kpi = (id: string) => claiming.kpis.find((row) => row.id === id)
  it('[P9] have a row and a chart in the report, beside those of every report', () => {
    const extra = ['stepPassRatio@pay', 'stockAgeDays', 'stepPassRatio@nobody', 'views']
    expect(claiming.kpis.map(({ id }) => id)).toEqual([
      ...report.kpis.map(({ id }) => id),
      ...extra,
    ])
    expect(claiming.daily.map(({ id }) => id)).toEqual([
      ...report.daily.map(({ id }) => id),
      ...extra.slice(0, 3),
      'orders',
    ])
    const { baseline } = claiming.daily.find(({ id }) => id === 'stepPassRatio@pay')!
    const mean = baseline.mean.reduce<number>((sum, value) => sum + value!, 0) / 21
    expect(kpi('stepPassRatio@pay')!.baseline).toBeCloseTo(mean, 12)
    expect(mean).toBeGreaterThan(0.3)
    expect(mean).toBeLessThan(1)
    expect(kpi('stockAgeDays')!.baseline).toBeGreaterThan(1)
  })
  it('[P9] stay empty where the shop has no such entity', () => {
    expect(kpi('stepPassRatio@nobody')).toMatchObject({ baseline: null, difference: null })
    expect(statusOf('stepPassRatio@nobody.playbook > 0', claiming)).toBe('unknown')
  })
  it('leave the other rows as they are', () => {
    expect(claiming.kpis.slice(0, report.kpis.length)).toEqual(report.kpis)
  })
})
