/** Shops of any size, all alike: the products of a template, cloned under new ids until there are enough. */
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import { templates } from '../../packages/sim/src/shops/index.ts'
import { laboratory } from '../../packages/sim/src/shops/laboratory.ts'
import type { Product, ShopTemplate } from '../../packages/sim/src/shops/template.ts'

/** Long enough for the shop's windows of four weeks to be full when the clock starts. */
const historyDays = 28

/** The largest template there is: `mall` where it exists, else `fashion`. */
export const sourceTemplate: ShopTemplate = templates.find(({ id }) => id === 'mall') ?? fashion()

function fashion(): ShopTemplate {
  return templates.find(({ id }) => id === 'fashion')!
}

/** The template with so many products: evenly spread over its own, and copies of those beyond their number. */
export function templateOfSize(source: ShopTemplate, products: number): ShopTemplate {
  const own = source.products
  const ratio = products / own.length
  const scaled = (path: 'money.openingCashCents' | 'money.staffWagesCentsPerDay') => {
    const value = source.settings[path]
    return typeof value === 'number' ? { [path]: Math.round(value * ratio) } : {}
  }
  return {
    ...source,
    id: `${source.id}-${products}`,
    historyDays,
    settings: {
      ...source.settings,
      ...scaled('money.openingCashCents'),
      ...scaled('money.staffWagesCentsPerDay'),
    },
    products: Array.from({ length: products }, (_, index): Product => {
      const place = products < own.length ? Math.floor(index / ratio) : index % own.length
      const copy = Math.floor(index / own.length)
      const product = own[place]!
      return copy === 0 ? product : { ...product, id: `${product.id}_${copy}` }
    }),
  }
}

/** The whole model at a size. */
export function fullModel(products: number): Model {
  return modelOf(templateOfSize(sourceTemplate, products))
}

/**
 * The reduced model that bench/sim/reduced.py is too: one warehouse, noise, weekdays, seasons, a rival's price,
 * visits, sales, returns, reviews, lead times, cash and rules; no routine, shocks, customers, service, channel
 * costs. What cannot be switched off by number stays in and is in our figure.
 */
export function reducedModel(products: number): Model {
  const { products: cloned, categories, suppliers } = templateOfSize(fashion(), products)
  const {
    'demand.driftSd': _drift,
    'rivals.moveChancePerDay': _rivals,
    'calendar.mondayFactor': _monday,
    'calendar.tuesdayFactor': _tuesday,
    'calendar.wednesdayFactor': _wednesday,
    'calendar.thursdayFactor': _thursday,
    'calendar.fridayFactor': _friday,
    'calendar.saturdayFactor': _saturday,
    'calendar.sundayFactor': _sunday,
    'offers.gainEffect': _gain,
    'offers.lossEffect': _loss,
    'stock.openingCoverDays': _cover,
    ...off
  } = laboratory.settings
  return modelOf({
    ...laboratory,
    id: `reduced-${products}`,
    historyDays: 0,
    settings: { ...off, 'money.openingCashCents': 1_000_000 * products },
    categories: categories.map((category) => ({ ...category, returnRatio: 0.1 })),
    suppliers: suppliers.map((supplier) => ({
      ...supplier,
      leadTimeVariationRatio: 0.5,
      failureRatioPerDay: 0,
    })),
    warehouses: [{ ...laboratory.warehouses[0]!, demandShareRatio: 1 }],
    products: cloned,
  })
}

function modelOf(template: ShopTemplate): Model {
  const resolved = resolveShop(template)
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems, null, 1))
  return buildModel(resolved.shop)
}
