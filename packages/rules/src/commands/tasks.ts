/** Kinds of tasks for people: what each costs, and what it mends if that is what was wrong. */
import { scopeIds, type ScopeId } from '../scopes.ts'
import type { Text } from '../text.ts'

/** A truth of the shop that a task mends. */
export interface TaskMend {
  /** Id of the truth; `strongest` is the strongest incident on the target, whatever it is. */
  readonly truth: string
  /** How much of it is mended: 1 ends it. */
  readonly shareRatio: number
  /** Only these kinds of the truth. */
  readonly kinds?: readonly string[]
  /** For so long only. */
  readonly forDays?: number
}

export interface TaskKind {
  readonly label: Text
  readonly targets: readonly ScopeId[]
  /** Work of the desk, spent in any case. */
  readonly hours: number
  /** Days it waits for others when the work is done, drawn between both. */
  readonly waitDays?: readonly [least: number, most: number]
  readonly mends: readonly TaskMend[]
  /** Truths it only finds: `taskDone.found` says so, and nothing is mended yet. */
  readonly finds?: readonly string[]
  /** What comes of it when nothing was wrong. */
  readonly otherwise: Text
}

const nothing: Text = { en: 'nothing', zh: '无效果' }

export const taskKinds = {
  investigate: {
    label: { en: 'Investigate', zh: '排查异常' },
    targets: scopeIds,
    hours: 5,
    mends: [{ truth: 'strongest', shareRatio: 0.4 }],
    otherwise: nothing,
  },
  detailPage: {
    label: { en: 'Improve detail page', zh: '优化详情页' },
    targets: ['product', 'category'],
    hours: 6,
    mends: [{ truth: 'pageDefect', shareRatio: 0.9, kinds: ['page'] }],
    otherwise: {
      en: 'views turn into carts 0–1 % more often',
      zh: '浏览到加购提升 0–1%',
    },
  },
  descriptionCheck: {
    label: { en: 'Check description', zh: '核对商品描述' },
    targets: ['product'],
    hours: 2,
    mends: [{ truth: 'pageDefect', shareRatio: 0.9, kinds: ['description'] }],
    otherwise: nothing,
  },
  stepFix: {
    label: { en: 'Fix funnel step', zh: '修复漏斗步骤' },
    targets: ['funnelStep'],
    hours: 24,
    mends: [{ truth: 'stepDefect', shareRatio: 0.8 }],
    otherwise: nothing,
  },
  supplierAudit: {
    label: { en: 'Audit supplier', zh: '审核供应商' },
    targets: ['supplier'],
    hours: 16,
    mends: [{ truth: 'supplierDecline', shareRatio: 0.6, forDays: 90 }],
    otherwise: {
      en: 'on-time share + 1 point for 30 days',
      zh: '准时率上升 1 个百分点，持续 30 天',
    },
  },
  reviewCause: {
    label: { en: 'Find cause of bad reviews', zh: '查找差评原因' },
    targets: ['product'],
    hours: 4,
    // ends the cause of a burst of reviews; another cause is left to `mendCause`
    mends: [{ truth: 'reviewBurst', shareRatio: 1 }],
    otherwise: nothing,
  },
  logisticsCheck: {
    label: { en: 'Check logistics', zh: '检查物流' },
    targets: ['warehouse'],
    hours: 8,
    mends: [{ truth: 'courierFailure', shareRatio: 0.7 }],
    otherwise: nothing,
  },
  traceCause: {
    label: { en: 'Trace complaints', zh: '追查投诉原因' },
    targets: ['supplier', 'warehouse', 'channel'],
    hours: 6,
    mends: [],
    finds: ['complaintCause'],
    otherwise: {
      en: 'the tickets are booked on whoever caused them',
      zh: '工单改记到真正的责任方',
    },
  },
  mendCause: {
    label: { en: 'Mend cause', zh: '整改问题' },
    targets: ['supplier', 'warehouse', 'channel', 'product'],
    hours: 12,
    mends: [
      { truth: 'complaintCause', shareRatio: 0.6 },
      { truth: 'qualityBatch', shareRatio: 0.6 },
    ],
    otherwise: nothing,
  },
  copyReview: {
    label: { en: 'Review copy', zh: '审查文案' },
    targets: ['product'],
    hours: 1,
    mends: [{ truth: 'copyViolation', shareRatio: 1 }],
    otherwise: nothing,
  },
  certificateRenewal: {
    label: { en: 'Renew certificate', zh: '续办证书' },
    targets: ['product'],
    hours: 3,
    waitDays: [14, 20],
    mends: [{ truth: 'certificateLapse', shareRatio: 1 }],
    otherwise: { en: 'the fee is paid early', zh: '提前支付费用' },
  },
  campaignRule: {
    label: { en: 'Change campaign rule', zh: '调整投放规则' },
    targets: ['channel'],
    hours: 8,
    mends: [{ truth: 'cohortDrop', shareRatio: 0.6 }],
    otherwise: nothing,
  },
  competitorResponse: {
    label: { en: 'Answer competitor', zh: '应对竞品' },
    targets: ['product'],
    hours: 3,
    mends: [{ truth: 'rivalMove', shareRatio: 0.5, kinds: ['listing', 'promotion'] }],
    otherwise: nothing,
  },
} as const satisfies Record<string, TaskKind>
export type TaskKindId = keyof typeof taskKinds

/** The declaration of a kind, with the literal types widened. */
export function taskKind(id: TaskKindId): TaskKind {
  return taskKinds[id]
}
