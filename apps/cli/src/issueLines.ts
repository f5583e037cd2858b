import { describeIssue, type Issue } from '@sandtable/rules'
import type { Terminal } from './terminal.ts'

/** One line per issue: where, how bad, what, and the next move. */
export function issueLines(
  file: string,
  issues: readonly Issue[],
  { language, say }: Terminal,
): string[] {
  return issues.map((problem) => {
    const { sentence, suggestion } = describeIssue(problem, language)
    const node = problem.nodeId ?? problem.edgeId
    const range = problem.range === undefined ? '' : `:${problem.range.start + 1}`
    const inside =
      node === undefined ? problem.path.join('.') : [node, problem.field].filter(Boolean).join('.')
    const place = inside === '' ? file : `${file} ${inside}${range}`
    const move = suggestion === undefined ? '' : ` ${suggestion}`
    return `${place}: ${say.severity[problem.severity]} ${problem.code}: ${sentence}${move}`
  })
}
