import { describe, expect, it } from 'vitest'
import { formatTick, formatValue, issue, sameText, type Catalogue } from '@sandtable/rules'
import {
  choicesAt,
  type CompletionContext,
} from '../../apps/web/src/editor/expression/completions.ts'
import { problemCounts } from '../../apps/web/src/editor/problems.ts'
import { fromDisplay, readNumber, toDisplay } from '../../apps/web/src/editor/unitNumber.ts'
import { readImport } from '../../apps/web/src/gallery/fileImport.ts'
import { en } from '../../apps/web/src/i18n/en.ts'
import { formatAgo } from '../../apps/web/src/i18n/format.ts'
import { zh } from '../../apps/web/src/i18n/zh.ts'
import { checkSettings } from '../../apps/web/src/runs/runForm.ts'
import { verdictOf } from '../../apps/web/src/runs/verdict.ts'

describe('values on the screen', () => {
  it('shows cents as ¥, ratios as %, their differences as points', () => {
    expect(formatValue(123_456, 'money', 'en')).toBe('¥1,235')
    expect(formatValue(3_050, 'money', 'zh')).toBe('¥30.50')
    expect(formatValue(-50, 'money', 'en', { isDifference: true })).toBe('−¥0.50')
    expect(formatValue(0.0533, 'percent', 'en')).toBe('5.33%')
    expect(formatValue(-0.005, 'percent', 'en', { isDifference: true })).toBe('−0.50 pp')
    expect(formatValue(0.0197, 'percent', 'zh', { isDifference: true })).toBe('+1.97 个百分点')
    // a difference that is there does not read as none
    expect(formatValue(0.034, 'money', 'en', { isDifference: true })).toBe('+¥0.0003')
    expect(formatValue(-0.00002, 'percent', 'en', { isDifference: true })).toBe('−0.002 pp')
    expect(formatValue(0.00004, 'none', 'en', { isDifference: true })).toBe('+0.00004')
    expect(formatValue(1e-15, 'percent', 'en', { isDifference: true })).toBe('0.00 pp')
    expect(formatValue(7, 'day', 'zh')).toBe('7 天')
  })

  it('keeps axis labels short', () => {
    expect(formatTick(100_000_000, 'money', 'en')).toBe('¥1m')
    expect(formatTick(0.05, 'percent', 'en')).toBe('5%')
  })

  it('turns what is typed into the unit of the file and back, without binary noise', () => {
    expect(fromDisplay('30.1', 'money')).toBe(3010)
    expect(toDisplay(3010, 'money')).toBe('30.1')
    expect(fromDisplay('7', 'percent')).toBe(0.07)
    expect(toDisplay(0.07, 'percent')).toBe('7')
    expect(toDisplay(0.29, 'percent')).toBe('29')
    expect(fromDisplay(' ', 'day')).toBeUndefined()
    expect(fromDisplay('seven', 'day')).toBeUndefined()
  })

  it('says why a typed number cannot be used', () => {
    const days = { min: 1, max: 365, isInteger: true }
    const problem = (text: string, rules = {}, isBad = false) =>
      readNumber(text, isBad, 'day', rules).problem
    expect(readNumber('7', false, 'day', days)).toEqual({ value: 7 })
    expect(readNumber('', false, 'day', days)).toEqual({})
    expect(problem('2.5', days)).toBe('whole')
    expect(problem('-4', days)).toBe('between')
    expect(problem('-4', { min: 0 })).toBe('atLeast')
    expect(problem('', { isRequired: true })).toBe('missing')
    expect(problem('', {}, true)).toBe('unreadable')
    expect(en.numberProblems.between('1 day', '365 days')).toContain('between 1 day and 365 days')
    expect(zh.numberProblems.between('1 天', '365 天')).toContain('1 天 到 365 天')
  })

  it('says how long ago', () => {
    const now = Date.parse('2026-01-01T12:00:00Z')
    expect(formatAgo('2026-01-01T11:58:00Z', now, 'en')).toBe('2 minutes ago')
    expect(formatAgo('2025-12-31T12:00:00Z', now, 'zh')).toBe('昨天')
  })
})

describe('verdicts', () => {
  it('calls a difference only when the whole interval is on one side of 0', () => {
    expect(verdictOf({ mean: 2, low: 1, high: 3 }, 'up')).toBe('better')
    expect(verdictOf({ mean: 2, low: 1, high: 3 }, 'down')).toBe('worse')
    expect(verdictOf({ mean: -2, low: -3, high: -1 }, 'down')).toBe('better')
    expect(verdictOf({ mean: 2, low: -1, high: 5 }, 'up')).toBe('unclear')
    expect(verdictOf({ mean: 2, low: 0, high: 4 }, 'up')).toBe('unclear')
    expect(verdictOf({ mean: 2, low: 1, high: 3 }, 'neither')).toBe('changed')
    expect(verdictOf({ mean: 0, low: 0, high: 0 }, 'up')).toBe('none')
  })
})

describe('run settings', () => {
  const shop = {
    shops: [
      { id: 'fashion', label: { en: '', zh: '' }, description: { en: '', zh: '' }, products: 60 },
    ],
    runLimits: {
      days: 730,
      replications: 1000,
      leastReplications: 2,
      seed: Number.MAX_SAFE_INTEGER,
      productDays: 1_000_000,
    },
  }
  const check = (change: object) =>
    checkSettings(
      { shop: 'fashion', days: '90', replications: '30', seed: '42', ...change },
      shop,
      en,
      String,
    )
  const problemsOf = (change: object) => {
    const checked = check(change)
    return checked.ok ? {} : Object.fromEntries(checked.problems)
  }

  it('takes what is within the limits', () => {
    expect(check({})).toEqual({
      ok: true,
      numbers: { shop: 'fashion', days: 90, replications: 30, seed: 42 },
    })
  })

  it('names every number that is not one or is out of range', () => {
    expect(problemsOf({ days: '', replications: '1', seed: '4.2' })).toEqual({
      days: 'Days must be a whole number.',
      replications: 'Replications must be between 2 and 1000.',
      seed: 'Seed must be a whole number.',
    })
    expect(problemsOf({ seed: '-1' })).toHaveProperty('seed')
  })

  it('names the product-days and their limit', () => {
    expect(problemsOf({ days: '365', replications: '100' })).toEqual({
      all: 'This would simulate 2190000 product-days; one run may have 1000000. Take fewer days or replications, or a smaller shop.',
    })
  })
})

describe('completion', () => {
  const metric = (
    id: string,
    scopes: readonly ('product' | 'stock' | 'category')[],
    values?: string[],
  ) => ({
    id,
    scopes,
    type: values === undefined ? ('number' as const) : ('enum' as const),
    ...(values === undefined ? {} : { values }),
    unit: 'none' as const,
    window: 'now' as const,
    direction: 'neither' as const,
    mayBeMissing: false,
    isSimulated: true,
    label: { en: id, zh: id },
    help: { en: '', zh: '' },
  })
  const catalogue: Catalogue = {
    metrics: [
      metric('coverDays', ['product', 'stock']),
      metric('conversionRatio', ['category']),
      metric('listingState', ['product'], ['onSale', 'delisted']),
    ],
    events: [],
    commands: [],
  }
  const context: CompletionContext = {
    catalogue,
    scope: 'stock',
    params: {
      targetDays: { default: 14 },
      wantedState: { default: 'onSale', options: ['onSale', 'delisted'] },
    },
    payload: {},
    isConstant: false,
    language: 'en',
  }
  const labels = (before: string) => choicesAt(before, context).choices.map(({ label }) => label)

  it('offers figures of the scope, parents, parameters and functions', () => {
    const all = labels('co')
    expect(all).toContain('coverDays')
    expect(all).not.toContain('conversionRatio')
    expect(all).toContain('product')
    expect(all).toContain('params.targetDays')
    expect(all).toContain('mean')
    expect(choicesAt('1 + co', context).wordLength).toBe(2)
  })

  it('offers behind a parent the figures, sets and id of that parent only', () => {
    expect(labels('category.')).toEqual(['conversionRatio', 'products', 'stocks', 'id'])
    expect(labels('params.t')).toEqual(['targetDays', 'wantedState'])
    expect(labels('nobody.')).toEqual([])
  })

  it('offers sets and, inside of one, the figures of its members', () => {
    expect(labels('')).toContain('product.stocks')
    const shop = { ...context, scope: 'shop' } as const
    const inside = choicesAt('sum(products, ', shop).choices.map(({ label }) => label)
    expect(inside).toContain('listingState')
    // behind the bracket it is the shop's again
    const after = choicesAt('sum(products, coverDays) + ', shop).choices
    expect(after.map(({ label }) => label)).not.toContain('listingState')
  })

  it('offers what the event says, and in a constant only parameters and functions', () => {
    const info = {
      type: 'enum',
      values: ['up', 'down'],
      unit: 'none',
      mayBeMissing: false,
      label: { en: 'Direction', zh: '方向' },
      help: { en: '', zh: '' },
    } as const
    const event = { ...context, payload: { direction: info } }
    expect(choicesAt('event.', event).choices.map(({ label }) => label)).toEqual(['direction'])
    expect(choicesAt('event.direction == "', event).choices.map(({ label }) => label)).toEqual([
      'up',
      'down',
    ])
    const constant = choicesAt('', { ...event, isConstant: true }).choices
    expect(new Set(constant.map(({ kind }) => kind))).toEqual(new Set(['param', 'function']))
  })

  it('offers the values of an enum behind a comparison', () => {
    expect(labels('product.listingState == ')).toEqual(['onSale', 'delisted', 'params.wantedState'])
    expect(choicesAt('product.listingState == ', context).choices[0]?.apply).toBe('"onSale"')
    expect(choicesAt('product.listingState == "on', context).choices[0]?.apply).toBe('onSale')
  })
})

describe('problems', () => {
  const place = { path: ['nodes', 0], nodeId: 'a' }
  const issues = [
    issue('notConnected', { node: sameText('a') }, place, 'warning'),
    issue('cycle', { nodes: [sameText('a'), sameText('c')] }, { path: ['edges'] }),
    issue('danglingEdge', { edge: 'e1', node: 'gone' }, { path: ['edges', 0], edgeId: 'e1' }),
  ]

  it('counts by node and marks broken edges', () => {
    const counts = problemCounts(issues)
    expect(counts.byNode.get('a')).toEqual({ errors: 0, warnings: 1 })
    expect([counts.errors, counts.warnings, counts.notes]).toEqual([2, 1, 0])
    expect([...counts.brokenEdges]).toEqual(['e1'])
  })
})

describe('importing files', () => {
  it('does not read a file that is too large', async () => {
    let isRead = false
    const read = await readImport({
      size: 10_000_000,
      text: () => {
        isRead = true
        return Promise.resolve('')
      },
    })
    expect(isRead).toBe(false)
    expect(read).toMatchObject({
      ok: false,
      issues: [{ code: 'tooLarge', facts: { bytes: 10_000_000 } }],
    })
  })
})

describe('texts', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shape(member)]))
      : typeof value

  it('has the same texts and sentences in both languages', () => {
    expect(shape(zh)).toEqual(shape(en))
  })
})
