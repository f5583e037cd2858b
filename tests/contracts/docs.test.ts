import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkExpression, parsePlaybook, runCases, scopeIds } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { anchorOf } from '../../scripts/docs/markdown.ts'
import { commandsPage } from '../../scripts/docs/commands.ts'
import { errorsPage } from '../../scripts/docs/errors.ts'
import { eventsPage } from '../../scripts/docs/events.ts'
import { figuresPage } from '../../scripts/docs/figures.ts'
import { languageExamples } from '../../scripts/docs/language.ts'
import { nodesPage } from '../../scripts/docs/nodes.ts'

const params = new Map([['slowUnits', 50]])

describe('README', () => {
  it('shows a playbook and unit cases that it passes', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const blocks = [...readme.matchAll(/```json\n([^`]*)```/g)].map(
      ([, text]) => JSON.parse(text!) as object,
    )
    const parsed = parsePlaybook(JSON.stringify(Object.assign({}, ...blocks)))
    const result = parsed.ok ? runCases(parsed.playbook, catalogue) : parsed
    expect(result).toMatchObject({ ok: true, issues: [], untaken: [] })
    expect(result.ok && result.cases.map(({ isPassed }) => isPassed)).toEqual([true, true])
  })
})

describe('generated pages', () => {
  it('say nothing that the code did not know', () => {
    const pages = [nodesPage(), commandsPage(), errorsPage(), figuresPage(), eventsPage()]
    for (const page of pages) {
      expect(page).not.toMatch(/undefined|\[object|=>|NaN/)
    }
  })
  it('name every figure and every event with what it says', () => {
    const [figures, events] = [figuresPage(), eventsPage()]
    for (const { id } of catalogue.metrics) expect(figures).toContain(`\n| \`${id}\` |`)
    for (const { id, payload } of catalogue.events) {
      expect(events).toContain(`\n## \`${id}\` `)
      for (const field of Object.keys(payload)) expect(events).toContain(`\`event.${field}\``)
    }
  })
  it('link to headings that exist', () => {
    const headings = [...commandsPage().matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1]!))
    const links = [...nodesPage().matchAll(/commands\.md#([^)]*)\)/g)].map((match) => match[1]!)
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((link) => !headings.includes(link))).toEqual([])
  })
  it.each(languageExamples)('%s is an expression of some scope', (text) => {
    const isClean = scopeIds.some((scope) => {
      const context = { scope, catalogue, params }
      return checkExpression(text, context, { base: 'bool' }).typed !== undefined
    })
    expect(isClean).toBe(true)
  })
})
