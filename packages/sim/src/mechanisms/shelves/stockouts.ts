/** Stockouts: which stocks and products on sale are empty, now and at the close of the day. */
import { difference, sumOfWhole } from '../../columns.ts'
import { defineMetric, shopColumn, type Mechanism } from '../../metric.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import type { View } from '../../view.ts'
import { isOnSale } from '../offers/listing.ts'

/** Notes at the close which stocks of products on sale are empty, and which products are not. */
export function noteStockouts(model: Model, state: State): void {
  const { productOfStock } = model
  const { onHandUnits } = state.shelves
  const { outOfStock, onSale, productOnSale, productInStock } = state.today.shelves
  for (let stock = 0; stock < onSale.length; stock++) {
    const product = productOfStock[stock]!
    // the day begins with 0 everywhere
    if (!isOnSale(state, product)) continue
    onSale[stock] = 1
    productOnSale[product] = 1
    if (onHandUnits[stock] === 0) outOfStock[stock] = 1
    else productInStock[product] = 1
  }
}

/** Products whose stocks are all empty, 0 or 1. */
function emptyProducts({ model }: View, isEmpty: Float64Array): Float64Array {
  const { firstStock, stocksOfProduct } = model
  const products = new Float64Array(firstStock.length - 1)
  for (let product = 0; product < products.length; product++) {
    const end = firstStock[product + 1]!
    let i = firstStock[product]!
    if (i === end) continue
    while (i < end && isEmpty[stocksOfProduct[i]!] === 1) i += 1
    if (i === end) products[product] = 1
  }
  return products
}

function outOfStockNow({ model, state }: View): Float64Array {
  const { productOfStock } = model
  const { onHandUnits } = state.shelves
  const isOut = new Float64Array(onHandUnits.length)
  for (let stock = 0; stock < isOut.length; stock++) {
    if (onHandUnits[stock] === 0 && isOnSale(state, productOfStock[stock]!)) isOut[stock] = 1
  }
  return isOut
}

export const stockouts: Mechanism = {
  id: 'stockouts',
  label: { en: 'Stockouts', zh: '缺货' },
  about: {
    en: 'A stock is out when its product is on sale and nothing of it is on hand; a product, when all its stocks are. The rate of a day is taken at the close.',
    zh: '商品在售而该处无在库即为缺货；商品的所有仓库都无库存时，该商品缺货。缺货率取日终值。',
  },
  metrics: [
    defineMetric({
      id: 'isOutOfStock',
      scopes: ['stock', 'product'],
      type: 'bool',
      unit: 'none',
      window: 'now',
      direction: 'down',
      label: { en: 'Out of stock', zh: '缺货' },
      help: { en: 'On sale and nothing on hand.', zh: '在售但无库存。' },
      formula: {
        kind: 'columns',
        columns: {
          stock: outOfStockNow,
          product: (view) => emptyProducts(view, outOfStockNow(view)),
        },
      },
    }),
    defineMetric({
      id: 'stockoutRatio',
      kpi: 'ratioOfSums',
      scopes: ['category', 'supplier', 'warehouse', 'shop'],
      unit: 'percent',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Stockout rate', zh: '缺货率' },
      help: {
        en: 'Products out of stock at the close ÷ products on sale.',
        zh: '日终缺货商品数 ÷ 在售商品数。',
      },
      formula: { kind: 'ratio', numerator: 'outOfStockProducts', denominator: 'onSaleProducts' },
    }),
  ],
  measures: [
    {
      id: 'outOfStockProducts',
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ flows }) =>
          difference(flows.shelves.productOnSale, flows.shelves.productInStock),
        also: {
          shop: shopColumn(
            (view) =>
              view.need('shop', 'onSaleProducts')[0]! -
              sumOfWhole(view.flows.shelves.productInStock),
          ),
          warehouse: (view) => view.rollUp('stock', 'warehouse', view.flows.shelves.outOfStock)!,
        },
      },
    },
    {
      id: 'onSaleProducts',
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ flows }) => flows.shelves.productOnSale,
        also: {
          shop: shopColumn(({ flows }) => sumOfWhole(flows.shelves.productOnSale)),
          warehouse: (view) => view.rollUp('stock', 'warehouse', view.flows.shelves.onSale)!,
        },
      },
    },
  ],
}
