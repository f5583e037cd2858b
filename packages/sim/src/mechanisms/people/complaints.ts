/** Who is truly at fault for complaints: a supplier for its goods, a warehouse for its courier; the platform never is. */
import type { ScopeId } from '@sandtable/rules'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { mendIncidents } from '../world/incidents.ts'

/**
 * Mends the faults of a party behind the complaints about it, at share 0 only looks; true when there is one. A
 * supplier: its decline and the bad batches of its products; a warehouse: the failure of its courier.
 */
export function mendFaults(
  model: Model,
  state: State,
  scope: ScopeId,
  entity: number,
  share: number,
): boolean {
  if (scope === 'warehouse') {
    return mendIncidents(model, state, { scope, entity, kinds: ['courierFailure'], share })
  }
  if (scope !== 'supplier') return false
  let found = mendIncidents(model, state, { scope, entity, kinds: ['supplierDecline'], share })
  const { supplierOfProduct } = model
  for (let product = 0; product < supplierOfProduct.length; product++) {
    if (supplierOfProduct[product] !== entity) continue
    const target = { scope: 'product', entity: product, kinds: ['qualityBatch'], share } as const
    if (mendIncidents(model, state, target)) found = true
  }
  return found
}

/** Traces the complaints about a party: those until today, and for some time after, are booked on whoever caused them. */
export function traceComplaints(
  model: Model,
  state: State,
  scope: ScopeId,
  entity: number,
): boolean {
  const { tracedDay } = state.people
  if (scope === 'supplier' || scope === 'warehouse' || scope === 'channel') {
    tracedDay[scope][entity] = state.day
  }
  return mendFaults(model, state, scope, entity, 0)
}
