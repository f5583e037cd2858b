/** Channels in columns: what they are, what they cost and how they respond. Ids and kinds are the same everywhere. */
import { channelKinds } from '../../fixedIds.ts'
import type { ModelBase } from '../../model.ts'
import { hashId } from '../../random.ts'
import { hillShare, steadyAdstock } from './adstock.ts'

export type ChannelKind = (typeof channelKinds)[number]

export const channelRoles = ['main', 'core', 'test', 'own', 'backup'] as const

interface KindFacts {
  readonly role: (typeof channelRoles)[number]
  /** Visits are bought. */
  readonly isPaid: boolean
  /** Clicks are sold by auction: there is a bid. */
  readonly isAuction: boolean
  /** Ranked by the platform: traffic weights move its visits between products. */
  readonly isRanked: boolean
}

const kindFacts: Readonly<Record<ChannelKind, KindFacts>> = {
  marketplace: { role: 'main', isPaid: false, isAuction: false, isRanked: true },
  search: { role: 'core', isPaid: true, isAuction: true, isRanked: true },
  display: { role: 'core', isPaid: true, isAuction: true, isRanked: false },
  social: { role: 'core', isPaid: true, isAuction: true, isRanked: false },
  live: { role: 'test', isPaid: true, isAuction: false, isRanked: false },
  affiliate: { role: 'test', isPaid: true, isAuction: false, isRanked: false },
  privateDomain: { role: 'own', isPaid: false, isAuction: false, isRanked: false },
  referral: { role: 'own', isPaid: false, isAuction: false, isRanked: false },
  ownStore: { role: 'backup', isPaid: true, isAuction: false, isRanked: false },
}

/** Per channel, in the order of the entities. */
export interface ChannelColumns {
  readonly ids: readonly string[]
  readonly hash: Uint32Array
  /** Index into `channelKinds`. */
  readonly kind: Uint8Array
  /** Index into `channelRoles`. */
  readonly role: Uint8Array
  readonly isPaid: Uint8Array
  readonly isAuction: Uint8Array
  readonly isRanked: Uint8Array
  /** Counted in the budget of the shop: core and test. */
  readonly isInShopBudget: Uint8Array
  readonly isOnAtStart: Uint8Array
  /** Position of a kind. */
  readonly marketplace: number
  readonly live: number
  /** Visits a day at the usual budget, in the mean of the year. */
  readonly usualVisits: Float64Array
  /** The same as the shop begins: 0 for a channel that rests. */
  readonly startVisits: Float64Array
  /** Budget a day that brings the usual visits. */
  readonly usualBudgetCents: Float64Array
  readonly startBudgetCents: Float64Array
  readonly leastBudgetCents: Float64Array
  readonly mostBudgetCents: Float64Array
  readonly usualBidCents: Float64Array
  readonly leastBidCents: Float64Array
  /** 1 when visits follow the response curve; 0 when they come by themselves, or bought ones cost nothing here. */
  readonly followsSpend: Uint8Array
  readonly startAdstockCents: Float64Array
  readonly carryOverRatio: Float64Array
  readonly halfSaturationCents: Float64Array
  readonly saturationExponent: Float64Array
  readonly mostVisits: Float64Array
  /** Elasticity of the response at the usual budget. */
  readonly usualElasticity: Float64Array
  readonly conversionFactor: Float64Array
  readonly orderValueFactor: Float64Array
  readonly impressionsFactor: Float64Array
  readonly commissionRatio: Float64Array
  /** Spend by day that replaces the budget; empty: the budget holds. */
  readonly spendPlanCents: readonly (readonly number[])[]
  /** Sums over the channels as the shop begins. */
  readonly startVisitsTotal: number
  readonly startConversion: number
  /** Visits of marketplace and search ÷ all, as the shop begins. */
  readonly weightedStartShare: number
}

export function buildChannelColumns({ shop, settings }: ModelBase): ChannelColumns {
  const { channels } = shop
  const column = (read: (channel: (typeof channels)[number], index: number) => number) =>
    Float64Array.from(channels, read)
  const flag = (read: (channel: (typeof channels)[number], index: number) => boolean) =>
    Uint8Array.from(channels, (channel, index) => (read(channel, index) ? 1 : 0))
  const factsOf = (id: string) => kindFacts[id as ChannelKind]
  const kinds: readonly string[] = channelKinds

  const isOnAtStart = flag(({ isOnAtStart: isOn }) => isOn === 1)
  const shopVisits =
    settings['demand.visitsFactor'] *
    shop.products.reduce((sum, { visitsPerDay }) => sum + visitsPerDay, 0)
  const shareTotal = channels.reduce(
    (sum, { visitsShareRatio }, c) => sum + isOnAtStart[c]! * visitsShareRatio,
    0,
  )
  const usualVisits = column(({ visitsShareRatio }) =>
    shareTotal > 0 ? (shopVisits * visitsShareRatio) / shareTotal : 0,
  )
  const isPaid = flag(({ id }) => factsOf(id).isPaid)
  const clickCents = column(({ cpcFactor }) => settings['advertising.cpcCents'] * cpcFactor)
  const usualBudgetCents = column((_, c) =>
    isPaid[c] === 1 ? Math.floor(usualVisits[c]! * clickCents[c]! + 0.5) : 0,
  )
  const startBudgetCents = column(({ startBudgetRatio }, c) =>
    Math.floor(usualBudgetCents[c]! * startBudgetRatio + 0.5),
  )
  const hasPlan = channels.map(({ spendPlanCents }) => spendPlanCents.length > 0)
  const followsSpend = flag((_, c) => hasPlan[c] === true || usualBudgetCents[c]! > 0)
  const carryOverRatio = column((channel) => channel.carryOverRatio)
  const saturationExponent = column((channel) => channel.saturationExponent)
  const usualAdstock = usualBudgetCents.map((cents, c) => steadyAdstock(cents, carryOverRatio[c]!))
  const halfSaturationCents = column(({ halfSaturationCents: given, halfSaturationRatio }, c) =>
    given > 0 ? given : halfSaturationRatio * usualAdstock[c]!,
  )
  const mostVisits = column(({ mostVisitsPerDay }, c) => {
    if (mostVisitsPerDay > 0 || usualAdstock[c] === 0) return mostVisitsPerDay
    const share = hillShare(usualAdstock[c]!, halfSaturationCents[c]!, saturationExponent[c]!)
    return usualVisits[c]! / share
  })
  const startAdstockCents = column((_, c) =>
    hasPlan[c] === true ? 0 : steadyAdstock(startBudgetCents[c]!, carryOverRatio[c]!),
  )
  const startVisits = usualVisits.map((visits, c) => {
    if (isOnAtStart[c] === 0) return 0
    if (hasPlan[c] === true || followsSpend[c] === 0) return visits
    if (startBudgetCents[c] === usualBudgetCents[c]) return visits
    return (
      mostVisits[c]! *
      hillShare(startAdstockCents[c]!, halfSaturationCents[c]!, saturationExponent[c]!)
    )
  })
  const isRanked = flag(({ id }) => factsOf(id).isRanked)
  const conversionFactor = column((channel) => channel.conversionFactor)
  const startVisitsTotal = startVisits.reduce((sum, visits) => sum + visits, 0)
  const startConversion = startVisits.reduce(
    (sum, visits, c) => sum + visits * conversionFactor[c]!,
    0,
  )
  const weightedStart = startVisits.reduce((sum, visits, c) => sum + visits * isRanked[c]!, 0)
  const bidRatio = settings['advertising.bidToCpcRatio']
  const usualBidCents = column(({ id }, c) =>
    factsOf(id).isAuction ? Math.floor(clickCents[c]! * bidRatio + 0.5) : 0,
  )
  return {
    ids: channels.map(({ id }) => id),
    hash: Uint32Array.from(channels, ({ id }) => hashId(id)),
    kind: Uint8Array.from(channels, ({ id }) => kinds.indexOf(id)),
    role: Uint8Array.from(channels, ({ id }) => channelRoles.indexOf(factsOf(id).role)),
    isPaid,
    isAuction: flag(({ id }, c) => factsOf(id).isAuction && usualBidCents[c]! > 0),
    isRanked,
    isInShopBudget: flag(({ id }) => ['core', 'test'].includes(factsOf(id).role)),
    isOnAtStart,
    marketplace: channels.findIndex(({ id }) => id === 'marketplace'),
    live: channels.findIndex(({ id }) => id === 'live'),
    usualVisits,
    startVisits,
    usualBudgetCents,
    startBudgetCents,
    leastBudgetCents: column(({ leastBudgetRatio }, c) =>
      Math.floor(usualBudgetCents[c]! * leastBudgetRatio + 0.5),
    ),
    mostBudgetCents: column(({ mostBudgetRatio }, c) =>
      Math.floor(usualBudgetCents[c]! * mostBudgetRatio + 0.5),
    ),
    usualBidCents,
    leastBidCents: usualBidCents.map((cents) =>
      Math.ceil(cents * settings['advertising.leastBidRatio']),
    ),
    followsSpend,
    startAdstockCents,
    carryOverRatio,
    halfSaturationCents,
    saturationExponent,
    mostVisits,
    usualElasticity: usualAdstock.map((stock, c) =>
      stock > 0
        ? saturationExponent[c]! *
          (1 - hillShare(stock, halfSaturationCents[c]!, saturationExponent[c]!))
        : NaN,
    ),
    conversionFactor,
    orderValueFactor: column((channel) => channel.orderValueFactor),
    impressionsFactor: column((channel) => channel.impressionsFactor),
    commissionRatio: column((channel) => channel.commissionRatio),
    spendPlanCents: channels.map(({ spendPlanCents }) => spendPlanCents),
    startVisitsTotal,
    startConversion,
    weightedStartShare: startVisitsTotal > 0 ? weightedStart / startVisitsTotal : 0,
  }
}
