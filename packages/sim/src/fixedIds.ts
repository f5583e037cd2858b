/** Entities that every shop has under the same ids, whatever its template. The model sorts them. */
import { deskIds, type ScopeId } from '@sandtable/rules'

/** Channels have the id of their kind. */
export const channelKinds = [
  'marketplace',
  'search',
  'display',
  'social',
  'live',
  'affiliate',
  'privateDomain',
  'referral',
  'ownStore',
] as const

export const fixedIds = {
  channel: channelKinds,
  segment: ['promising', 'active', 'champion', 'atRisk', 'dormant', 'lost'],
  ticketClass: ['normal', 'urgent', 'major'],
  funnelStep: ['impression', 'visit', 'view', 'cart', 'checkout', 'pay'],
  desk: deskIds,
} as const satisfies Partial<Record<ScopeId, readonly string[]>>
