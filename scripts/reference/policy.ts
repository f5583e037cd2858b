/** A policy of the reference cases as playbooks in the public format: one for each time of review. */
import type { PolicyAction, PolicyCondition, PolicyRule } from './caseFile.ts'

/** What a policy's figures and actions are in this laboratory. Money in cents. */
export interface PolicyWorld {
  readonly rivalBasePriceCents?: number
  readonly giftCostCents?: number
}

/** Says why a rule cannot be written as a playbook. */
export class NotExpressed extends Error {}

type Node = { id: string; type: string; v: 1; config: Record<string, unknown> }
type Edge = { id: string; from: [string, string]; to: [string, string] }

const reviews = ['startOfDay', 'endOfDay'] as const

/** The playbooks of a run, as plain JSON values. Throws `NotExpressed` with the reason. */
export function playbooksOf(rules: readonly PolicyRule[], world: PolicyWorld): unknown[] {
  for (const { review } of rules) {
    if (!reviews.some((known) => known === review)) {
      throw new NotExpressed(`reviews happen at the start or the end of a day, not ${review}`)
    }
  }
  return reviews.flatMap((review) => {
    const own = rules.filter((rule) => rule.review === review)
    if (own.length === 0) return []
    const parts = own.map((rule, index) => graphOf(rule, index, world))
    return [
      {
        format: 'playbook/1',
        id: `pb_${review.toLowerCase()}`,
        name: `Policy at ${review}`,
        desk: 'operations',
        review,
        nodes: parts.flatMap(({ nodes }) => nodes),
        edges: parts.flatMap(({ edges }) => edges),
        layout: {},
      },
    ]
  })
}

/** Ids of the nodes that show that a rule fired; the first of each rule's chain that decides. */
export function firingNodes(rules: readonly PolicyRule[]): string[] {
  return rules.map((rule, index) => (dayOf(rule) === undefined ? `n_when${index}` : `n_if${index}`))
}

function graphOf(rule: PolicyRule, index: number, world: PolicyWorld) {
  const action: Node = { id: `n_do${index}`, v: 1, ...actionNode(rule.action, world) }
  const day = dayOf(rule)
  const conditions = rule.when.filter(({ metric }) => metric !== 'day')
  const scope = rule.warehouse === undefined ? 'product' : 'stock'
  const place = rule.warehouse === undefined ? [] : [`warehouse.id == "w_${rule.warehouse + 1}"`]
  const expression = [...place, ...conditions.map((one) => expressionOf(one, world))].join(' && ')
  if (day !== undefined) return onOneDay(index, day, scope, expression, action)
  const forDays = Math.max(1, ...conditions.map((condition) => condition.forDays ?? 1))
  const cooldownDays = rule.restart === true ? forDays - 1 : (rule.cooldownDays ?? 0)
  const trigger: Node =
    expression === ''
      ? schedule(index, scope, 1)
      : {
          id: `n_when${index}`,
          type: 'trigger.metric',
          v: 1,
          config: {
            scope,
            expression,
            when: rule.fires ?? 'whileTrue',
            onMissing: 'false',
            ...(forDays > 1 ? { for: `${forDays}d` } : {}),
            ...(cooldownDays > 0 ? { cooldown: `${cooldownDays}d` } : {}),
          },
        }
  return { nodes: [trigger, action], edges: [edge(index, 0, trigger.id, 'out', action.id)] }
}

/** A rule that looks on one day only: the first day, or so many days after it. */
function onOneDay(index: number, day: number, scope: string, expression: string, action: Node) {
  const trigger = schedule(index, scope, 999)
  const nodes = [trigger]
  const edges: Edge[] = []
  const chain = (node: Node) => {
    edges.push(edge(index, edges.length, nodes.at(-1)!.id, portOf(nodes.at(-1)!), node.id))
    nodes.push(node)
  }
  if (day > 1) {
    chain({
      id: `n_wait${index}`,
      type: 'flow.wait',
      v: 1,
      config: { days: `${day - 1}d`, mode: 'single' },
    })
  }
  chain({
    id: `n_if${index}`,
    type: 'condition.expression',
    v: 1,
    config: { expression: expression === '' ? 'priceCents > 0' : expression, onMissing: 'missing' },
  })
  chain(action)
  return { nodes, edges }
}

const portOf = ({ type }: Node) => (type === 'condition.expression' ? 'true' : 'out')

function schedule(index: number, scope: string, intervalDays: number): Node {
  const recurrence = intervalDays === 1 ? 'FREQ=DAILY' : `FREQ=DAILY;INTERVAL=${intervalDays}`
  return { id: `n_when${index}`, type: 'trigger.schedule', v: 1, config: { scope, recurrence } }
}

function edge(index: number, place: number, from: string, port: string, to: string): Edge {
  return { id: `e_${index}_${place}`, from: [from, port], to: [to, 'in'] }
}

function dayOf({ when }: PolicyRule): number | undefined {
  const condition = when.find(({ metric }) => metric === 'day')
  if (condition === undefined) return undefined
  if (condition.op !== '==' || condition.value === undefined) {
    throw new NotExpressed('the number of the day can only be waited for')
  }
  return condition.value
}

const metricNames: Readonly<Record<string, (condition: PolicyCondition) => string>> = {
  inventoryPosition: () => 'inventoryPositionUnits',
  onHand: () => 'onHandUnits',
  backorders: () => 'backorderUnits',
  openPurchaseOrders: () => 'openPurchaseOrders',
  conversion: () => 'conversionRatio',
  badReviews: () => 'badReviews',
  badReviewsWindow: ({ windowDays }) => `sum(badReviews, ${windowDays}d)`,
  weeklySales: () => 'sum(soldUnits, 7d)',
  previousWeeklySales: () => 'sum(soldUnits, 7d, offset: 7d)',
}

function expressionOf(condition: PolicyCondition, world: PolicyWorld): string {
  const { metric, op, value, timesMetric } = condition
  if (metric === 'supplierUp') {
    return (value === 1) === (op === '==') ? 'supplier.isUp' : '!supplier.isUp'
  }
  if (metric === 'competitorPriceRatio') {
    const cents = Math.floor((value ?? 0) * (world.rivalBasePriceCents ?? NaN) + 0.5)
    return `competitorPriceCents ${op} ${cents}`
  }
  const left = nameOf(metric, condition)
  if (timesMetric === undefined) return `${left} ${op} ${value}`
  return `${left} ${op} ${timesMetric.factor} * ${nameOf(timesMetric.metric, condition)}`
}

function nameOf(metric: string, condition: PolicyCondition): string {
  const name = metricNames[metric]
  if (name === undefined) throw new NotExpressed(`no figure for ${metric}`)
  return name(condition)
}

function actionNode(action: PolicyAction, world: PolicyWorld): Pick<Node, 'type' | 'config'> {
  switch (action.type) {
    case 'orderUpTo':
      return reorder(`${action.level} - inventoryPositionUnits`, action.supplier)
    case 'orderQuantity':
      return reorder(String(action.quantity))
    case 'orderMultiple': {
      const { multiple, above } = action
      return reorder(`${multiple} * ceil((${above + 1} - inventoryPositionUnits) / ${multiple})`)
    }
    case 'setPrice':
      return {
        type: 'action.setPrice',
        config: { priceCents: String(Math.floor(action.price * 100 + 0.5)) },
      }
    case 'addGift':
      return {
        type: 'action.addGift',
        config: { giftCostCents: String(world.giftCostCents ?? 0), days: '1' },
      }
    case 'alert':
      return {
        type: 'action.notify',
        config: { desk: 'operations', severity: 'info', message: 'look' },
      }
    case 'salvage':
      return { type: 'action.dispose', config: { units: 'onHandUnits', how: 'liquidate' } }
    case 'transfer':
      throw new NotExpressed('a transfer between demand and costs of the same day')
  }
}

function reorder(units: string, supplier = 'main') {
  return { type: 'action.reorder', config: { units, supplier } }
}
