/** Every kind of issue has an example: a file or a pack's folder dropped into `examples/_broken/` is tested with no further edit. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  checkConflicts,
  checkPack,
  checkPlaybook,
  describeIssue,
  findJsonError,
  formatPack,
  formatPlaybook,
  isPackText,
  packFileName,
  parsePack,
  parsePlaybook,
  playbookLimits,
  type Config,
  type Issue,
  type IssueCode,
  type Pack,
  type Playbook,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { en } from '../../packages/rules/src/messages/en.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'

const folder = new URL('../../examples/_broken/', import.meta.url)
const namesIn = (path: string) => readdirSync(new URL(path, folder), { withFileTypes: true })
const files = namesIn('.').flatMap(({ name }) => (name.endsWith('.json') ? [name] : []))
/** A pack, with the files that lie beside it. */
const packFolders = namesIn('.').flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8')
/** `conflictBetween.other.json` is the playbook that runs beside `conflictBetween.json`. */
const codesWithFile = [
  ...new Set([...files.map((file) => file.split('.')[0]!), ...packFolders]),
] as IssueCode[]
/** The texts of an example, by file name; a pack's index is the first. */
const textsOf = (code: IssueCode): ReadonlyMap<string, string> => {
  if (packFolders.includes(code)) {
    const beside = namesIn(`${code}/`).map(({ name }) => name)
    const names = [packFileName, ...beside.filter((name) => name !== packFileName)]
    return new Map(names.map((name) => [name, textOf(`${code}/${name}`)]))
  }
  const names = [`${code}.other.json`, `${code}.json`].filter((file) => files.includes(file))
  return new Map(names.map((name) => [name, textOf(name)]))
}

interface Built {
  readonly code: IssueCode
  /** Why there is no file. */
  readonly why: string
  readonly raise: () => readonly Issue[]
}
const built: readonly Built[] = [
  {
    code: 'tooLarge',
    why: 'a megabyte shows nobody anything',
    raise: () => issuesOf([' '.repeat(playbookLimits.bytes + 1)]),
  },
  {
    code: 'tooDeep',
    why: 'it is nothing but brackets',
    raise: () => issuesOf([bracketed('[', playbookLimits.depth + 2, ']')]),
  },
  {
    code: 'tooNested',
    why: 'it is nothing but brackets',
    raise: () => {
      const text = bracketed('(', playbookLimits.expressionDepth + 1, ')', 'coverDays < 7')
      return issuesOf([formatPlaybook(alertWhen(text))])
    },
  },
  {
    code: 'tooLong',
    why: 'a file with such a text has the wrong shape; only what is being typed gets so long',
    raise: () => {
      const text = 'coverDays < 7'.padEnd(playbookLimits.expressionCharacters + 1)
      return checkPlaybook(alertWhen(text), catalogue)
    },
  },
  {
    code: 'moreIssues',
    why: 'a thousand others come before it',
    raise: () => issuesOf([formatPlaybook(unconnected(playbookLimits.issues + 1))]),
  },
  {
    code: 'notSimulated',
    why: 'the shop simulates everything, another one may not',
    raise: () => checkPlaybook(alertWhen('coverDays < 7'), { ...catalogue, commands: [] }),
  },
]

function bracketed(open: string, depth: number, close: string, inside = ''): string {
  return open.repeat(depth) + inside + close.repeat(depth)
}
/** Each of so many actions is a problem. */
function unconnected(count: number): Playbook {
  const nodes = Array.from({ length: count }, (_, index): [string, readonly [string, Config]] => [
    `n_${index}`,
    ['action.notify', {}],
  ])
  return playbook(Object.fromEntries(nodes), [])
}

function issuesOfExample(code: IssueCode): readonly Issue[] {
  const texts = textsOf(code)
  const [first = ''] = texts.values()
  return isPackText(first) ? issuesOfPack(first, texts) : issuesOf([...texts.values()])
}

/** Problems of a pack's files, of each of its playbooks, and of the pack as a whole. */
function issuesOfPack(text: string, beside: ReadonlyMap<string, string>): readonly Issue[] {
  const result = parsePack(text, beside)
  if (!result.ok) return result.issues
  return [
    ...result.pack.playbooks.flatMap((book) => checkPlaybook(book, catalogue)),
    ...checkPack(result.pack, catalogue),
  ]
}

/** Problems of the files themselves, of each playbook, and between those that run together. */
function issuesOf(texts: readonly string[]): readonly Issue[] {
  const results = texts.map(parsePlaybook)
  const playbooks = results.flatMap((result) => (result.ok ? [result.playbook] : []))
  return [
    ...results.flatMap(({ issues }) => issues),
    ...playbooks.flatMap((book) => checkPlaybook(book, catalogue)),
    ...checkConflicts(playbooks, catalogue),
  ]
}
const inEnglish = /[a-z]/
const inChinese = /[\u4e00-\u9fff]/
function expectSentences(problem: Issue): void {
  for (const language of ['en', 'zh'] as const) {
    const { sentence, suggestion = '' } = describeIssue(problem, language)
    expect(sentence).toMatch(language === 'en' ? inEnglish : inChinese)
    expect(sentence + suggestion).not.toMatch(/undefined|\[object|NaN/)
  }
}

describe('every code', () => {
  it('has one example, a file or else one that is built', () => {
    const codes = [...codesWithFile, ...built.map(({ code }) => code)]
    expect(codes.toSorted()).toEqual(Object.keys(en).toSorted())
  })
  it.each(built)('$code is built: $why', ({ code, raise }) => {
    const found = raise().filter((problem) => problem.code === code)
    expect(found).toHaveLength(1)
    expectSentences(found[0]!)
  })
})

describe.each(codesWithFile)('%s', (code) => {
  const texts = [...textsOf(code).values()]

  it('is all that is wrong, and is said in both languages', () => {
    const found = issuesOfExample(code)
    expect(found.map((problem) => problem.code)).toEqual([code])
    expectSentences(found[0]!)
  })
  it('is shown in canonical form', () => {
    for (const text of texts) {
      const parsed = parsePlaybook(text)
      if (parsed.ok) expect(formatPlaybook(parsed.playbook)).toBe(text)
      // what is wrong with a pack is not its shape
      if (isPackText(text)) expect(formatPack(JSON.parse(text) as Pack)).toBe(text)
    }
  })
  it('says in both languages what is wrong and how to mend it', () => {
    const inBoth = {
      en: expect.stringMatching(inEnglish),
      zh: expect.stringMatching(inChinese),
    }
    // what is no JSON says it as well, to people
    for (const text of texts.filter((one) => findJsonError(one) === undefined)) {
      expect(JSON.parse(text)).toMatchObject({ name: inBoth, description: inBoth })
    }
  })
})
