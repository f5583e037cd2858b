/** What the shop really announces of its events. */
import type { ScopeId, ShopEvent } from '@sandtable/rules'
import { mechanisms } from './mechanisms/index.ts'
import type { View } from './view.ts'

const simulatedEvents = new Map(
  mechanisms.flatMap(({ events = [] }) => events).map((event) => [event.id, event]),
)

/** The announcements of the newest closed day; none of an event that the shop does not know. */
export function announcementsOf(view: View, scope: ScopeId, eventId: string): readonly ShopEvent[] {
  const event = simulatedEvents.get(eventId)
  return event?.scopes.includes(scope) === true ? event.list(view, scope) : []
}
