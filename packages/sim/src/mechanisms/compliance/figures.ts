/** What is announced of certificates, copy and fines. */
import type { ShopEvent } from '@sandtable/rules'
import { accounts } from '../../ledger.ts'
import { defineEvent } from '../../event.ts'
import { defineMetric, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { finePaths } from './day.ts'
import { noticeKinds } from './state.ts'

/** Notices of the closed day, by product and kind. */
function notices({ flows, model }: View): ShopEvent[] {
  const { notices: given } = flows.compliance
  const products = model.entities.product.ids.length
  const events: ShopEvent[] = []
  for (let product = 0; product < products; product++) {
    for (let kind = 0; kind < noticeKinds.length; kind++) {
      if (given[kind * products + product] === 0) continue
      const fineCents = model.settings[finePaths[noticeKinds[kind]!]]
      events.push({ entity: product, payload: { kind, fineCents } })
    }
  }
  return events
}

export const compliance: Mechanism = {
  id: 'compliance',
  label: { en: 'Compliance', zh: '合规' },
  about: {
    en: 'A product on sale is inspected `compliance.inspectionsPerYear` times a year, on days drawn for each product. The inspector finds forbidden words in its copy, a struck-out price that was never charged, a certificate that has run out, and gives notice of each; 3 days later the fine follows if the product is still on sale and nothing has changed, and for 30 days nothing more is said of it. The house takes forbidden words out and untrue prices off when it is fined; it notices a certificate 30 days after its end or by the notice, and the new one comes 14–20 days after that. Form and numbers: assumption.',
    zh: '在售商品每年被抽查 `compliance.inspectionsPerYear` 次，日期逐商品抽取。抽查发现违禁词、从未成交过的划线价、过期资质，并逐项发出警告；3 天后若商品仍在售且未整改则罚款，此后 30 天内不再就同一事项警告。店铺被罚后自行改正文案与价格；资质过期后 30 天或收到警告时才发现，再过 14–20 天拿到新证。形式与数值均为假设。',
  },
  metrics: [
    defineMetric({
      id: 'certificateLeftDays',
      scopes: ['product'],
      unit: 'day',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Certificate runs out in', zh: '资质剩余天数' },
      help: {
        en: 'Days to the end of its certificate, 0 and less when it has run out; missing when it needs none.',
        zh: '距资质到期的天数，过期为 0 或负数；无需资质则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: ({ state }) => state.compliance.certificateEndDay.map((end) => end - state.day),
        },
      },
    }),
    defineMetric({
      id: 'flaggedWords',
      scopes: ['product'],
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Forbidden words', zh: '违禁词数' },
      help: {
        en: 'Words of the advertising-law list in its published copy.',
        zh: '已发布文案中命中广告法词表的词数。',
      },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => state.compliance.flaggedWords.slice() },
      },
    }),
    defineMetric({
      id: 'finesCents',
      kpi: 'total',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Fines', zh: '罚款' },
      help: { en: 'Compliance fines.', zh: '合规罚款。' },
      formula: {
        kind: 'columns',
        columns: { shop: ({ flows }) => Float64Array.of(flows.money.costCents[accounts.fines]!) },
      },
    }),
  ],
  events: [
    defineEvent({
      id: 'complianceNotice',
      scopes: ['product'],
      payload: {
        kind: {
          type: 'enum',
          values: noticeKinds,
          label: { en: 'Kind', zh: '类型' },
          help: {
            en: 'What is wrong: copy, price or certificate.',
            zh: '违规内容：文案、价格或资质。',
          },
        },
        fineCents: {
          label: { en: 'Fine', zh: '罚款' },
          help: {
            en: 'Fine that follows after 3 days if nothing changes.',
            zh: '3 天内未整改将处的罚款。',
          },
        },
      },
      label: { en: 'Compliance notice', zh: '合规通知' },
      help: { en: 'An inspector warns about the product.', zh: '监管就该商品发出警告。' },
      list: notices,
    }),
  ],
}
