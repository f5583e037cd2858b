/** Inspectors look at products on sale; who does not heed their notice is fined. */
import { accounts, postCost } from '../../ledger.ts'
import { listingStates } from '../../listingStates.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, type Key } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import type { SettingPath } from '../../settings.ts'
import type { State } from '../../state.ts'
import { hasLapsed, renewByHand, startCertificates } from './certificates.ts'
import { mendCopy, mendPrice, readPages } from './copy.ts'
import { noticeKinds } from './state.ts'

const [copy, price, certificate] = noticeKinds.map((_, code) => code) as [number, number, number]
const firstOffSale = listingStates.indexOf('paused')

/** Fine of each kind of notice. */
export const finePaths = {
  copy: 'compliance.copyFineCents',
  price: 'compliance.priceFineCents',
  certificate: 'compliance.certificateFineCents',
} as const satisfies Record<string, SettingPath>

/** Inspectors look; notices and fines go out. */
export function inspectShop(model: Model, state: State, luck: Luck): void {
  const { compliance } = state
  const isFirstDay = compliance.isStarted === 0
  compliance.isStarted = 1
  if (isFirstDay) startCertificates(state)
  readPages(model, state, luck, isFirstDay)
  if (compliance.openNotices > 0) fineWhatIsDue(model, state)
  const { flaggedWords, priceIsUntrue, certificateEndDay } = compliance
  const { listing } = state.offers
  const { day } = state
  const { hasRoutine } = model.shop
  const inspectedRatio = model.settings['compliance.inspectionsPerYear'] / 365
  const products = flaggedWords.length
  let key: Key | undefined
  for (let product = 0; product < products; product++) {
    const isLapsed = certificateEndDay[product]! <= day
    const isWrong = flaggedWords[product]! > 0 || priceIsUntrue[product] === 1 || isLapsed
    if (!isWrong) continue
    if (listing[product]! < firstOffSale) {
      key ??= deriveKey(luck.seed, luck.replication, 'compliance.inspection', day)
      const u = drawUniform(key, model.productHash[product]!)
      if (u < inspectedRatio) notify(model, state, product)
    }
    if (isLapsed && hasRoutine) {
      const isNotified = compliance.fineDay[certificate * products + product] !== noEnd
      renewByHand(model, state, luck, product, isNotified)
    }
  }
}

function isWrongBy(state: State, product: number, kind: number): boolean {
  const { flaggedWords, priceIsUntrue } = state.compliance
  if (kind === copy) return flaggedWords[product]! > 0
  if (kind === price) return priceIsUntrue[product] === 1
  return hasLapsed(state, product)
}

/** One notice for each thing that is wrong, unless one was given a short while ago. */
function notify(model: Model, state: State, product: number): void {
  const { settings } = model
  const { fineDay, quietUntilDay, flaggedWords } = state.compliance
  for (let kind = 0; kind < noticeKinds.length; kind++) {
    const at = kind * flaggedWords.length + product
    if (!isWrongBy(state, product, kind) || quietUntilDay[at]! >= state.day) continue
    state.today.compliance.notices[at] = 1
    quietUntilDay[at] = state.day + settings['compliance.graceDays']
    if (fineDay[at] === noEnd) state.compliance.openNotices += 1
    fineDay[at] = state.day + settings['compliance.fineAfterDays']
  }
}

/** Fines what is still wrong with products on sale; the house mends pages and prices with the fine. */
function fineWhatIsDue(model: Model, state: State): void {
  const { compliance, day } = state
  const { fineDay, flaggedWords } = compliance
  const products = flaggedWords.length
  for (let at = 0; at < fineDay.length; at++) {
    if (fineDay[at]! > day) continue
    fineDay[at] = noEnd
    compliance.openNotices -= 1
    const kind = Math.floor(at / products)
    const product = at - kind * products
    const isOnSale = state.offers.listing[product]! < firstOffSale
    if (!isOnSale || !isWrongBy(state, product, kind)) continue
    const cents = model.settings[finePaths[noticeKinds[kind]!]]
    postCost(state, accounts.fines, cents, product)
    if (!model.shop.hasRoutine) continue
    if (kind === copy) mendCopy(model, state, product)
    if (kind === price) mendPrice(model, state, product)
  }
}
