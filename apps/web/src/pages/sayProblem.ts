import { problemOf } from '../api.ts'
import type { Messages } from '../i18n/index.ts'
import { toast } from '../ui/toasts.tsx'

/** One sentence about a request that failed: what happened and what to do. */
export function problemSentence(error: unknown, t: Messages): string {
  const problem = problemOf(error)
  switch (problem.kind) {
    case 'signedOut':
      return t.signedOut
    case 'notFound':
      return t.problemPages.notFoundTitle
    case 'refused':
      return t.gallery.failed(problem.message)
    case 'offline':
    case 'conflict':
      return t.gallery.offline
  }
}

/** Tells why an action did not work, in the corner of the page. */
export function sayProblem(error: unknown, t: Messages): void {
  toast({ title: problemSentence(error, t), isError: true })
}
