/** Conflicts: several proposals pull one lever of one target. Never settled by file order (decision 12, SPEC R3). */
import { commandDeclaration, type CommandId, type ScopeId, type Shop } from './shop.ts'

/** What one action asks for one entity, before conflicts and guards. */
export interface Proposal {
  /** Index in `Program.nodes`. */
  readonly node: number
  readonly playbook: number
  readonly command: CommandId
  readonly scope: ScopeId
  readonly entity: number
  /** Rounded number parameters, in the order of the command's declaration. */
  readonly numbers: readonly number[]
  readonly values: Readonly<Record<string, number | string>>
  readonly priority: number
}

/** Winner first: higher priority, then the lever's own rule on the numbers in turn; 0 for equal requests. */
function byRule(a: Proposal, b: Proposal): number {
  if (a.priority !== b.priority) return b.priority - a.priority
  const sign = commandDeclaration(a.command).rule === 'min' ? 1 : -1
  for (const [index, value] of a.numbers.entries()) {
    const other = b.numbers[index]
    // fewer parameters set first, so that the order is total
    if (other === undefined) return 1
    if (value !== other) return sign * (value - other)
  }
  return a.numbers.length - b.numbers.length
}

/**
 * A total order that does not depend on files: priority, lever, the lever's rule, entity; then node, which
 * decides only between requests that are equal in everything (nodes are numbered by content, not by file).
 */
export function byPriority(a: Proposal, b: Proposal): number {
  if (a.priority !== b.priority) return b.priority - a.priority
  const [first, second] = [commandDeclaration(a.command), commandDeclaration(b.command)]
  if (first.lever !== second.lever) {
    // messages last: they must not use up a budget of actions before something is done
    const messages = Number(first.rule === 'all') - Number(second.rule === 'all')
    return messages !== 0 ? messages : first.lever < second.lever ? -1 : 1
  }
  return byRule(a, b) || a.entity - b.entity || a.node - b.node
}

/** Keeps one proposal per lever and target, and all of levers without conflict. */
export function resolveConflicts(proposals: readonly Proposal[], shop: Shop): Proposal[] {
  const levers = Map.groupBy(proposals, ({ command }) => commandDeclaration(command).lever)
  return [...levers.values()].flatMap((group) => {
    if (commandDeclaration(group[0]!.command).rule === 'all') return group
    const byTarget = Map.groupBy(group, ({ scope, entity }) => `${scope}.${entity}`)
    const winners = [...byTarget.values()].map((rivals) => rivals.toSorted(byPriority)[0]!)
    return settleScopes(winners, shop)
  })
}

/**
 * A lever may be pulled for a product as a whole and for single stocks of it in one review. Stocks of a lower
 * priority than the product's request lose to it. What is left: a higher priority among the stocks beats the
 * product; with equal priorities the lever's rule decides, on the product's request against the stocks' sum.
 */
function settleScopes(winners: readonly Proposal[], shop: Shop): readonly Proposal[] {
  const products = new Map(
    winners.filter(({ scope }) => scope === 'product').map((whole) => [whole.entity, whole]),
  )
  const parents = shop.entities('stock').parents.product
  if (products.size === 0 || parents === undefined) return winners
  const parts = Map.groupBy(
    winners.filter(({ scope, entity }) => scope === 'stock' && products.has(parents[entity]!)),
    ({ entity }) => parents[entity]!,
  )
  const losers = new Set<Proposal>()
  for (const [product, stocks] of parts) {
    const whole = products.get(product)!
    const rivals = stocks.filter(({ priority }) => priority >= whole.priority)
    for (const stock of stocks) if (!rivals.includes(stock)) losers.add(stock)
    if (rivals.length === 0) continue
    const together: Proposal = {
      ...rivals[0]!,
      numbers: [rivals.reduce((sum, { numbers }) => sum + (numbers[0] ?? 0), 0)],
      priority: Math.max(...rivals.map(({ priority }) => priority)),
    }
    for (const loser of byRule(whole, together) <= 0 ? rivals : [whole]) losers.add(loser)
  }
  return winners.filter((proposal) => !losers.has(proposal))
}
