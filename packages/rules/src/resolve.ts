/** Conflicts: several proposals pull one lever of one target. Never settled by file order (decision 12, SPEC R3). */
import type { LeverRule } from './commands/command.ts'
import { commandDeclaration, commandIds, type CommandId } from './commands/index.ts'
import type { ScopeId } from './scopes.ts'
import type { CommandValue, Shop } from './shop.ts'

/** What one action asks for one entity, before conflicts and guards. */
export interface Proposal {
  /** Index in `Program.nodes`. */
  readonly node: number
  readonly playbook: number
  readonly command: CommandId
  readonly scope: ScopeId
  readonly entity: number
  /** The command's lever, with the value that makes separate levers of it. */
  readonly lever: string
  /** The rule of the lever. */
  readonly rule: LeverRule
  /** Numbers, and places of choices, in the order of the command's declaration; undefined where not set. */
  readonly size: readonly (number | undefined)[]
  readonly values: Readonly<Record<string, CommandValue>>
  readonly priority: number
  /** Money asked for, in cents; 0 when none. */
  readonly spendCents: number
}

/** Winner first: the lever's own rule on the sizes in turn; 0 for equal requests. */
function byRule(a: Proposal, b: Proposal): number {
  for (let index = 0; index < a.size.length; index++) {
    const value = a.size[index]
    const other = b.size[index]
    if (value === other) continue
    // a parameter that is not set comes first, so that the order is total
    if (value === undefined) return -1
    if (other === undefined) return 1
    return a.rule === 'min' ? value - other : other - value
  }
  return 0
}

/** One that lets all through: nothing rivals it, and one command carries all entities of its node. */
export function isMessage({ rule }: Proposal): boolean {
  return rule === 'all'
}

/**
 * A total order that does not depend on files: priority, lever, the lever's rule, entity; then node, which
 * decides only between requests that are equal in everything (nodes are numbered by content, not by file).
 */
export function byPriority(a: Proposal, b: Proposal): number {
  if (a.priority !== b.priority) return b.priority - a.priority
  if (a.lever !== b.lever || a.command !== b.command) {
    // messages last: they must not use up a budget of actions before something is done
    if (isMessage(a) !== isMessage(b)) return isMessage(a) ? 1 : -1
    if (a.lever !== b.lever) return a.lever < b.lever ? -1 : 1
    return a.command < b.command ? -1 : 1
  }
  return byRule(a, b) || a.entity - b.entity || a.node - b.node
}

export interface Resolution {
  readonly winners: readonly Proposal[]
  /** Every other proposal, and the winner it lost to; undefined where none won. */
  readonly losers: ReadonlyMap<Proposal, Proposal | undefined>
}

/** Settles every lever of every target. */
export function resolveConflicts(proposals: readonly Proposal[], shop: Shop): Resolution {
  const losers = new Map<Proposal, Proposal | undefined>()
  const perTarget: Proposal[] = []
  for (const rivals of rivalsPerTarget(proposals)) {
    if (rivals.length === 1) perTarget.push(rivals[0]!)
    else perTarget.push(...settleTarget(rivals, losers))
  }
  const perLever = settleScopes(perTarget, shop, losers)
  const winners = settleExclusions(perLever, shop, losers)
  return { winners, losers }
}

/** Groups of proposals that pull one lever of one target, in the order of the first of each. */
function rivalsPerTarget(proposals: readonly Proposal[]): readonly (readonly Proposal[])[] {
  const groups: Proposal[][] = []
  const places = new Map<string, Map<number, Proposal[]>>()
  let node: number | undefined
  let groupOf = new Map<number, Proposal[]>()
  for (const proposal of proposals) {
    if (isMessage(proposal)) {
      groups.push([proposal])
      continue
    }
    // those of a node follow one another, and share lever and scope
    if (proposal.node !== node) {
      node = proposal.node
      const place = `${proposal.lever} ${proposal.scope}`
      groupOf = places.get(place) ?? new Map<number, Proposal[]>()
      places.set(place, groupOf)
    }
    const group = groupOf.get(proposal.entity)
    if (group === undefined) {
      const alone = [proposal]
      groupOf.set(proposal.entity, alone)
      groups.push(alone)
    } else group.push(proposal)
  }
  return groups
}

/** One lever of one target: the higher priority, then the lever's rule. */
function settleTarget(
  rivals: readonly Proposal[],
  losers: Map<Proposal, Proposal | undefined>,
): readonly Proposal[] {
  const { rule } = rivals[0]!
  // commands that share a lever share its rule: what they are called decides only between equal sizes
  const ordered = rivals.toSorted(
    (a, b) => b.priority - a.priority || byRule(a, b) || byPriority(a, b),
  )
  const first = ordered[0]!
  const top = ordered.filter(({ priority }) => priority === first.priority)
  const isUndecided = rule === 'none' && top.some((rival) => !isSame(rival, first))
  const won = rule === 'sum' ? top : isUndecided ? [] : [first]
  for (const rival of ordered) if (!won.includes(rival)) losers.set(rival, won[0])
  return won
}

function isSame(a: Proposal, b: Proposal): boolean {
  return a.command === b.command && JSON.stringify(a.values) === JSON.stringify(b.values)
}

/** Levers that are pulled for a product as a whole and for single stocks of it in one review. */
function settleScopes(
  winners: readonly Proposal[],
  shop: Shop,
  losers: Map<Proposal, Proposal | undefined>,
): readonly Proposal[] {
  if (!winners.some(({ scope }) => scope === 'stock')) return winners
  const levers = Map.groupBy(winners, ({ lever }) => lever)
  return [...levers.values()].flatMap((group) => settleParts(group, shop, losers))
}

/**
 * One lever, for products and stocks. Stocks of a lower priority than the product's request lose to it. What is
 * left: a higher priority among the stocks beats the product; with equal priorities the lever's rule decides, on
 * the product's request against the stocks' sum.
 */
function settleParts(
  winners: readonly Proposal[],
  shop: Shop,
  losers: Map<Proposal, Proposal | undefined>,
): readonly Proposal[] {
  const { rule } = winners[0]!
  if (rule === 'all' || rule === 'sum') return winners
  const products = new Map(
    winners.filter(({ scope }) => scope === 'product').map((whole) => [whole.entity, whole]),
  )
  const parents = shop.entities('stock').parents.product
  if (products.size === 0 || parents === undefined) return winners
  const parts = Map.groupBy(
    winners.filter(({ scope, entity }) => scope === 'stock' && products.has(parents[entity]!)),
    ({ entity }) => parents[entity]!,
  )
  const lost = new Map<Proposal, Proposal | undefined>()
  for (const [product, stocks] of parts) {
    const whole = products.get(product)!
    const rivals = stocks.filter(({ priority }) => priority >= whole.priority)
    for (const stock of stocks) if (!rivals.includes(stock)) lost.set(stock, whole)
    if (rivals.length === 0) continue
    const priority = Math.max(...rivals.map((rival) => rival.priority))
    if (priority === whole.priority && rule === 'none') {
      for (const loser of [whole, ...rivals]) lost.set(loser, undefined)
      continue
    }
    const sum = rivals.reduce((total, { size }) => total + (size[0] ?? 0), 0)
    const together: Proposal = { ...rivals[0]!, size: [sum, ...whole.size.slice(1)] }
    const wholeWins = priority === whole.priority && byRule(whole, together) <= 0
    for (const loser of wholeWins ? rivals : [whole]) lost.set(loser, wholeWins ? whole : rivals[0])
  }
  for (const [loser, winner] of lost) losers.set(loser, winner)
  return winners.filter((proposal) => !lost.has(proposal))
}

const excludingCommands = new Set(
  commandIds.filter((id) => commandDeclaration(id).excludes !== undefined),
)

/** Levers that exclude one another on one target: the higher priority wins; with equal priorities neither does. */
function settleExclusions(
  proposals: readonly Proposal[],
  shop: Shop,
  losers: Map<Proposal, Proposal | undefined>,
): readonly Proposal[] {
  const excluding = proposals.filter(({ command }) => excludingCommands.has(command))
  if (excluding.length === 0) return proposals
  // a product and its stocks are one target
  const products = shop.entities('stock').parents.product
  const targetOf = ({ scope, entity }: Proposal) =>
    scope === 'stock' ? `product.${products?.[entity]}` : `${scope}.${entity}`
  const excludable = new Set(
    excluding.flatMap(({ command }) => commandDeclaration(command).excludes ?? []),
  )
  const rivalsAt = Map.groupBy(
    proposals.filter(({ command }) => excludable.has(commandDeclaration(command).lever)),
    targetOf,
  )
  const lost = new Map<Proposal, Proposal | undefined>()
  for (const proposal of excluding) {
    const { excludes = [] } = commandDeclaration(proposal.command)
    for (const rival of rivalsAt.get(targetOf(proposal)) ?? []) {
      const isOtherPart = rival.scope === proposal.scope && rival.entity !== proposal.entity
      if (isOtherPart || !excludes.includes(commandDeclaration(rival.command).lever)) continue
      if (rival.priority <= proposal.priority)
        lost.set(rival, rival.priority < proposal.priority ? proposal : undefined)
      if (proposal.priority <= rival.priority)
        lost.set(proposal, proposal.priority < rival.priority ? rival : undefined)
    }
  }
  for (const [loser, winner] of lost) losers.set(loser, winner)
  return proposals.filter((proposal) => !lost.has(proposal))
}
