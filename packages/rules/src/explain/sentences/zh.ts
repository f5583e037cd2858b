/** 解释用的中文句子，与 `en.ts` 一一对应。 */
import type { Sentences } from './en.ts'

export const zh: Sentences = {
  name: (f) => `“${f.title}”（${f.node}）`,
  answer: (f) => `${f.name}，${f.scope} ${f.entity}，${f.when}：${f.outcome}`,
  when: (f) => (f.isEvening ? `第 ${f.day} 天收盘评审` : `第 ${f.day} 天开盘评审`),
  stoppedAt: (f) => `没有到达，停在${f.nodes}。`,
  node: (f) => `${f.name}，${f.entity}：${f.outcome}`,
  related: (f) =>
    `相关对象 ${f.count} 个：${f.reached} 个到达，${f.passed} 个继续；以走得最远的 ${f.entity} 为例`,

  fired: '已触发',
  notDue: '未触发：当天不在日程内',
  notAnnounced: '未触发：该对象没有收到此事件',
  conditionFalse: '未触发：条件不成立',
  missing: '未触发：指标缺失，保持原状',
  pending: (f) => `未触发：已连续 ${f.held} 次成立，需要 ${f.needed} 次`,
  cooldown: (f) => `未触发：冷却中，${f.left} 次评审后可再触发`,
  alreadyActive: '未触发：此前已激活，只在变为真时触发',
  stillActive: '未触发：仍在激活，只在变为假时触发',
  notActive: '未触发：此前未激活，只在激活结束时触发',
  noEntity: '没有属于它的对象',
  notReached: '没有对象到达',
  left: (f) => `从 ${f.ports} 离开`,
  held: '留待以后的评审',
  ended: '已到达，但没有继续',
  amountMissing: (f) => `已到达，但没有提出：“${f.parameter}”缺失`,
  amountBelowLeast: (f) => `已到达，但没有提出：“${f.parameter}”为 ${f.value}，最小值是 ${f.least}`,
  proposed: (f) => `提出 ${f.request}：${f.fate}`,

  applied: '已执行',
  adjusted: (f) => `已调整，${f.reason}`,
  suppressed: (f) => `被抑制，${f.reason}`,
  rejected: (f) => `被拒绝，${f.reason}`,
  limit: (f) => `上限或下限为 ${f.value}`,
  coolingSince: (f) => `上次在第 ${f.day} 天提出；冷却跳过 ${f.left} 次评审`,
  wonBy: (f) => `该杠杆归“${f.playbook}”的${f.name}：${f.request}`,
  request: (f) => `${f.command}（${f.values}）`,
  value: (f) => `${f.name} ${f.value}`,
  quoted: (f) => `“${f.text}”`,
  priority: (f) => `优先级 ${f.priority}`,

  expression: (f) => `${f.label}：${f.text} → ${f.value}`,
  label: { condition: '条件', test: '条件' },
  plain: { true: '是', false: '否', null: '缺失' },
  test: (f) =>
    `${f.mark} ${f.text}` +
    (f.isDecisive ? '（决定性）' : '') +
    (f.comparison === '' ? '' : `：${f.comparison}`),
  comparison: (f) => `${f.left} 对 ${f.right}，${f.margin}`,
  above: (f) => `高出 ${f.distance}`,
  below: (f) => `低出 ${f.distance}`,
  equal: '正好相等',
  reads: (f) => `读取 ${f.figures}`,
  missingFigure: (f) => `${f.name} 缺失：该${f.scope}目前没有此指标`,
  missingPayload: (f) => `${f.name} 缺失：事件没有说明`,
  missingDays: (f) => `${f.name} 缺失：需要 ${f.days} 天，只有 ${f.closed} 天已结束`,
  missingInWindow: (f) => `${f.name} 缺失：${f.figures} 在窗口内有太多天缺失`,
  missingInSet: (f) => `${f.name} 缺失：集合中没有成员有 ${f.figures}`,
  notFinite: (f) => `${f.name} 缺失：除以零`,

  states: (f) => `状态：${f.before} → ${f.after}`,
  state: {
    inactive: '未激活',
    pending: (f) => `等待中，${f.held}/${f.needed} 次`,
    active: '激活',
    recovering: (f) => `恢复中，还剩 ${f.left} 次`,
  },
  stage: (f) => `第 ${f.stage} 级`,
  nextStep: (f) => `${f.left} 次评审后进行下一步`,
  lastReached: (f) => `最近一次到达是第 ${f.day} 天`,
  lastLeft: (f) => `最近一次离开是第 ${f.day} 天，从 ${f.ports}`,

  causes: '此前影响了所读指标的命令（新的在前）：',
  cause: (f) =>
    `第 ${f.day} 天：“${f.playbook}”的${f.name}，${f.scope} ${f.entity}：${f.request}；${f.fate}；影响 ${f.figures}`,
  moreCauses: (f) => `另有 ${f.count} 条`,
  between: '、',
}
