import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const spec = readFileSync(new URL('packages/rules/SPEC.md', root), 'utf8')
const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]!)
const folder = new URL('tests/rules/', root)
const tests = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n')
const quoted = [...tests.matchAll(/\(\s*['"`]\[([A-Z]\d+)\]/g)].map((match) => match[1]!)

describe('SPEC.md', () => {
  it('numbers every rule once', () => {
    expect(rules.length).toBeGreaterThan(30)
    expect(new Set(rules).size).toBe(rules.length)
  })
  it('has a test for every rule, and a rule for every test that quotes one', () => {
    expect(rules.filter((rule) => !quoted.includes(rule))).toEqual([])
    expect(quoted.filter((rule) => !rules.includes(rule))).toEqual([])
  })
})
