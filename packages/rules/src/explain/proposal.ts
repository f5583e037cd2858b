/** What became of a proposal: its fate, the bound that held it back, who won. */
import type { CompiledAction, CompiledPlaybook } from '../compile.ts'
import { interpret, type Row } from '../language/interpret.ts'
import type { Program, ProposalView } from '../program.ts'
import type { FateReason } from '../receipts.ts'
import type { Shop } from '../shop.ts'
import type { Unit } from '../units.ts'
import { areRelated, summarize } from './causes.ts'
import type { ProposalExplanation } from './explanation.ts'
import { compiledNode } from './path.ts'

/** Why a proposal did not count for the cooldown of its action. */
const uncountedReasons: ReadonlySet<FateReason> = new Set([
  'cooldown',
  'maxPerDay',
  'copyForbidden',
  'noTarget',
])

/** True when the action cools down after the proposal. */
export function startsCooldown({ reason }: ProposalView): boolean {
  return reason === undefined || !uncountedReasons.has(reason)
}

/** Bounds on the price that customers are charged, in cents; NaN where there is none. */
export interface PriceBounds {
  readonly floor: number
  readonly ceiling: number
}

/** To be called while the review runs. */
export function priceBounds({ guards }: CompiledAction, row: Row): PriceBounds {
  const { priceFloor, priceCeiling } = guards
  return {
    floor: priceFloor === undefined ? Number.NaN : interpret(priceFloor, row),
    ceiling: priceCeiling === undefined ? Number.NaN : interpret(priceCeiling, row),
  }
}

/** What an explanation needs to know besides the proposals of the review. */
export interface ProposalContext {
  readonly program: Program
  readonly shop: Shop
  readonly playbook: CompiledPlaybook
  readonly action: CompiledAction
  readonly bounds: PriceBounds
  /** Day on which a cooldown of the action began for the entity. */
  readonly lastProposedDay?: number
}

export function explainProposal(
  own: ProposalView,
  all: readonly ProposalView[],
  context: ProposalContext,
): ProposalExplanation {
  const { program, shop, lastProposedDay } = context
  const { fate, reason, wonBy } = own
  const limit = limitOf(reason, context)
  const refOf = ({ node, entity }: ProposalView) => ({
    scope: compiledNode(program, node)!.scope,
    entity,
  })
  const winner = all.find(
    (rival) => rival.node === wonBy && areRelated(shop, refOf(rival), refOf(own)),
  )
  return {
    ...summarize(program, shop, own),
    fate,
    ...(reason === undefined ? {} : { reason }),
    ...(limit === undefined ? {} : { limit }),
    ...(reason === 'cooldown' && lastProposedDay !== undefined
      ? { proposedOnDay: lastProposedDay }
      : {}),
    ...(winner === undefined ? {} : { wonBy: summarize(program, shop, winner) }),
  }
}

function limitOf(
  reason: FateReason | undefined,
  { action, playbook, bounds }: ProposalContext,
): { readonly value: number; readonly unit: Unit } | undefined {
  switch (reason) {
    case 'cooldown':
      return { value: action.cooldownReviews, unit: 'day' }
    case 'maxPerDay':
      return { value: action.maxPerDay, unit: 'none' }
    case 'actionsPerDay':
      return { value: playbook.actionsPerDay, unit: 'none' }
    case 'spendCap':
      return { value: playbook.spendCapCents, unit: 'money' }
    case 'priceFloor':
      return { value: bounds.floor, unit: 'money' }
    case 'priceCeiling':
      return { value: bounds.ceiling, unit: 'money' }
    default:
      return undefined
  }
}
