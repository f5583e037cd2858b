import { defineAction } from '../../node.ts'

export const setPrice = defineAction({
  kind: 'action.setPrice',
  v: 1,
  icon: 'tag',
  command: 'setPrice',
  defaults: { priceCents: '0.9 * listPriceCents' },
  example: {
    config: { priceCents: '0.85 * listPriceCents', days: '14', priority: 0 },
    reads: {
      en: 'Sells at 15 % under the list price for two weeks.',
      zh: '两周内按标价的 85% 销售。',
    },
  },
})
