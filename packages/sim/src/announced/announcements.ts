/** What the shop really announces of its events. */
import type { ScopeId, ShopEvent } from '@sandtable/rules'
import type { View } from '../view.ts'

interface Announcer {
  readonly scope: ScopeId
  /** What happened on the newest closed day, in entity order. */
  readonly list: (view: View) => readonly ShopEvent[]
}

const announcers: Readonly<Record<string, Announcer>> = {
  stockArrived: { scope: 'product', list: arrivals },
}

/** The announcements of the newest closed day; none of an event that the shop does not simulate. */
export function announcementsOf(view: View, scope: ScopeId, eventId: string): readonly ShopEvent[] {
  const announcer = announcers[eventId]
  return announcer?.scope === scope ? announcer.list(view) : []
}

/** One announcement a product: what came in on one day is one arrival, however many orders it was. */
function arrivals(view: View): readonly ShopEvent[] {
  const { receivedUnits, receivedLateDays } = view.flows
  const units = view.rollUp('stock', 'product', receivedUnits)!
  return Array.from(units, (received, product) => ({
    entity: product,
    payload: { units: received, lateDays: receivedLateDays[product]! },
  })).filter(({ payload }) => payload.units > 0)
}
