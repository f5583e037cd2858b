/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { customersMeasures, customersMetrics } from './metrics.ts'
import { valueMetrics } from './value.ts'

const customers: Mechanism = {
  id: 'customers',
  label: { en: 'Customers', zh: '客户' },
  about: {
    en: 'Six segments (promising, active, champion, at risk, dormant, lost) as a Markov chain by days: an order makes a customer warmer, time makes it colder, some leave for ever after an order. Of the day’s orders a binomial share comes from earlier customers, shared out to segments by what they wish; the rest are first orders and open a cohort by channel. Offers, membership, points and messages raise the wish of a segment, fatigue (exp(−f × messages)) and demand that could not be served lower it; tomorrow’s visits follow. Offers are used by everybody who may, also by those who would have ordered anyway. At the start the segments hold as many customers as the shop’s expected orders keep in the long run.',
    zh: '六个分层（潜力、活跃、忠诚、流失预警、沉睡、流失）按天构成马尔可夫链：下单升温，久不下单降温，部分客户下单后永久离开。当日订单中二项抽取一部分来自老客，按各分层意愿分配；其余为首单，按渠道形成同期群。优惠、会员、积分和消息提升意愿，疲劳（exp(−f × 消息数)）和未满足的需求降低意愿，并影响次日访客。凡符合条件者都会使用优惠，包括本来就会下单的人。期初各分层人数由预期订单的长期均衡得出。',
  },
  metrics: [...customersMetrics, ...valueMetrics],
  measures: customersMeasures,
}

export const customersMechanisms: readonly Mechanism[] = [customers]
