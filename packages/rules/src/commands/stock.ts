/** Stock that is there: where it lies, whether it is sold, and how it leaves. */
import type { CommandDeclaration, NumberParameter } from './command.ts'
import { count, days, ratio } from './parameters.ts'

function unitsToTakeAway(): NumberParameter {
  return count({
    min: 1,
    max: 100_000,
    default: 'onHandUnits',
    label: { en: 'Units', zh: '数量' },
    help: {
      en: '1 to 100,000 units, rounded down to whole ones; never more than is on hand.',
      zh: '1 到 100,000 件，向下取整；不超过在库数量。',
    },
  })
}

export const stockCommands = {
  transfer: {
    label: { en: 'Transfer', zh: '调拨' },
    summary: {
      en: 'Brings units here from the same product’s stock in another warehouse.',
      zh: '从同一商品的其他仓库调入。',
    },
    icon: 'warehouse',
    family: 'supply',
    targets: ['stock'],
    parameters: {
      units: count({
        min: 1,
        max: 100_000,
        default: '7 * mean(regionUnits, 28d) - onHandUnits',
        label: { en: 'Units', zh: '调拨数量' },
        help: {
          en: '1 to 100,000 units, rounded down to whole ones.',
          zh: '1 到 100,000 件，向下取整。',
        },
      }),
      from: {
        type: 'pick',
        scope: 'stock',
        default: {
          set: 'product.stocks',
          best: 'max',
          by: 'coverDays',
          where: 'warehouse.isUp',
        },
        label: { en: 'From', zh: '调出方' },
        help: {
          en: 'One other stock of the product, such as the one with most days of cover.',
          zh: '同一商品的另一处库存，例如可售天数较多的一处。',
        },
      },
      keepUnits: count({
        min: 0,
        max: 100_000,
        default: '0',
        label: { en: 'Units the giver keeps', zh: '调出方保留数量' },
        help: {
          en: '0 to 100,000 units that must stay there, rounded down to whole ones.',
          zh: '0 到 100,000 件，调出方至少保留，向下取整。',
        },
      }),
    },
    lever: 'transfer',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'The units leave the giver at once and arrive in 2–4 days. Where several ask one giver for more than it has, each gets its share.',
      zh: '立即从调出方扣减，2–4 天后到达；多方同时调用而不足时按比例分配。',
    },
    cost: {
      en: 'Freight per unit; the giver may run out itself.',
      zh: '按件计运费；调出方自身可能缺货。',
    },
    receipts: ['clippedToBounds', 'noTarget', 'sameWarehouse', 'warehouseDown', 'donorStock'],
    writes: { inTransferUnits: 'up', inventoryPositionUnits: 'up' },
    writesPicked: { from: { onHandUnits: 'down' } },
    example: {
      config: {
        units: '2 * params.lowDays * mean(regionUnits, 28d) - onHandUnits',
        from: { set: 'product.stocks', best: 'max', by: 'coverDays', where: 'warehouse.isUp' },
        keepUnits: '0',
      },
      reads: {
        en: 'Fills the stock from the warehouse where the product lasts longest.',
        zh: '从该商品可售天数较多的仓库补足。',
      },
    },
  },

  openPresale: {
    label: { en: 'Open presale', zh: '开启预售' },
    summary: {
      en: 'Sells a product before there is stock of it.',
      zh: '没有现货时先行销售。',
    },
    icon: 'hourglass',
    family: 'supply',
    targets: ['product'],
    parameters: {
      depositRatio: ratio({
        min: 0,
        max: 1,
        default: '0.2',
        label: { en: 'Deposit', zh: '定金比例' },
        help: {
          en: '0 to 1 of the price, paid with the order; the rest when it is shipped.',
          zh: '0 到 1，下单时支付的售价比例，余款发货时支付。',
        },
      }),
      promiseDays: days({
        min: 3,
        max: 60,
        default: 'ceil(leadTimeDays + 5)',
        label: { en: 'Promised within', zh: '承诺发货天数' },
        help: {
          en: '3 to 60 whole days. Longer promises sell less.',
          zh: '3 到 60 天（整数）；承诺越长，卖得越少。',
        },
      }),
      maxUnits: count({
        min: 1,
        max: 100_000,
        default: '30 * mean(soldUnits, 28d)',
        label: { en: 'At most', zh: '预售上限' },
        help: {
          en: '1 to 100,000 units sold ahead, rounded down to whole ones.',
          zh: '1 到 100,000 件，向下取整。',
        },
      }),
    },
    lever: 'presale',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'Sells without stock up to the limit; conversion falls to 70 %, and lower the longer the promise is.',
      zh: '在上限内无货也可销售；转化降到 70%，承诺越长越低。',
    },
    cost: {
      en: 'A late delivery brings cancellations, reviews of 1–2 stars and compensation.',
      zh: '延期会带来取消、1–2 星评价和赔付。',
    },
    receipts: ['clippedToBounds', 'delisted', 'maxUnits', 'unchanged'],
    writes: { listingState: 'set' },
    example: {
      config: {
        depositRatio: '0.2',
        promiseDays: 'ceil(leadTimeDays + params.marginDays)',
        maxUnits: '30 * mean(soldUnits, 28d)',
      },
      reads: {
        en: 'Sells a hit ahead, promised within the lead time and a margin.',
        zh: '对热销品开预售，按交期加余量承诺发货。',
      },
    },
  },

  closePresale: {
    label: { en: 'Close presale', zh: '结束预售' },
    summary: { en: 'Sells from stock only, as before.', zh: '恢复为只卖现货。' },
    icon: 'store',
    family: 'supply',
    targets: ['product'],
    parameters: {},
    lever: 'presale',
    rule: 'none',
    lasts: 'once',
    effect: {
      en: 'No new presales; those already taken are still delivered.',
      zh: '不再接受预售；已下的预售单照常交付。',
    },
    cost: {
      en: 'None of its own; without stock the product sells nothing.',
      zh: '本身没有成本；若无现货则卖不出。',
    },
    receipts: ['notOpen'],
    writes: { listingState: 'set' },
    example: {
      config: {},
      reads: { en: 'Ends the presale when the stock is there.', zh: '到货后结束预售。' },
    },
  },

  setListing: {
    label: { en: 'Set listing', zh: '上下架' },
    summary: { en: 'Takes a product on or off sale.', zh: '将商品上架、暂停或下架。' },
    icon: 'power',
    family: 'supply',
    targets: ['product'],
    parameters: {
      state: {
        type: 'choice',
        // from least to most on sale: of two requests of equal priority the more careful one wins
        options: {
          delisted: { label: { en: 'Delisted', zh: '下架' } },
          paused: { label: { en: 'Paused', zh: '暂停销售' } },
          onSale: { label: { en: 'On sale', zh: '在售' } },
        },
        default: 'delisted',
        label: { en: 'State', zh: '状态' },
        help: {
          en: 'Paused is meant to come back soon, delisted is out of the range. The house routine orders neither.',
          zh: '暂停表示不久恢复，下架表示退出在售；两者都不参与日常订货。',
        },
      },
    },
    lever: 'listing',
    rule: 'min',
    lasts: 'untilChanged',
    effect: {
      en: 'Off sale, nothing is sold; back on sale, it is found again.',
      zh: '下架后不再销售；重新上架后恢复曝光。',
    },
    cost: {
      en: 'While off sale the organic rank decays; it takes 14 days to regain it.',
      zh: '下架期间自然排名下降，重新上架后约 14 天恢复。',
    },
    receipts: ['certificateExpired', 'unchanged'],
    writes: { listingState: 'set' },
    example: {
      config: { state: 'delisted' },
      reads: {
        en: 'Delists a product whose certificate has run out.',
        zh: '证书过期的商品下架。',
      },
    },
  },

  returnToSupplier: {
    label: { en: 'Return to supplier', zh: '退供' },
    summary: { en: 'Sends stock back to its maker.', zh: '将库存退回供应商。' },
    icon: 'undo-2',
    family: 'supply',
    targets: ['product'],
    parameters: { units: unitsToTakeAway() },
    lever: 'away',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'The stock leaves; about 50 % of its cost comes back (30–70 %).',
      zh: '库存退出，约退回成本的 50%（30–70%）。',
    },
    cost: {
      en: 'The rest of the cost is lost, and the freight. Perishable goods and units older than 180 days are not taken.',
      zh: '损失其余成本并承担运费；易腐商品和超过 180 天的库存不可退。',
    },
    receipts: ['clippedToBounds', 'perishable', 'tooOld', 'onHand', 'noStock'],
    writes: { onHandUnits: 'down', stockValueCents: 'down' },
    example: {
      config: { units: '0.8 * onHandUnits' },
      reads: {
        en: 'Sends four fifths of a slow mover back.',
        zh: '退回滞销品五分之四的库存。',
      },
    },
  },

  dispose: {
    label: { en: 'Dispose', zh: '处置库存' },
    summary: {
      en: 'Donates, liquidates or writes off stock.',
      zh: '捐赠、清仓处理或报废库存。',
    },
    icon: 'trash-2',
    family: 'supply',
    targets: ['product'],
    parameters: {
      units: unitsToTakeAway(),
      how: {
        type: 'choice',
        options: {
          donate: { label: { en: 'Donate', zh: '捐赠' } },
          liquidate: { label: { en: 'Liquidate', zh: '清仓处理' } },
          writeOff: { label: { en: 'Write off', zh: '报废' } },
        },
        default: 'liquidate',
        label: { en: 'How', zh: '方式' },
        help: {
          en: 'Liquidation brings back 20 % of the cost, the others nothing; a donation lifts the description score by 0.01.',
          zh: '清仓收回成本的 20%，其余方式不收回；捐赠使描述评分上升 0.01。',
        },
      },
    },
    lever: 'away',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'The stock is gone, and with it its space and capital cost.',
      zh: '库存清空，不再占用仓位和资金。',
    },
    cost: {
      en: 'What the units cost and do not bring back is lost.',
      zh: '损失未收回的成本。',
    },
    receipts: ['clippedToBounds', 'onHand', 'noStock'],
    writes: { onHandUnits: 'down', stockValueCents: 'down' },
    example: {
      config: { units: 'onHandUnits', how: 'donate' },
      reads: {
        en: 'Gives away the cheap stock that nobody buys.',
        zh: '捐出卖不动的低值库存。',
      },
    },
  },

  spotCheck: {
    label: { en: 'Spot check', zh: '抽检' },
    summary: {
      en: 'Opens a sample of the stock and looks for defects.',
      zh: '从库存中抽样检查质量。',
    },
    icon: 'search-check',
    family: 'supply',
    targets: ['product'],
    parameters: {
      sampleUnits: count({
        min: 5,
        max: 500,
        default: '50',
        label: { en: 'Sample', zh: '抽样数量' },
        help: {
          en: '5 to 500 units, rounded down to whole ones; larger samples say more.',
          zh: '5 到 500 件，向下取整；样本越大结论越可靠。',
        },
      }),
    },
    lever: 'check',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'The event inspectionDone on the next day, with the share of defects in the sample.',
      zh: '次日产生事件 inspectionDone，给出样本次品率。',
    },
    cost: {
      en: '0.1 hours a unit; what was opened cannot be sold.',
      zh: '每件 0.1 小时；拆检的商品不能再卖。',
    },
    receipts: ['clippedToBounds', 'onHand', 'noStock'],
    writes: {},
    example: {
      config: { sampleUnits: '50', cooldown: '14d' },
      reads: {
        en: 'Looks at 50 units of a product that comes back too often.',
        zh: '对退货偏多的商品抽检 50 件。',
      },
    },
  },

  quarantine: {
    label: { en: 'Quarantine', zh: '隔离批次' },
    summary: {
      en: 'Takes the batches in question off sale.',
      zh: '将有疑问的批次停止销售。',
    },
    icon: 'package-x',
    family: 'supply',
    targets: ['product'],
    parameters: {
      days: days({
        min: 1,
        max: 60,
        default: '14',
        label: { en: 'For how many days', zh: '隔离天数' },
        help: {
          en: '1 to 60 whole days; then what is sound is sold again.',
          zh: '1 到 60 天（整数）；到期后合格品恢复销售。',
        },
      }),
    },
    lever: 'quarantine',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'Those units leave sale; the defective ones go back to the supplier at full refund.',
      zh: '这些库存停售；次品退回供应商并全额退款。',
    },
    cost: {
      en: 'Sales lost meanwhile; where nothing was wrong, sound batches were blocked.',
      zh: '期间损失销量；若没有问题，则误封合格批次。',
    },
    receipts: ['clippedToBounds', 'noStock'],
    writes: { onHandUnits: 'down', stockValueCents: 'down' },
    example: {
      config: { days: '14' },
      reads: {
        en: 'Blocks the batches for two weeks after a bad spot check.',
        zh: '抽检不合格后封存批次两周。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
