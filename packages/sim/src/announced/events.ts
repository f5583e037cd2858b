/** What the shop announces: every event that a playbook may wait for, and what the announcement says. */
import { commands, unitOfId, type EventInfo, type Text, type ValueInfo } from '@sandtable/rules'

type Field = Partial<ValueInfo> & Pick<ValueInfo, 'label' | 'help'>

/** Declares an event; a payload field is a number in the unit of its id that always exists, unless it says otherwise. */
function defineEvent({
  payload,
  ...event
}: Omit<EventInfo, 'payload' | 'isSimulated'> & {
  readonly payload: Readonly<Record<string, Field>>
  readonly isSimulated?: boolean
}): EventInfo {
  const fields = Object.entries(payload).map(([id, field]): [string, ValueInfo] => [
    id,
    { type: 'number', unit: unitOfId(id), mayBeMissing: false, ...field },
  ])
  return { isSimulated: false, ...event, payload: Object.fromEntries(fields) }
}

const kindOf = (values: readonly string[], help: Text): Field => ({
  type: 'enum',
  values,
  label: { en: 'Kind', zh: '类型' },
  help,
})
const inDays: Field = {
  label: { en: 'Starts in', zh: '距生效' },
  help: { en: 'Days until it takes effect.', zh: '距生效的天数。' },
}
const upliftRatio: Field = {
  label: { en: 'Announced extra demand', zh: '预告需求增幅' },
  help: {
    en: 'Extra demand announced (60 % = demand × 1.6).',
    zh: '预告的额外需求（60 % 即需求 × 1.6）。',
  },
}
const lastsDays: Field = {
  label: { en: 'Lasts', zh: '持续天数' },
  help: { en: 'Days it lasts.', zh: '持续的天数。' },
}
const downDays: Field = {
  label: { en: 'Was down for', zh: '中断天数' },
  help: { en: 'Days from the start of the outage to its end.', zh: '从中断到恢复的天数。' },
}

const { openTask } = commands

export const events: readonly EventInfo[] = [
  defineEvent({
    id: 'demandSignal',
    scopes: ['category'],
    payload: {
      kind: kindOf(['rainstorm', 'heat', 'cold', 'holiday'], {
        en: 'What is forecast: rainstorm, heat, cold or a holiday.',
        zh: '预告内容：暴雨、高温、寒潮或节假日。',
      }),
      inDays,
      upliftRatio,
    },
    label: { en: 'Demand signal', zh: '需求信号' },
    help: {
      en: 'A forecast names the category; one in four comes to nothing.',
      zh: '天气或节日预告涉及该类目；约四分之一不会兑现。',
    },
  }),
  defineEvent({
    id: 'promotionAnnounced',
    scopes: ['shop'],
    payload: { inDays, upliftRatio, lastsDays },
    label: { en: 'Promotion announced', zh: '大促公布' },
    help: {
      en: 'A platform promotion enters the calendar, 21–30 days ahead.',
      zh: '平台大促提前 21–30 天进入日历。',
    },
  }),
  defineEvent({
    id: 'candidateArrived',
    scopes: ['product'],
    payload: {
      unitCostCents: {
        label: { en: 'Unit cost', zh: '单位成本' },
        help: { en: 'Cost of a unit at the supplier.', zh: '供应商的单位成本。' },
      },
      moqUnits: {
        label: { en: 'Minimum order', zh: '最小起订量' },
        help: {
          en: 'Minimum order quantity of the supplier.',
          zh: '供应商的最小起订量。',
        },
      },
    },
    label: { en: 'Candidate offered', zh: '候选新品' },
    help: { en: 'A new product is offered for a test.', zh: '有新品可供测款。' },
  }),
  defineEvent({
    id: 'stockArrived',
    scopes: ['product'],
    isSimulated: true,
    payload: {
      units: {
        label: { en: 'Units', zh: '到货件数' },
        help: {
          en: 'Units received that day, all warehouses together.',
          zh: '当日到货件数，各仓合计。',
        },
      },
      lateDays: {
        label: { en: 'Late by', zh: '延误天数' },
        help: {
          en: 'Days past the promised day, of the latest order among them; 0 when all were on time.',
          zh: '超过承诺到货日的天数，取其中最晚的采购单；全部准时为 0。',
        },
      },
    },
    label: { en: 'Stock arrived', zh: '到货' },
    help: { en: 'Purchase orders of the product were received.', zh: '该商品的采购单到货。' },
  }),
  defineEvent({
    id: 'supplierDown',
    scopes: ['supplier'],
    payload: {
      expectedDays: {
        mayBeMissing: true,
        label: { en: 'Expected to last', zh: '预计持续' },
        help: {
          en: 'Days the outage is expected to last; missing when unknown.',
          zh: '预计中断天数；未知则缺失。',
        },
      },
    },
    label: { en: 'Supplier down', zh: '供应商中断' },
    help: { en: 'An outage of the supplier begins.', zh: '供应商开始中断供货。' },
  }),
  defineEvent({
    id: 'supplierUp',
    scopes: ['supplier'],
    payload: { downDays },
    label: { en: 'Supplier up again', zh: '供应商恢复' },
    help: { en: 'An outage of the supplier is over.', zh: '供应商恢复供货。' },
  }),
  defineEvent({
    id: 'supplierPriceChange',
    scopes: ['supplier'],
    payload: {
      changeRatio: {
        label: { en: 'Change of cost', zh: '成本变动' },
        help: {
          en: 'New unit cost ÷ present one − 1.',
          zh: '新单位成本 ÷ 现单位成本 − 1。',
        },
      },
      inDays,
    },
    label: { en: 'Supplier changes its prices', zh: '供应商调价' },
    help: { en: 'The supplier announces new unit costs.', zh: '供应商预告新的单位成本。' },
  }),
  defineEvent({
    id: 'competitorMove',
    scopes: ['product'],
    payload: {
      kind: kindOf(['price', 'promotion', 'listing', 'keyword'], {
        en: 'What the rival did: price, promotion, listing or keyword.',
        zh: '竞品动作：调价、促销、上新或抢词。',
      }),
      changeRatio: {
        mayBeMissing: true,
        label: { en: 'Change of price', zh: '价格变动' },
        help: {
          en: 'New price ÷ old price − 1; missing when the move was not about price.',
          zh: '新价 ÷ 原价 − 1；与价格无关则缺失。',
        },
      },
    },
    label: { en: 'Rival moves', zh: '竞品动作' },
    help: { en: 'The tracked rival of the product acts.', zh: '该商品所跟踪的竞品有动作。' },
  }),
  defineEvent({
    id: 'channelDown',
    scopes: ['channel'],
    payload: {},
    label: { en: 'Channel down', zh: '渠道中断' },
    help: { en: 'No visits through the channel from now on.', zh: '该渠道自此没有访问。' },
  }),
  defineEvent({
    id: 'channelUp',
    scopes: ['channel'],
    payload: { downDays },
    label: { en: 'Channel up again', zh: '渠道恢复' },
    help: { en: 'Visits come through the channel again.', zh: '该渠道恢复访问。' },
  }),
  defineEvent({
    id: 'platformRuleChange',
    scopes: ['shop'],
    payload: {
      kind: kindOf(['traffic', 'commission', 'entry'], {
        en: 'What the rule is about: traffic, commission or entry.',
        zh: '规则内容：流量、佣金或准入。',
      }),
      changeRatio: {
        mayBeMissing: true,
        label: { en: 'Change', zh: '变动幅度' },
        help: {
          en: 'Organic visits: new ÷ old − 1; commission: new − old; missing for a rule of entry.',
          zh: '自然流量为新 ÷ 旧 − 1，佣金为新 − 旧；准入规则则缺失。',
        },
      },
      inDays,
    },
    label: { en: 'Platform changes a rule', zh: '平台规则变更' },
    help: { en: 'The platform announces a rule.', zh: '平台公布新规则。' },
  }),
  defineEvent({
    id: 'mediaReport',
    scopes: ['shop'],
    payload: {
      reachVisits: {
        unit: 'count',
        label: { en: 'Reach', zh: '传播量' },
        help: { en: 'Visitors who see the report.', zh: '看到报道的访客数。' },
      },
    },
    label: { en: 'Media report', zh: '媒体报道' },
    help: { en: 'A medium takes up a complaint.', zh: '媒体报道了一起投诉。' },
  }),
  defineEvent({
    id: 'complianceNotice',
    scopes: ['product'],
    payload: {
      kind: kindOf(['copy', 'price', 'certificate'], {
        en: 'What is wrong: copy, price or certificate.',
        zh: '违规内容：文案、价格或资质。',
      }),
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
  }),
  defineEvent({
    id: 'inspectionDone',
    scopes: ['product'],
    payload: {
      defectRatio: {
        mayBeMissing: true,
        label: { en: 'Defect rate', zh: '次品率' },
        help: {
          en: 'Defective units ÷ units of the sample; missing when there was nothing to sample.',
          zh: '样本中的次品件数 ÷ 样本件数；无货可抽则缺失。',
        },
      },
      sampleUnits: {
        label: { en: 'Sample', zh: '样本件数' },
        help: { en: 'Units inspected.', zh: '抽检的件数。' },
      },
    },
    label: { en: 'Inspection done', zh: '抽检完成' },
    help: { en: 'Result of a spot check.', zh: '抽检结果。' },
  }),
  defineEvent({
    id: 'taskDone',
    scopes: openTask.targets,
    payload: {
      kind: kindOf(Object.keys(openTask.parameters.kind.options), {
        en: 'Kind of the task.',
        zh: '任务类型。',
      }),
      found: {
        type: 'bool',
        label: { en: 'Something was wrong', zh: '确有问题' },
        help: { en: 'Whether the task found something wrong.', zh: '任务是否发现问题。' },
      },
    },
    label: { en: 'Task done', zh: '任务完成' },
    help: { en: 'A task on it is closed.', zh: '针对该对象的任务已关闭。' },
  }),
  defineEvent({
    id: 'campaignEnded',
    scopes: ['shop'],
    payload: {
      lastsDays: {
        label: { en: 'Lasted', zh: '历时天数' },
        help: { en: 'Days from its first phase to its last.', zh: '从首个阶段到最后阶段的天数。' },
      },
      roi: {
        mayBeMissing: true,
        label: { en: 'Return of the campaign', zh: '大促投产比' },
        help: {
          en: 'Contribution gained ÷ (discounts + advertising + shipping subsidy); missing over 0.',
          zh: '所增贡献毛益 ÷ (让利 + 广告 + 运费补贴)；分母为 0 则缺失。',
        },
      },
    },
    label: { en: 'Campaign ended', zh: '大促结束' },
    help: { en: 'The last phase of a campaign is over.', zh: '大促的最后阶段结束。' },
  }),
  defineEvent({
    id: 'periodStarted',
    scopes: ['shop'],
    payload: {
      period: {
        type: 'enum',
        values: ['early', 'middle', 'late'],
        label: { en: 'Period of the course', zh: '课程阶段' },
        help: { en: 'The period that begins.', zh: '开始的阶段。' },
      },
    },
    label: { en: 'Period started', zh: '课程阶段开始' },
    help: { en: 'A period of the course begins.', zh: '课程的一个阶段开始。' },
  }),
]
