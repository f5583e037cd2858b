/** The figures that steer the house routine. */
import { defineMetric, type Mechanism } from '../../metric.ts'

export const houseRoutine: Mechanism = {
  id: 'houseRoutine',
  label: { en: 'House routine', zh: '日常例行' },
  about: {
    en: 'What is done by hand in every arm, after the playbooks of the evening: every review cycle each product on sale is ordered, where it is bought now, up to (lead time + review cycle) × mean sales of 28 days + safety stock. Products are spread over the cycle by their id. It looks at the inventory position, so it buys less where a playbook has ordered; nothing is ordered from a supplier that is down, and what the money does not reach for waits for the next cycle. Under a cap on purchases an order waits until there is room. Safety stock is a habit, the same for all products of a category, so best sellers run short while the tail is overstocked. The laboratory has no routine.',
    zh: '每个对照组都照常进行的人工作业，在当晚策略之后：每个补货周期，在售商品向当前供应商补到（交期 + 补货周期）× 28 天日均销量 + 安全库存；各商品按编号错开。看的是库存头寸，策略已下单的就少订；供应商中断时不下单，资金不足的等下个周期；有采购上限时等到有额度再订。安全库存按习惯设定（同类目相同），因此畅销款易缺货、长尾积压。实验室店铺没有例行作业。',
  },
  metrics: [
    defineMetric({
      id: 'reviewCycleDays',
      scopes: ['product'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      label: { en: 'Review cycle', zh: '补货周期' },
      help: { en: 'Days between two routine orders.', zh: '两次例行补货的间隔天数。' },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => Float64Array.from(state.supply.reviewCycleDays) },
      },
    }),
    defineMetric({
      id: 'safetyStockUnits',
      scopes: ['stock', 'product'],
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Safety stock', zh: '安全库存' },
      help: {
        en: 'Threshold kept against surprises: by habit the same for all products of a category, until it is set.',
        zh: '应对波动的阈值：默认同类目商品相同，可用命令设定。',
      },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.supply.safetyStockUnits },
    }),
  ],
}
