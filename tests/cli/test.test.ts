import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlaybookTest } from '@sandtable/rules'
import { main } from '../../apps/cli/src/main.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sandtable-test-'))
const rule = {
  format: 'playbook/1',
  id: 'pb_cases',
  name: 'Cases',
  nodes: [
    {
      id: 'low',
      type: 'trigger.metric',
      v: 1,
      config: { scope: 'product', expression: 'coverDays < 7' },
    },
    { id: 'order', type: 'action.reorder', v: 1, config: { units: '2 * soldUnits' } },
  ],
  edges: [{ id: 'e', from: ['low', 'out'], to: ['order', 'in'] }],
}

/** A playbook file with these cases. */
function fileWith(name: string, tests: readonly unknown[], more = {}): string {
  const file = join(scratch, `${name}.json`)
  writeFileSync(file, JSON.stringify({ ...rule, ...more, tests }))
  return file
}
async function test(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(['test', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const passing: PlaybookTest = {
  name: 'orders what sells',
  given: { coverDays: 3, soldUnits: 4 },
  expect: { low: 'fires', order: { units: 8 } },
}
const failing: PlaybookTest = {
  name: { en: 'a <"quiet"> day', zh: '平静的一天' },
  given: { coverDays: 9, soldUnits: 4 },
  expect: { low: 'fires', order: 'proposes' },
}

describe('sandtable test', () => {
  it('prints a line a case and a summary, and exits with 0 when all pass', async () => {
    const file = fileWith('good', [passing])
    const { code, out } = await test(file)
    expect(code).toBe(0)
    expect(out).toBe(`✓ ${file}: case 1 “orders what sells”\n1 test: 1 passed, 0 failed`)
  })
  it('says what was expected, what came and why, and exits with 1', async () => {
    const { code, out } = await test(fileWith('bad', [passing, failing]))
    expect(code).toBe(1)
    expect(out).toContain('✗')
    expect(out).toContain('“Metric” (low): expected fires, got quiet')
    expect(out).toContain('✗ coverDays < 7 (decisive): 9 d against 7 d, 2 d above')
    expect(out).toContain('“Reorder” (order): expected proposes, got quiet')
    expect(out).toContain('2 tests: 1 passed, 1 failed')
    const chinese = await test(fileWith('bad', [failing]), '--language', 'zh')
    expect(chinese.out).toContain('用例 1“平静的一天”')
    expect(chinese.out).toContain('期望 fires，实际 quiet')
    expect(chinese.out).toContain('1 个测试：0 个通过，1 个失败')
  })
  it('names branches that no test takes, and files without tests', async () => {
    const quiet = { ...failing, expect: { low: 'quiet' } }
    expect((await test(fileWith('half', [quiet]))).out).toContain(
      'no test takes low.out, order.proposes',
    )
    expect(await test(fileWith('none', []))).toMatchObject({
      code: 0,
      out: expect.stringContaining('no tests') as string,
    })
  })
  it('refuses a case that names what does not exist, with exit code 1, and runs the others', async () => {
    const { code, out, err } = await test(
      fileWith('wrong', [{ given: { coverDay: 3 }, expect: { low: 'fires' } }, passing]),
    )
    expect(code).toBe(1)
    expect(out).toContain('case 2 “orders what sells”\n')
    expect(out).toContain('1 test: 1 passed, 0 failed')
    expect(err).toContain('tests.0.given.coverDay')
    expect(err).toContain('Did you mean “coverDays”?')
  })
  it('exits with 2 for a file that is not there, with 1 for a playbook with errors', async () => {
    expect((await test(join(scratch, 'nothing.json'))).code).toBe(2)
    const broken = { nodes: [{ ...rule.nodes[0], type: 'trigger.nothing' }], edges: [] }
    const { code, err, out } = await test(
      fileWith('broken', [], broken),
      fileWith('good', [passing]),
    )
    expect(code).toBe(1)
    expect(err).toContain('trigger.nothing')
    // the other files are run all the same
    expect(out).toContain('1 passed')
  })
  it('gives JSON with the explanation of what failed', async () => {
    const { out } = await test(fileWith('json', [failing]), '--json')
    const [file] = JSON.parse(out) as [{ cases: { nodes: { explanation?: object }[] }[] }]
    expect(file.cases[0]!.nodes[0]!.explanation).toMatchObject({
      nodes: [{ outcome: { code: 'conditionFalse' } }],
    })
  })
  it('writes JUnit XML, with every text escaped', async () => {
    const junit = join(scratch, 'junit.xml')
    const { code } = await test(fileWith('xml', [passing, failing]), '--junit', junit)
    expect(code).toBe(1)
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toContain('tests="2" failures="1" errors="0"')
    expect(xml).toContain('name="case 1 “orders what sells”"/>')
    expect(xml).toContain('name="case 2 “a &lt;&quot;quiet&quot;&gt; day”"')
    expect(xml).toContain('<failure message="“Metric” (low): expected fires, got quiet">')
    expect(xml).toContain('coverDays &lt; 7')
    const refused = await test(fileWith('bad', [{ given: {}, expect: {} }]), '--junit', junit)
    expect(refused.code).toBe(1)
    expect(readFileSync(junit, 'utf8')).toContain('errors="1"')
  })
  it('judges effects on the trial of the playbook, and says what was found where they are not there', async () => {
    const small = { format: 'shop/1', template: 'fashion', keep: { products: 4 }, historyDays: 30 }
    const trial = { shop: { ...small, shocks: [{ kind: 'viralSpike', startDay: 3 }] }, days: 14 }
    const run = { replications: 2 }
    const file = fileWith(
      'effects',
      [
        { given: { coverDays: 9 }, expect: { low: 'quiet' } },
        {
          ...run,
          name: { en: 'it orders', zh: '会下单' },
          effects: ['actions.reorder.perRun.mean > 0', 'visits.playbook > 0'],
        },
        { ...run, seed: 7, days: 10, effects: ['visits.playbook < 0'] },
        { ...run, shop: small, effects: ['fires("low") within 3d of shock viralSpike'] },
      ],
      { trial },
    )
    const junit = join(scratch, 'effects.xml')
    const { code, out } = await test(file, '--workers', '1', '--junit', junit)
    expect(code).toBe(1)
    expect(out).toContain(`✓ ${file}: effects 2 “it orders” (fashion, 14 days × 2, seed 42)`)
    expect(out).toContain(`✗ ${file}: effects 3 (fashion, 10 days × 2, seed 7)`)
    expect(out).toMatch(/visits\.playbook < 0: [\d.]+ < 0/)
    // the other shop has its own horizon and no shock
    expect(out).toContain(`✗ ${file}: effects 4 (fashion, 90 days × 2, seed 42)`)
    expect(out).toContain('no shock “viralSpike” begins in the run')
    expect(out).toContain('4 tests: 2 passed, 2 failed')
    // no case orders, the run does
    expect(out).not.toContain('no test takes')
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toContain('tests="4" failures="2" errors="0"')
    expect(xml).toContain('visits.playbook &lt; 0')

    const quick = await test(file, '--unit')
    expect(quick.code).toBe(0)
    expect(quick.out).toContain('no test takes low.out, order.proposes')
    const chinese = await test(file, '--workers', '1', '--language', 'zh')
    expect(chinese.out).toContain('效果 2“会下单”（fashion，14 天 × 2，种子 42）')
    expect(chinese.out).toContain('运行期间没有开始冲击“viralSpike”')
  })
  it('refuses effects that cannot be read or run', async () => {
    const line = await test(fileWith('line', [{ effects: ['visits.playbook ='] }]))
    expect(line.code).toBe(1)
    expect(line.err).toContain('tests.0.effects.0')
    const shop = await test(
      fileWith('shop', [{ shop: 'fashio', effects: ['visits.playbook > 0'] }]),
    )
    expect(shop.code).toBe(2)
    expect(shop.err).toContain('Test 1 cannot be run: There is no shop template “fashio”')
  })
})
