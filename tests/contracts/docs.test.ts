import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  checkExpression,
  checkPlaybook,
  isUnitCase,
  parsePlaybook,
  runCases,
  scopeIds,
} from '@sandtable/rules'
import {
  catalogue,
  entitySettings,
  parseShopFile,
  planEffects,
  prepareExperiment,
  settings,
  shockKinds,
} from '@sandtable/sim'
import { anchorOf } from '../../scripts/docs/markdown.ts'
import { commandsPage } from '../../scripts/docs/commands.ts'
import { errorsPage } from '../../scripts/docs/errors.ts'
import { eventsPage } from '../../scripts/docs/events.ts'
import { languageExamples } from '../../scripts/docs/language.ts'
import { metricsPage } from '../../scripts/docs/metrics.ts'
import { nodesPage } from '../../scripts/docs/nodes.ts'
import { shockExamples } from '../../scripts/docs/shocks.ts'
import { shopFileExample, shopPage } from '../../scripts/docs/shop.ts'
import { livingTemplates } from '../../scripts/docs/templates.ts'

const day = readFileSync(new URL('../../packages/sim/src/run.ts', import.meta.url), 'utf8')
const shop = shopPage(day)
const params = new Map([['slowUnits', 50]])

describe('README', () => {
  it('shows a playbook, unit cases that it passes, and effects that can be run', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const blocks = [...readme.matchAll(/```json\n([^`]*)```/g)].map(
      ([, text]) => JSON.parse(text!) as { readonly tests?: readonly unknown[] },
    )
    const tests = blocks.flatMap((block) => block.tests ?? [])
    const parsed = parsePlaybook(JSON.stringify(Object.assign({}, ...blocks, { tests })))
    const result = parsed.ok ? runCases(parsed.playbook, catalogue) : parsed
    expect(result).toMatchObject({ ok: true, issues: [], untaken: [] })
    expect(result.ok && result.cases.map(({ isPassed }) => isPassed)).toEqual([true, true])
    if (!parsed.ok) return
    expect(checkPlaybook(parsed.playbook, catalogue)).toEqual([])
    const effects = (parsed.playbook.tests ?? []).flatMap((test) =>
      isUnitCase(test) ? [] : [test],
    )
    expect(effects).toHaveLength(1)
    for (const test of effects) {
      expect(prepareExperiment(planEffects(parsed.playbook, test)).ok).toBe(true)
    }
  })
})

describe('generated pages', () => {
  it('say nothing that the code did not know', () => {
    const pages = [nodesPage(), commandsPage(), errorsPage(), metricsPage(), eventsPage(), shop]
    for (const page of pages) {
      expect(page).not.toMatch(/undefined|\[object|=>|NaN/)
    }
  })
  it('name every figure and every event with what it says', () => {
    const [figures, events] = [metricsPage(), eventsPage()]
    for (const { id } of catalogue.metrics) expect(figures).toContain(`\n| \`${id}\` |`)
    for (const { id, payload } of catalogue.events) {
      expect(events).toContain(`\n## \`${id}\` `)
      for (const field of Object.keys(payload)) expect(events).toContain(`\`event.${field}\``)
    }
  })
  it('say how the figures of a report are made', () => {
    const row = (id: string) => new RegExp(`^\\| \`${id}\` .*$`, 'm').exec(metricsPage())?.[0]
    expect(row('gmvCents')).toContain('| `sum(gmvCents)` |')
    expect(row('aovCents')).toContain('| `sum(retailGmvCents) ÷ sum(orders)` |')
    expect(row('priceCents')).toContain('|  |')
  })
  it('name every number of the shop once, with its source', () => {
    for (const path of Object.keys(settings)) {
      expect(shop.split(`\n| \`${path}\` |`).length - 1, path).toBe(1)
    }
    for (const fields of Object.values(entitySettings)) {
      for (const name of Object.keys(fields)) expect(shop).toContain(`\n| \`${name}\` |`)
    }
    expect(shop).toMatch(/\| `money\.feeRatio` \|.*\| 0 – 0\.5 \| _assumption_/)
    expect(shop).toMatch(/\| `demand\.visitsDispersion` \|.*\| Ehrenberg 1959/)
  })
  it('name every kind of shock and every step of a day', () => {
    for (const { id } of shockKinds) expect(shop).toContain(`\n| \`${id}\` |`)
    const steps = [...day.matchAll(/^ {4}'(\w+)',$|^ {2}\['(\w+)',/gm)].map(([, a, b]) => a ?? b!)
    expect(steps).toContain('demand')
    expect(steps).toContain('close')
    for (const step of steps) expect(shop).toContain(`\n| \`${step}\` |`)
  })
  it('show shop files that resolve', () => {
    const examples = [shopFileExample, { ...shopFileExample, keep: {}, shocks: shockExamples }]
    for (const example of examples) expect(parseShopFile(example)).toMatchObject({ ok: true })
  })
  it('link to headings that exist', () => {
    const headings = (page: string) =>
      [...page.matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1]!))
    const links = (page: string, to: string) =>
      [...page.matchAll(/(\w+\.md)#([^)]*)\)/g)].flatMap(([, file, anchor]) =>
        file === to ? [anchor!] : [],
      )
    const commands = links(nodesPage(), 'commands.md')
    const makers = links(metricsPage(), 'shop.md')
    expect(Math.min(commands.length, makers.length)).toBeGreaterThan(2)
    expect(commands.filter((link) => !headings(commandsPage()).includes(link))).toEqual([])
    expect(makers.filter((link) => !headings(shop).includes(link))).toEqual([])
  })
  it.each(livingTemplates.map(({ id }) => id))(
    'has a page of how %s does untouched (npx node scripts/shops.ts)',
    (id) => {
      expect(existsSync(new URL(`../../docs/shops/${id}.md`, import.meta.url))).toBe(true)
    },
  )
  it.each(languageExamples)('%s is an expression of some scope', (text) => {
    const isClean = scopeIds.some((scope) => {
      const context = { scope, catalogue, params }
      return checkExpression(text, context, { base: 'bool' }).typed !== undefined
    })
    expect(isClean).toBe(true)
  })
})
