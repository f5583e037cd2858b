/** Every kind of issue has an example: a file dropped into `examples/_broken/` is tested with no further edit. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  checkConflicts,
  checkPlaybook,
  describeIssue,
  findJsonError,
  formatPlaybook,
  parsePlaybook,
  playbookLimits,
  type Config,
  type Issue,
  type IssueCode,
  type Playbook,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { en } from '../../packages/rules/src/messages/en.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'

const folder = new URL('../../examples/_broken/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8')
/** `conflictBetween.other.json` is the playbook that runs beside `conflictBetween.json`. */
const codesWithFile = [...new Set(files.map((file) => file.split('.')[0] as IssueCode))]
const textsOf = (code: IssueCode) =>
  [`${code}.other.json`, `${code}.json`].filter((file) => files.includes(file)).map(textOf)

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
  const texts = textsOf(code)

  it('is all that is wrong, and is said in both languages', () => {
    const found = issuesOf(texts)
    expect(found.map((problem) => problem.code)).toEqual([code])
    expectSentences(found[0]!)
  })
  it('is shown in canonical form', () => {
    for (const text of texts) {
      const parsed = parsePlaybook(text)
      if (parsed.ok) expect(formatPlaybook(parsed.playbook)).toBe(text)
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
