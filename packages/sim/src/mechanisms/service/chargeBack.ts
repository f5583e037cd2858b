import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { accounts, postCost } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { mendFaults } from '../people/complaints.ts'
import { partyOf } from './complaints.ts'
import { claimDays, claimRows, partyScopes, type PartyScope } from './state.ts'

/**
 * Claims the loss by complaints of the last four weeks. A party pays what it has truly caused, once; one that has
 * caused fewer than half of what is booked on it, and has no fault, refuses and resents it.
 */
export const chargeBack: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const scope = command.scope as PartyScope
  const [entity] = command.entities as [number]
  const newestDay = isAfterClose ? state.day : state.day - 1
  const party = partyOf(state, scope, entity)
  const caused = recentOf(state.service.causedByDay, party, newestDay)
  const booked = recentOf(state.service.bookedByDay, party, newestDay)
  const isAtFault =
    caused > 0 && (2 * caused >= booked || mendFaults(model, state, scope, entity, 0))
  if (!isAtFault) {
    spoilRelation(model, state, scope, entity, isAfterClose)
    view.refresh()
    return { fate: 'rejected', reason: 'notAtFault' }
  }
  const asked = numberValue(command, 'amountCents')
  const provenEach = model.settings['complaints.provenCents']
  const cents = Math.min(asked, Math.floor(caused * provenEach))
  if (cents > 0) postCost(state, accounts.other, -cents)
  if (provenEach > 0) settleClaims(state, party, newestDay, cents / provenEach)
  view.refresh()
  return cents < asked ? { fate: 'adjusted', reason: 'provenAmount' } : { fate: 'applied' }
}

/** Complaints of a party over the days that count for a claim. */
export function recentOf(column: Float64Array, party: number, newestDay: number): number {
  const parties = column.length / claimRows
  let sum = 0
  for (let i = 0; i < claimDays; i++) {
    sum += column[((newestDay - i) & (claimRows - 1)) * parties + party]!
  }
  return sum
}

/** Complaints that were paid for count no more, the oldest first. */
function settleClaims(state: State, party: number, newestDay: number, complaints: number): void {
  const { causedByDay, bookedByDay } = state.service
  const parties = causedByDay.length / claimRows
  let left = complaints
  for (let i = claimDays - 1; i >= 0 && left > 0; i--) {
    const at = ((newestDay - i) & (claimRows - 1)) * parties + party
    const paid = Math.min(left, causedByDay[at]!)
    causedByDay[at]! -= paid
    bookedByDay[at] = Math.max(0, bookedByDay[at]! - paid)
    left -= paid
  }
}

function spoilRelation(
  model: Model,
  state: State,
  scope: PartyScope,
  entity: number,
  isAfterClose: boolean,
): void {
  const days = model.settings['complaints.relationDays']
  if (days === 0) return
  const firstDay = firstDayOf({ state, isAfterClose })
  relationColumn(state, scope)[entity] = model.settings['complaints.relationFactor']
  state.service.relationUntilDay[partyOf(state, scope, entity)] = firstDay + days - 1
}

function relationColumn({ service }: State, scope: PartyScope): Float64Array {
  return scope === 'supplier'
    ? service.supplierRelationFactor
    : scope === 'warehouse'
      ? service.warehouseRelationFactor
      : service.channelRelationFactor
}

/** Unjust claims are forgotten when their days are over. */
export function endBadRelations(state: State): void {
  for (const scope of partyScopes) {
    const factors = relationColumn(state, scope)
    for (let entity = 0; entity < factors.length; entity++) {
      if (factors[entity] === 1) continue
      if (state.service.relationUntilDay[partyOf(state, scope, entity)]! < state.day) {
        factors[entity] = 1
      }
    }
  }
}
