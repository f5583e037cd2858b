import { describe, expect, it } from 'vitest'
import {
  desks,
  formatPlaybook,
  parsePlaybook,
  sameText,
  type Direction,
  type MetricInfo,
  type Playbook,
  type Trial,
} from '@sandtable/rules'
import type { KpiInfo, ShockKindInfo } from '@sandtable/api'
import { place, remove, renameNode } from '../../apps/web/src/editor/edits.ts'
import { setText } from '../../apps/web/src/editor/settings.ts'
import { en } from '../../apps/web/src/i18n/en.ts'
import { zh } from '../../apps/web/src/i18n/zh.ts'
import { judgeClaim } from '../../apps/web/src/runs/claims.ts'
import { entityName, figureHelp, figureName, metricName } from '../../apps/web/src/runs/figures.ts'
import { byImportance } from '../../apps/web/src/runs/headline.ts'
import { checkSettings, defaultSettings, withShop } from '../../apps/web/src/runs/runForm.ts'
import { shockText } from '../../apps/web/src/runs/shockText.ts'
import { isOnTrial, shopsFor, trialShop, type RunShop } from '../../apps/web/src/runs/trial.ts'
import { playbookOf } from './playbookOf.ts'

const english = {
  t: en,
  text: (text: string | { en: string }) => (typeof text === 'string' ? text : text.en),
}
const chinese = {
  t: zh,
  text: (text: string | { zh: string }) => (typeof text === 'string' ? text : text.zh),
}

const home: RunShop = {
  id: 'home',
  label: { en: 'Home', zh: '家居' },
  description: sameText(''),
  products: 50,
  names: { lamp: { en: 'Lamps', zh: '灯具' }, w_east: { en: 'East', zh: '华东仓' } },
  shocks: [{ kind: 'stepDefect', target: 'pay', startDay: -89, days: 10_000 }],
}
const kinds: readonly ShockKindInfo[] = [
  {
    id: 'pageDefect',
    label: { en: 'Defect of the page', zh: '页面缺陷' },
    variants: [{ id: 'page', label: { en: 'Page', zh: '页面' } }],
  },
  { id: 'stepDefect', label: { en: 'Defect of a step', zh: '环节缺陷' }, variants: [] },
]
const trial: Trial = {
  shop: {
    format: 'shop/1',
    template: 'home',
    keep: { products: 8 },
    overrides: { 'money.feeRatio': 0.1 },
    shocks: [
      { kind: 'pageDefect', startDay: 20, target: 'lamp', variant: 'page', days: 7 },
      { kind: 'misslot', startDay: 1, target: 'p_lamp_01@w_east' },
    ],
  },
  days: 60,
  claims: [{ kpi: 'stepPassRatio@pay', direction: 'up' }],
}

describe('the trial in the run form', () => {
  it('is the first shop to choose, as large as it is, with all that happens in it', () => {
    const [first, second] = shopsFor(trial, [home])
    expect(second).toBe(home)
    expect(first).toMatchObject({ id: trialShop, label: home.label, products: 8, changes: 1 })
    const words = first?.shocks.map((shock) => shockText(shock, home.names, kinds, english))
    expect(words).toEqual([
      'Since before day 1: Defect of a step (payment)',
      'From day 20 for 7 days: Defect of the page, Page (Lamps)',
      'From day 1: misslot (p_lamp_01 · East)',
    ])
    expect(first?.shocks.map((shock) => shockText(shock, home.names, kinds, chinese))[1]).toBe(
      '第 20 天起 7 天：页面缺陷，页面（灯具）',
    )
  })

  it('is a template by its id, and stays readable when the file is not as it should be', () => {
    expect(shopsFor({ shop: 'home', days: 9 }, [home])[0]).toMatchObject({
      products: 50,
      changes: 0,
      shocks: home.shocks,
    })
    expect(shopsFor({ shop: 'bazaar', days: 9 }, [home])[0]).toMatchObject({
      label: { en: 'bazaar' },
      products: 0,
    })
    const broken = { template: 7, shocks: [3, { kind: 'x' }, [1]], keep: 'all', overrides: [1] }
    expect(shopsFor({ shop: broken, days: 9 }, [home])[0]).toMatchObject({
      label: { en: '' },
      shocks: [],
      changes: 0,
    })
    expect(shopsFor(undefined, [home])).toEqual([home])
  })

  it('is what a form says that nobody has filled in', () => {
    const runDefaults = { shop: 'home', days: 90, replications: 30, seed: 42 }
    expect(defaultSettings({ runDefaults }, trial)).toEqual({
      shop: trialShop,
      days: '60',
      replications: '30',
      seed: '42',
    })
    expect(defaultSettings({ runDefaults })).toMatchObject({ shop: 'home', days: '90' })
  })

  it('brings its days along when it is chosen; another shop keeps those that are there', () => {
    const typed = { shop: 'home', days: '33', replications: '4', seed: '1' }
    expect(withShop(typed, trialShop, trial)).toEqual({ ...typed, shop: trialShop, days: '60' })
    expect(withShop({ ...typed, shop: trialShop }, 'home', trial)).toEqual(typed)
  })

  it('is run under its own name, or under that of the template that it is', () => {
    const ofTemplate = { ...trial, shop: 'home' }
    expect(isOnTrial({ shop: trialShop, days: 60 }, trial)).toBe(true)
    expect(isOnTrial({ shop: 'home', days: 60 }, trial)).toBe(false)
    expect(isOnTrial({ shop: 'home', days: 60 }, ofTemplate)).toBe(true)
    expect(isOnTrial({ shop: trialShop, days: 59 }, trial)).toBe(false)
    expect(isOnTrial({ shop: trialShop, days: 60 }, undefined)).toBe(false)
  })

  it('counts product-days of its own shop, and is refused where there is none', () => {
    const runLimits = {
      days: 730,
      replications: 1000,
      leastReplications: 2,
      seed: 100,
      productDays: 10_000,
    }
    const asked = { shop: trialShop, days: '60', replications: '20', seed: '1' }
    const check = (shops: readonly RunShop[]) =>
      checkSettings(asked, { runLimits, shops }, en, String)
    expect(check(shopsFor(trial, [home])).ok).toBe(true)
    expect(check(shopsFor({ ...trial, shop: 'home' }, [home])).ok).toBe(false)
    const gone = check([home])
    expect(gone.ok ? undefined : gone.problems.get('all')).toBe(en.run.noTrial)
  })
})

describe('claims', () => {
  const claim = { kpi: 'rating', direction: 'up' } as const
  const judge = (low: number, high: number) =>
    judgeClaim(claim, { difference: { mean: (low + high) / 2, low, high } })

  it('are shown only by an interval that lies on the claimed side of 0', () => {
    expect(judge(1, 3)).toBe('claimed')
    expect(judge(-3, -1)).toBe('opposite')
    expect(judge(-1, 3)).toBe('unclear')
    expect(judge(0, 3)).toBe('unclear')
    expect(judge(0, 0)).toBe('unclear')
    expect(
      judgeClaim({ ...claim, direction: 'down' }, { difference: { mean: -2, low: -3, high: -1 } }),
    ).toBe('claimed')
  })

  it('are neither shown nor refuted by a run without the figure', () => {
    expect(judgeClaim(claim, undefined)).toBe('missing')
    expect(judgeClaim(claim, { difference: null })).toBe('missing')
  })

  it('bring their figures among the main ones', () => {
    const rows = ['profit', 'age', 'visits'].map((id) => ({ id }))
    const infos = [{ id: 'profit', isMain: true }]
    const { main, others } = byImportance(rows, infos, ['age'])
    expect(main.map(({ id }) => id)).toEqual(['profit', 'age'])
    expect(others.map(({ id }) => id)).toEqual(['visits'])
  })
})

describe('the names of figures', () => {
  const metric = (id: string, scopes: MetricInfo['scopes'], label: string): MetricInfo => ({
    id,
    scopes,
    type: 'number',
    unit: 'none',
    window: 'now',
    direction: 'up' satisfies Direction,
    mayBeMissing: false,
    isSimulated: true,
    label: { en: label, zh: label },
    help: { en: `What ${label} is.`, zh: '' },
  })
  const kpi: KpiInfo = {
    id: 'stock',
    unit: 'none',
    direction: 'up',
    label: { en: 'Stock at the end', zh: '期末库存' },
    formula: sameText('stock on the last day'),
    help: { en: 'What lies there.', zh: '' },
    isMain: true,
  }
  const from = {
    kpis: [kpi],
    metrics: [
      metric('stock', ['shop'], 'Stock'),
      metric('stock', ['product'], 'Stock of one'),
      metric('stepPassRatio', ['funnelStep'], 'Step pass rate'),
    ],
    names: home.names,
  }

  it('are those of KPIs, and of figures with their entity in words', () => {
    expect(figureName('stock', from, english)).toBe('Stock at the end')
    expect(metricName('stock', from, english)).toBe('Stock')
    expect(figureName('stock@lamp', from, english)).toBe('Stock of one (Lamps)')
    expect(figureName('stepPassRatio@pay', from, english)).toBe('Step pass rate (payment)')
    expect(figureName('stepPassRatio@pay', from, chinese)).toBe('Step pass rate（支付）')
    expect(figureName('unknown@nobody', from, english)).toBe('unknown (nobody)')
  })

  it('come with what they mean', () => {
    expect(figureHelp('stock', from, english)).toBe('What lies there. stock on the last day')
    expect(figureHelp('stepPassRatio@pay', from, english)).toBe(
      'What Step pass rate is. Mean over the days of the run.',
    )
    expect(figureHelp('unknown', from, english)).toBeUndefined()
  })

  it('are known for every entity that every shop has', () => {
    expect(entityName('operations', {}, english)).toBe(desks.operations.label.en)
    expect(entityName('constructor', {}, english)).toBe('constructor')
    expect(Object.keys(zh.entities)).toEqual(Object.keys(en.entities))
  })
})

describe('a playbook with a trial', () => {
  it('keeps it as it is through edits and export', () => {
    const tests: Playbook['tests'] = [{ effects: ['gmvCents.difference.low > 0'] }]
    const chain = {
      ...playbookOf(['t:trigger.lowStock', 'a:action.reorder'], ['t.out>a.in']),
      trial,
      tests,
    }
    const edited = [
      (p: Playbook) => renameNode(p, 't', 'en', 'Watch'),
      (p: Playbook) => setText(p, 'question', 'en', 'why?'),
      (p: Playbook) => place(p, new Map([['t', { x: 5, y: 5 }]])),
      (p: Playbook) => remove(p, new Set(['a'])),
    ].reduce((playbook: Playbook, step) => step(playbook), chain)
    expect(edited.trial).toBe(trial)
    const parsed = parsePlaybook(formatPlaybook(edited))
    expect(parsed.ok && parsed.playbook.trial).toEqual(trial)
    expect(parsed.ok && parsed.playbook.tests).toEqual(tests)
  })
})
