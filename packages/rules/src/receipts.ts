/** What becomes of a proposal, and why. One code, one meaning. */
import type { Text } from './text.ts'

/** Why a shop changed or refused a command. A reason serves several commands only where it means the same. */
export const receiptReasons = {
  // any command
  clippedToBounds: { en: 'clipped to the bounds of the command', zh: '截到允许范围' },
  unchanged: { en: 'nothing would change', zh: '没有变化' },
  noTarget: { en: 'nothing fits as the other side', zh: '没有符合条件的另一方' },
  copyForbidden: {
    en: 'the text contains words that advertising law forbids',
    zh: '文案含有广告法禁用词',
  },
  notSimulated: { en: 'this shop cannot do that yet', zh: '该店铺尚不支持' },
  // purchasing
  raisedToMoq: { en: 'raised to the minimum order quantity', zh: '提高到最小起订量' },
  split: { en: 'split over warehouses', zh: '按仓库拆分' },
  noCash: { en: 'not enough cash', zh: '现金不足' },
  noReserve: { en: 'not enough in the reserve', zh: '准备金不足' },
  capReached: { en: 'the cap on purchases of the week is reached', zh: '已达本周采购上限' },
  supplierDown: { en: 'the supplier cannot deliver now', zh: '供应商目前无法供货' },
  notListed: { en: 'no such supplier is listed for it', zh: '没有登记这样的供应商' },
  canMake: { en: 'clipped to the products that supplier can make', zh: '限于该供应商能做的商品' },
  nothingOpen: { en: 'no purchase order is open', zh: '没有未到货的采购单' },
  partSent: { en: 'a part is already on its way', zh: '部分货物已发出' },
  // stock and listing
  delisted: { en: 'the product is not on sale', zh: '商品已下架' },
  sameWarehouse: { en: 'giver and receiver are the same warehouse', zh: '调出与调入为同一仓库' },
  warehouseDown: { en: 'a warehouse is closed', zh: '仓库停用' },
  donorStock: { en: 'clipped to what the giver can spare', zh: '限于调出方可让出的数量' },
  maxUnits: { en: 'clipped to what may be sold ahead', zh: '限于可预售数量' },
  notOpen: { en: 'no presale is open', zh: '没有进行中的预售' },
  certificateExpired: { en: 'its certificate has run out', zh: '资质证书已过期' },
  perishable: { en: 'perishable goods are not taken back', zh: '易腐商品不可退供' },
  tooOld: { en: 'older than the supplier takes back', zh: '库龄超过退供期限' },
  onHand: { en: 'clipped to what is on hand', zh: '限于在库数量' },
  noStock: { en: 'nothing is on hand', zh: '没有库存' },
  // prices, offers, pages
  clippedToPriceRange: { en: 'clipped to 0.4–2.5 × list price', zh: '截到标价的 0.4–2.5 倍' },
  giftLimit: { en: 'clipped to 20 % of the price', zh: '截到售价的 20%' },
  untruthful: { en: 'it would not be true', zh: '与事实不符' },
  partnerNotOnSale: { en: 'the other product is not on sale', zh: '搭配商品未在售' },
  sameProduct: { en: 'both are the same product', zh: '两者是同一商品' },
  rewardTooHigh: { en: 'a reward is not below its threshold', zh: '优惠不低于门槛' },
  reviewRewardTooHigh: { en: 'the reward is above 5 % of the price', zh: '奖励超过售价的 5%' },
  alreadyRunning: { en: 'another one is running', zh: '已有一个正在进行' },
  notRunning: { en: 'none is running', zh: '没有正在进行的' },
  liveSlots: { en: 'the livestreams of the day are taken', zh: '当日直播场次已满' },
  ratioMissing: { en: 'a discount test needs its discount', zh: '折扣测试缺少折扣' },
  // channels
  contractBounds: { en: 'clipped to the bounds of the contract', zh: '截到合同约定范围' },
  sameChannel: { en: 'giver and receiver are the same channel', zh: '转出与转入为同一渠道' },
  channelDown: { en: 'the channel is down', zh: '渠道不可用' },
  wholeBudget: { en: 'clipped to the whole budget', zh: '限于全部预算' },
  noAuction: { en: 'the channel does not sell by auction', zh: '该渠道不采用竞价' },
  minimumBid: { en: 'raised to the minimum bid', zh: '提高到最低出价' },
  // customers
  offerToday: { en: 'the segment has had its offer today', zh: '该分层今日已发过优惠' },
  notYetMembers: { en: 'clipped to those not yet members', zh: '限于尚未入群的客户' },
  premiumCapacity: { en: 'clipped to what the premium courier carries', zh: '限于高端快递运力' },
  // service and reputation
  buyersThere: { en: 'clipped to the buyers there are', zh: '限于实际买家人数' },
  agentsFree: { en: 'clipped to the time agents have', zh: '限于客服空闲时间' },
  hiringLimit: { en: 'clipped to the agents that can be hired', zh: '限于可招人数' },
  supervisorHours: { en: 'clipped to the hours of supervisors', zh: '限于主管工时' },
  statementIncomplete: {
    en: 'facts, progress and compensation are not all there',
    zh: '事实、进展、补偿三者不齐',
  },
  notAtFault: { en: 'it was not at fault', zh: '对方没有责任' },
  provenAmount: { en: 'clipped to what is proven', zh: '限于已证实金额' },
  // orders and warehouses
  capacityLimit: { en: 'clipped to what this kind can add', zh: '限于该方式可增加的产能' },
  spaceLimit: { en: 'clipped to twice the space', zh: '限于原面积的两倍' },
  returnsPending: { en: 'clipped to the returns that wait', zh: '限于待质检退货' },
  pickZoneFull: { en: 'the pick zone is full', zh: '拣货区已满' },
  // finance
  cashAboveFloor: { en: 'clipped to the cash above the floor', zh: '限于底线以上的现金' },
  nothingOverdue: { en: 'nothing is overdue', zh: '没有逾期款' },
  // people
  alreadyOpen: { en: 'the same task is already open', zh: '相同任务尚未完成' },
  wrongTarget: { en: 'this kind of task has no such target', zh: '该类任务不适用于此对象' },
  listLimit: { en: 'the message lists the first 50', zh: '消息只列出前 50 个' },
} as const satisfies Record<string, Text>
export type ReceiptReason = keyof typeof receiptReasons

/** Why a proposal never reached the shop. */
export const suppressReasons = {
  cooldown: { en: 'the action was cooling down', zh: '动作冷却中' },
  maxPerDay: { en: 'over the action’s limit per day', zh: '超出动作每日上限' },
  conflict: { en: 'another action won the same lever', zh: '同一调控项被其他动作占用' },
  actionsPerDay: { en: 'over the playbook’s actions per day', zh: '超出策略每日动作上限' },
  spendCap: { en: 'over the playbook’s spend per day', zh: '超出策略每日支出上限' },
  priceFloor: { en: 'below the playbook’s price floor', zh: '低于策略价格下限' },
  priceCeiling: { en: 'above the playbook’s price ceiling', zh: '高于策略价格上限' },
  freeze: { en: 'the playbook is frozen on this day', zh: '策略当日冻结' },
} as const satisfies Record<string, Text>
export type SuppressReason = keyof typeof suppressReasons

/** Why a proposal was not applied as asked. */
export type FateReason = ReceiptReason | SuppressReason
/** The words for a reason. */
export function reasonText(reason: FateReason): Text {
  return { ...receiptReasons, ...suppressReasons }[reason]
}

/** Exactly one of these ends every proposal. */
export type Fate = 'applied' | 'adjusted' | 'suppressed' | 'rejected'

/** The shop's answer to one command. */
export interface Receipt {
  readonly fate: 'applied' | 'adjusted' | 'rejected'
  /** Present unless applied as asked. */
  readonly reason?: ReceiptReason
}
