/** Problems of a part of a field: its column, its cell, its condition. */
import type { Issue } from '@sandtable/rules'

/** Path of every field of a node: `nodes`, index, `config`, field. */
const fieldDepth = 4

/** Where inside the field a problem is; empty for one of the field as a whole. */
export function partOf({ path, nodeId }: Issue): readonly (string | number)[] {
  return nodeId === undefined ? path : path.slice(fieldDepth)
}

/** The problems of one part of a field. */
export function issuesAt(
  issues: readonly Issue[],
  ...part: readonly (string | number)[]
): readonly Issue[] {
  return issues.filter((issue) => {
    const at = partOf(issue)
    return at.length === part.length && part.every((key, index) => at[index] === key)
  })
}
