/** How a mechanism declares what it announces: what playbooks are told and, beside it, what happened. */
import {
  unitOfId,
  type EventInfo,
  type ScopeId,
  type ShopEvent,
  type ValueInfo,
} from '@sandtable/rules'
import type { View } from './view.ts'

export interface EventDefinition extends EventInfo {
  /** What was announced on the newest closed day, in entity order; asked only for scopes of the event. */
  readonly list: (view: View, scope: ScopeId) => readonly ShopEvent[]
}

/** A field of a payload; a number in the unit of its id that always exists, unless it says otherwise. */
export type EventField = Partial<ValueInfo> & Pick<ValueInfo, 'label' | 'help'>

/** Declares an event with what announces it. */
export function defineEvent({
  payload,
  ...event
}: Omit<EventDefinition, 'payload' | 'isSimulated'> & {
  readonly payload: Readonly<Record<string, EventField>>
}): EventDefinition {
  const fields = Object.entries(payload).map(([id, field]): [string, ValueInfo] => [
    id,
    { type: 'number', unit: unitOfId(id), mayBeMissing: false, ...field },
  ])
  return { ...event, isSimulated: true, payload: Object.fromEntries(fields) }
}
