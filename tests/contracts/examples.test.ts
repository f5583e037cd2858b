import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkPlaybook, formatPlaybook, parsePlaybook } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'

const folder = new URL('../../examples/playbooks/', import.meta.url)

describe('the README', () => {
  it('shows a playbook that checks clean', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, source] = /```json\n([\s\S]*?)```/.exec(readme)!
    const result = parsePlaybook(source!)
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    expect(checkPlaybook(result.playbook, catalogue)).toEqual([])
  })
})

describe('example playbooks', () => {
  it.each(readdirSync(folder))(
    '%s is canonical, says what it is for in both languages, and has no issue',
    (file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const result = parsePlaybook(text)
      if (!result.ok) throw new Error(JSON.stringify(result.issues))
      const { playbook } = result
      expect(formatPlaybook(playbook)).toBe(text)
      expect(checkPlaybook(playbook, catalogue)).toEqual([])
      for (const field of ['name', 'description', 'question'] as const) {
        expect(playbook[field]).toMatchObject({
          en: expect.stringMatching(/./),
          zh: expect.stringMatching(/[\u4e00-\u9fff]/),
        })
      }
      const [system] = playbook.systems ?? []
      expect(file.startsWith(`${system!.toLowerCase()}-`)).toBe(true)
    },
  )
})
