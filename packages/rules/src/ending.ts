/** Books what becomes of proposals: exactly one fate each (SPEC R5). */
import type { ReviewCounts, ReviewWatch } from './program.ts'
import type { Fate, FateReason } from './receipts.ts'
import type { Proposal } from './resolve.ts'

/** Counts the fate of a proposal, and beside it the reason, and tells who watches. */
export function endProposal(
  counts: ReviewCounts,
  watch: ReviewWatch | undefined,
  proposal: Proposal,
  fate: Fate,
  reason?: FateReason,
  winner?: Proposal,
): void {
  const { node, command, entity, priority, values } = proposal
  counts[fate][node]!++
  if (reason !== undefined) {
    const reasons = counts.reasons[node]!
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  watch?.onProposal?.({
    node,
    command,
    entity,
    priority,
    values,
    fate,
    ...(reason === undefined ? {} : { reason }),
    ...(winner === undefined ? {} : { wonBy: winner.node }),
  })
}
