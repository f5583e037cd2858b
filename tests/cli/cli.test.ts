import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Report } from '@sandtable/sim'
import { main } from '../../apps/cli/src/main.ts'
import { printable } from '../../apps/cli/src/terminal.ts'
import { displayWidth, tableLines } from '../../apps/cli/src/table.ts'

const root = join(import.meta.dirname, '..', '..')
const inv1 = join(root, 'examples/playbooks/inv-1-low-stock-reorder.json')
const scratch = mkdtempSync(join(tmpdir(), 'sandtable-cli-'))

/** Runs the command in this process. */
async function sandtable(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const small = ['--days', '20', '--replications', '4']

describe('sandtable run', () => {
  it('prints the same bytes twice, and with one worker or two', async () => {
    const runs = [
      await sandtable('run', inv1, ...small, '--json', '--workers', '1'),
      await sandtable('run', inv1, ...small, '--json', '--workers', '2'),
      await sandtable('run', inv1, ...small, '--json', '--workers', '2'),
    ]
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(runs[1]!.out).toBe(runs[0]!.out)
    expect(runs[2]!.out).toBe(runs[0]!.out)
    const report = JSON.parse(runs[0]!.out) as Report
    expect(report).toMatchObject({
      format: 'report/1',
      shop: 'fashion',
      days: 20,
      replications: 4,
      seed: 42,
    })
  })
  it('gives another result for another seed', async () => {
    const one = await sandtable('run', inv1, ...small, '--json')
    const other = await sandtable('run', inv1, ...small, '--json', '--seed', '43')
    expect(other.out).not.toBe(one.out)
  })
  it('prints tables in English and Chinese, with intervals and node statistics', async () => {
    const { out, err } = await sandtable('run', inv1, ...small)
    expect(out).toContain('95 % interval')
    expect(out).toContain('action.reorder')
    expect(err).toMatch(/product-days in .* a second/)
    expect((await sandtable('run', inv1, ...small, '--language', 'zh')).out).toContain('95% 区间')
  })
  it('says which figures there was nothing to compute from', async () => {
    const { out } = await sandtable('run', inv1, ...small)
    expect(out).toContain('Nothing to compute it from in this run: Target reached at the end')
  })
  it('writes the report to a file', async () => {
    const file = join(scratch, 'report.json')
    const { code } = await sandtable('run', inv1, ...small, '--out', file)
    expect(code).toBe(0)
    expect((JSON.parse(readFileSync(file, 'utf8')) as Report).format).toBe('report/1')
  })
  it('takes a shop file with overrides, and names a wrong one', async () => {
    const file = join(scratch, 'shop.json')
    writeFileSync(file, JSON.stringify({ format: 'shop/1', template: 'fashion', historyDays: 30 }))
    expect((await sandtable('run', inv1, ...small, '--shop', file)).code).toBe(0)
    writeFileSync(
      file,
      JSON.stringify({ format: 'shop/1', template: 'fashion', overrides: { 'no.such': 1 } }),
    )
    const wrong = await sandtable('run', inv1, ...small, '--shop', file)
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('no.such')
  })
  it('refuses a playbook with errors with exit code 1', async () => {
    const file = join(scratch, 'broken.json')
    writeFileSync(
      file,
      readFileSync(inv1, 'utf8').replace(
        '"threshold": "safetyStockUnits"',
        '"threshold": "safetyStokUnits"',
      ),
    )
    const { code, err } = await sandtable('run', file, ...small)
    expect(code).toBe(1)
    expect(err).toContain('Did you mean “safetyStockUnits”?')
  })
  it.each([
    [['--days', 'ten'], '--days must be a whole number from 1 to 730, got “ten”'],
    [['--days', '100000'], '--days must be a whole number from 1 to 730'],
    [['--days', '-5'], '--days must be a whole number from 1 to 730, got “-5”'],
    [['--days', '--json'], '--days needs a value'],
    [['--replications', '1'], '--replications must be a whole number from 2'],
    [['--workers', '0'], '--workers must be a whole number from 1'],
    [['--seed', '99999999999999999999'], '--seed must be a whole number from 0'],
    [['--shop', '/tmp'], 'it is a folder'],
    [['--shop', 'bakery'], 'fashion'],
    [['--colour', 'red'], '--colour'],
    [['--language', 'fr'], '--language must be en or zh'],
  ])('says what is wrong with %j and exits with 2', async (extra, sentence) => {
    const { code, err } = await sandtable('run', inv1, ...extra)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('sandtable check', () => {
  it('exits with 0 for sound files, 1 for issues, 2 for a file that is not there', async () => {
    expect(await sandtable('check', inv1)).toMatchObject({
      code: 0,
      out: expect.stringContaining('no issues') as string,
    })
    const file = join(scratch, 'cut.json')
    writeFileSync(file, '{"format": "playbook/1", ')
    const cut = await sandtable('check', file)
    expect(cut.code).toBe(1)
    expect(cut.out).toContain('line 1, column 26')
    expect(await sandtable('check', join(scratch, 'none.json'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such file') as string,
    })
  })
  it('refuses a file of 10 MB without reading it', async () => {
    const file = join(scratch, 'big.json')
    writeFileSync(file, ' '.repeat(10_000_000))
    const { code, out } = await sandtable('check', file)
    expect(code).toBe(1)
    expect(out).toContain('10000000 bytes')
  })
  it('gives JSON with sentences in the language asked for', async () => {
    const file = join(scratch, 'unit.json')
    writeFileSync(
      file,
      readFileSync(inv1, 'utf8').replace(
        '"threshold": "safetyStockUnits"',
        '"threshold": "leadTimeDays"',
      ),
    )
    const { out } = await sandtable('check', file, '--json', '--language', 'zh')
    const [{ issues }] = JSON.parse(out) as [{ issues: { code: string; sentence: string }[] }]
    expect(issues.map(({ code }) => code)).toContain('unknownName')
    expect(issues[0]!.sentence).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('the command itself', () => {
  it('ends in silence when the reader of its pipe leaves', () => {
    const bin = join(root, 'apps/cli/bin/sandtable.js')
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', '"$0" "$1" run "$2" --days 1 --replications 2 | head -1', process.execPath, bin, inv1],
      { encoding: 'utf8' },
    )
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).not.toContain('EPIPE')
  })
  it('lets no name from a file take over the terminal', () => {
    expect(printable('a\u001b[31mb\u202ec\td')).toBe('a\uFFFD[31mb\uFFFDc\td')
  })
  it('speaks Chinese when it refuses to start', async () => {
    const { code, err } = await sandtable('serve', '--port', 'abc', '--language', 'zh')
    expect(code).toBe(2)
    expect(err).toContain('--port (SANDTABLE_PORT) 应为')
  })
  it('shows help and version, and names an unknown command', async () => {
    expect(await sandtable('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Usage') as string,
    })
    expect((await sandtable('--version')).out).toMatch(/^\d+\.\d+\.\d+$/)
    expect(await sandtable('fly')).toMatchObject({
      code: 2,
      err: expect.stringContaining('“fly”') as string,
    })
    expect((await sandtable()).code).toBe(2)
    expect((await sandtable('run')).err).toContain('at least one file')
  })
  it('runs as npx sandtable', () => {
    const output = execFileSync('npx', ['sandtable', 'check', inv1], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(output).toContain('no issues')
  })
  it('says so when an older Node runs it', () => {
    const source = readFileSync(join(root, 'apps/cli/bin/sandtable.js'), 'utf8')
    const pretend = source
      .replace("process.versions.node.split('.')[0]", "'20'")
      .replace('#!/usr/bin/env node', '')
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], {
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toContain('npx sandtable')
  })
  it('aligns tables by what is seen, also in Chinese', () => {
    const lines = tableLines(
      ['指标', 'x'],
      [
        ['库存', '10'],
        ['a', '2'],
      ],
    )
    expect(new Set(lines.map((line) => displayWidth(line))).size).toBe(1)
  })
})
