/**
 * Every sentence of an explanation, in English. Facts are texts of the language already; `zh.ts` must have the
 * same sentences with the same facts.
 */
const reviews = (count: number) => `${count} ${count === 1 ? 'review' : 'reviews'}`

export const en = {
  name: (f: { title: string; node: string }) => `“${f.title}” (${f.node})`,
  answer: (f: { name: string; scope: string; entity: string; when: string; outcome: string }) =>
    `${f.name} for ${f.scope} ${f.entity}, ${f.when}: ${f.outcome}`,
  when: (f: { day: number; isEvening: boolean }) =>
    f.isEvening ? `day ${f.day}, review at its end` : `day ${f.day}, review at its start`,
  stoppedAt: (f: { nodes: string }) => `It did not get there. It stopped at ${f.nodes}.`,
  node: (f: { name: string; entity: string; outcome: string }) =>
    `${f.name}, ${f.entity}: ${f.outcome}`,
  related: (f: { count: number; reached: number; passed: number; entity: string }) =>
    `${f.count} related: ${f.reached} came here, ${f.passed} went on; shown for ${f.entity}, which came farthest`,

  // outcomes
  fired: 'fired',
  notDue: 'did not fire: not due on this day',
  notAnnounced: 'did not fire: the event was not announced for it',
  conditionFalse: 'did not fire: the condition is false',
  missing: 'did not fire: a figure is missing, so it stays as it was',
  pending: (f: { held: number; needed: number }) =>
    `did not fire: true at ${f.held} of ${reviews(f.needed)} in a row`,
  cooldown: (f: { left: number }) =>
    `did not fire: cooling down, may fire again in ${reviews(f.left)}`,
  alreadyActive: 'did not fire: it was active before, and it fires only when it becomes true',
  stillActive: 'did not fire: it is active, and it fires only when it becomes false',
  notActive: 'did not fire: it was not active, and it fires only when that ends',
  noEntity: 'there is none that belongs to it',
  notReached: 'nothing arrived',
  left: (f: { ports: string }) => `left by ${f.ports}`,
  held: 'is held for a later review',
  ended: 'arrived, and nothing leaves for it',
  amountMissing: (f: { parameter: string }) =>
    `arrived and proposed nothing: “${f.parameter}” is missing`,
  amountBelowLeast: (f: { parameter: string; value: string; least: string }) =>
    `arrived and proposed nothing: “${f.parameter}” is ${f.value}, the least is ${f.least}`,
  proposed: (f: { request: string; fate: string }) => `proposed ${f.request}: ${f.fate}`,

  // fates
  applied: 'applied',
  adjusted: (f: { reason: string }) => `adjusted, ${f.reason}`,
  suppressed: (f: { reason: string }) => `suppressed, ${f.reason}`,
  rejected: (f: { reason: string }) => `rejected, ${f.reason}`,
  limit: (f: { value: string }) => `the limit is ${f.value}`,
  coolingSince: (f: { day: number; left: number }) =>
    `last proposed on day ${f.day}; the cooldown skips ${reviews(f.left)}`,
  wonBy: (f: { name: string; playbook: string; request: string }) =>
    `the lever went to ${f.name} of “${f.playbook}”: ${f.request}`,
  request: (f: { command: string; values: string }) => `${f.command} (${f.values})`,
  value: (f: { name: string; value: string }) => `${f.name} ${f.value}`,
  quoted: (f: { text: string }) => `“${f.text}”`,
  priority: (f: { priority: number }) => `priority ${f.priority}`,

  // expressions
  expression: (f: { label: string; text: string; value: string }) =>
    `${f.label}: ${f.text} → ${f.value}`,
  label: { condition: 'Condition', test: 'Condition' },
  plain: { true: 'true', false: 'false', null: 'missing' },
  test: (f: { mark: string; text: string; isDecisive: boolean; comparison: string }) =>
    `${f.mark} ${f.text}` +
    (f.isDecisive ? ' (decisive)' : '') +
    (f.comparison === '' ? '' : `: ${f.comparison}`),
  comparison: (f: { left: string; right: string; margin: string }) =>
    `${f.left} against ${f.right}, ${f.margin}`,
  above: (f: { distance: string }) => `${f.distance} above`,
  below: (f: { distance: string }) => `${f.distance} below`,
  equal: 'exactly equal',
  reads: (f: { figures: string }) => `reads ${f.figures}`,
  missingFigure: (f: { name: string; scope: string }) =>
    `${f.name} is missing: the ${f.scope} has no such figure now`,
  missingPayload: (f: { name: string }) => `${f.name} is missing: the announcement does not say it`,
  missingDays: (f: { name: string; days: number; closed: number }) =>
    `${f.name} is missing: it needs ${f.days} days, ${f.closed} are closed`,
  missingInWindow: (f: { name: string; figures: string }) =>
    `${f.name} is missing: ${f.figures} is missing on too many of its days`,
  missingInSet: (f: { name: string; figures: string }) =>
    `${f.name} is missing: no member of the set has ${f.figures}`,
  notFinite: (f: { name: string }) => `${f.name} is missing: a division by zero`,

  // states
  states: (f: { before: string; after: string }) => `state: ${f.before} → ${f.after}`,
  state: {
    inactive: 'inactive',
    pending: (f: { held: number; needed: number }) => `pending, ${f.held} of ${reviews(f.needed)}`,
    active: 'active',
    recovering: (f: { left: number }) => `recovering, ${reviews(f.left)} left`,
  },
  stage: (f: { stage: number }) => `stage ${f.stage}`,
  nextStep: (f: { left: number }) => `next step in ${reviews(f.left)}`,
  lastReached: (f: { day: number }) => `last came on day ${f.day}`,
  lastLeft: (f: { day: number; ports: string }) => `last left on day ${f.day} by ${f.ports}`,

  // causes
  causes: 'Earlier commands that moved what it reads, newest first:',
  cause: (f: {
    day: number
    name: string
    playbook: string
    scope: string
    entity: string
    request: string
    fate: string
    figures: string
  }) =>
    `day ${f.day}: ${f.name} of “${f.playbook}” for ${f.scope} ${f.entity}: ${f.request}; ${f.fate}; moves ${f.figures}`,
  moreCauses: (f: { count: number }) => `and ${f.count} more`,
  between: ', ',
}
export type Sentences = typeof en
