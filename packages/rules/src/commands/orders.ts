/** Orders, warehouses, shipping and returns. */
import type { CommandDeclaration } from './command.ts'
import { cents, count, lastingDays, mostPriceCents, ratio } from './parameters.ts'

export const orderCommands = {
  setCourierTier: {
    label: { en: 'Set courier tier', zh: '设置快递档次' },
    summary: {
      en: 'Sends the larger orders of a segment with a better courier.',
      zh: '分层客户的大额订单改用更好的快递。',
    },
    icon: 'send',
    family: 'orders',
    targets: ['segment'],
    parameters: {
      tier: {
        type: 'choice',
        options: {
          standard: { label: { en: 'Standard', zh: '标准' } },
          premium: { label: { en: 'Premium', zh: '高端' } },
        },
        default: 'premium',
        label: { en: 'Tier', zh: '档次' },
        help: {
          en: 'Standard takes the premium courier back.',
          zh: '选“标准”即恢复普通快递。',
        },
      },
      minOrderCents: cents({
        min: 0,
        max: mostPriceCents,
        default: '1000000',
        label: { en: 'From an order of', zh: '适用订单金额' },
        help: {
          en: '0 to 100,000,000 cents; smaller orders travel as usual.',
          zh: '0 到 100,000,000 分；低于此金额照常发货。',
        },
      }),
      days: lastingDays('28'),
    },
    lever: 'courier',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Those orders arrive a day earlier, damage × 0.3.',
      zh: '这些订单提前一天送达，破损率为 0.3 倍。',
    },
    cost: {
      en: '2.5 times the courier cost; the premium courier carries only so much.',
      zh: '快递费为 2.5 倍；高端快递运力有限。',
    },
    receipts: ['clippedToBounds', 'premiumCapacity'],
    writes: {},
    example: {
      config: { tier: 'premium', minOrderCents: 'params.minOrderCents', days: '28' },
      reads: {
        en: 'Premium shipping for the segment’s large orders, four weeks.',
        zh: '该分层大额订单四周内使用高端快递。',
      },
    },
  },

  followUpOrders: {
    label: { en: 'Follow up orders', zh: '跟进滞留订单' },
    summary: {
      en: 'Asks the customers of stuck orders what is missing.',
      zh: '联系滞留订单的客户，解决卡点。',
    },
    icon: 'clipboard-list',
    family: 'orders',
    targets: ['warehouse'],
    parameters: {
      maxOrders: count({
        min: 1,
        max: 100_000,
        default: 'stuckOrders',
        label: { en: 'Orders at most', zh: '最多订单数' },
        help: {
          en: '1 to 100,000 whole orders, oldest first.',
          zh: '1 到 100,000 单（整数），先处理时间久的。',
        },
      }),
    },
    lever: 'followUp',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'Mends orders with a cause, such as a wrong address or a failed payment.',
      zh: '解决有原因的滞留，例如地址错误或付款异常。',
    },
    cost: {
      en: '0.2 hours of an agent for each; in vain for orders that only wait for capacity.',
      zh: '每单占用客服 0.2 小时；只是等产能的订单跟进无效。',
    },
    receipts: ['clippedToBounds', 'agentsFree', 'unchanged'],
    writes: { stuckOrders: 'down' },
    example: {
      config: { maxOrders: 'min(stuckOrders, params.perDay)' },
      reads: {
        en: 'Follows up so many stuck orders a day.',
        zh: '每天跟进一定数量的滞留订单。',
      },
    },
  },

  addCapacity: {
    label: { en: 'Add capacity', zh: '增加产能' },
    summary: {
      en: 'Packs more orders a day in a warehouse.',
      zh: '提高仓库每日打包能力。',
    },
    icon: 'boxes',
    family: 'orders',
    targets: ['warehouse'],
    parameters: {
      ordersPerDay: count({
        min: 0,
        max: 1_000_000,
        default: '0.2 * capacityOrders',
        label: { en: 'More orders a day', zh: '每日增加订单数' },
        help: {
          en: '0 to 1,000,000 whole orders. Requests of equal priority and kind add up; 0 takes that kind back.',
          zh: '0 到 1,000,000 单（整数）；同方式同优先级相加；0 表示撤回该方式。',
        },
      }),
      kind: {
        type: 'choice',
        options: {
          overtime: { label: { en: 'Overtime', zh: '加班' } },
          temps: { label: { en: 'Temporary staff', zh: '临时工' } },
          partner: { label: { en: 'Partner warehouse', zh: '合作仓' } },
        },
        default: 'overtime',
        label: { en: 'Kind', zh: '方式' },
        help: {
          en: 'There after 0, 2 or 5 days, up to 30, 100 or 200 % of the usual capacity.',
          zh: '分别在 0、2、5 天后到位，至多为常规产能的 30%、100%、200%。',
        },
      },
      days: lastingDays('5'),
    },
    lever: 'capacity',
    leverBy: 'kind',
    rule: 'sum',
    lasts: 'days',
    effect: {
      en: 'More orders are packed and shipped on time.',
      zh: '更多订单按时打包发货。',
    },
    cost: {
      en: 'Per order 1.5, 1.3 or 2.0 times the wage, paid for 1, 3 or 7 days at least; temporary staff send twice as many wrong parcels.',
      zh: '每单工资为 1.5、1.3、2.0 倍，至少支付 1、3、7 天；临时工错发率翻倍。',
    },
    receipts: ['clippedToBounds', 'capacityLimit'],
    writes: { capacityOrders: 'up' },
    example: {
      config: { ordersPerDay: 'orders - capacityOrders', kind: 'temps', days: '5' },
      reads: {
        en: 'Temporary staff for what cannot be packed in a surge.',
        zh: '订单激增时用临时工补足产能缺口。',
      },
    },
  },

  rentSpace: {
    label: { en: 'Rent space', zh: '租用仓位' },
    summary: { en: 'Rents more storage for a warehouse.', zh: '为仓库增租存储面积。' },
    icon: 'maximize',
    family: 'orders',
    targets: ['warehouse'],
    parameters: {
      spaceRatio: ratio({
        min: 0,
        max: 1,
        default: '0.3',
        label: { en: 'More space', zh: '增加比例' },
        help: {
          en: '0 to 1 of the warehouse’s own space. 0 gives the rented space up.',
          zh: '0 到 1，占本仓面积；0 表示退租。',
        },
      }),
      days: lastingDays('28'),
    },
    lever: 'space',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'There after 5 days. A warehouse over 90 % full picks slowly.',
      zh: '5 天后可用；仓位使用超过 90% 时拣货变慢。',
    },
    cost: { en: 'Rent, for 14 days at least.', zh: '租金，至少支付 14 天。' },
    receipts: ['clippedToBounds', 'spaceLimit'],
    writes: { storageUseRatio: 'down' },
    example: {
      config: { spaceRatio: '0.3', days: '42' },
      reads: {
        en: 'Six weeks of 30 % more space around a promotion.',
        zh: '大促前后六周增租 30% 仓位。',
      },
    },
  },

  setShipPolicy: {
    label: { en: 'Set shipping policy', zh: '设置发货策略' },
    summary: {
      en: 'Sets whose orders are shipped first.',
      zh: '设定优先发哪些订单。',
    },
    icon: 'route',
    family: 'orders',
    targets: ['warehouse'],
    parameters: {
      policy: {
        type: 'choice',
        options: {
          fifo: { label: { en: 'First come, first served', zh: '先到先发' } },
          coreFirst: { label: { en: 'Core cities first', zh: '核心城市优先' } },
          valueFirst: { label: { en: 'Large orders first', zh: '大额订单优先' } },
        },
        default: 'coreFirst',
        label: { en: 'Policy', zh: '策略' },
        help: {
          en: 'First come, first served is the usual order.',
          zh: '先到先发为默认顺序。',
        },
      },
      coreShareRatio: ratio({
        min: 0,
        max: 1,
        default: '0.7',
        label: { en: 'Capacity for core cities', zh: '核心城市占用产能' },
        help: {
          en: '0 to 1 of the capacity, kept for core cities; only “core cities first” reads it.',
          zh: '0 到 1，留给核心城市的产能；仅“核心城市优先”使用。',
        },
      }),
      days: lastingDays('3'),
    },
    lever: 'shipPolicy',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Those orders are shipped on time first.',
      zh: '这些订单优先按时发出。',
    },
    cost: { en: 'The rest is late.', zh: '其余订单延迟。' },
    receipts: ['clippedToBounds'],
    writes: {},
    example: {
      config: { policy: 'coreFirst', coreShareRatio: '0.7', days: '3' },
      reads: {
        en: 'Keeps 70 % of the capacity for core cities for three days.',
        zh: '三天内把 70% 产能留给核心城市。',
      },
    },
  },

  inspectReturns: {
    label: { en: 'Inspect returns', zh: '加快退货质检' },
    summary: {
      en: 'Inspects more returns a day and puts them back on sale.',
      zh: '每天多质检一批退货并重新上架。',
    },
    icon: 'clipboard-check',
    family: 'orders',
    targets: ['warehouse'],
    parameters: {
      unitsPerDay: count({
        min: 0,
        max: 1_000_000,
        default: 'ceil(returnsPendingUnits / 2)',
        label: { en: 'More units a day', zh: '每日增加件数' },
        help: {
          en: '0 to 1,000,000 whole units beside the usual ones. 0 ends it.',
          zh: '在常规之外增加 0 到 1,000,000 件（整数）；0 表示停止。',
        },
      }),
      days: lastingDays('1'),
    },
    lever: 'inspect',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'Returns wait less; sound units can be sold again.',
      zh: '退货等待缩短，合格品重新可售。',
    },
    cost: { en: 'A wage for each unit inspected.', zh: '按件计质检工资。' },
    receipts: ['clippedToBounds', 'returnsPending', 'unchanged'],
    writes: { returnsPendingUnits: 'down' },
    example: {
      config: { unitsPerDay: 'ceil(returnsPendingUnits / 2)', days: '1' },
      reads: {
        en: 'Works off half of the returns that wait, a day at a time.',
        zh: '逐日处理一半待质检退货。',
      },
    },
  },

  reslot: {
    label: { en: 'Reslot', zh: '调整库位' },
    summary: {
      en: 'Moves a product’s stock between the pick zone and the reserve.',
      zh: '在拣货区与存储区之间移动商品库存。',
    },
    icon: 'grid-2x2',
    family: 'orders',
    targets: ['stock'],
    parameters: {
      zone: {
        type: 'choice',
        options: {
          pick: { label: { en: 'Pick zone', zh: '拣货区' } },
          reserve: { label: { en: 'Reserve', zh: '存储区' } },
        },
        default: 'pick',
        label: { en: 'Zone', zh: '区域' },
        help: {
          en: 'Fast movers belong in the pick zone, which is small.',
          zh: '畅销品应放在拣货区，但拣货区面积有限。',
        },
      },
    },
    lever: 'slot',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'With fast movers in the pick zone, picking is faster and fewer parcels are wrong.',
      zh: '畅销品在拣货区时，拣货更快、错发更少。',
    },
    cost: { en: '0.5 hours for each move.', zh: '每次移库 0.5 小时。' },
    receipts: ['pickZoneFull', 'unchanged'],
    writes: { pickZone: 'set' },
    example: {
      config: { zone: 'pick', cooldown: '28d' },
      reads: {
        en: 'Brings a class A product to the pick zone, at most every 29 days.',
        zh: '把 A 类商品移入拣货区，至少相隔 29 天。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
