/** What a trigger did for one entity, and why it did not fire (SPEC T, E5). */
import type { CompiledTrigger } from '../compile.ts'
import type { InstanceState } from '../triggerState.ts'
import type { Outcome, TimingExplanation } from './explanation.ts'

/** What is known of a trigger after the review. */
export interface TriggerFacts {
  readonly isFired: boolean
  /** Of the condition, or of what the announcement must fulfil; null is missing, absent that there is none. */
  readonly holds?: boolean | null
  readonly isAnnounced: boolean
  readonly timing?: TimingExplanation
}

export function triggerOutcome(
  { condition, event }: CompiledTrigger,
  { isFired, holds, isAnnounced, timing }: TriggerFacts,
): Outcome {
  if (isFired) return { code: 'fired' }
  if (event !== undefined) {
    if (!isAnnounced) return { code: 'notAnnounced' }
    return { code: holds === null ? 'missing' : 'conditionFalse' }
  }
  if (condition === undefined || timing === undefined) return { code: 'notDue' }
  return quietOutcome(holds ?? null, timing)
}

/** Why the state machine did not fire. */
function quietOutcome(
  holds: boolean | null,
  { settings, before, after }: TimingExplanation,
): Outcome {
  const { when, onMissing } = settings
  if (holds === null && onMissing === 'hold') return { code: 'missing' }
  const wasOn = isOn(before)
  const isNowOn = isOn(after)
  const wouldFire =
    when === 'becomesTrue' ? !wasOn && isNowOn : when === 'whileTrue' ? isNowOn : wasOn && !isNowOn
  if (wouldFire) return { code: 'cooldown' }
  if (when === 'becomesFalse') return { code: isNowOn ? 'stillActive' : 'notActive' }
  if (isNowOn) return { code: 'alreadyActive' }
  return { code: after.state === 'pending' ? 'pending' : 'conditionFalse' }
}

/** True from the moment it becomes active until it is inactive again. */
function isOn({ state }: InstanceState): boolean {
  return state === 'active' || state === 'recovering'
}
