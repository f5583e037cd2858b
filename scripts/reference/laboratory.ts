/** The inputs of a case as a laboratory shop file. Money of a case is in yuan, of a shop in cents. */
import type { SettingValue } from '../../packages/sim/src/setting.ts'
import type { ShopFile } from '../../packages/sim/src/shopFile.ts'
import { lawSchema, type Law } from './caseFile.ts'
import { NotExpressed } from './policy.ts'

export type Inputs = Readonly<Record<string, unknown>>
export type Overrides = Record<string, SettingValue>

export const cents = (money: number) => Math.floor(money * 100 + 0.5)

export function numberOf(inputs: Inputs, name: string, otherwise = 0): number {
  const value = inputs[name]
  return typeof value === 'number' ? value : otherwise
}

export function lawOf(inputs: Inputs, name: string): Law {
  return lawSchema.parse(inputs[name])
}

/** Ids of the laboratory's first products. */
export function productIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p_${String(index + 1).padStart(2, '0')}`)
}

/** Sets one number of every product. */
export function everyProduct(count: number, numbers: Record<string, SettingValue>): Overrides {
  return Object.fromEntries(
    productIds(count).flatMap((id) =>
      Object.entries(numbers).map(([name, value]) => [`products.${id}.${name}`, value]),
    ),
  )
}

/** Units a day of every product, by a law of their own. */
export function demand(law: Law, count: number): Overrides {
  const product = everyProduct(count, { visitsPerDay: law.mean, conversionRatio: 1 })
  switch (law.law) {
    case 'poisson':
      return { ...product, 'demand.law': 1 }
    case 'negbin':
      return { ...product, 'demand.law': 2, 'demand.unitsSize': law.r }
    case 'constant':
      return { ...product, 'demand.law': 3 }
    case 'normal':
      throw new NotExpressed('units are whole')
  }
}

/** Lead time, costs and opening stock of the inventory families. */
export function inventory(inputs: Inputs, count: number): Overrides {
  const isBackorder = inputs['unmetDemand'] === 'backorder'
  const law = inputs['leadTimeDistribution'] as
    { readonly days: readonly number[]; readonly probabilities: readonly number[] } | undefined
  const suppliers = ['s_main', 's_spare'].flatMap((id): [string, SettingValue][] => [
    [
      `suppliers.${id}.leadTimeWeights`,
      law === undefined ? oneHot(numberOf(inputs, 'leadTimeDays')) : weightsOf(law),
    ],
  ])
  const extraCents = cents(numberOf(inputs, 'backupExtraCostPerUnit'))
  const unitCostCents = cents(numberOf(inputs, 'unitCost', usualUnitCost))
  return {
    ...Object.fromEntries(suppliers),
    ...everyProduct(count, {
      initialOnHandUnits: numberOf(inputs, 'initialOnHandUnits'),
      unitCostCents,
      listPriceCents: cents(numberOf(inputs, 'salePricePerUnit', 2 * usualUnitCost)),
    }),
    'suppliers.s_main.failureRatioPerDay': numberOf(inputs, 'supplierFailureProbabilityPerDay'),
    'suppliers.s_main.recoveryRatioPerDay': numberOf(
      inputs,
      'supplierRecoveryProbabilityPerDay',
      1,
    ),
    'suppliers.s_spare.backupPriceFactor': 1 + extraCents / unitCostCents,
    'stockouts.waitRatio': isBackorder ? 1 : 0,
    'stock.holdingCentsPerUnitDay': 100 * numberOf(inputs, 'holdingCostPerUnitDay'),
    'stock.backorderCentsPerUnitDay': 100 * numberOf(inputs, 'backorderCostPerUnitDay'),
    'stock.lostSaleCents': cents(numberOf(inputs, 'lostSaleCostPerUnit')),
    'suppliers.orderCostCents': cents(
      numberOf(inputs, 'fixedCostPerOrder', numberOf(inputs, 'fixedCostPerBatch')),
    ),
  }
}

/** Cost of a unit where a case gives none: it cancels out. */
const usualUnitCost = 50

/** All weight on one day. */
export function oneHot(day: number): number[] {
  return Array.from({ length: day + 1 }, (_, index) => (index === day ? 1 : 0))
}

/** Weight of day 0, 1, 2 … of a law given by its days. */
export function weightsOf(law: {
  readonly days: readonly number[]
  readonly probabilities: readonly number[]
}): number[] {
  const weights = Array.from({ length: Math.max(...law.days) + 1 }, () => 0)
  law.days.forEach((day, index) => {
    weights[day]! += law.probabilities[index]!
  })
  return weights
}

/** A shop file of so many products in one warehouse. */
export function labShop(overrides: Overrides, products: number, warehouses = 1): LabShop {
  return {
    keep: { products, warehouses },
    overrides: overrides as Record<string, number | number[]>,
  }
}
export type LabShop = Omit<ShopFile, 'format' | 'template'>
