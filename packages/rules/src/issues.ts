/** Problems are data first, text last: `parse` and `check` return `Issue[]`, `describeIssue` gives the sentence. */
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'
import { playbookLimits } from './playbook.ts'
import type { Language, Text } from './text.ts'

/** One code, one meaning; the facts a code needs are the parameters of its sentence in `messages/en.ts`. */
export type IssueCode = keyof typeof en
export type IssueFacts<C extends IssueCode> = Parameters<(typeof en)[C]>[0]

/** A sentence, and the next move where there is one. */
export interface Message {
  readonly sentence: string
  readonly suggestion?: string
}

/** Where in the playbook: the JSON path, and the node, edge, field and characters where they apply. */
export interface IssuePlace {
  readonly path: readonly (string | number)[]
  readonly nodeId?: string
  readonly edgeId?: string
  /** Id of the config field. */
  readonly field?: string
  /** Characters of the field's text, end exclusive. */
  readonly range?: { readonly start: number; readonly end: number }
}

/** `error`: cannot run. `warning`: runs, probably not as meant. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * Plain data: it crosses HTTP and worker borders. The fact `at`, of any code, is a `Text` that says where inside a
 * field: the row and column of a table.
 */
export interface Issue extends IssuePlace {
  readonly code: IssueCode
  readonly severity: Severity
  readonly facts: Readonly<Record<string, unknown>>
}

/** Makes an issue whose facts fit its code. */
export function issue<C extends IssueCode>(
  code: C,
  facts: IssueFacts<C>,
  place: IssuePlace,
  severity: Severity = 'error',
): Issue {
  return { code, severity, facts, ...place }
}

/** The sentence of an issue in a language, with the next move where there is one. */
export function describeIssue(problem: Issue, language: Language): Message {
  const catalogue: Record<string, (facts: never) => Message> = language === 'zh' ? zh : en
  const describe = catalogue[problem.code]
  if (describe === undefined) throw new Error(`no message for issue code ${problem.code}`)
  const message = describe(problem.facts as never)
  const at = problem.facts['at'] as Text | undefined
  if (at === undefined) return message
  const sentence = at[language] + (language === 'zh' ? '：' : ': ') + message.sentence
  return { ...message, sentence }
}

/** As many issues as a person can use, and how many more there are. */
export function capped(issues: readonly Issue[]): readonly Issue[] {
  const count = issues.length - playbookLimits.issues
  if (count <= 0) return issues
  return [...issues.slice(0, playbookLimits.issues), issue('moreIssues', { count }, { path: [] })]
}

/** True when nothing stops a run. */
export function isRunnable(issues: readonly Issue[]): boolean {
  return issues.every(({ severity }) => severity !== 'error')
}
