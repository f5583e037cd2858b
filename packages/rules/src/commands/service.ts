/** Service, reviews and reputation. */
import type { CommandDeclaration } from './command.ts'
import { cents, count, lastingDays } from './parameters.ts'

export const serviceCommands = {
  contactBuyers: {
    label: { en: 'Contact buyers', zh: '回访差评买家' },
    summary: {
      en: 'Calls the buyers who wrote bad reviews of a product.',
      zh: '联系给商品差评的买家。',
    },
    icon: 'phone-call',
    family: 'service',
    targets: ['product'],
    parameters: {
      maxBuyers: count({
        min: 1,
        max: 10_000,
        default: '2 * badReviews',
        label: { en: 'Buyers at most', zh: '最多联系人数' },
        help: {
          en: '1 to 10,000 whole persons, newest reviews first.',
          zh: '1 到 10,000 人（整数），先联系新差评的买家。',
        },
      }),
      compensationCents: cents({
        min: 0,
        max: 1_000_000,
        default: '1000',
        label: { en: 'Compensation', zh: '补偿' },
        help: {
          en: '0 to 1,000,000 cents for each buyer reached.',
          zh: '每位联系到的买家 0 到 1,000,000 分。',
        },
      }),
    },
    lever: 'contact48h',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'Reached within 48 hours, 20–40 % soften their review.',
      zh: '48 小时内联系到的，20–40% 会缓和评价。',
    },
    cost: {
      en: '0.3 hours of an agent and the compensation for each buyer.',
      zh: '每位占用客服 0.3 小时，另加补偿。',
    },
    receipts: ['clippedToBounds', 'agentsFree', 'buyersThere', 'unchanged'],
    writes: {},
    // at most, if all of them are reached
    spend: { parameter: 'compensationCents', timesParameter: 'maxBuyers' },
    example: {
      config: { maxBuyers: '2 * badReviews', compensationCents: '1000' },
      reads: {
        en: 'Calls the buyers of yesterday and today after a burst of bad reviews.',
        zh: '差评突增时联系昨今两天的买家。',
      },
    },
  },

  rewardReviews: {
    label: { en: 'Reward reviews', zh: '评价奖励' },
    summary: {
      en: 'Rewards honest reviews of a product, whatever their stars.',
      zh: '奖励真实评价，与星级无关。',
    },
    icon: 'star',
    family: 'service',
    targets: ['product'],
    parameters: {
      rewardCents: cents({
        min: 0,
        max: 2_000,
        default: '300',
        label: { en: 'Reward', zh: '奖励' },
        help: {
          en: '0 to 2,000 cents for each review, at most 5 % of the price. 0 ends the reward.',
          zh: '每条评价 0 到 2,000 分，且不超过售价的 5%；0 表示停止。',
        },
      }),
      withPicture: {
        type: 'boolean',
        default: true,
        label: { en: 'Only with a picture', zh: '仅限有图评价' },
        help: {
          en: 'Pictures convince more, and fewer customers send one.',
          zh: '有图更有说服力，但愿意晒图的客户更少。',
        },
      },
      days: lastingDays('28'),
    },
    lever: 'reward',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: '1.5–3 times as many reviews; their stars stay what they are.',
      zh: '评价数量为 1.5–3 倍，星级不受影响。',
    },
    cost: {
      en: 'The reward for each review, booked as a gift; a poor product only shows it sooner.',
      zh: '每条评价的奖励计入赠品成本；商品不好只会更快暴露。',
    },
    receipts: ['clippedToBounds', 'reviewRewardTooHigh'],
    writes: {},
    example: {
      config: { rewardCents: '300', withPicture: true, days: '28' },
      reads: {
        en: 'Four weeks of ¥3 for a review with a picture.',
        zh: '四周内有图评价奖励 3 元。',
      },
    },
  },

  addAgents: {
    label: { en: 'Add agents', zh: '增派客服' },
    summary: {
      en: 'Puts more agents on a class of tickets.',
      zh: '为某级工单增派客服。',
    },
    icon: 'headset',
    family: 'service',
    targets: ['ticketClass'],
    parameters: {
      agents: count({
        min: 0,
        max: 50,
        default: '1',
        label: { en: 'Agents', zh: '人数' },
        help: {
          en: '0 to 50 whole agents beside the usual ones. Requests of equal priority add up; 0 takes them back.',
          zh: '在常规之外增加 0 到 50 人（整数）；同优先级相加；0 表示撤回。',
        },
      }),
      days: lastingDays('7'),
    },
    lever: 'agents',
    rule: 'sum',
    lasts: 'days',
    effect: {
      en: 'More tickets are answered from tomorrow on.',
      zh: '从明天起处理更多工单。',
    },
    cost: {
      en: '1.5 times the usual wage, whether or not there is work.',
      zh: '工资为平时的 1.5 倍，无论是否有工单。',
    },
    receipts: ['clippedToBounds', 'hiringLimit'],
    writes: { agents: 'up' },
    example: {
      config: { agents: 'min(2 * agents, ceil(ticketsOverdue / params.perAgent))', days: '1' },
      reads: {
        en: 'An agent for so many overdue tickets, a day at a time.',
        zh: '按逾期工单数逐日增派。',
      },
    },
  },

  setTicketPriority: {
    label: { en: 'Set ticket priority', zh: '设置工单优先级' },
    summary: {
      en: 'Sets which classes of tickets are served first.',
      zh: '设定先处理哪一级工单。',
    },
    icon: 'list-ordered',
    family: 'service',
    targets: ['ticketClass'],
    parameters: {
      rank: {
        type: 'number',
        unit: 'none',
        rounding: 'down',
        min: 1,
        max: 3,
        default: '1',
        label: { en: 'Rank', zh: '次序' },
        help: {
          en: '1 is served first, 3 last; whole numbers.',
          zh: '1 为先处理，3 为后处理（整数）。',
        },
      },
    },
    lever: 'queue',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'Tickets of a lower rank number are answered first.',
      zh: '次序数小的工单先处理。',
    },
    cost: { en: 'The other classes wait.', zh: '其他等级的工单等待更久。' },
    receipts: ['clippedToBounds', 'unchanged'],
    writes: {},
    example: {
      config: { rank: '1' },
      reads: { en: 'Serves this class before the others.', zh: '先处理该级工单。' },
    },
  },

  escalateTickets: {
    label: { en: 'Escalate tickets', zh: '升级工单' },
    summary: {
      en: 'Hands the tickets that are too hard for the front line to a supervisor.',
      zh: '将一线难以处理的工单交给主管。',
    },
    icon: 'circle-arrow-up',
    family: 'service',
    targets: ['ticketClass'],
    parameters: {
      maxTickets: count({
        min: 1,
        max: 10_000,
        default: 'hardTickets',
        label: { en: 'Tickets at most', zh: '最多工单数' },
        help: {
          en: '1 to 10,000 whole tickets, oldest first.',
          zh: '1 到 10,000 张（整数），先处理时间久的。',
        },
      }),
    },
    lever: 'escalate',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'Supervisors solve them, and satisfaction rises.',
      zh: '由主管解决，满意度上升。',
    },
    cost: {
      en: 'Hours of supervisors are dear and few; most cases end with a goodwill payment.',
      zh: '主管工时贵且有限；多数以补偿了结。',
    },
    receipts: ['clippedToBounds', 'supervisorHours', 'unchanged'],
    writes: { hardTickets: 'down' },
    example: {
      config: { maxTickets: 'min(hardTickets, params.perDay)' },
      reads: {
        en: 'Escalates up to a number of hard tickets a day.',
        zh: '每天升级一定数量的疑难工单。',
      },
    },
  },

  setOpinionLevel: {
    label: { en: 'Set opinion level', zh: '设置舆情等级' },
    summary: {
      en: 'Sets the alarm level for public opinion.',
      zh: '设定舆情警报等级。',
    },
    icon: 'siren',
    family: 'service',
    targets: ['shop'],
    parameters: {
      level: {
        type: 'choice',
        // from calm to alarmed: of two requests of equal priority the more alarmed one wins
        options: {
          none: { label: { en: 'None', zh: '无' } },
          blue: { label: { en: 'Blue', zh: '蓝色' } },
          yellow: { label: { en: 'Yellow', zh: '黄色' } },
          red: { label: { en: 'Red', zh: '红色' } },
        },
        default: 'blue',
        label: { en: 'Level', zh: '等级' },
        help: {
          en: 'Blue watches, yellow answers, red calls the crisis team within 2 hours. None stands it down.',
          zh: '蓝色监测，黄色回应，红色 2 小时内成立危机小组；“无”表示解除。',
        },
      },
    },
    lever: 'opinion',
    rule: 'max',
    lasts: 'untilChanged',
    effect: {
      en: 'Negative posts fade faster, the more so the higher the level.',
      zh: '等级越高，负面声量消退越快。',
    },
    cost: {
      en: '4, 16 or 60 desk hours a day for blue, yellow and red, until it is stood down.',
      zh: '蓝、黄、红每天占用岗位 4、16、60 小时，直到解除。',
    },
    receipts: ['unchanged'],
    writes: { opinionLevel: 'set' },
    example: {
      config: { level: 'yellow' },
      reads: {
        en: 'Answers publicly when mentions are four times the usual.',
        zh: '负面声量达到平时四倍时公开回应。',
      },
    },
  },

  publishStatement: {
    label: { en: 'Publish statement', zh: '发布声明' },
    summary: {
      en: 'Answers a crisis in public: facts, progress, compensation.',
      zh: '公开回应危机：事实、进展、补偿。',
    },
    icon: 'file-text',
    family: 'service',
    targets: ['shop'],
    parameters: {
      factsCopy: {
        type: 'text',
        maxLength: 1_000,
        isCopy: true,
        default: '',
        label: { en: 'Facts', zh: '事实' },
        help: {
          en: 'What happened, up to 1,000 characters; published, so it must pass the advertising-law word list.',
          zh: '发生了什么，最长 1,000 字；对外发布，须通过广告法词表检查。',
        },
      },
      progressCopy: {
        type: 'text',
        maxLength: 1_000,
        isCopy: true,
        default: '',
        label: { en: 'Progress', zh: '进展' },
        help: {
          en: 'What is being done, up to 1,000 characters; must pass the word list as well.',
          zh: '正在怎么处理，最长 1,000 字；同样须通过词表检查。',
        },
      },
      compensationCents: cents({
        min: 0,
        max: 10_000_000,
        default: '2000',
        label: { en: 'Compensation', zh: '补偿' },
        help: {
          en: '0 to 10,000,000 cents for each buyer concerned. With 0 the statement is incomplete and refused.',
          zh: '每位受影响买家 0 到 10,000,000 分；为 0 视为声明不完整，会被拒绝。',
        },
      }),
    },
    lever: 'statement',
    rule: 'none',
    lasts: 'once',
    effect: {
      en: 'In a real crisis the loss of conversion halves, if all three parts are there.',
      zh: '危机属实且三部分齐全时，转化损失减半。',
    },
    cost: {
      en: 'The compensation; where there was no crisis it draws attention to one.',
      zh: '补偿费用；没有危机时反而引来关注。',
    },
    receipts: ['clippedToBounds', 'statementIncomplete', 'copyForbidden'],
    writes: {},
    example: {
      config: {
        factsCopy: 'What happened',
        progressCopy: 'What we do',
        compensationCents: '2000',
        cooldown: '28d',
      },
      reads: {
        en: 'One statement with ¥20 of compensation for each buyer concerned.',
        zh: '发布一次声明，每位受影响买家补偿 20 元。',
      },
    },
  },

  chargeBack: {
    label: { en: 'Charge back', zh: '追偿' },
    summary: {
      en: 'Claims the cost of complaints from the party at fault.',
      zh: '向责任方追偿投诉损失。',
    },
    icon: 'receipt-text',
    family: 'service',
    targets: ['supplier', 'warehouse', 'channel'],
    parameters: {
      amountCents: cents({
        min: 1,
        max: 1_000_000_000,
        default: '30000',
        label: { en: 'Amount', zh: '金额' },
        help: {
          en: '1 to 1,000,000,000 cents; paid as far as it is proven.',
          zh: '1 到 1,000,000,000 分；以已证实金额为限。',
        },
      }),
    },
    lever: 'charge',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'Paid as far as that party is truly at fault.',
      zh: '按对方真实责任赔付。',
    },
    cost: {
      en: 'An unjust claim spoils the relation: lead time or fee + 5 % for 60 days. Trace the cause first.',
      zh: '错误追偿损害关系：交期或费用上升 5%，持续 60 天；应先追查原因。',
    },
    receipts: ['clippedToBounds', 'notAtFault', 'provenAmount'],
    writes: {},
    example: {
      config: { amountCents: 'params.claimCents * sum(bookedComplaints, 28d)', cooldown: '28d' },
      reads: {
        en: 'Claims a fixed sum for each complaint of four weeks, once the cause is traced.',
        zh: '查明原因后，按四周内投诉件数定额追偿。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
