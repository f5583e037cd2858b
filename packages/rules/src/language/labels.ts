/** Figures written by their label, such as `可售天数` or `Cover days`: names are ids. */
import { metricsOfScope } from '../catalogueIndex.ts'
import { issue, type Issue } from '../issues.ts'
import { scopeName } from '../scopes.ts'
import type { ExpressionContext } from './checker.ts'

/** The problems, where those inside the label of a figure become one that says its id. */
export function withLabels(
  text: string,
  issues: readonly Issue[],
  { catalogue, scope }: Pick<ExpressionContext, 'catalogue' | 'scope'>,
): readonly Issue[] {
  const isAbout = ({ code }: Issue) => code === 'syntax' || code === 'unknownName'
  if (!issues.some(isAbout)) return issues
  const labels = [...metricsOfScope(catalogue, scope).values()]
    .flatMap(({ id, label }) => [label.zh, label.en].map((name) => ({ id, name })))
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => b.name.length - a.name.length)
  const lower = text.toLowerCase()
  let left = issues
  for (const { id, name } of labels) {
    const start = lower.indexOf(name.toLowerCase())
    const end = start + name.length
    if (start < 0 || isWordPart(text, start, end)) continue
    const isInside = (problem: Issue) =>
      isAbout(problem) && problem.range!.start >= start && problem.range!.end <= end
    if (!left.some(isInside)) continue
    const facts = { name: text.slice(start, end), scope: scopeName(scope), suggestion: id }
    // a label in other letters is no name, and then the next sign is not expected either
    const isLetters = /^[\w ]+$/.test(name)
    const follows = (problem: Issue) =>
      !isLetters && problem.code === 'syntax' && text.slice(end, problem.range!.start).trim() === ''
    const found = issue('unknownName', facts, { path: [], range: { start, end } })
    left = [...left.filter((problem) => !isInside(problem) && !follows(problem)), found]
  }
  return left
}

/** True when letters go on before or behind. */
function isWordPart(text: string, start: number, end: number): boolean {
  const letter = /[\p{L}\p{N}_]/u
  const touches = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && letter.test(a) && letter.test(b)
  return touches(text[start - 1], text[start]) || touches(text[end - 1], text[end])
}
