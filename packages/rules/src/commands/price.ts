/** Prices. */
import type { CommandDeclaration } from './command.ts'
import { cents, days, lastingDays, mostPriceCents, ratio } from './parameters.ts'

export const priceCommands = {
  setPrice: {
    label: { en: 'Set price', zh: '改价' },
    summary: { en: 'Charges another price from the next day on.', zh: '从次日起按新价格销售。' },
    icon: 'tag',
    family: 'price',
    targets: ['product'],
    parameters: {
      priceCents: cents({
        min: 1,
        max: mostPriceCents,
        default: '0.9 * listPriceCents',
        label: { en: 'New price', zh: '新价格' },
        help: {
          en: 'An amount in cents, such as 0.9 * listPriceCents. The shop keeps prices between 0.4 and 2.5 times the list price.',
          zh: '金额以分计，例如 0.9 * listPriceCents。店铺把价格限制在标价的 0.4 到 2.5 倍之间。',
        },
      }),
      days: days({
        min: 1,
        max: 365,
        isOptional: true,
        label: { en: 'For how many days', zh: '持续天数' },
        help: {
          en: 'After that the price before it returns. Left empty, the new price stays.',
          zh: '到期恢复原价；留空则一直有效。',
        },
      }),
    },
    lever: 'price',
    rule: 'min',
    lasts: 'days',
    effect: {
      en: 'Demand follows by the product’s elasticity, relative to the reference price customers remember.',
      zh: '需求按商品弹性随价格变化，并以顾客记住的参考价为基准。',
    },
    cost: {
      en: 'Relabelling takes 0.2 hours of the operations desk.',
      zh: '改价占用运营 0.2 小时。',
    },
    receipts: ['clippedToBounds', 'clippedToPriceRange', 'delisted', 'unchanged'],
    writes: { priceCents: 'set', marginRatio: 'set' },
    chargedPrice: { parameter: 'priceCents', is: 'price' },
    example: {
      config: { priceCents: '0.85 * listPriceCents', days: '14', priority: 0 },
      reads: {
        en: 'Sells at 15 % under the list price for two weeks.',
        zh: '两周内按标价的 85% 销售。',
      },
    },
  },

  discount: {
    label: { en: 'Discount', zh: '折扣' },
    summary: {
      en: 'Offers a product at less, to everybody or to one audience.',
      zh: '对全部或部分客户打折。',
    },
    icon: 'badge-percent',
    family: 'price',
    targets: ['product'],
    parameters: {
      ratio: ratio({
        min: 0,
        max: 0.7,
        default: '0.15',
        label: { en: 'Discount', zh: '折扣幅度' },
        help: {
          en: '0 to 0.7 of the price; 0.15 sells at 85 %. 0 takes the discount back.',
          zh: '0 到 0.7，占售价的比例；0.15 即按 85% 销售；0 表示取消。',
        },
      }),
      audience: {
        type: 'choice',
        options: {
          all: { label: { en: 'Everybody', zh: '所有人' } },
          members: { label: { en: 'Members', zh: '会员' } },
          vip: { label: { en: 'VIP members', zh: 'VIP 会员' } },
          group: { label: { en: 'Private domain', zh: '私域社群' } },
        },
        default: 'all',
        label: { en: 'For', zh: '适用人群' },
        help: {
          en: 'Each audience is a lever of its own; a buyer in several gets the largest discount, not the sum.',
          zh: '不同人群互不冲突；同属多个人群的买家取较大折扣，不叠加。',
        },
      },
      days: lastingDays('14'),
    },
    lever: 'discount',
    leverBy: 'audience',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'That audience pays less and sees the offer as such; its demand follows the elasticity.',
      zh: '该人群享受优惠价并看到优惠标识，需求按弹性变化。',
    },
    cost: {
      en: 'Also paid to those who would have bought anyway; the reference price sinks, so sales dip afterwards.',
      zh: '本来就会购买的人也享受优惠；参考价下降，活动结束后销量回落。',
    },
    receipts: ['clippedToBounds', 'clippedToPriceRange', 'delisted'],
    writes: { promotionKind: 'set', discountCents: 'up' },
    chargedPrice: { parameter: 'ratio', is: 'discountRatio' },
    example: {
      config: { ratio: '0.15', audience: 'members', days: '14' },
      reads: {
        en: 'Two weeks at 15 % off for members only.',
        zh: '仅会员可享两周八五折。',
      },
    },
  },

  setWasPrice: {
    label: { en: 'Set “was” price', zh: '设置划线价' },
    summary: {
      en: 'Shows a struck-out earlier price on the page.',
      zh: '在页面显示被划掉的原价。',
    },
    icon: 'strikethrough',
    family: 'price',
    targets: ['product'],
    parameters: {
      wasPriceCents: cents({
        min: 0,
        max: mostPriceCents,
        default: 'max(priceCents, 30d)',
        label: { en: 'Struck-out price', zh: '划线价' },
        help: {
          en: 'An amount in cents that was charged within the last 30 days. 0 takes it off the page.',
          zh: '金额以分计，须为近 30 天内实际成交的价格；0 表示撤下。',
        },
      }),
    },
    lever: 'wasPrice',
    rule: 'min',
    lasts: 'untilChanged',
    effect: {
      en: 'Lifts conversion while customers believe it.',
      zh: '在顾客相信时提升转化。',
    },
    cost: {
      en: 'A price that was never charged is refused here, and fined where the page already shows it.',
      zh: '从未成交过的价格会被拒绝；页面已有的虚假划线价会被罚款。',
    },
    receipts: ['clippedToBounds', 'untruthful', 'unchanged'],
    writes: { wasPriceCents: 'set' },
    example: {
      config: { wasPriceCents: 'max(priceCents, 30d)' },
      reads: {
        en: 'Shows the highest price really charged in 30 days.',
        zh: '显示近 30 天实际成交的高位价格。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
