import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordedMetrics, type ProductHistory } from '@sandtable/sim'
import { main } from '../../apps/cli/src/main.ts'

const root = join(import.meta.dirname, '..', '..')
const inv5 = join(root, 'examples/playbooks/inv-5-slow-mover-markdown.json')
const scratch = mkdtempSync(join(tmpdir(), 'sandtable-history-'))

async function history(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(['history', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out, err: err.join('\n') }
}
const asked = ['--product', 'p_dress_03', '--days', '6']

describe('sandtable history', () => {
  it('prints a line for every day of both arms', async () => {
    const { code, out, err } = await history(inv5, ...asked)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out[0]).toBe(['day', 'product', 'arm', ...recordedMetrics].join(','))
    expect(out).toHaveLength(1 + 2 * 6)
    expect(out[1]).toMatch(/^1,p_dress_03,baseline(,\d+){12}$/)
    expect(out[12]).toMatch(/^6,p_dress_03,playbook(,\d+){12}$/)
  })
  it('prints the baseline alone without a playbook, and a missing figure as an empty cell', async () => {
    const metrics = ['--metrics', 'wasPriceCents,listingState,priceCents']
    const products = ['--product', 'p_dress_03, p_dress_02', '--days', '1']
    const { out } = await history(...products, ...metrics)
    expect(out[0]).toBe('day,product,arm,wasPriceCents,listingState,priceCents')
    expect(out[1]).toMatch(/^1,p_dress_03,baseline,,onSale,\d+$/)
    expect(out[2]).toMatch(/^1,p_dress_02,baseline,,onSale,\d+$/)
    expect(out).toHaveLength(3)
  })
  it('gives the same as JSON, the same bytes every time, others for another replication', async () => {
    const more = [...asked, '--json', '--seed', '7']
    const first = await history(inv5, ...more, '--replication', '3')
    expect(await history(inv5, ...more, '--replication', '3')).toEqual(first)
    expect((await history(inv5, ...more)).out).not.toEqual(first.out)
    const plain = JSON.parse(first.out.join('\n')) as ProductHistory
    expect(plain).toMatchObject({ shop: 'fashion', days: 6, seed: 7, replication: 3 })
    const csv = await history(inv5, ...asked, '--seed', '7', '--replication', '3')
    const visits = csv.out.slice(1, 7).map((line) => Number(line.split(',')[3]))
    expect(plain.series[0]!.values['visits']).toEqual(visits)
  })
  it('takes a shop file', async () => {
    const file = join(scratch, 'shop.json')
    writeFileSync(file, JSON.stringify({ format: 'shop/1', template: 'fashion', historyDays: 10 }))
    expect((await history(...asked, '--shop', file)).code).toBe(0)
  })
  it.each([
    [[], '“sandtable history” needs --product'],
    [['--product', 'a,,b'], '--product needs names with commas between them, got “a,,b”'],
    [['--product', 'p_dress_3'], 'no product “p_dress_3”. Did you mean “p_dress_03”?'],
    [[...asked, '--metrics', 'visit'], 'no figure “visit”. Did you mean “visits”?'],
    [[...asked, '--shop', 'bakery'], 'fashion'],
    [['--product', 'a', '--days', '0'], '--days must be a whole number from 1 to 730'],
    [[...asked, '--replication', '1000'], '--replication must be a whole number from 0 to 999'],
  ])('says what is wrong with %j and exits with 2', async (options, sentence) => {
    const { code, out, err } = await history(...options)
    expect(code).toBe(2)
    expect(out).toEqual([])
    expect(err).toContain(sentence)
    expect(err).not.toMatch(/\n\s+at /)
  })
  it('speaks Chinese', async () => {
    const { err } = await history(...asked, '--metrics', 'visit', '--language', 'zh')
    expect(err).toContain('商品没有指标“visit”。是否指“visits”？')
  })
  it('refuses a playbook with errors with exit code 1', async () => {
    const file = join(scratch, 'broken.json')
    writeFileSync(file, readFileSync(inv5, 'utf8').replace('"trigger.', '"trigger.un'))
    expect((await history(file, ...asked)).code).toBe(1)
  })
})
