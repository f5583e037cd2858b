import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatPack, parsePack, playbookHash, sha256Hex, type Pack } from '@sandtable/rules'
import { packShop, parseShopFile, type PackChoice, type Report } from '@sandtable/sim'
import { main } from '../../apps/cli/src/main.ts'
import { galleryPacks, readGalleryPack } from '../../scripts/gallery/files.ts'

const root = join(import.meta.dirname, '..', '..')
const course = join(root, 'examples/packs/trn-1-sand-table-course')
const inv1 = join(root, 'examples/playbooks/inv-1-low-stock-reorder.json')
const broken = (name: string) => join(root, 'examples/_broken', name)
const scratch = mkdtempSync(join(tmpdir(), 'sandtable-packs-'))
const pack = readGalleryPack(galleryPacks().find(({ name }) => name.startsWith('trn-1'))!)

async function sandtable(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
/** The course as one file with whole playbooks. */
function singleFile(changed: Partial<Pack> = {}): string {
  const file = join(scratch, 'course.json')
  writeFileSync(file, formatPack({ ...pack, ...changed }))
  return file
}
function hashOf(choice: PackChoice): string {
  const made = packShop(pack, choice)
  const resolved = made.ok ? parseShopFile(made.shop) : made
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
  return resolved.shopHash
}

describe('sandtable check of a pack', () => {
  it('checks the pack and each of its playbooks, named by folder, index or single file', async () => {
    const all = [course, join(course, 'pack.json'), singleFile()]
    for (const name of all) {
      const { code, out } = await sandtable('check', name)
      expect(code).toBe(0)
      expect(out.split('\n')).toHaveLength(1 + pack.playbooks.length)
    }
    expect((await sandtable('check', course)).out).toContain(join(course, 'trn-1-early.json'))
    expect((await sandtable('check', singleFile())).out).toContain('course.json#pb_trn1early')
  })
  it('says in both languages what is wrong, and where', async () => {
    const english = await sandtable('check', broken('missingFile'))
    expect(english).toMatchObject({
      code: 1,
      out: expect.stringContaining(
        'pack.json playbooks.1: error missingFile: The pack names “early.json”',
      ) as string,
    })
    const chinese = await sandtable('check', broken('unknownMember.json'), '--language', 'zh')
    expect(chinese.code).toBe(1)
    expect(chinese.out).toContain('策略包没有策略“pb_answer”')
  })
  it('names the playbook that a problem lies in', async () => {
    const folder = join(scratch, 'course')
    cpSync(course, folder, { recursive: true })
    writeFileSync(join(folder, 'trn-1-late.json'), '{"format": "playbook/1",')
    rmSync(join(folder, 'trn-1-middle.json'))
    const { code, out } = await sandtable('check', folder)
    expect(code).toBe(1)
    expect(out).toContain('missingFile: The pack names “trn-1-middle.json”')
    expect(out).toContain('brokenJson: In “trn-1-late.json”: This is not valid JSON')
  })
  it('warns of conflicts inside a pack, and notes those between files named side by side', async () => {
    const pair = [broken('conflictBetween.other.json'), broken('conflictBetween.json')]
    const sideBySide = await sandtable('check', ...pair)
    expect(sideBySide.code).toBe(0)
    expect(sideBySide.out).toMatch(/conflictBetween\.json n_more: note conflictBetween: /)
    const together = pair.map(
      (file) => JSON.parse(readFileSync(file, 'utf8')) as Pack['playbooks'][number],
    )
    const { code, out } = await sandtable('check', singleFile({ playbooks: together, drills: [] }))
    expect(code).toBe(1)
    expect(out).toMatch(/n_more: warning conflictBetween: In “More traffic for good margins”: /)
  })
  it('exits with 2 for a folder that is no pack', async () => {
    const { code, err } = await sandtable('check', join(root, 'examples/playbooks'))
    expect(code).toBe(2)
    expect(err).toContain('pack.json: no such file or folder')
  })
})

describe('sandtable test of a pack', () => {
  it('runs the cases of all its playbooks', async () => {
    const { code, out } = await sandtable('test', course, '--unit')
    expect(code).toBe(0)
    for (const { id } of pack.playbooks) expect(id).toMatch(/^pb_trn1/)
    expect(out).toContain(join(course, 'trn-1-drill-rule.json'))
    expect(out).toMatch(/\d+ tests: \d+ passed, 0 failed/)
  })
})

describe('sandtable run of a pack', () => {
  const run = async (...args: string[]) => {
    const { code, out, err } = await sandtable(
      'run',
      ...args,
      '--days',
      '12',
      '--replications',
      '2',
      '--json',
    )
    expect({ code, err }).toMatchObject({ code: 0 })
    return JSON.parse(out) as Report
  }
  it('runs all playbooks in one arm on its first shop with all drills, the same by folder and by file', async () => {
    const report = await run(course)
    const hashes = pack.playbooks.map(playbookHash).toSorted()
    expect(report).toMatchObject({
      shop: 'tea',
      shopHash: hashOf({}),
      playbookHash: sha256Hex(hashes.join(' ')),
    })
    expect(new Set(report.nodes.map(({ playbook }) => playbook)).size).toBe(pack.playbooks.length)
    expect(await run(singleFile())).toEqual(report)
  })
  it('holds the drills that are asked for', async () => {
    expect((await run(course, '--drill', 'none')).shopHash).toBe(hashOf({ drills: [] }))
    const some = await run(course, '--drill', 'rule', '--drill', 'stockout')
    expect(some.shopHash).toBe(hashOf({ drills: ['stockout', 'rule'] }))
    expect(some.shopHash).not.toBe(hashOf({}))
  })
  it('takes as many days as its shop says', async () => {
    const shops = [{ ...pack.shops[0]!, days: 3 }]
    const { out } = await sandtable('run', singleFile({ shops }), '--replications', '2', '--json')
    expect((JSON.parse(out) as Report).days).toBe(3)
  })
  it('runs beside another playbook on the shop of the pack', async () => {
    const report = await run(course, inv1)
    expect(report.shopHash).toBe(hashOf({}))
    expect(new Set(report.nodes.map(({ playbook }) => playbook)).size).toBe(
      pack.playbooks.length + 1,
    )
  })
  it('warns of conflicts between what runs together', async () => {
    const pair = [broken('conflictBetween.other.json'), broken('conflictBetween.json')]
    const { code, err } = await sandtable('run', ...pair, '--days', '2', '--replications', '2')
    expect(code).toBe(0)
    expect(err).toMatch(/n_more: warning conflictBetween: /)
  })
  it.each([
    [['--shop', 'fashion'], 'The pack has no shop “fashion”; it has course.'],
    [
      ['--drill', 'stockot'],
      'The pack has no drill “stockot”; it has stockout, reviews, rule. Did you mean “stockout”?',
    ],
    [['--drill', 'none', '--drill', 'rule'], 'no drill “none”'],
    [['--drill', 'x', '--language', 'zh'], '策略包没有演练“x”'],
  ])('says what is wrong with %j and exits with 2', async (extra, sentence) => {
    const { code, err } = await sandtable('run', course, ...extra)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
  })
  it('knows drills of packs only', async () => {
    const { code, err } = await sandtable('run', inv1, '--drill', 'rule')
    expect(code).toBe(2)
    expect(err).toContain('--drill needs one pack')
  })
  it('names the place in a pack whose shop cannot be made, and runs nothing', async () => {
    const drills = [{ id: 'odd', name: 'Odd', shocks: [{ kind: 'meteor', startDay: 1 }] }]
    const file = singleFile({ drills })
    expect(parsePack(readFileSync(file, 'utf8')).ok).toBe(true)
    const { code, err } = await sandtable('run', file)
    expect(code).toBe(2)
    expect(err).toContain('drills.0.shocks.0.kind: There is no kind of shock “meteor”')
  })
})
