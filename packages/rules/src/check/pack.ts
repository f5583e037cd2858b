/** What is wrong with a pack as a whole; each of its playbooks is checked by `checkPlaybook`. */
import { capped, type Issue } from '../issues.ts'
import type { Pack } from '../pack.ts'
import { issueOfMember, plainName } from '../packFile.ts'
import type { Catalogue } from '../shop.ts'
import { conflictsBetween } from './acrossPlaybooks.ts'
import { claimIssues } from './effects.ts'

/** Claims that name no figure, and conflicts between its playbooks, which run together (SPEC K5, C4). */
export function checkPack(pack: Pack, catalogue: Catalogue): readonly Issue[] {
  const claims = claimIssues(pack.claims, { catalogue }, ['claims'])
  const conflicts = conflictsBetween(pack.playbooks, catalogue).map(({ playbook, issue }) => {
    const { id, name } = pack.playbooks[playbook]!
    return issueOfMember(issue, playbook, plainName(name) || id)
  })
  return capped([
    ...claims.map((problem): Issue => ({ ...problem, severity: 'warning' })),
    ...conflicts,
  ])
}
