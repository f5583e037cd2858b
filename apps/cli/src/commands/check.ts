import { describeIssue, type Issue } from '@sandtable/rules'
import { issueLines } from '../issueLines.ts'
import { issuesOf, readNamed } from '../playbooks.ts'
import { exitCodes, type Terminal } from '../terminal.ts'

/**
 * Lists every problem of every file and pack. Errors and warnings give exit code 1; notes (`info`) do not.
 */
export function check(
  files: readonly string[],
  options: { json?: boolean },
  terminal: Terminal,
): number {
  const results = issuesOf(readNamed(files, terminal))
  const all = results.flatMap(({ issues }) => issues)
  if (options.json === true) {
    const plain = results.map(({ file, issues }) => ({
      file,
      issues: issues.map((problem) => ({
        ...problem,
        ...describeIssue(problem, terminal.language),
      })),
    }))
    terminal.out(JSON.stringify(plain, null, 2))
  } else {
    for (const { file, issues } of results) {
      if (issues.length === 0) terminal.out(terminal.say.noIssues(file))
      for (const line of issueLines(file, issues, terminal)) terminal.out(line)
    }
    const count = (severity: Issue['severity']) =>
      all.filter((problem) => problem.severity === severity).length
    if (all.length > 0) {
      terminal.out(terminal.say.issueCounts(count('error'), count('warning'), count('info')))
    }
  }
  return all.some(({ severity }) => severity !== 'info') ? exitCodes.issues : exitCodes.fine
}
