import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkPlaybook, parsePlaybook } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'

describe('the README', () => {
  it('shows a playbook that checks clean', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, source] = /```json\n([\s\S]*?)```/.exec(readme)!
    const result = parsePlaybook(source!)
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    expect(checkPlaybook(result.playbook, catalogue)).toEqual([])
  })
})
