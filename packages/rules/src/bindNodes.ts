/** Compiled nodes → steps over the entities of a shop: each reads the selections before it and writes its own. */
import type {
  CompiledAction,
  CompiledFlow,
  CompiledNode,
  CompiledPick,
  CompiledTrigger,
} from './compile.ts'
import { commandDeclaration } from './commands/index.ts'
import type { NumberParameter } from './commands/command.ts'
import { endProposal } from './ending.ts'
import type { Columns } from './language/columns.ts'
import { interpret } from './language/interpret.ts'
import type { NodeView, ReviewCounts, ReviewWatch } from './program.ts'
import type { Proposal } from './resolve.ts'
import type { CommandValue, Entities, EntityRef, Shop, Snapshot } from './shop.ts'
import { entitiesOf, Selection, uniteInto } from './selection.ts'
import { textOrEmpty } from './text.ts'
import { TriggerState } from './triggerState.ts'

/** Evaluates one node. */
export type BoundNode = (
  snapshot: Snapshot,
  proposals: Proposal[],
  watch: ReviewWatch | undefined,
) => void

/** What the nodes of one run share. */
export interface Binding {
  readonly shop: Shop
  readonly columns: Columns
  /** By `node.port`. */
  readonly selections: Map<string, Selection>
  readonly counts: ReviewCounts
}

export function bindNode(node: CompiledNode, playbook: number, binding: Binding): BoundNode {
  switch (node.category) {
    case 'trigger':
      return bindTrigger(node, binding)
    case 'action':
      return bindAction(node, playbook, binding)
    default:
      return bindFlow(node, binding)
  }
}

/** What arrives: the union of the selections of the incoming edges, and each of them; counts what passes each edge. */
function bindInputs(
  node: CompiledNode,
  entities: Entities,
  { selections, counts }: Binding,
): { readonly inputs: readonly Uint8Array[]; readonly gather: () => Selection } {
  const size = entities.ids.length
  const sources = node.inputs.map(({ index, from, port }) => ({
    index,
    // an inactive source has no selection: nothing comes from it
    selection: selections.get(`${from}.${port}`) ?? new Selection(new Uint8Array(size)),
  }))
  const inputs = sources.map(({ selection }) => selection.bytes)
  const [first, ...others] = sources
  if (first !== undefined && others.length === 0) {
    // one edge: what arrives is what left
    const gather = () => {
      counts.passed[first.index] = first.selection.count
      return first.selection
    }
    return { inputs, gather }
  }
  const union = new Selection(new Uint8Array(size))
  const gather = () => {
    union.bytes.fill(0)
    for (const { index, selection } of sources) {
      counts.passed[index] = selection.count
      if (selection.count > 0) uniteInto(union.bytes, selection.bytes)
    }
    union.update()
    return union
  }
  return { inputs, gather }
}

function bindTrigger(trigger: CompiledTrigger, binding: Binding): BoundNode {
  const { index, scope, isDue, condition, event } = trigger
  const { shop, columns, counts } = binding
  const entities = shop.entities(scope)
  const out = new Uint8Array(entities.ids.length)
  const selection = new Selection(out)
  binding.selections.set(`${index}.out`, selection)
  const outputs = { out }
  if (event !== undefined) {
    return (snapshot, _, watch) => {
      out.fill(0)
      const announced = snapshot.events(scope, event.id)
      for (const { entity, payload } of announced) {
        const isWanted =
          event.where === undefined ||
          interpret(event.where.typed, { shop, snapshot, scope, entity, payload }) === 1
        if (isWanted) out[entity] = 1
      }
      selection.update()
      counts.evaluated[index] = announced.length
      counts.fired[index] = selection.count
      watch?.onNode?.({ node: index, outputs })
    }
  }
  if (condition === undefined) {
    return (snapshot, _, watch) => {
      const due = isDue(snapshot.day, snapshot.weekday)
      out.fill(due ? 1 : 0)
      selection.update(due ? out.length : 0)
      counts.evaluated[index] = selection.count
      counts.fired[index] = selection.count
      watch?.onNode?.({ node: index, outputs })
    }
  }
  const truth = columns.truthBits(condition.typed, scope)
  const recover =
    condition.recover === undefined ? undefined : columns.truthBits(condition.recover.typed, scope)
  const state = new TriggerState(out.length, condition.timing)
  const stateOf = (entity: number) => state.stateOf(entity)
  return (snapshot, _, watch) => {
    selection.update(state.step(truth(snapshot), recover?.(snapshot), out))
    counts.evaluated[index] = out.length
    counts.fired[index] = selection.count
    watch?.onNode?.({ node: index, outputs, state: stateOf })
  }
}

function bindFlow(node: CompiledFlow, binding: Binding): BoundNode {
  const { index, scope, outputScope, definition, config, params, ports, expressions } = node
  const { shop, columns, counts } = binding
  const entities = shop.entities(scope)
  const outputSize = shop.entities(outputScope).ids.length
  const memory = new Uint8Array(ports.length * outputSize)
  const leaving = ports.map(
    (_, port) => new Selection(memory.subarray(port * outputSize, (port + 1) * outputSize)),
  )
  ports.forEach(({ id }, port) => binding.selections.set(`${index}.${id}`, leaving[port]!))
  const outputs = Object.fromEntries(ports.map(({ id }, port) => [id, leaving[port]!.bytes]))
  const { inputs, gather } = bindInputs(node, entities, binding)
  let held: NodeView['held']
  const step = definition.start({
    config,
    params,
    shop,
    entities,
    outputs,
    selections: memory,
    tellHeld: (lookUp) => {
      held = lookUp
    },
    type: (id) => expressions[id]!.type,
    number: (id) => columns.number(expressions[id]!.typed, scope),
    truth: (id) => columns.truth(expressions[id]!.typed, scope),
  })
  return (snapshot, _, watch) => {
    const { bytes: selected, count } = gather()
    counts.evaluated[index] = count
    counts.fired[index] = step(selected, snapshot, inputs)
    for (const selection of leaving) selection.update()
    watch?.onNode?.({ node: index, selected, outputs, ...(held === undefined ? {} : { held }) })
  }
}

/** How far from a whole number, relative to its size, is only the rounding of doubles. */
const roundingDust = 1e-9

/** A number as the command takes it: `3 * 1.6 * 10 - 18` is 30, not 31 (SPEC A1). */
export function roundedNumber({ rounding }: NumberParameter, value: number): number {
  if (rounding === 'none') return value
  return rounding === 'up' ? 0 - roundedDown(-value) : roundedDown(value)
}

function roundedDown(value: number): number {
  const whole = Math.round(value)
  const isDust = Math.abs(value - whole) <= roundingDust * Math.max(1, Math.abs(value))
  return isDust ? whole : Math.floor(value)
}

function bindAction(action: CompiledAction, playbook: number, binding: Binding): BoundNode {
  const { index, command, scope, cooldownReviews, maxPerDay, priority, constants } = action
  const { shop, counts } = binding
  const { lever: ownLever, leverBy, rule } = commandDeclaration(command)
  const lever = leverBy === undefined ? ownLever : `${ownLever}.${textOrEmpty(constants[leverBy])}`
  const entities = shop.entities(scope)
  const { gather } = bindInputs(action, entities, binding)
  const ask = bindSize(action, binding)
  const picks = action.picks.map((pick) => ({
    id: pick.id,
    best: bindPick(pick, entities, binding),
  }))
  const spend = bindSpend(action, binding)
  const guard = bindPriceGuard(action, binding)
  /** First review at which the entity may be proposed again; empty without a cooldown. */
  const nextAllowed = new Int32Array(cooldownReviews > 0 ? entities.ids.length : 0)
  let review = 0
  return (snapshot, proposals, watch) => {
    const { bytes: selected, count } = gather()
    watch?.onNode?.({ node: index, selected } satisfies NodeView)
    const current = review++
    counts.evaluated[index] = count
    if (count === 0) return
    const asked = ask(snapshot)
    const bests = picks.map(({ id, best }) => ({ id, bestFor: best(snapshot) }))
    const spendOf = spend?.(snapshot)
    const priceReason = guard?.(snapshot)
    let proposedToday = 0
    for (const entity of entitiesOf(selected)) {
      const size = sizeFor(entity, asked)
      if (size === undefined) continue
      const values: Record<string, CommandValue> = { ...constants }
      for (const { id, place } of asked.numbers) values[id] = size[place]!
      let hasTargets = true
      for (const { id, bestFor } of bests) {
        const best = bestFor(entity)
        if (best === undefined) hasTargets = false
        else values[id] = best
      }
      counts.fired[index]!++
      const spendCents = spendOf?.(entity, values) ?? 0
      const proposal: Proposal = {
        node: index,
        playbook,
        command,
        scope,
        entity,
        lever,
        rule,
        size,
        values,
        priority,
        spendCents,
      }
      if (action.isCopyForbidden) {
        endProposal(counts, watch, proposal, 'rejected', 'copyForbidden')
        continue
      }
      if (!hasTargets) {
        endProposal(counts, watch, proposal, 'rejected', 'noTarget')
        continue
      }
      if (cooldownReviews > 0 && current < nextAllowed[entity]!) {
        endProposal(counts, watch, proposal, 'suppressed', 'cooldown')
        continue
      }
      if (proposedToday >= maxPerDay) {
        endProposal(counts, watch, proposal, 'suppressed', 'maxPerDay')
        continue
      }
      proposedToday++
      if (cooldownReviews > 0) nextAllowed[entity] = current + cooldownReviews + 1
      const broken = priceReason?.(entity, values)
      if (broken === undefined) proposals.push(proposal)
      else endProposal(counts, watch, proposal, 'suppressed', broken)
    }
  }
}

/** What an action asks for on one snapshot, as `Proposal.size` has it. */
interface AskedSize {
  /** The same for all entities; undefined where nothing is set, or a number goes. */
  readonly fixed: Proposal['size']
  readonly numbers: readonly {
    readonly id: string
    readonly parameter: NumberParameter
    /** Index in the size. */
    readonly place: number
    readonly column: Float64Array
  }[]
}

function bindSize(
  { command, numbers, constants, scope }: CompiledAction,
  { columns }: Binding,
): (snapshot: Snapshot) => AskedSize {
  const compared = Object.entries(commandDeclaration(command).parameters).filter(
    ([, { type }]) => type === 'number' || type === 'choice',
  )
  const fixed = compared.map(([id, parameter]) => {
    const choice = constants[id]
    return parameter.type === 'choice' && choice !== undefined
      ? Object.keys(parameter.options).indexOf(textOrEmpty(choice))
      : undefined
  })
  const bound = numbers.map(({ id, typed }) => {
    const place = compared.findIndex(([name]) => name === id)
    const parameter = compared[place]?.[1]
    if (parameter?.type !== 'number') throw new Error(`${command}.${id} is not a number`)
    return { id, parameter, place, columnOf: columns.number(typed, scope) }
  })
  return (snapshot) => ({
    fixed,
    numbers: bound.map(({ columnOf, ...number }) => ({ ...number, column: columnOf(snapshot) })),
  })
}

/** Undefined when an amount is missing, or below the least the command takes: that proposes nothing (SPEC A2). */
function sizeFor(entity: number, { fixed, numbers }: AskedSize): Proposal['size'] | undefined {
  if (numbers.length === 0) return fixed
  const size = fixed.slice()
  for (const { parameter, place, column } of numbers) {
    const value = roundedNumber(parameter, column[entity]!)
    if (!(value >= parameter.min)) return undefined
    size[place] = value
  }
  return size
}

/** The money a proposal asks for on one snapshot, in cents; undefined when nobody counts it. */
function bindSpend(
  { spend, scope }: CompiledAction,
  { columns }: Binding,
):
  | ((
      snapshot: Snapshot,
    ) => (entity: number, values: Readonly<Record<string, CommandValue>>) => number)
  | undefined {
  if (spend === undefined) return undefined
  const { parameter, timesParameter, factor = 1 } = spend.of
  const times = spend.times === undefined ? undefined : columns.number(spend.times, scope)
  const beyond = spend.beyond === undefined ? undefined : columns.number(spend.beyond, scope)
  return (snapshot) => {
    const [perUnit, already] = [times?.(snapshot), beyond?.(snapshot)]
    return (entity, values) => {
      const number = (id: string | undefined) => {
        const value = id === undefined ? 1 : values[id]
        return typeof value === 'number' ? value : 0
      }
      const asked = number(parameter) * number(timesParameter) * factor * (perUnit?.[entity] ?? 1)
      const cents = asked - (already?.[entity] ?? 0)
      // a figure that is missing cannot be counted against a cap
      return Number.isFinite(cents) ? Math.max(0, cents) : 0
    }
  }
}

/** For each entity of the action the best entity of the set, on one snapshot; undefined when there is none. */
function bindPick(
  { set, best, by, where }: CompiledPick,
  entities: Entities,
  { shop, columns }: Binding,
): (snapshot: Snapshot) => (entity: number) => EntityRef | undefined {
  const members = shop.entities(set.scope)
  const owners = members.parents[set.of]
  const ownerOf = set.of === entities.scope ? undefined : entities.parents[set.of]
  const values = columns.number(by.typed, set.scope)
  const truths = where === undefined ? undefined : columns.truth(where.typed, set.scope)
  const sign = best === 'max' ? 1 : -1
  const ownerCount = shop.entities(set.of).ids.length
  const bestOf = new Int32Array(ownerCount)
  const secondOf = new Int32Array(ownerCount)
  // the target never picks itself: then the second best takes its place (SPEC A5)
  const isOwnSet = set.scope === entities.scope
  return (snapshot) => {
    const value = values(snapshot)
    const isWanted = truths?.(snapshot)
    // members come by id, so that of equals the first stays
    const isBetter = (member: number, rival: number) =>
      rival < 0 || sign * (value[member]! - value[rival]!) > 0
    bestOf.fill(-1)
    secondOf.fill(-1)
    for (let member = 0; member < members.ids.length; member++) {
      if (value[member] !== value[member] || (isWanted !== undefined && isWanted[member] !== 1))
        continue
      const owner = owners?.[member] ?? 0
      if (isBetter(member, bestOf[owner]!)) {
        secondOf[owner] = bestOf[owner]!
        bestOf[owner] = member
      } else if (isBetter(member, secondOf[owner]!)) secondOf[owner] = member
    }
    return (entity) => {
      const owner = ownerOf === undefined ? entity : ownerOf[entity]!
      const isItself = isOwnSet && bestOf[owner] === entity
      const found = (isItself ? secondOf : bestOf)[owner]!
      return found < 0 ? undefined : { scope: set.scope, entity: found }
    }
  }
}

/** The guard that a proposal's charged price breaks; undefined when it breaks none. */
function bindPriceGuard(
  { command, guards, scope }: CompiledAction,
  { columns }: Binding,
):
  | ((
      snapshot: Snapshot,
    ) => (
      entity: number,
      values: Readonly<Record<string, CommandValue>>,
    ) => 'priceFloor' | 'priceCeiling' | undefined)
  | undefined {
  const { chargedPrice } = commandDeclaration(command)
  const { priceFloor, priceCeiling, price } = guards
  if (chargedPrice === undefined || (priceFloor === undefined && priceCeiling === undefined))
    return undefined
  const column = (typed: typeof price) =>
    typed === undefined ? undefined : columns.number(typed, scope)
  const [floor, ceiling, listed] = [column(priceFloor), column(priceCeiling), column(price)]
  return (snapshot) => {
    const [least, most, now] = [floor?.(snapshot), ceiling?.(snapshot), listed?.(snapshot)]
    return (entity, values) => {
      const asked = values[chargedPrice.parameter]
      if (typeof asked !== 'number') return undefined
      const charged =
        chargedPrice.is === 'price' ? asked : roundedDown((1 - asked) * (now?.[entity] ?? 0))
      // a bound that is missing holds nothing back
      if (least !== undefined && charged < least[entity]!) return 'priceFloor'
      return most !== undefined && charged > most[entity]! ? 'priceCeiling' : undefined
    }
  }
}
