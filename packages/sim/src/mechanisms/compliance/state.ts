/** Certificates, copy, fines: what never changes in a run, what changes from day to day, what happened in a day. */
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { noEnd } from '../../rings.ts'

/** What a notice is about, in the order of the codes of `complianceNotice`. */
export const noticeKinds = ['copy', 'price', 'certificate'] as const

/** Columns that never change during a run. */
export interface ComplianceModel {
  /** Day on which the certificate of each product runs out; NaN when it needs none. */
  readonly certificateEndDay: Float64Array
}

export function buildComplianceModel({ shop }: ModelBase): ComplianceModel {
  return {
    // the shop file counts from day 1
    certificateEndDay: numbersOf(shop, 'products', 'certificateDaysLeft').map((daysLeft) =>
      daysLeft < 0 ? NaN : 1 + daysLeft,
    ),
  }
}

export interface ComplianceState {
  // per product
  /** Words of the advertising-law list in its published copy. */
  readonly flaggedWords: Float64Array
  /** 1 while its struck-out price was never charged. */
  readonly priceIsUntrue: Uint8Array
  /** Day on which its certificate runs out; NaN when it needs none. */
  readonly certificateEndDay: Float64Array
  /** Day on which a renewal that the house has asked for comes; the largest integer when none is under way. */
  readonly renewalDay: Int32Array
  // rows of products by kind of notice
  /** Day of the fine when nothing changes; the largest integer when no notice is open. */
  readonly fineDay: Int32Array
  /** Last day on which inspectors let the matter rest. */
  readonly quietUntilDay: Int32Array
  /** Notices with a fine to come. */
  openNotices: number
  /** 1 once the lapses to come are written down. */
  isStarted: number
}

export function createComplianceState(model: Model): ComplianceState {
  const products = model.entities.product.ids.length
  return {
    flaggedWords: new Float64Array(products),
    priceIsUntrue: new Uint8Array(products),
    certificateEndDay: model.compliance.certificateEndDay.slice(),
    renewalDay: new Int32Array(products).fill(noEnd),
    fineDay: new Int32Array(noticeKinds.length * products).fill(noEnd),
    quietUntilDay: new Int32Array(noticeKinds.length * products).fill(-noEnd),
    openNotices: 0,
    isStarted: 0,
  }
}

/** What happened in one day. Cents are whole. */
export interface ComplianceFlows {
  /** Rows of products by kind of notice: 1 when the inspector warned today. */
  readonly notices: Float64Array
}

export function createComplianceFlows(model: Model): ComplianceFlows {
  return {
    notices: new Float64Array(noticeKinds.length * model.entities.product.ids.length),
  }
}
