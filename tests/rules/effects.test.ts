import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  describeIssue,
  figuresOfEffect,
  formatPlaybook,
  parseEffect,
  parsePlaybookValue,
  playbookHash,
  type Effect,
  type Playbook,
} from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { alertWhen } from '../support/playbooks.ts'

function effectOf(line: string): Effect {
  const result = parseEffect(line)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.effect
}

const kpi = (id: string, part: string) => ({ kind: 'kpi', kpi: id, part })

describe('a line of effects', () => {
  it.each([
    [
      'contributionCents.difference.low >= 0',
      { figure: kpi('contributionCents', 'difference.low'), operator: '>=', factor: 0 },
    ],
    [
      '  stockoutRatio . difference . high<0',
      { figure: kpi('stockoutRatio', 'difference.high'), operator: '<', factor: 0 },
    ],
    [
      'stepPassRatio@pay.playbook != -1.5e-3',
      { figure: kpi('stepPassRatio@pay', 'playbook'), operator: '!=', factor: -0.0015 },
    ],
    [
      'fillRatio@p_1@w_east.pBetter > 0.9',
      { figure: kpi('fillRatio@p_1@w_east', 'pBetter'), operator: '>', factor: 0.9 },
    ],
    [
      'cpcCents.playbook <= 0.8 * cpcCents.baseline',
      {
        figure: kpi('cpcCents', 'playbook'),
        operator: '<=',
        factor: 0.8,
        other: kpi('cpcCents', 'baseline'),
      },
    ],
    [
      'visits.playbook == visits.baseline',
      {
        figure: kpi('visits', 'playbook'),
        operator: '==',
        factor: 1,
        other: kpi('visits', 'baseline'),
      },
    ],
    [
      'actions.setPrice.perWeek.p95 <= 5',
      {
        figure: { kind: 'actions', command: 'setPrice', span: 'perWeek', part: 'p95' },
        operator: '<=',
        factor: 5,
      },
    ],
  ])('[P8] compares: %s', (line, expected) => {
    expect(effectOf(line)).toEqual({ kind: 'comparison', ...expected })
  })
  it('[P8] asks for an answer to a shock', () => {
    const effect = effectOf('fires("n_b2") within 3d of shock supplierOutage')
    expect(effect).toEqual({
      kind: 'response',
      nodeId: 'n_b2',
      withinDays: 3,
      shock: 'supplierOutage',
    })
    expect(figuresOfEffect(effect)).toEqual([])
  })
  it('names the figures that it reads', () => {
    const line = 'cpcCents.playbook <= 0.8 * stepPassRatio@pay.baseline'
    expect(figuresOfEffect(effectOf(line))).toEqual(['cpcCents', 'stepPassRatio@pay'])
    expect(figuresOfEffect(effectOf('actions.reorder.perRun.mean > 0'))).toEqual([])
  })
  it.each([
    ['', 0, '', 'figure'],
    ['stockoutRatio', 13, '', '.'],
    ['stockoutRatio.difference < 0', 25, '<', '.'],
    ['stockoutRatio.mean < 0', 14, 'mean', 'baseline'],
    ['stockoutRatio.playbook < ', 25, '', 'figure'],
    ['stockoutRatio.playbook = 0', 23, '=', '<='],
    ['stockoutRatio.playbook < 0 && 1', 27, '&', 'end of the line'],
    ['actions.setPrice.perDay.mean < 1', 17, 'perDay', 'perRun'],
    ['fires(n_b2) within 3d of shock x', 6, 'n_b2', 'quotes'],
    ['fires("n") within 3 of shock x', 18, '3', '3d'],
    ['fires("n") within 3d of event x', 24, 'event', 'shock'],
    ['< 3', 0, '<', 'figure'],
  ])('[P8] says where it cannot be read: %s', (line, start, got, expected) => {
    const result = parseEffect(line)
    if (result.ok) throw new Error('read')
    expect(result).toMatchObject({ got, range: { start, end: start + got.length } })
    expect(result.expected.en).toContain(expected)
    expect(result.expected.zh).toMatch(/./)
  })
})

const book: Playbook = {
  ...alertWhen('stockoutRatio > 0.1'),
  trial: {
    shop: { format: 'shop/1', template: 'fashion', shocks: [{ kind: 'viralSpike', startDay: 5 }] },
    days: 60,
    claims: [{ kpi: 'stockoutRatio', direction: 'down' }],
  },
  tests: [
    { given: { stockoutRatio: 0.2 }, expect: {} },
    { name: 'less', effects: ['stockoutRatio.difference.high < 0'], seed: 7 },
  ],
}

describe('a trial', () => {
  it('[P7] is kept as it is written, and is no part of what the playbook does', () => {
    const parsed = parsePlaybookValue(JSON.parse(formatPlaybook(book)))
    expect(parsed.ok && parsed.playbook.trial).toEqual(book.trial)
    expect(parsed.ok && parsed.playbook.tests).toEqual(book.tests)
    const { trial: _trial, tests: _tests, ...bare } = book
    expect(playbookHash(book)).toBe(playbookHash(bare))
  })
  it.each([
    [{ trial: { shop: '', days: 60 } }, 'trial.shop'],
    [{ trial: { shop: 'fashion' } }, 'trial.days'],
    [{ trial: { shop: 'fashion', days: 0 } }, 'trial.days'],
    [
      { trial: { shop: 'fashion', days: 9, claims: [{ kpi: 'visits', direction: 'same' }] } },
      'trial.claims[0].direction',
    ],
    [{ tests: [{ effects: [] }] }, 'tests[0].effects'],
    [{ tests: [{ effects: ['a.baseline < 0'], given: {} }] }, 'tests[0].given'],
    [{ tests: [{ effects: ['a.baseline < 0'], replications: 1 }] }, 'tests[0].replications'],
  ])('[P1] of another shape is refused by name: %j', (part, where) => {
    const parsed = parsePlaybookValue({ ...book, ...part })
    expect(parsed.ok).toBe(false)
    const paths = parsed.issues.map(({ path }) => path.join('.').replace(/\.(\d+)/g, '[$1]'))
    expect(paths).toContain(where)
  })
})

describe('the check of claims and effects', () => {
  const issuesOf = (claim: string, ...effects: string[]) =>
    checkPlaybook(
      {
        ...book,
        trial: { shop: 'fashion', days: 9, claims: [{ kpi: claim, direction: 'up' }] },
        tests: effects.length === 0 ? [] : [{ effects }],
      },
      catalogue,
    ).filter(({ path }) => path[0] === 'trial' || path[0] === 'tests')
  it('[P9] takes figures of the shop and of one entity', () => {
    expect(issuesOf('stepPassRatio@pay', 'stockAgeDays.difference.low < 0')).toEqual([])
  })
  it.each([
    ['stockoutRate', [], 'unknownReportFigure', 'stockoutRatio'],
    ['stepPassRatio', [], 'figureNeedsEntity', undefined],
    ['visits', ['visit.playbook > 0'], 'unknownReportFigure', 'visits'],
    ['visits', ['visits.playbook > 2 * order.playbook'], 'unknownReportFigure', 'orders'],
    ['visits', ['actions.setPrise.perWeek.p95 < 1'], 'unknownCommand', 'setPrice'],
    ['visits', ['fires("n_no") within 3d of shock viralSpike'], 'unknownNode', undefined],
    ['visits', ['visits.playbook >'], 'brokenEffect', undefined],
  ])('[P9] warns of what does not exist: %s %j', (claim, effects, code, suggestion) => {
    const issues = issuesOf(claim, ...effects)
    expect(issues.map((one) => [one.code, one.severity])).toEqual([[code, 'warning']])
    if (suggestion !== undefined) expect(issues[0]!.facts['suggestion']).toBe(suggestion)
    for (const language of ['en', 'zh'] as const) {
      const { sentence } = describeIssue(issues[0]!, language)
      expect(sentence).toMatch(/./)
      expect(sentence).not.toMatch(/undefined|\[object/)
    }
  })
})
