/** Conflicts between playbooks that run side by side in one arm (SPEC C4). */
import { nodeTitle } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import type { Playbook } from '../playbook.ts'
import type { Catalogue } from '../shop.ts'
import { sameText, type Text } from '../text.ts'
import { clash, requestsOf } from './conflict.ts'
import { checkContext, flowContext } from './context.ts'
import { nodePlace } from './places.ts'

/** A problem between two of several playbooks. */
export interface MemberIssue {
  /** Index of the playbook that its path is of. */
  readonly playbook: number
  /** Index of the one before it. */
  readonly other: number
  readonly issue: Issue
}

/**
 * Actions of different playbooks that pull one lever of one target in one review, where nothing settles which of
 * them wins. Paths are those of the later playbook. Those inside one playbook are found by `checkPlaybook`.
 */
export function checkConflicts(
  playbooks: readonly Playbook[],
  catalogue: Catalogue,
): readonly Issue[] {
  return conflictsBetween(playbooks, catalogue).map((found) => found.issue)
}

/** The same, each with the playbook that it is said of. */
export function conflictsBetween(
  playbooks: readonly Playbook[],
  catalogue: Catalogue,
): readonly MemberIssue[] {
  const sides = playbooks.flatMap((playbook, member) => {
    const context = checkContext(playbook, catalogue)
    if (context.graph.order === undefined) return []
    return [{ playbook, member, requests: requestsOf(flowContext(context)) }]
  })
  return sides.flatMap(({ playbook, member, requests }, index) =>
    sides.slice(0, index).flatMap((side) => {
      // reviews at other hours settle their conflicts apart
      if (timingOf(side.playbook) !== timingOf(playbook)) return []
      return requests.flatMap((request) => {
        const rival = side.requests.find((other) => clash(other, request))
        if (rival === undefined) return []
        const facts = {
          node: nodeTitle(request.graphNode.node),
          playbook: nameOf(playbook),
          other: nodeTitle(rival.graphNode.node),
          otherPlaybook: nameOf(side.playbook),
        }
        const place = nodePlace(request.graphNode)
        const found = issue('conflictBetween', facts, place, 'warning')
        return [{ playbook: member, other: side.member, issue: found }]
      })
    }),
  )
}

function timingOf({ review = 'endOfDay' }: Playbook): string {
  return review
}

function nameOf({ name }: Playbook): Text {
  return typeof name === 'string' ? sameText(name) : name
}
