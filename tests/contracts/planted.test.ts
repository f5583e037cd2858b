import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planted } from '../../scripts/mutations/bug.ts'
import { bugs } from '../../scripts/mutations/index.ts'

const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

// whether the tests catch them is said by `npm run mutations`
describe('planted bugs', () => {
  it.each(bugs.map((bug) => [bug.id, bug] as const))('%s fits the code', (_id, bug) => {
    expect(planted(bug, text(bug.file))).not.toBe(text(bug.file))
    for (const test of bug.tests) expect(text(test)).toContain('describe(')
  })
})
