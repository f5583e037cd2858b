/** Random commands of every kind, with legal parameters from their declarations, and programs that issue them. */
import fc from 'fast-check'
import {
  commandDeclaration,
  commandIds,
  type Command,
  type CommandId,
  type CommandValue,
  type Program,
  type Receipt,
  type ScopeId,
} from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { scripted } from '../sim/shop.ts'
import { evenly } from './randomShopFile.ts'

type Parameters = ReturnType<typeof commandDeclaration>['parameters']
type Parameter = Parameters[string]

/** A request before the shop is known: entities and choices are counted and wrapped around. */
export interface DrawnCommand {
  readonly command: CommandId
  readonly scope: number
  readonly entity: number
  readonly second: number
  /** One for each parameter, in the order of the declaration. */
  readonly numbers: readonly number[]
}

const mostParameters = Math.max(
  ...commandIds.map((id) => Object.keys(commandDeclaration(id).parameters).length),
)

/** Any command, of those asked for. */
export function drawnCommand(ids: readonly CommandId[] = commandIds): fc.Arbitrary<DrawnCommand> {
  return fc.record({
    command: fc.noBias(fc.constantFrom(...ids)),
    scope: fc.noBias(fc.nat(8)),
    entity: fc.noBias(fc.nat(30)),
    second: fc.noBias(fc.nat(30)),
    numbers: fc.array(evenly, { minLength: mostParameters + 1, maxLength: mostParameters + 1 }),
  })
}

/** Evenly in a short range; in a long one evenly in the logarithm, mostly below what a small shop turns over. */
function numberIn(min: number, max: number, u: number): number {
  if (max - min <= 1_000) return min + (max - min) * u
  if (u < 0.05) return min
  if (min < 0) return u < 0.5 ? -numberIn(0, -min, 2 * u) : numberIn(0, max, 2 * u - 1)
  const greatest = u > 0.97 ? max : Math.min(max, 50_000)
  return Math.min(max, min + greatest ** u - 1)
}

function valueOf(
  parameter: Parameter,
  u: number,
  model: Model,
  entity: number,
): CommandValue | undefined {
  if (parameter.isOptional === true && u < 0.3) return undefined
  const share = parameter.isOptional === true ? (u - 0.3) / 0.7 : u
  switch (parameter.type) {
    case 'number': {
      const value = numberIn(parameter.min, parameter.max, share)
      if (parameter.rounding === 'none') return value
      return parameter.rounding === 'up' ? Math.ceil(value) : Math.floor(value)
    }
    case 'choice': {
      const options = Object.keys(parameter.options)
      return options[Math.floor(share * options.length)]!
    }
    case 'text':
      return 'fresh from the shelf'.slice(0, parameter.maxLength)
    case 'boolean':
      return share < 0.5
    case 'metrics':
      return catalogue.metrics
        .slice(0, Math.floor(share * (parameter.maxItems + 1)))
        .map(({ id }) => id)
    case 'tiers': {
      const count = Math.floor(share * (parameter.maxItems + 1))
      return Array.from({ length: count }, (_, i): readonly [number, number] => [
        5_000 * (i + 1),
        Math.floor(100 * (i + 1) * (1 + 20 * share)),
      ])
    }
    case 'pick': {
      const count = model.entities[parameter.scope].ids.length
      return count === 0 ? undefined : { scope: parameter.scope, entity: entity % count }
    }
  }
}

/** The command for a shop; undefined where it has no entity that could be meant. */
export function commandFor(model: Model, drawn: DrawnCommand): Command | undefined {
  const declaration = commandDeclaration(drawn.command)
  const values: Record<string, CommandValue> = {}
  Object.entries(declaration.parameters).forEach(([name, parameter], index) => {
    const value = valueOf(parameter, drawn.numbers[index]!, model, drawn.second)
    if (value !== undefined) values[name] = value
  })
  const { targetsBy } = declaration
  const allowed: readonly ScopeId[] =
    targetsBy === undefined
      ? declaration.targets
      : (targetsBy.targets[values[targetsBy.parameter] as string] ?? declaration.targets)
  const scopes = allowed.filter((scope) => model.entities[scope].ids.length > 0)
  if (scopes.length === 0) return undefined
  const scope = scopes[drawn.scope % scopes.length]!
  const count = model.entities[scope].ids.length
  const first = drawn.entity % count
  const others = declaration.rule === 'all' && drawn.second % 2 === 1 ? [drawn.second % count] : []
  for (const [name, value] of Object.entries(values)) {
    // a stock is mostly given from one of the same product
    const isStock = typeof value === 'object' && 'scope' in value && value.scope === 'stock'
    if (!isStock || scope !== 'stock' || drawn.numbers.at(-1)! < 0.2) continue
    const { firstStock, stocksOfProduct, productOfStock } = model
    const start = firstStock[productOfStock[first]!]!
    const there = firstStock[productOfStock[first]! + 1]! - start
    values[name] = { scope: 'stock', entity: stocksOfProduct[start + (drawn.second % there)]! }
  }
  const entities = [...new Set([first, ...others])].toSorted((a, b) => a - b)
  return { command: drawn.command, scope, entities, values }
}

/** What is asked for in one review. */
export interface PlanStep {
  readonly day: number
  readonly timing: 'startOfDay' | 'endOfDay'
  readonly commands: readonly DrawnCommand[]
}

/** Commands by day and timing over the days of a run. */
export function plans(
  days: number,
  { ids = commandIds, steps = 14 }: { ids?: readonly CommandId[]; steps?: number } = {},
): fc.Arbitrary<readonly PlanStep[]> {
  // as many steps as there may be, or half of them: plans of one command find little
  return fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: days }),
      timing: fc.constantFrom('startOfDay' as const, 'endOfDay' as const),
      commands: fc.array(drawnCommand(ids), { minLength: 1, maxLength: 6, size: 'max' }),
    }),
    { minLength: 0, maxLength: steps, size: 'max' },
  )
}

/** The program that issues them; entities are named by index in the columns of `named`, or of the model itself. */
export function programOf(
  model: Model,
  steps: readonly PlanStep[],
  receipts: Receipt[] = [],
): Program {
  return scripted(
    (timing, { day }) =>
      steps
        .filter((step) => step.day === day && step.timing === timing)
        .flatMap(({ commands }) =>
          commands.flatMap((drawn) => {
            const command = commandFor(model, drawn)
            return command === undefined ? [] : [command]
          }),
        ),
    receipts,
  )
}
