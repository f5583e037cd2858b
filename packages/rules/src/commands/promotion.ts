/** Promotions: gifts, bundles, tiers, campaigns, livestreams. */
import type { CommandDeclaration } from './command.ts'
import { cents, lastingDays, mostPriceCents, ratio } from './parameters.ts'

export const promotionCommands = {
  addGift: {
    label: { en: 'Add gift', zh: '加赠品' },
    summary: {
      en: 'Gives something along with every unit sold.',
      zh: '每售出一件附送赠品。',
    },
    icon: 'gift',
    family: 'price',
    targets: ['product'],
    parameters: {
      giftCostCents: cents({
        min: 0,
        max: mostPriceCents,
        default: '0.03 * priceCents',
        label: { en: 'Cost of the gift', zh: '赠品成本' },
        help: {
          en: 'Cents per unit sold, at most 20 % of the price. 0 takes the gift back.',
          zh: '每件赠品成本（分），至多为售价的 20%；0 表示取消。',
        },
      }),
      days: lastingDays('14'),
    },
    lever: 'gift',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'Demand rises with the gift’s share of the price, by 3–15 %, and the price stays.',
      zh: '需求随赠品占售价比例上升 3–15%，售价不变。',
    },
    cost: {
      en: 'The gift is paid on every unit, also on those that would have been sold anyway.',
      zh: '每件都要付赠品成本，包括本来就会卖出的。',
    },
    receipts: ['clippedToBounds', 'giftLimit', 'delisted'],
    writes: { promotionKind: 'set', giftCostCents: 'up' },
    example: {
      config: { giftCostCents: 'params.giftRatio * priceCents', days: '14' },
      reads: {
        en: 'Answers a rival’s price cut with a gift instead of a price.',
        zh: '竞品降价时以赠品应对而不跟价。',
      },
    },
  },

  bundle: {
    label: { en: 'Bundle', zh: '搭配套餐' },
    summary: {
      en: 'Offers a product together with another one at less.',
      zh: '与另一商品搭配优惠销售。',
    },
    icon: 'package-plus',
    family: 'price',
    targets: ['product'],
    parameters: {
      with: {
        type: 'pick',
        scope: 'product',
        default: {
          set: 'category.products',
          best: 'max',
          by: 'marginRatio',
          where: 'coverDays > 14',
        },
        label: { en: 'With', zh: '搭配商品' },
        help: {
          en: 'One other product, such as the one of its category with the highest margin that is well in stock.',
          zh: '另一商品，例如同类目中毛利较高且库存充足的一款。',
        },
      },
      ratio: ratio({
        min: 0,
        max: 0.5,
        default: '0.15',
        label: { en: 'Discount on both', zh: '套餐折扣' },
        help: {
          en: '0 to 0.5 under the sum of both prices. 0 takes the bundle back.',
          zh: '0 到 0.5，低于两件价格之和的比例；0 表示取消。',
        },
      }),
      days: lastingDays('28'),
    },
    lever: 'bundle',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'A part of the buyers, 5–20 %, takes both.',
      zh: '约 5–20% 的买家会一并购买。',
    },
    cost: {
      en: 'The discount also goes to those who would have bought both.',
      zh: '本来就会两件都买的人也享受优惠。',
    },
    receipts: ['clippedToBounds', 'noTarget', 'sameProduct', 'delisted', 'partnerNotOnSale'],
    writes: { promotionKind: 'set', discountCents: 'up' },
    example: {
      config: {
        with: {
          set: 'category.products',
          best: 'max',
          by: 'marginRatio',
          where: 'coverDays > 14',
        },
        ratio: '0.15',
        days: '28',
      },
      reads: {
        en: 'Four weeks of a bundle at 15 % under its parts.',
        zh: '四周套餐，低于分开购买 15%。',
      },
    },
  },

  setSpendTiers: {
    label: { en: 'Set spend tiers', zh: '设置满减' },
    summary: {
      en: 'Rewards baskets that reach a threshold.',
      zh: '订单达到门槛即享优惠。',
    },
    icon: 'layers',
    family: 'price',
    targets: ['shop'],
    parameters: {
      tiers: {
        type: 'tiers',
        maxItems: 5,
        default: [
          [19_900, 2_000],
          [39_900, 5_000],
        ],
        label: { en: 'Tiers', zh: '档位' },
        help: {
          en: '1 to 5 pairs of threshold and reward in cents; each reward below its threshold.',
          zh: '1 到 5 组门槛与优惠，单位为分；优惠须低于门槛。',
        },
      },
      kind: {
        type: 'choice',
        options: {
          money: { label: { en: 'Money off', zh: '减现金' } },
          gift: { label: { en: 'Gift', zh: '送赠品' } },
        },
        default: 'money',
        label: { en: 'Reward', zh: '优惠形式' },
        help: {
          en: 'Money lowers what is paid; a gift of that cost comes on top.',
          zh: '减现金降低实付；赠品按该成本附送。',
        },
      },
      days: lastingDays('28'),
    },
    lever: 'tiers',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Baskets a little under a threshold grow to reach it.',
      zh: '略低于门槛的订单会凑单。',
    },
    cost: {
      en: 'Everybody above the threshold gets the reward, also those who were there before. A first tier under the usual order value only gives money away.',
      zh: '所有达标订单都享受优惠，包括原本就达标的；首档低于平时客单价只是让利。',
    },
    receipts: ['clippedToBounds', 'rewardTooHigh'],
    writes: {},
    example: {
      config: {
        tiers: [
          [19_900, 2_000],
          [39_900, 5_000],
        ],
        kind: 'money',
        days: '28',
      },
      reads: {
        en: 'Four weeks of ¥20 off from ¥199 and ¥50 off from ¥399.',
        zh: '四周满 199 减 20、满 399 减 50。',
      },
    },
  },

  setCampaign: {
    label: { en: 'Set campaign phase', zh: '设置大促阶段' },
    summary: {
      en: 'Starts, continues or stops a campaign of the whole shop.',
      zh: '启动、推进或停止全店大促。',
    },
    icon: 'megaphone',
    family: 'price',
    targets: ['shop'],
    parameters: {
      phase: {
        type: 'choice',
        options: {
          none: { label: { en: 'None', zh: '无' } },
          warmup: { label: { en: 'Warm-up', zh: '预热' } },
          burst: { label: { en: 'Burst', zh: '爆发' } },
          encore: { label: { en: 'Encore', zh: '返场' } },
        },
        default: 'warmup',
        label: { en: 'Phase', zh: '阶段' },
        help: {
          en: 'Phases follow one another: warm-up, burst, encore. None stops the campaign.',
          zh: '按预热、爆发、返场依次进行；“无”表示停止。',
        },
      },
      ratio: ratio({
        min: 0,
        max: 0.7,
        default: '0.2',
        label: { en: 'Discount', zh: '折扣幅度' },
        help: {
          en: '0 to 0.7 off all prices in this phase.',
          zh: '0 到 0.7，本阶段全店折扣幅度。',
        },
      }),
      depositCents: cents({
        min: 0,
        max: 10_000_000,
        isOptional: true,
        label: { en: 'Deposit', zh: '定金' },
        help: {
          en: 'Cents per order collected in the warm-up, credited in the burst. Left empty, no deposit is taken.',
          zh: '预热期每单收取的定金（分），爆发期抵扣；留空则不收定金。',
        },
      }),
      days: lastingDays('3'),
    },
    lever: 'campaign',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'The warm-up collects deposits and delays purchases, the burst sells 2–4 times as much, the encore 1.2 times.',
      zh: '预热收定金并推迟购买，爆发期销量为平时 2–4 倍，返场约 1.2 倍。',
    },
    cost: {
      en: 'Discount, advertising, and the load on packing and service; sales dip afterwards.',
      zh: '折扣与投放费用，打包和客服压力；之后销量回落。',
    },
    receipts: ['clippedToBounds', 'alreadyRunning', 'unchanged'],
    writes: { campaignPhase: 'set' },
    example: {
      config: { phase: 'burst', ratio: 'params.burstRatio', days: '3' },
      reads: {
        en: 'Three days of burst at the campaign’s discount.',
        zh: '按大促折扣爆发三天。',
      },
    },
  },

  runLivestream: {
    label: { en: 'Run livestream', zh: '直播带货' },
    summary: {
      en: 'Sells a product in a livestream of one day.',
      zh: '安排一天直播销售商品。',
    },
    icon: 'radio',
    family: 'price',
    targets: ['product'],
    parameters: {
      ratio: ratio({
        min: 0,
        max: 0.7,
        default: '0.3',
        label: { en: 'Discount in the stream', zh: '直播折扣' },
        help: {
          en: '0 to 0.7 of the price, for buyers in the stream.',
          zh: '0 到 0.7，直播间买家享受的折扣。',
        },
      }),
      feeCents: cents({
        min: 0,
        max: mostPriceCents,
        default: '100000',
        label: { en: 'Fee of the host', zh: '主播坑位费' },
        help: {
          en: '0 to 100,000,000 cents, paid in any case; a higher fee brings a host with more viewers.',
          zh: '0 到 100,000,000 分，无论成交与否都要支付；费用越高，观众越多。',
        },
      }),
    },
    lever: 'live',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'A burst of visits on the day, of uncertain size; half of it is over the same day.',
      zh: '当天带来一波流量，规模不确定，其中一半在当天。',
    },
    cost: {
      en: 'The fee and 20 % of what is sold there; those sales come back 1.3 times as often.',
      zh: '坑位费加直播成交额的 20%；退货率为平时的 1.3 倍。',
    },
    receipts: ['clippedToBounds', 'clippedToPriceRange', 'delisted', 'noStock', 'liveSlots'],
    writes: { promotionKind: 'set', discountCents: 'up' },
    spend: { parameter: 'feeCents' },
    chargedPrice: { parameter: 'ratio', is: 'discountRatio' },
    example: {
      config: { ratio: '0.3', feeCents: '100000', maxPerDay: 3 },
      reads: {
        en: 'Up to three products a day in a stream at 30 % off, for ¥1,000 each.',
        zh: '每天至多三款商品直播七折，每款坑位费 ¥1,000。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
