import type { Text } from './text.ts'

/**
 * Units of figures, expressions and parameters. `none` is a plain number: a literal, a multiple, or
 * a product whose unit the language does not track (SPEC U3).
 */
export const units = {
  money: { label: { en: 'money, in cents', zh: '金额（分）' }, suffix: 'Cents' },
  percent: { label: { en: 'ratio 0–1', zh: '比率 0–1' }, suffix: 'Ratio' },
  day: { label: { en: 'days', zh: '天' }, suffix: 'Days' },
  hour: { label: { en: 'hours', zh: '小时' }, suffix: 'Hours' },
  count: { label: { en: 'units', zh: '件' }, suffix: 'Units' },
  none: { label: { en: 'number', zh: '数' }, suffix: '' },
} as const satisfies Record<string, { label: Text; suffix: string }>

export type Unit = keyof typeof units

/** The unit that an id declares by its suffix: `targetDays` is in days, `factor` is a plain number. */
export function unitOfId(id: string): Unit {
  for (const unit of Object.keys(units) as Unit[]) {
    const { suffix } = units[unit]
    if (suffix !== '' && (id.endsWith(suffix) || id === suffix.toLowerCase())) return unit
  }
  return 'none'
}

/** `+ − <` and friends: equal units, or one side a plain number (SPEC U2). */
export function unitsAgree(left: Unit, right: Unit): boolean {
  return left === right || left === 'none' || right === 'none'
}

/** Unit of a product: plain numbers and ratios keep the other side's unit, anything else is untracked (SPEC U3). */
export function unitOfProduct(left: Unit, right: Unit): Unit {
  if (left === 'none' || left === 'percent') return right
  if (right === 'none' || right === 'percent') return left
  return 'none'
}

/** Unit of a quotient: dividing by a plain number or ratio keeps the unit, anything else is untracked (SPEC U3). */
export function unitOfQuotient(left: Unit, right: Unit): Unit {
  return right === 'none' || right === 'percent' ? left : 'none'
}
