import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunExplanation } from '@sandtable/sim'
import { main } from '../../apps/cli/src/main.ts'

const root = join(import.meta.dirname, '..', '..')
const inv1 = join(root, 'examples/playbooks/inv-1-low-stock-reorder.json')
const scratch = mkdtempSync(join(tmpdir(), 'sandtable-explain-'))

async function explain(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(['explain', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const asked = ['--day', '5', '--node', 'n_lowstock', '--entity', 'p_dress_03@w_east']

describe('sandtable explain', () => {
  it('says why, in English and in Chinese', async () => {
    const english = await explain(inv1, ...asked)
    expect(english).toMatchObject({ code: 0, err: '' })
    expect(english.out).toMatch(/^Shop fashion, seed 42, replication 0\n“Low stock” \(n_lowstock\)/)
    expect(english.out).toMatch(/[✓✗] inventoryPositionUnits < \(safetyStockUnits\)/)
    const chinese = await explain(inv1, ...asked, '--language', 'zh')
    expect(chinese.out).toMatch(/^店铺 fashion，种子 42，第 0 次重复\n“库存不足”（n_lowstock）/)
  })
  it('gives the same as JSON, the same bytes every time', async () => {
    const more = ['--json', '--seed', '7', '--replication', '3']
    const first = await explain(inv1, ...asked, ...more)
    expect((await explain(inv1, ...asked, ...more)).out).toBe(first.out)
    const plain = JSON.parse(first.out) as RunExplanation & { lines: unknown[] }
    expect(plain).toMatchObject({ day: 5, seed: 7, replication: 3, nodeId: 'n_lowstock' })
    expect(plain.nodes).toHaveLength(1)
    expect(plain.lines.length).toBeGreaterThan(3)
  })
  it('takes a shop file', async () => {
    const file = join(scratch, 'shop.json')
    writeFileSync(file, JSON.stringify({ format: 'shop/1', template: 'fashion', historyDays: 10 }))
    expect((await explain(inv1, ...asked, '--shop', file)).code).toBe(0)
  })
  it('asks which of several playbooks is meant', async () => {
    expect((await explain(inv1, inv1, ...asked)).err).toContain(
      'Several playbooks have a node “n_lowstock”; name one with --playbook N, from 1 to 2',
    )
    expect((await explain(inv1, inv1, ...asked, '--playbook', '2')).code).toBe(0)
  })
  it.each([
    [['--day', '5', '--node', 'n_lowstock'], '“sandtable explain” needs --entity'],
    [['--day', '0', '--node', 'a', '--entity', 'b'], '--day must be a whole number from 1 to 730'],
    [['--day', '1', '--node', 'n_low', '--entity', 'b'], 'No playbook has a node “n_low”'],
    [['--day', '1', '--node', 'n_lowstok', '--entity', 'b'], 'Did you mean “n_lowstock”?'],
    [['--day', '1', '--node', 'n_lowstock', '--entity', 'p_dress_03'], 'p_dress_03@w_east'],
    [[...asked, '--shop', 'bakery'], 'fashion'],
    [[...asked, '--playbook', '2'], 'There is 1 playbook, got --playbook 2.'],
    [[...asked, '--seed', '-1'], '--seed must be a whole number from 0'],
  ])('says what is wrong with %j and exits with 2', async (options, sentence) => {
    const { code, err } = await explain(inv1, ...options)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
    expect(err).not.toMatch(/\n\s+at /)
  })
  it('refuses a playbook with errors with exit code 1', async () => {
    const file = join(scratch, 'broken.json')
    writeFileSync(
      file,
      readFileSync(inv1, 'utf8').replace('"trigger.lowStock"', '"trigger.lowStok"'),
    )
    expect((await explain(file, ...asked)).code).toBe(1)
  })
})
