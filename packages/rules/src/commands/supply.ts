/** Purchasing and suppliers. */
import type { CommandDeclaration, NumberParameter } from './command.ts'
import { count, days, fundedBy, lastingDays, ratio } from './parameters.ts'

function unitsToOrder(preset: string): NumberParameter {
  return count(
    {
      min: 1,
      max: 100_000,
      default: preset,
      label: { en: 'Units to order', zh: '订购数量' },
      help: {
        en: '1 to 100,000 units. Rounded up to whole units, then raised to the supplier’s minimum order quantity. Zero or less proposes nothing.',
        zh: '1 到 100,000 件。向上取整，再提高到供应商的最小起订量；小于等于零则不下单。',
      },
    },
    'up',
  )
}

export const supplyCommands = {
  reorder: {
    label: { en: 'Reorder', zh: '补货' },
    summary: { en: 'Raises a purchase order.', zh: '下采购单。' },
    icon: 'truck',
    family: 'supply',
    targets: ['product', 'stock'],
    parameters: {
      units: unitsToOrder('14 * mean(soldUnits, 28d)'),
      supplier: {
        type: 'choice',
        isOptional: true,
        options: {
          current: { label: { en: 'The one used now', zh: '当前供应商' } },
          main: { label: { en: 'Main supplier', zh: '主供应商' } },
          backup: { label: { en: 'Backup supplier', zh: '备用供应商' } },
        },
        label: { en: 'Supplier', zh: '供应商' },
        help: {
          en: 'For this order only. Left empty, the supplier that the product uses now.',
          zh: '仅对本单有效；留空则用商品当前的供应商。',
        },
      },
      fundedBy,
    },
    lever: 'order',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'A purchase order that arrives after a drawn lead time; for a product it is split over its stocks in proportion to their sales.',
      zh: '采购单在随机交期后到货；针对商品时按各仓销量比例拆分。',
    },
    cost: {
      en: 'Order cost, then unit cost per unit received, payable by the supplier’s terms. Stock that does not sell ages.',
      zh: '每单固定费用，加上到货数量 × 单位成本，按供应商账期支付；卖不动的库存会变旧。',
    },
    receipts: [
      'raisedToMoq',
      'clippedToBounds',
      'split',
      'delisted',
      'supplierDown',
      'notListed',
      'noCash',
      'noReserve',
      'capReached',
    ],
    writes: {
      onOrderUnits: 'up',
      openPurchaseOrders: 'up',
      inventoryPositionUnits: 'up',
      purchaseSpendCents: 'up',
    },
    spend: { parameter: 'units', timesMetric: 'unitCostCents' },
    example: {
      config: { units: 'params.targetDays * mean(soldUnits, 28d)', cooldown: '7d', priority: 0 },
      reads: {
        en: 'Orders the sales of the target days, at most once in eight days.',
        zh: '按目标天数的销量订货，八天内最多一次。',
      },
    },
  },

  expedite: {
    label: { en: 'Expedite', zh: '加急补货' },
    summary: { en: 'Orders by air: faster and dearer.', zh: '空运加急下单：更快，也更贵。' },
    icon: 'plane',
    family: 'supply',
    targets: ['product', 'stock'],
    parameters: {
      units: unitsToOrder('14 * mean(soldUnits, 7d)'),
      fundedBy,
    },
    lever: 'expedite',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'A purchase order at about 30 % of the usual lead time (20–35 %).',
      zh: '采购单的交期约为平时的 30%（20–35%）。',
    },
    cost: {
      en: 'Unit cost plus about 25 % (10–40 %), and the order cost.',
      zh: '单位成本加价约 25%（10–40%），另加每单固定费用。',
    },
    receipts: [
      'raisedToMoq',
      'clippedToBounds',
      'split',
      'delisted',
      'supplierDown',
      'noCash',
      'noReserve',
      'capReached',
    ],
    writes: {
      onOrderUnits: 'up',
      openPurchaseOrders: 'up',
      inventoryPositionUnits: 'up',
      purchaseSpendCents: 'up',
    },
    // the usual surcharge of air freight
    spend: { parameter: 'units', timesMetric: 'unitCostCents', factor: 1.25 },
    example: {
      config: {
        units: '(leadTimeDays + 7) * mean(soldUnits, 7d) - inventoryPositionUnits',
        cooldown: '7d',
      },
      reads: {
        en: 'Fills up by air what a surge will sell within lead time and a week.',
        zh: '空运补足热销期内（交期加一周）将卖出的数量。',
      },
    },
  },

  cancelOrders: {
    label: { en: 'Cancel orders', zh: '取消采购单' },
    summary: {
      en: 'Cancels the open purchase orders of a product.',
      zh: '取消商品未到货的采购单。',
    },
    icon: 'circle-x',
    family: 'supply',
    targets: ['product'],
    parameters: {},
    lever: 'cancel',
    excludes: ['order'],
    rule: 'none',
    lasts: 'once',
    effect: {
      en: 'What is not yet on its way is cancelled; the rest arrives.',
      zh: '尚未发出的部分取消，已发出的照常到货。',
    },
    cost: {
      en: 'A fee of about 10 % of the cancelled value (5–20 %); the supplier’s lead time grows by 5 % for 30 days.',
      zh: '按取消金额收约 10%（5–20%）的费用；该供应商交期延长 5%，持续 30 天。',
    },
    receipts: ['nothingOpen', 'partSent'],
    writes: {
      onOrderUnits: 'down',
      openPurchaseOrders: 'down',
      inventoryPositionUnits: 'down',
      purchaseSpendCents: 'down',
    },
    example: {
      config: {},
      reads: {
        en: 'Takes back what a failed trial still has on order.',
        zh: '试销失败后撤回尚未到货的采购。',
      },
    },
  },

  setSafetyStock: {
    label: { en: 'Set safety stock', zh: '设置安全库存' },
    summary: {
      en: 'Sets the stock kept against surprises.',
      zh: '设定用于应对波动的库存量。',
    },
    icon: 'shield',
    family: 'supply',
    targets: ['product', 'stock'],
    parameters: {
      units: count({
        min: 0,
        max: 100_000,
        default: '7 * mean(soldUnits, 28d)',
        label: { en: 'Safety stock', zh: '安全库存' },
        help: {
          en: '0 to 100,000 units, rounded down to whole ones. For a product it is split over its stocks in proportion to their sales.',
          zh: '0 到 100,000 件，向下取整；针对商品时按各仓销量比例拆分。',
        },
      }),
    },
    lever: 'safetyStock',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'The figure safetyStockUnits, and with it the amounts of the house routine’s orders.',
      zh: '改变指标 safetyStockUnits，店铺日常订货量随之改变。',
    },
    cost: {
      en: 'More of it means fewer stockouts and more capital, space and age in stock.',
      zh: '设得越高缺货越少，占用的资金、仓位和库龄也越多。',
    },
    receipts: ['clippedToBounds', 'unchanged'],
    writes: { safetyStockUnits: 'set' },
    example: {
      config: { units: 'params.z * leadTimeDemandSdUnits' },
      reads: {
        en: 'Covers the spread of demand over the lead time, z standard deviations of it.',
        zh: '按交期内需求波动的 z 倍标准差设定。',
      },
    },
  },

  setReviewCycle: {
    label: { en: 'Set review cycle', zh: '设置订货周期' },
    summary: {
      en: 'Sets how often the house routine orders a product.',
      zh: '设定店铺日常订货的间隔。',
    },
    icon: 'calendar-sync',
    family: 'supply',
    targets: ['product'],
    parameters: {
      days: days({
        min: 1,
        max: 56,
        default: '14',
        label: { en: 'Days between two orders', zh: '两次订货间隔' },
        help: { en: '1 to 56 whole days.', zh: '1 到 56 天（整数）。' },
      }),
    },
    lever: 'reviewCycle',
    rule: 'min',
    lasts: 'untilChanged',
    effect: {
      en: 'Shorter: smaller orders, less stock between them.',
      zh: '周期越短，单次订货越少，平均库存越低。',
    },
    cost: {
      en: 'The order cost is paid each time, and the minimum order quantity may force more than is needed.',
      zh: '每次订货都有固定费用，最小起订量可能导致多订。',
    },
    receipts: ['clippedToBounds', 'unchanged'],
    writes: { reviewCycleDays: 'set' },
    example: {
      config: { days: '7' },
      reads: { en: 'The routine orders the product every week.', zh: '日常每周订货一次。' },
    },
  },

  switchSupplier: {
    label: { en: 'Switch supplier', zh: '切换供应商' },
    summary: {
      en: 'Sends the orders of a product to its main or its backup supplier.',
      zh: '把商品的订单转给主供应商或备用供应商。',
    },
    icon: 'arrow-left-right',
    family: 'supply',
    targets: ['product'],
    parameters: {
      to: {
        type: 'choice',
        options: {
          main: { label: { en: 'Main supplier', zh: '主供应商' } },
          backup: { label: { en: 'Backup supplier', zh: '备用供应商' } },
        },
        default: 'backup',
        label: { en: 'To', zh: '切换到' },
        help: {
          en: 'Where a product has two backups, the one with the better score that is up.',
          zh: '有两家备用供应商时，选可供货且评分较高的一家。',
        },
      },
    },
    lever: 'source',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'All later orders go there, those of the house routine too. Open orders stay where they are.',
      zh: '之后的订单（含日常订货）都下给它；已下的采购单不变。',
    },
    cost: {
      en: 'The backup is 3–15 % dearer, and the main supplier’s volume break is lost.',
      zh: '备用供应商贵 3–15%，并失去主供应商的量价优惠。',
    },
    receipts: ['notListed', 'supplierDown', 'unchanged'],
    writes: { isOnBackup: 'set', unitCostCents: 'set' },
    example: {
      config: { to: 'backup' },
      reads: {
        en: 'Orders at the backup while the main supplier is down.',
        zh: '主供应商停供期间改向备用供应商订货。',
      },
    },
  },

  shiftSupply: {
    label: { en: 'Shift supply', zh: '转移供货份额' },
    summary: {
      en: 'Gives a share of a supplier’s products to another one.',
      zh: '把一家供应商的部分商品交给另一家。',
    },
    icon: 'split',
    family: 'supply',
    targets: ['supplier'],
    parameters: {
      shareRatio: ratio({
        min: 0,
        max: 1,
        default: '0.5',
        label: { en: 'Share of its products', zh: '转移比例' },
        help: {
          en: '0 to 1, of the products it is the main supplier of; the least profitable go first. 0 takes the shift back.',
          zh: '0 到 1，占其作为主供应商的商品；利润较低的先转移；0 表示撤回。',
        },
      }),
      to: {
        type: 'pick',
        scope: 'supplier',
        default: { set: 'shop.suppliers', best: 'max', by: 'supplierScore', where: 'isUp' },
        label: { en: 'To', zh: '转给' },
        help: {
          en: 'One other supplier, such as the one with the highest score that is up.',
          zh: '另一家供应商，例如可供货且评分较高的一家。',
        },
      },
    },
    lever: 'source',
    rule: 'max',
    lasts: 'untilChanged',
    effect: {
      en: 'Those products get the other one as main supplier; what it does not make goes to its own best backup.',
      zh: '这些商品改由对方作为主供应商；对方不做的，转给各自评分较高的备用供应商。',
    },
    cost: {
      en: 'The other one has to learn: 20 % more defects for 30 days; volume breaks are lost.',
      zh: '对方需要磨合：次品率上升 20%，持续 30 天；失去量价优惠。',
    },
    receipts: ['clippedToBounds', 'noTarget', 'notListed', 'canMake', 'unchanged'],
    writes: {},
    example: {
      config: {
        shareRatio: '0.5',
        to: { set: 'shop.suppliers', best: 'max', by: 'supplierScore', where: 'isUp' },
        cooldown: '28d',
      },
      reads: {
        en: 'Moves half of a weak supplier’s products to the one with the highest score.',
        zh: '把较差供应商一半的商品转给评分较高的供应商。',
      },
    },
  },

  shareForecast: {
    label: { en: 'Share forecast', zh: '共享预测' },
    summary: {
      en: 'Gives a supplier the sales forecast and commits to a part of it.',
      zh: '向供应商提供销量预测，并承诺采购其中一部分。',
    },
    icon: 'handshake',
    family: 'supply',
    targets: ['supplier'],
    parameters: {
      horizonDays: days({
        min: 14,
        max: 90,
        default: '60',
        label: { en: 'Horizon', zh: '预测期' },
        help: {
          en: '14 to 90 whole days ahead. Two requests of equal priority: the longer one holds.',
          zh: '未来 14 到 90 天（整数）；同优先级时取较长者。',
        },
      }),
      commitRatio: ratio({
        min: 0,
        max: 1,
        default: '0.6',
        label: { en: 'Committed share', zh: '承诺比例' },
        help: {
          en: '0 to 1 of the forecast that is bought in any case.',
          zh: '0 到 1，预测中无论如何都会采购的比例。',
        },
      }),
      days: lastingDays('28'),
    },
    lever: 'forecast',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'After 14 days lead times fall by about 25 % (10–30 %) and spread 30 % less.',
      zh: '14 天后交期缩短约 25%（10–30%），波动减少 30%。',
    },
    cost: {
      en: 'What was committed and not bought is invoiced.',
      zh: '已承诺而未采购的部分照样收费。',
    },
    receipts: ['clippedToBounds', 'supplierDown'],
    writes: {},
    example: {
      config: { horizonDays: '60', commitRatio: '0.6', days: '28' },
      reads: {
        en: 'Commits for four weeks to 60 % of the forecast of two months.',
        zh: '四周内承诺两个月预测量的 60%。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
