/** Certificates run out on their day and are renewed by a task or, late, by the house. */
import { taskKind } from '@sandtable/rules'
import { accounts, postCost } from '../../ledger.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import { shockCodes } from '../../shocks/index.ts'
import type { State } from '../../state.ts'
import { chargeDeskWork } from '../people/desks.ts'
import { isTaskOpen } from '../people/taskList.ts'
import { mendIncidents } from '../world/incidents.ts'

/**
 * Writes down when certificates run out: on the day of the shop file, or when a lapse is to come that the world has
 * drawn, whichever is first. Asked once, on the first day.
 */
export function startCertificates(state: State): void {
  const { certificateEndDay } = state.compliance
  const { incidents } = state.world
  const lapse = shockCodes.certificateLapse
  for (let row = 0; row < incidents.count; row++) {
    if (incidents.kind[row] !== lapse || incidents.endDay[row]! < state.day) continue
    const product = incidents.entity[row]!
    const endDay = certificateEndDay[product]!
    if (!(endDay <= incidents.startDay[row]!)) certificateEndDay[product] = incidents.startDay[row]!
  }
}

export function needsCertificate({ compliance }: State, product: number): boolean {
  return !Number.isNaN(compliance.certificateEndDay[product])
}

/** True when a product that needs a certificate has none that is valid. */
export function hasLapsed({ compliance, day }: State, product: number): boolean {
  return compliance.certificateEndDay[product]! <= day
}

/** The office takes its fee when the papers are handed in. */
export function payCertificateFee(model: Model, state: State, product: number): void {
  postCost(state, accounts.other, model.settings['compliance.certificateFeeCents'], product)
}

/** The new certificate follows the old one, or starts today when that has run out; true when it had. */
export function renewCertificate(model: Model, state: State, product: number): boolean {
  const { certificateEndDay, renewalDay } = state.compliance
  const lapsed = hasLapsed(state, product)
  const from = Math.max(certificateEndDay[product]!, state.day)
  certificateEndDay[product] = from + model.settings['compliance.certificateValidDays']
  renewalDay[product] = noEnd
  mendIncidents(model, state, {
    scope: 'product',
    entity: product,
    kinds: ['certificateLapse'],
    aheadDays: certificateEndDay[product] - state.day,
    share: 1,
  })
  return lapsed
}

/**
 * What the house does about a certificate that has run out: it notices after some weeks, or by a notice, asks
 * for a new one unless that is being done, and gets it after the days that a task would wait.
 */
export function renewByHand(
  model: Model,
  state: State,
  luck: Luck,
  product: number,
  isNotified: boolean,
): void {
  const { renewalDay, certificateEndDay } = state.compliance
  if (renewalDay[product]! <= state.day) {
    renewCertificate(model, state, product)
    return
  }
  if (renewalDay[product] !== noEnd) return
  const noticedDay = certificateEndDay[product]! + model.settings['compliance.lapseNoticedDays']
  if (!isNotified && state.day < noticedDay) return
  if (isTaskOpen(state, { kind: 'certificateRenewal', scope: 'product', entity: product })) return
  const { hours, waitDays = [0, 0] } = taskKind('certificateRenewal')
  chargeDeskWork(model, state, hours * 60)
  payCertificateFee(model, state, product)
  const key = deriveKey(luck.seed, luck.replication, 'compliance.renewal', state.day)
  const u = drawUniform(key, model.productHash[product]!)
  const [least, most] = waitDays
  renewalDay[product] = state.day + least + Math.floor(u * (most - least + 1))
}
