/** docs/errors.md: every problem, receipt and reason, from the message catalogues; and a playbook that has the problem. */
import { existsSync } from 'node:fs'
import {
  packFileName,
  receiptReasons,
  suppressReasons,
  type IssueCode,
  type Message,
  type Text,
} from '@sandtable/rules'
import { en } from '../../packages/rules/src/messages/en.ts'
import { zh } from '../../packages/rules/src/messages/zh.ts'
import { code, generatedNote, page, table } from './markdown.ts'

const folder = new URL('../../examples/_broken/', import.meta.url)

export function errorsPage(): string {
  const issueCodes = Object.keys(en).toSorted() as IssueCode[]
  return page([
    '# Problems and reasons',
    generatedNote,
    'Every problem has a code, a severity, a place in the playbook (JSON path, node, field, characters), a sentence and, where there is one, the next move. An `error` stops a run, a `warning` does not, an `info` is worth knowing. `‹…›` stands for what the sentence names. The file below a code is a [playbook or a pack that raises it](../examples/_broken/README.md).',
    '## Problems of a playbook',
    ...issueCodes.flatMap(issueParts),
    '## Receipts and reasons',
    'Every proposal of an action ends in exactly one fate (SPEC R5): applied, adjusted, suppressed, rejected. All but the first have a reason.',
    '### Adjusted or rejected by the shop',
    reasonTable(receiptReasons),
    '### Suppressed before the shop',
    reasonTable(suppressReasons),
  ])
}

function issueParts(issueCode: IssueCode): string[] {
  const lines = [en, zh].flatMap((language) => {
    const describe = language[issueCode] as (facts: unknown) => Message
    return (choosing[issueCode] ?? [{}]).map((chosen) => {
      const { sentence, suggestion } = describe(factsOf(chosen))
      return suggestion === undefined ? sentence : `${sentence} _${suggestion}_`
    })
  })
  return [`### ${code(issueCode)}`, lines.join('\n\n'), exampleLink(issueCode)]
}

/** Empty for the codes that no file shows. */
function exampleLink(issueCode: IssueCode): string {
  const file = [`${issueCode}.json`, `${issueCode}/${packFileName}`].find((path) =>
    existsSync(new URL(path, folder)),
  )
  return file === undefined ? '' : `[${file}](../examples/_broken/${file})`
}

function reasonTable(reasons: Readonly<Record<string, Text>>): string {
  return table(
    ['code', 'reason', '原因'],
    Object.entries(reasons).map(([id, text]) => [code(id), text.en, text.zh]),
  )
}

/** Facts that choose the words of the sentence, so that a name in ‹› would not do: one sentence for each. */
const choosing: Partial<Record<IssueCode, readonly Readonly<Record<string, unknown>>[]>> = {
  brokenJson: [{ expected: 'commaOrClose' }],
  notSimulated: [{ what: 'figure' }, { what: 'event' }, { what: 'command' }],
}

/** Facts of a message: each is its own name in ‹›, whether the sentence takes it for a text, a number or a list. */
function factsOf(chosen: Readonly<Record<string, unknown>>): unknown {
  return new Proxy({}, { get: (_, name) => chosen[String(name)] ?? placeholder(String(name)) })
}

function placeholder(name: string): unknown {
  const text = `‹${name}›`
  const self: unknown = new Proxy(() => text, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive || key === 'toString') return () => text
      if (key === Symbol.iterator) return () => [self].values()
      if (key === 'en' || key === 'zh' || typeof key === 'symbol') return text
      if (key === 'length') return 1
      if (key === 'map') return (change: (item: unknown) => unknown) => [change(self)]
      if (key === 'join') return () => text
      return self
    },
  })
  return self
}
