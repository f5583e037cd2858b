import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkPack,
  conflictsBetween,
  describeIssue,
  formatPack,
  formatPlaybook,
  isPackText,
  languages,
  packFileNames,
  packLimits,
  parsePack,
  parsePackValue,
  playbookHash,
  type Issue,
  type Pack,
  type Playbook,
} from '@sandtable/rules'
import { fakeCatalogue } from '../support/fakeShop.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'

const one: Playbook = { ...alertWhen('onHandUnits < 10'), id: 'pb_one', name: 'One' }
const two: Playbook = { ...alertWhen('onHandUnits < 20'), id: 'pb_two', name: 'Two' }
const valid: Pack = {
  format: 'pack/1',
  id: 'pk_test',
  name: { en: 'Test', zh: '测试' },
  shops: [{ id: 'small', name: 'Small', shop: 'fashion', days: 30 }],
  periods: [{ id: 'early', name: 'Early', days: 30, targetCentsPerDay: 100_000 }],
  drills: [
    {
      id: 'viral',
      name: 'Viral',
      shocks: [{ kind: 'viralSpike', startDay: 9 }],
      playbooks: ['pb_one'],
    },
  ],
  claims: [{ kpi: 'stockoutRatio', direction: 'down' }],
  playbooks: [one, two],
}
const index = { ...valid, playbooks: ['one.json', 'two.json'] }
const files = new Map([
  ['one.json', formatPlaybook(one)],
  ['two.json', formatPlaybook(two)],
])
const issuesOf = (raw: unknown, beside: ReadonlyMap<string, string> = files): readonly Issue[] => {
  const result = parsePack(JSON.stringify(raw), beside)
  return result.ok ? [] : result.issues
}
const places = (issues: readonly Issue[]) => issues.map(({ code, path }) => [code, path.join('.')])

describe('reading a pack', () => {
  it('[K1] takes an index with its files and a file with whole playbooks for the same pack', () => {
    const fromFolder = parsePack(JSON.stringify(index), files)
    const fromFile = parsePack(JSON.stringify(valid))
    expect(fromFolder).toMatchObject({ ok: true, files: ['one.json', 'two.json'] })
    expect(fromFile).toMatchObject({ ok: true, files: [undefined, undefined] })
    expect(fromFolder.ok && formatPack(fromFolder.pack)).toBe(formatPack(valid))
    expect(fromFile.ok && formatPack(fromFile.pack)).toBe(formatPack(valid))
  })
  it('[K1] names every problem at once, those inside of playbooks with their playbook', () => {
    const broken = formatPlaybook(two).replace('"format": "playbook/1"', '"format": "playbook/9"')
    const cut = '{"format": "playbook/1",'
    const found = issuesOf(
      {
        ...index,
        colour: 'red',
        shops: [{ id: 'small', name: 'Small', shop: 'fashion' }],
        playbooks: ['one.json', 'two.json', 'cut.json', { ...one, colour: 1 }, 7],
      },
      new Map([...files, ['two.json', broken], ['cut.json', cut]]),
    )
    expect(places(found)).toEqual([
      ['wrongShape', 'shops.0.days'],
      ['wrongShape', 'playbooks.4'],
      ['unknownKey', 'colour'],
      ['wrongFormat', 'playbooks.1.format'],
      ['brokenJson', 'playbooks.2'],
      ['unknownKey', 'playbooks.3.colour'],
    ])
    const said = (code: string, language: 'en' | 'zh') =>
      describeIssue(
        found.find((problem) => problem.code === code)!,
        language,
      ).sentence
    expect(said('brokenJson', 'en')).toMatch(/^In “cut\.json”: /)
    expect(said('brokenJson', 'zh')).toMatch(/^“cut\.json”：/)
  })
  it.each<[string, string, string]>([
    ['too many bytes', `"${'x'.repeat(packLimits.bytes)}"`, 'tooLarge'],
    ['200,000 levels', '['.repeat(200_000) + ']'.repeat(200_000), 'tooDeep'],
    ['__proto__', JSON.stringify(valid).replace('"id"', '"__proto__":{},"id"'), 'forbiddenKey'],
    ['a list', '[]', 'wrongShape'],
    ['another format', '{"format": "pack/2"}', 'wrongFormat'],
    ['a playbook', formatPlaybook(one), 'wrongFormat'],
    ['no playbooks', JSON.stringify({ ...valid, playbooks: [] }), 'wrongShape'],
    ['no shops', JSON.stringify({ ...valid, shops: [] }), 'wrongShape'],
    [
      'a period of no course',
      JSON.stringify({ ...valid, periods: [{ ...valid.periods![0], id: 'x' }] }),
      'wrongShape',
    ],
  ])('[K1] refuses %s', (_, text, code) => {
    const result = parsePack(text)
    expect(result.ok ? [] : result.issues.map((problem) => problem.code)).toContain(code)
  })
  it('[K1] answers every JSON value and every text with a pack or with sentences', () => {
    const piece = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom<unknown>('pack/1', 'one.json', '../one.json', one, [], {}, null, -1),
    )
    const raw = fc.oneof(
      fc.jsonValue(),
      fc
        .record({ key: fc.constantFrom(...Object.keys(valid)), value: piece })
        .map(({ key, value }) => ({ ...valid, [key]: value })),
      fc.array(piece, { maxLength: 4 }).map((playbooks) => ({ ...valid, playbooks })),
    )
    fc.assert(
      fc.property(raw, (value) => {
        const result = parsePackValue(value, files)
        if (result.ok) {
          const again = parsePack(formatPack(result.pack))
          return again.ok && formatPack(again.pack) === formatPack(result.pack)
        }
        for (const language of languages)
          for (const problem of result.issues)
            expect(describeIssue(problem, language).sentence).not.toMatch(/undefined|\[object/)
        return result.issues.length > 0
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        isPackText(text)
        packFileNames(text)
        return !parsePack(text, files).ok
      }),
    )
  })
  it('[K2] refuses names that leave the folder, and asks for no such file', () => {
    const outside = [
      '../one.json',
      '/etc/one.json',
      'a\\b.json',
      '.hidden.json',
      'c:x.json',
      'one.txt',
      'pack.json',
      '',
    ]
    const raw = { ...index, playbooks: ['one.json', ...outside] }
    const beside = new Map([
      ...files,
      ...outside.map((name) => [name, formatPlaybook(two)] as const),
    ])
    const found = issuesOf({ ...raw, drills: [] }, beside)
    expect(places(found)).toEqual(outside.map((_, at) => ['packFileName', `playbooks.${at + 1}`]))
    expect(packFileNames(JSON.stringify(raw))).toEqual(['one.json'])
  })
  it('[K2] names a file that is not there', () => {
    const found = issuesOf(index, new Map([...files].slice(0, 1)))
    expect(places(found)).toEqual([['missingFile', 'playbooks.1']])
    expect(describeIssue(found[0]!, 'en').sentence).toContain('“two.json”')
  })
  it('[K2] wants every id once, and drills answered by playbooks of the pack', () => {
    const found = issuesOf({
      ...valid,
      playbooks: [one, one],
      shops: [valid.shops[0], valid.shops[0]],
      drills: [valid.drills![0], { ...valid.drills![0], playbooks: ['pb_two'] }],
    })
    expect(places(found)).toEqual([
      ['duplicateId', 'playbooks.1.id'],
      ['duplicateId', 'shops.1.id'],
      ['duplicateId', 'drills.1.id'],
      ['unknownMember', 'drills.1.playbooks.0'],
    ])
  })
})

describe('writing a pack', () => {
  it('[K3] gives one text, whatever order it was built in, and reads it back', () => {
    const turned = Object.fromEntries(Object.entries(valid).toReversed()) as unknown as Pack
    expect(formatPack(turned)).toBe(formatPack(valid))
    const again = parsePack(formatPack(valid))
    expect(again.ok && formatPack(again.pack)).toBe(formatPack(valid))
    expect(JSON.parse(formatPack({ ...valid, playbooks: ['one.json'] }))).toMatchObject({
      playbooks: ['one.json'],
    })
  })
})

describe('a pack as a whole', () => {
  it('[K4] keeps its shops, periods and drills as they are said: the shop looks inside, the rules do not', () => {
    const shops = [
      { id: 'odd', name: 'Odd', shop: { template: 'nowhere', overrides: {} }, days: 3 },
    ]
    const drills = [{ id: 'odd', name: 'Odd', shocks: [{ kind: 'meteor' }] }]
    const result = parsePack(JSON.stringify({ ...valid, shops, drills }))
    expect(result.ok && result.pack).toMatchObject({ shops, drills })
  })
  it('[K5] is warned of claims that name no figure, and of conflicts between its playbooks', () => {
    const pulls = (id: string, expression: string, weight: string): Playbook => ({
      ...playbook(
        {
          n_t: ['trigger.metric', { scope: 'product', expression, when: 'whileTrue' }],
          n_a: ['action.setTrafficWeight', { weight, days: '7', priority: 0 }],
        },
        ['n_t.out>n_a'],
      ),
      id,
      name: id,
    })
    const pack: Pack = {
      ...valid,
      drills: [],
      claims: [{ kpi: 'nothing', direction: 'up' }],
      playbooks: [
        one,
        pulls('pb_more', 'onHandUnits > 10', '2'),
        pulls('pb_less', 'onHandUnits < 90', '0.5'),
      ],
    }
    const found = checkPack(pack, fakeCatalogue)
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['unknownReportFigure', 'warning'],
      ['conflictBetween', 'warning'],
    ])
    expect(found[1]!.path.slice(0, 2)).toEqual(['playbooks', 2])
    expect(describeIssue(found[1]!, 'en').sentence).toMatch(/^In “pb_less”: .*“pb_more”/)
    expect(conflictsBetween(pack.playbooks, fakeCatalogue)).toMatchObject([{ playbook: 2 }])
  })
  it('[K5] changes nothing of its playbooks', () => {
    const result = parsePack(formatPack(valid))
    expect(result.ok && result.pack.playbooks.map(playbookHash)).toEqual(
      [one, two].map(playbookHash),
    )
  })
})
