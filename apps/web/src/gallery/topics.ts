/** Topics of the gallery: the areas of shop operations, by the first system that a playbook builds. */
import { families, type Text } from '@sandtable/rules'
import type { PlaybookSummary } from '@sandtable/api'
import type { Messages } from '../i18n/index.ts'

/** In the order in which they are shown; the key is the part of a system's id before the dash. */
const topics = {
  INV: families.supply.label,
  CNV: families.conversion.label,
  ADS: families.advertising.label,
  PRC: families.price.label,
  CUS: families.customers.label,
  SVC: families.service.label,
  ORD: families.orders.label,
  FIN: families.finance.label,
  CRI: families.compliance.label,
  MON: undefined,
  TRN: undefined,
} as const satisfies Record<string, Text | undefined>

/** `own`: it builds no system of the list. */
export type TopicId = keyof typeof topics | 'own'
export const topicIds: readonly TopicId[] = ['own', ...(Object.keys(topics) as TopicId[])]

export function topicOf({ systems: [first = ''] }: Pick<PlaybookSummary, 'systems'>): TopicId {
  const [area = ''] = first.split('-')
  return topicIds.find((id) => id === area) ?? 'own'
}

export function topicName(id: TopicId, t: Messages, text: (text: Text) => string): string {
  if (id === 'own') return t.gallery.ownTopic
  const label: Text | undefined = topics[id]
  if (label !== undefined) return text(label)
  return id === 'MON' ? t.gallery.monitoring : t.gallery.training
}
