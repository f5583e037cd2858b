import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canConnect,
  checkPlaybook,
  compile,
  describeIssue,
  durationDays,
  formatPlaybook,
  formatRecurrence,
  newId,
  nodeDefinitions,
  parsePlaybook,
  parseRecurrence,
  playbookHash,
  playbookLimits,
  sameText,
  unitOfId,
  type Config,
  type Issue,
  type Playbook,
  type UserText,
} from '@sandtable/rules'
import { migrateConfig } from '../../packages/rules/src/migrations.ts'
import { fakeCatalogue } from '../support/fakeShop.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'

const valid = alertWhen('onHandUnits < 10')
const parse = (value: unknown) => parsePlaybook(JSON.stringify(value))
const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code)
const check = (book: Playbook) => checkPlaybook(book, fakeCatalogue)

describe('reading', () => {
  it('[P2] reads what it writes', () => {
    const result = parsePlaybook(formatPlaybook(valid))
    expect(result.ok && formatPlaybook(result.playbook)).toBe(formatPlaybook(valid))
  })
  it.each<[string, string, string]>([
    ['broken JSON', '{"format": "playbook/1",\n "id": }', 'brokenJson'],
    ['a file cut off', '{"format": "playb', 'brokenJson'],
    ['10 MB', `"${'x'.repeat(10_000_000)}"`, 'tooLarge'],
    ['200,000 levels', '['.repeat(200_000) + ']'.repeat(200_000), 'tooDeep'],
    [
      '__proto__',
      JSON.stringify(valid).replace('"config":{', '"config":{"__proto__":{"isAdmin":true},'),
      'forbiddenKey',
    ],
    ['constructor', JSON.stringify(valid).replace('"name"', '"constructor"'), 'forbiddenKey'],
    ['a list', '[]', 'wrongShape'],
    [
      'a place no canvas reaches',
      JSON.stringify({ ...valid, layout: { n_t: [1e308, 0] } }),
      'wrongShape',
    ],
    ['null', 'null', 'wrongShape'],
    ['another format', '{"format": "playbook/99"}', 'wrongFormat'],
    ['no format', '{}', 'wrongFormat'],
    ['an unknown key', JSON.stringify({ ...valid, colour: 'red' }), 'unknownKey'],
    ['a missing key', JSON.stringify({ ...valid, nodes: undefined }), 'wrongShape'],
    [
      'a wrong type',
      JSON.stringify({ ...valid, nodes: [{ ...valid.nodes[0], v: 'one' }] }),
      'wrongShape',
    ],
    [
      'a dangling edge',
      JSON.stringify({ ...valid, edges: [{ id: 'e', from: ['n_t', 'out'], to: ['gone', 'in'] }] }),
      'danglingEdge',
    ],
    [
      'an unknown port',
      JSON.stringify({ ...valid, edges: [{ id: 'e', from: ['n_t', 'maybe'], to: ['n_a', 'in'] }] }),
      'unknownPort',
    ],
    [
      'an id used twice',
      JSON.stringify({ ...valid, nodes: [valid.nodes[0], valid.nodes[0]] }),
      'duplicateId',
    ],
    [
      'too many nodes',
      JSON.stringify({ ...valid, nodes: Array(2001).fill(valid.nodes[0]) }),
      'wrongShape',
    ],
  ])('[P1] refuses %s with a clear issue in both languages', (_name, text, code) => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
    const result = parsePlaybook(text)
    expect(result.ok).toBe(false)
    expect(codes(result.issues)).toContain(code)
    for (const problem of result.issues) {
      expect(describeIssue(problem, 'en').sentence).not.toMatch(/undefined|\[object/)
      expect(describeIssue(problem, 'zh').sentence).not.toMatch(/undefined|\[object/)
    }
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before)
  })
  it('[P4] names the limit that a file passes', () => {
    const [big] = parsePlaybook(`"${'x'.repeat(playbookLimits.bytes)}"`).issues
    expect(describeIssue(big!, 'en').sentence).toContain('1000000')
    const nodes = Array(playbookLimits.nodes + 1).fill(valid.nodes[0])
    const [many] = parse({ ...valid, nodes }).issues
    expect(describeIssue(many!, 'en').sentence).toContain('2000')
    const names = Array.from({ length: playbookLimits.params + 1 }, (_, i) => [
      `p${i}`,
      { default: 1 },
    ])
    const [params] = parse({ ...valid, params: Object.fromEntries(names) as object }).issues
    expect(describeIssue(params!, 'en').sentence).toContain('at most 100')
  })
  it('says where broken JSON is broken', () => {
    const [problem] = parsePlaybook('{"format": "playbook/1",\n  "id": }').issues
    expect(problem!.facts).toMatchObject({ line: 2, column: 9 })
  })
  it('reports every problem of a file at once, with paths and node ids', () => {
    const [first, second] = valid.nodes
    const { issues } = parse({
      ...valid,
      desk: 'kitchen',
      nodes: [
        { ...first, v: 0 },
        { ...second, colour: 1 },
      ],
    })
    expect(issues.map(({ code, path, nodeId }) => [code, path.join('.'), nodeId])).toEqual([
      ['wrongShape', 'desk', undefined],
      ['wrongShape', 'nodes.0.v', 'n_t'],
      ['unknownKey', 'nodes.1.colour', 'n_a'],
    ])
  })
  it('says what a file may hold in a place, and what it holds there', () => {
    const [problem] = parse({ ...valid, review: 'noon' }).issues
    expect(problem).toMatchObject({
      code: 'wrongShape',
      path: ['review'],
      facts: {
        expected: sameText('"endOfDay" | "startOfDay"'),
        got: sameText('"noon"'),
      },
    })
  })
  it('[G5] keeps a node of an unknown kind as it is', () => {
    const node = { id: 'n_x', type: 'action.teleport', v: 7, config: { to: 'moon' } }
    const result = parse({ ...valid, nodes: [...valid.nodes, node] })
    expect(result.ok && result.playbook.nodes[2]).toEqual(node)
  })
  it('reads a file that begins with a byte order mark', () => {
    expect(parsePlaybook(`\uFEFF${formatPlaybook(valid)}`).ok).toBe(true)
  })
  it('throws nothing, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(valid)), (value, key) => {
        for (const result of [parse(value), parse({ ...valid, [key]: value })]) {
          if (!result.ok) for (const problem of result.issues) describeIssue(problem, 'en')
          else check(result.playbook)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('writing', () => {
  const full: Playbook = {
    ...playbook(
      {
        n_b: ['trigger.metric', { scope: 'product', expression: 'true' }],
        n_a: ['action.notify', { message: 'x' }],
      },
      ['n_b.out>n_a'],
    ),
    name: { en: 'A', zh: '甲' },
    params: { zDays: { default: 3 }, aDays: { default: 1, min: 0, max: 9 } },
    layout: { n_b: [0, 10], n_a: [200, 10.5] },
  }
  it('is canonical: the order of keys, nodes, edges and entries does not matter', () => {
    const reversed = JSON.parse(JSON.stringify(full), (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as Playbook
    const shuffled = {
      ...reversed,
      nodes: reversed.nodes.toReversed(),
      edges: reversed.edges.toReversed(),
    }
    expect(formatPlaybook(shuffled)).toBe(formatPlaybook(full))
    expect(playbookHash(shuffled)).toBe(playbookHash(full))
  })
  it('writes one node, edge, parameter and position a line', () => {
    const lines = formatPlaybook(full).split('\n')
    expect(lines.filter((line) => line.includes('"type"'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes('"default"'))).toHaveLength(2)
  })
  it('[P2] round-trips any playbook byte for byte', () => {
    const text = fc.string({ maxLength: 20 })
    const books = fc
      .record({
        name: text,
        description: text,
        expression: text,
        x: fc.integer({ min: -1_000_000, max: 1_000_000 }),
        days: fc.double({ noNaN: true, noDefaultInfinity: true }),
      })
      .map(({ name, description, expression, x, days }): Playbook => ({
        ...full,
        name,
        description,
        params: { lDays: { default: days } },
        nodes: full.nodes.map((node) => ({ ...node, config: { ...node.config, expression } })),
        layout: { n_a: [x, -x] },
      }))
    fc.assert(
      fc.property(books, (book) => {
        const once = parsePlaybook(formatPlaybook(book))
        expect(once.ok && formatPlaybook(once.playbook)).toBe(formatPlaybook(book))
      }),
    )
  })
  it('[P3] hashes what the playbook does, not how it is called or drawn', () => {
    const renamed: Playbook = {
      ...full,
      id: 'pb_other',
      name: 'B',
      description: 'd',
      question: 'q',
      systems: ['INV-1'],
      desk: 'finance',
      layout: {},
    }
    const named = { ...renamed, nodes: renamed.nodes.map((node) => ({ ...node, name: 'N' })) }
    expect(playbookHash(named)).toBe(playbookHash(full))
    expect(playbookHash({ ...full, review: 'startOfDay' })).not.toBe(playbookHash(full))
    expect(playbookHash({ ...full, edges: [] })).not.toBe(playbookHash(full))
    expect(playbookHash({ ...full, guards: { actionsPerDay: 1 } })).not.toBe(playbookHash(full))
    expect(
      playbookHash({ ...full, params: { zDays: { default: 4 }, aDays: { default: 1 } } }),
    ).not.toBe(playbookHash(full))
    expect(
      playbookHash({ ...full, params: { zDays: { default: 3 }, aDays: { default: 1 } } }),
    ).toBe(playbookHash(full))
  })
})

describe('checking', () => {
  const always = [
    'trigger.schedule',
    { scope: 'product', recurrence: 'FREQ=DAILY;INTERVAL=1' },
  ] as const
  const order = ['action.reorder', { units: '5' }] as const
  const condition = ['condition.expression', { expression: 'true' }] as const
  it('finds nothing in a sound playbook', () => {
    expect(check(valid)).toEqual([])
  })
  it.each<[string, Playbook, string]>([
    [
      'a cycle',
      playbook({ t: [...always], c: [...condition], d: [...condition], a: [...order] }, [
        't.out>c',
        'c.true>d',
        'd.true>c',
        'd.false>a',
      ]),
      'cycle',
    ],
    [
      'an unknown kind',
      playbook({ t: ['trigger.lowStok', {}], a: [...order] }, ['t.out>a']),
      'unknownKind',
    ],
    [
      'two equal edges',
      playbook({ t: [...always], a: [...order] }, ['t.out>a', 't.out>a']),
      'duplicateEdge',
    ],
    ['no trigger', playbook({ a: [...order] }, []), 'noTrigger'],
    ['an action nothing reaches', playbook({ t: [...always], a: [...order] }, []), 'notConnected'],
    ['a trigger without effect', playbook({ t: [...always] }, []), 'noEffect'],
    [
      'selections of two scopes',
      playbook(
        {
          t: [...always],
          s: ['trigger.metric', { scope: 'stock', expression: 'true' }],
          a: [...order],
        },
        ['t.out>a', 's.out>a'],
      ),
      'scopeMismatch',
    ],
    [
      'an action on the wrong scope',
      playbook(
        {
          t: ['trigger.metric', { scope: 'stock', expression: 'true' }],
          a: ['action.setPrice', { priceCents: '100' }],
        },
        ['t.out>a'],
      ),
      'wrongTarget',
    ],
    [
      'a wrong unit',
      playbook({ t: [...always], a: ['action.reorder', { units: 'priceCents' }] }, ['t.out>a']),
      'wrongUnit',
    ],
    [
      'an empty expression',
      playbook({ t: [...always], a: ['action.reorder', { units: ' ' }] }, ['t.out>a']),
      'missingField',
    ],
    ['a bad duration', alertWhen('true', { cooldown: '7 days' }), 'wrongValue'],
    [
      'a bad recurrence',
      playbook(
        { t: ['trigger.schedule', { scope: 'product', recurrence: 'FREQ=HOURLY' }], a: [...order] },
        ['t.out>a'],
      ),
      'wrongValue',
    ],
    ['a bad choice', alertWhen('true', { when: 'sometimes' }), 'wrongValue'],
    ['an unknown field', alertWhen('true', { coolDown: '7d' }), 'unknownField'],
    [
      'a parameter out of range',
      {
        ...alertWhen('onHandUnits < params.lowUnits'),
        params: { lowUnits: { default: 9, max: 5 } },
      },
      'parameterRange',
    ],
    [
      'an unused parameter',
      { ...alertWhen('true'), params: { lowUnits: { default: 9 } } },
      'unusedParameter',
    ],
  ])('finds %s', (_name, book, code) => {
    const issues = check(book)
    expect(codes(issues)).toContain(code)
    for (const problem of issues) {
      expect(describeIssue(problem, 'en').sentence).not.toMatch(/undefined|\[object/)
      expect(describeIssue(problem, 'zh').sentence).not.toMatch(/undefined|\[object/)
    }
  })
  it('reports one mistake once: a node that nothing reaches has no second problem', () => {
    const loose = playbook(
      {
        t: [...always],
        a: [...order],
        c: ['condition.expression', { expression: 'product.priceCents > 100' }],
      },
      ['t.out>a', 'c.true>a'],
    )
    expect(codes(check(loose))).toEqual(['notConnected'])
    const newer = { ...valid, nodes: valid.nodes.map((node) => ({ ...node, v: 99 })) }
    expect(codes(check(newer))).toEqual(['newerKindVersion', 'newerKindVersion'])
  })
  it('[P4] lists as many problems as a person can use, and counts the rest', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 60 }, (_, i): [string, readonly [string, Record<string, string>]] => [
        `n${i}`,
        ['condition.expression', { expression: ')'.repeat(1000) }],
      ]),
    )
    const issues = check(playbook({ t: [...always], ...nodes }, []))
    expect(issues).toHaveLength(playbookLimits.issues + 1)
    expect(issues.at(-1)).toMatchObject({
      code: 'moreIssues',
      facts: { count: expect.any(Number) as number },
    })
  })
  it('[G6] a disabled node makes no problems for the nodes behind it', () => {
    const stockWatch = [
      'trigger.schedule',
      { scope: 'stock', recurrence: 'FREQ=DAILY;INTERVAL=1' },
    ] as const
    const book = playbook({ t: [...always], s: [...stockWatch], a: [...order] }, [
      't.out>a',
      's.out>a',
    ])
    expect(codes(check(book))).toContain('scopeMismatch')
    const off = {
      ...book,
      nodes: book.nodes.map((node) => ({ ...node, isDisabled: node.id === 's' })),
    }
    expect(check(off)).toEqual([])
  })
  it('runs whatever it passes: a preset with a long threshold compiles', () => {
    const threshold = `safetyStockUnits${' + 1'.repeat(180)}`.padEnd(1_996)
    const book = playbook(
      { t: ['trigger.lowStock', { scope: 'product', threshold }], a: [...order] },
      ['t.out>a'],
    )
    expect(check(book)).toEqual([])
    expect(compile([book], fakeCatalogue).ok).toBe(true)
  })
  it('throws nothing, whatever the configs hold', () => {
    const value = fc.oneof(fc.string({ maxLength: 8 }), fc.double({ noNaN: true }), fc.boolean())
    const kinds = nodeDefinitions.map((definition) =>
      fc
        .record(Object.fromEntries(Object.keys(definition.fields).map((field) => [field, value])), {
          requiredKeys: [],
        })
        .map((config) => [definition.kind, config as Record<string, string>] as const),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(...kinds), { minLength: 2, maxLength: 4 }), (nodes) => {
        const named = Object.fromEntries(nodes.map((node, index) => [`n${index}`, node]))
        const book = playbook({ t: [...always], ...named }, ['t.out>n0', 'n0.true>n1', 'n0.out>n1'])
        for (const problem of check(book)) describeIssue(problem, 'zh')
        canConnect(book, ['n0', 'true'], ['n1', 'in'])
      }),
      { numRuns: 500 },
    )
  })
  it('[G1] names the nodes of a cycle in order', () => {
    const names: Record<string, UserText> = { c: 'C', d: { en: 'D', zh: '丁' } }
    const bare = playbook({ c: [...condition], d: [...condition] }, ['c.true>d', 'd.true>c'])
    const nodes = bare.nodes.map((node) => ({ ...node, name: names[node.id]! }))
    const book = { ...bare, nodes }
    const cycle = check(book).find(({ code }) => code === 'cycle')
    expect(cycle).toMatchObject({ path: ['nodes', 1], nodeId: 'd' })
    expect(cycle!.facts['nodes']).toEqual([
      { en: 'D', zh: '丁' },
      sameText('C'),
      { en: 'D', zh: '丁' },
    ])
  })
  it('points at the characters of the field that is wrong', () => {
    const [problem] = check(alertWhen('onHandUnits < 10 && soldUnit > 1'))
    expect(problem).toMatchObject({
      nodeId: 'n_t',
      field: 'expression',
      range: { start: 20, end: 28 },
    })
    expect(problem!.path).toEqual(['nodes', 0, 'config', 'expression'])
  })
  it('[G5] does not stop a playbook for an unknown kind that is disabled', () => {
    const book = {
      ...valid,
      nodes: [
        ...valid.nodes,
        { id: 'n_x', type: 'action.teleport', v: 1, isDisabled: true, config: {} },
      ],
    }
    expect(check(book).map(({ code, severity }) => [code, severity])).toEqual([
      ['unknownKind', 'warning'],
    ])
  })
  it('[G4] tells before an edge is drawn why it may not be', () => {
    const book = playbook(
      {
        t: [...always],
        s: ['trigger.metric', { scope: 'stock', expression: 'true' }],
        c: [...condition],
        d: [...condition],
        p: ['action.setPrice', { priceCents: '1' }],
      },
      ['t.out>c', 'c.true>d'],
    )
    expect(canConnect(book, ['d', 'false'], ['p', 'in'])).toBeUndefined()
    expect(canConnect(book, ['d', 'true'], ['c', 'in'])?.code).toBe('cycle')
    expect(canConnect(book, ['c', 'true'], ['c', 'in'])?.code).toBe('cycle')
    expect(canConnect(book, ['t', 'out'], ['c', 'in'])?.code).toBe('duplicateEdge')
    expect(canConnect(book, ['s', 'out'], ['p', 'in'])?.code).toBe('wrongTarget')
    expect(canConnect(book, ['s', 'out'], ['c', 'in'])?.code).toBe('scopeMismatch')
    expect(canConnect(book, ['p', 'out'], ['c', 'in'])?.code).toBe('unknownPort')
    expect(canConnect(book, ['gone', 'out'], ['c', 'in'])?.code).toBe('danglingEdge')
  })
})

describe('node kinds', () => {
  it('migrates a config step by step', () => {
    const definition = {
      kind: 'trigger.test',
      v: 3,
      migrations: [
        {
          from: 1,
          migrate: ({ days, ...rest }: Config) => ({ ...rest, cooldown: `${days as number}d` }),
        },
        {
          from: 2,
          migrate: (config: Config) => ({
            ...config,
            when: 'whileTrue',
          }),
        },
      ],
    }
    expect(migrateConfig(definition, 1, { days: 7 })).toEqual({ cooldown: '7d', when: 'whileTrue' })
    expect(migrateConfig(definition, 3, { x: 1 })).toEqual({ x: 1 })
  })
})

describe('old files', () => {
  const folder = new URL('../fixtures/playbooks/', import.meta.url)
  it.each(readdirSync(folder))('[P5] %s still opens and has no issue', (file) => {
    const result = parsePlaybook(readFileSync(new URL(file, folder), 'utf8'))
    expect(result.issues).toEqual([])
    expect(result.ok).toBe(true)
  })
})

describe('small things', () => {
  it('[U1] reads units from the suffix of an id', () => {
    expect(
      ['targetDays', 'priceCents', 'minRatio', 'lowUnits', 'waitHours', 'factor'].map(unitOfId),
    ).toEqual(['day', 'money', 'percent', 'count', 'hour', 'none'])
  })
  it('reads and writes recurrences', () => {
    for (const text of ['FREQ=DAILY;INTERVAL=7', 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH']) {
      expect(formatRecurrence(parseRecurrence(text)!)).toBe(text)
    }
    expect(formatRecurrence(parseRecurrence('FREQ=WEEKLY;BYDAY=TH,MO')!)).toBe(
      'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH',
    )
    for (const text of [
      '',
      'FREQ=DAILY;INTERVAL=0',
      'FREQ=WEEKLY',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=DAILY;COUNT=3',
      'FREQ=DAILY;FREQ=DAILY',
    ]) {
      expect(parseRecurrence(text)).toBeUndefined()
    }
  })
  it('reads durations and makes ids', () => {
    expect([durationDays('7d'), durationDays('7'), durationDays(7)]).toEqual([
      7,
      undefined,
      undefined,
    ])
    expect(newId('n', new Uint8Array(8))).toBe('n_aaaaaaaa')
    expect(() => newId('n', new Uint8Array(4))).toThrow('at least 8')
  })
})
