/** Figures of demand that met the shelves: sold, filled, lost. */
import { difference, sumOfWhole } from '../../columns.ts'
import { defineMetric, shopColumn, stockAndUp, wholeSum, type Mechanism } from '../../metric.ts'

export const filling: Mechanism = {
  id: 'filling',
  label: { en: 'Filling demand', zh: '订单满足' },
  about: {
    en: 'The units of a product split over the regions of its warehouses (binomial by share of demand), are filled from the own warehouse, then from the fullest other one that is open (shipping costs more). What is nowhere is split, by binomial draws, into those who buy another product of the category (30 %), those who pay and wait (15 %) and those who leave (Emmelhainz, Stock & Emmelhainz 1991; Corsten & Gruen 2003). Substitutes go to products on sale with stock in proportion to their visits (independence of irrelevant alternatives); each unit is an order of its own, and what is short there too is lost. Who waits is served first when stock arrives and may give up meanwhile, with the money back. A product in presale sells what is not there ahead, up to its limit.',
    zh: '商品的需求件数按区域份额（二项分布）拆分，先由本区域仓发货，再由库存较多的其他营业仓发货（运费更高）。哪里都没有的需求按二项分布拆成：改买同类目其他商品（30%）、付款等待（15%）、离开（Emmelhainz、Stock 与 Emmelhainz 1991；Corsten 与 Gruen 2003）。替代需求按访客数比例分给在售有货商品（无关选项独立），每件算一单，仍无货的部分流失。等待的客户在到货时优先发货，其间可能取消并退款。预售商品在上限内先行售出。',
  },
  metrics: [
    defineMetric({
      id: 'soldUnits',
      kpi: 'total',
      scopes: stockAndUp,
      unit: 'count',
      window: 'day',
      direction: 'up',
      label: { en: 'Units sold', zh: '销量' },
      help: {
        en: 'Units of paid orders, at the stock that ships them; those that wait count when they are paid.',
        zh: '已付款订单的件数，计在发货库存；等待发货的在付款时计入。',
      },
      formula: wholeSum(
        'stock',
        ({ flows }) => flows.shelves.soldUnits,
        ({ flows }) => flows.shelves.soldTotalUnits[0]!,
      ),
    }),
    defineMetric({
      id: 'regionUnits',
      scopes: ['stock', 'warehouse'],
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Units asked for in the region', zh: '本区需求件数' },
      help: {
        en: 'Units that customers of the warehouse’s region asked for, whoever ships them.',
        zh: '仓库所在区域客户的需求件数，不论由哪个仓发货。',
      },
      formula: { kind: 'sum', base: 'stock', values: ({ flows }) => flows.shelves.regionUnits },
    }),
    defineMetric({
      id: 'lostUnits',
      kpi: 'total',
      scopes: stockAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Units lost', zh: '流失销量' },
      help: {
        en: 'Units asked for and neither sold, substituted nor waited for.',
        zh: '有需求但缺货，且未改买其他商品、也未等待的件数。',
      },
      formula: wholeSum(
        'stock',
        ({ flows }) => flows.shelves.lostUnits,
        ({ flows }) => flows.shelves.lostTotalUnits[0]!,
      ),
    }),
    defineMetric({
      id: 'fillRatio',
      kpi: 'ratioOfSums',
      scopes: stockAndUp,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Fill rate', zh: '满足率' },
      help: {
        en: 'Units filled from any warehouse on the same day ÷ units asked for as first choice in the region.',
        zh: '当日由任一仓库满足的件数 ÷ 区域内首选需求件数。',
      },
      formula: { kind: 'ratio', numerator: 'promptUnits', denominator: 'demandedUnits' },
    }),
  ],
  measures: [
    {
      id: 'demandedUnits',
      formula: wholeSum('stock', ({ flows }) => flows.shelves.demandedUnits),
    },
    {
      id: 'promptUnits',
      formula: {
        kind: 'sum',
        base: 'stock',
        values: ({ flows }) => difference(flows.shelves.demandedUnits, flows.shelves.blockedUnits),
        also: {
          shop: shopColumn(
            (view) =>
              view.need('shop', 'demandedUnits')[0]! - sumOfWhole(view.flows.shelves.blockedUnits),
          ),
        },
      },
    },
  ],
}
