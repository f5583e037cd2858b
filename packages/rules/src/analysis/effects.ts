/** What a command changes at once in the figures that conditions read, and which way that drives a condition. */
import { metricsOfScope } from '../catalogueIndex.ts'
import type { CommandDeclaration, CommandParameter } from '../commands/command.ts'
import { configText } from '../config.ts'
import type { Config } from '../field.ts'
import type { Typed } from '../language/typed.ts'
import { isParent, type ScopeId } from '../scopes.ts'
import type { Catalogue, MetricInfo } from '../shop.ts'
import { directionOf, opposite, type Direction } from './direction.ts'
import { and, type Formula } from './formula.ts'
import type { Meaning } from './meaning.ts'
import { isImpossible } from './solve.ts'

/** One command as one action gives it. */
export interface GivenCommand {
  readonly declaration: CommandDeclaration
  readonly scope: ScopeId
  readonly config: Config
  /** Number parameters that are set, by id. */
  readonly numbers: ReadonlyMap<string, Typed>
  /** What holds when it is given. */
  readonly when: Formula
}

/** One figure that a command moves. */
export interface Effect {
  readonly metricId: string
  /** `unclear` for what is set to a value that may be above or below. */
  readonly direction: Direction
  /** What it is set to, where that is known. */
  readonly value?: Typed
}

const zero: Typed = { op: 'constant', value: 0 }

/** The figures that a command moves, in the order of its declaration. */
export function effectsOf(
  given: GivenCommand,
  meaning: Meaning,
  catalogue: Catalogue,
): readonly Effect[] {
  return Object.entries(given.declaration.writes).map(([metricId, write]): Effect => {
    if (write !== 'set') return { metricId, direction: movement(write, given, meaning) }
    const value = valueSet(metricId, given, catalogue)
    if (value === undefined) return { metricId, direction: 'unclear' }
    const figure: Typed = { op: 'column', scope: given.scope, metricId }
    const isNever = (operator: '<' | '>', left: Typed, right: Typed) =>
      isImpossible(and(given.when, meaning.isTrue({ op: 'compare', operator, left, right })))
    return { metricId, value, direction: directionBetween(figure, value, isNever) }
  })
}

function directionBetween(
  before: Typed,
  after: Typed,
  isNever: (operator: '<' | '>', left: Typed, right: Typed) => boolean,
): Direction {
  const neverFalls = isNever('<', after, before)
  const neverRises = isNever('>', after, before)
  if (neverFalls && neverRises) return 'none'
  return neverFalls ? 'up' : neverRises ? 'down' : 'unclear'
}

/** A command that takes amounts below 0 writes the other way round for them. */
function movement(write: 'up' | 'down', given: GivenCommand, meaning: Meaning): Direction {
  const amount = Object.entries(given.declaration.parameters).find(
    ([, parameter]) => parameter.type === 'number' && parameter.min < 0,
  )
  if (amount === undefined) return write
  const typed = given.numbers.get(amount[0])
  if (typed === undefined) return 'unclear'
  const mayBe = (operator: '<' | '>') =>
    !isImpossible(
      and(given.when, meaning.isTrue({ op: 'compare', operator, left: typed, right: zero })),
    )
  if (!mayBe('<')) return write
  return mayBe('>') ? 'unclear' : opposite(write)
}

/**
 * The value that a figure is set to: the parameter of its name; the choice that is a value of the enum; the only
 * number of its unit that must be given. Undefined when there is none.
 */
function valueSet(
  metricId: string,
  { declaration, scope, config, numbers }: GivenCommand,
  catalogue: Catalogue,
): Typed | undefined {
  const metric = metricsOfScope(catalogue, scope).get(metricId)
  if (metric === undefined) return undefined
  const parameters = Object.entries(declaration.parameters)
  if (metric.type === 'enum') return choiceSet(metric, parameters, config)
  const sameName = numbers.get(metricId)
  if (sameName !== undefined) return sameName
  const fitting = parameters.filter(
    ([, parameter]) =>
      parameter.type === 'number' &&
      parameter.isOptional !== true &&
      parameter.unit === metric.unit,
  )
  return fitting.length === 1 ? numbers.get(fitting[0]![0]) : undefined
}

function choiceSet(
  { values = [] }: MetricInfo,
  parameters: readonly (readonly [string, CommandParameter])[],
  config: Config,
): Typed | undefined {
  const codes = parameters
    .filter(([, { type }]) => type === 'choice')
    .map(([id]) => values.indexOf(configText(config, id)))
    .filter((code) => code >= 0)
  return codes.length === 1 ? { op: 'constant', value: codes[0]! } : undefined
}

/** True for a column that a command to an entity of `target` writes: its own, or the sum of a parent. */
export function isWritten(
  { scope, metricId }: Typed & { op: 'column' },
  written: string,
  target: ScopeId,
  catalogue: Catalogue,
): boolean {
  if (metricId !== written) return false
  const isOfTarget = scope === target || isParent(scope, target)
  // what the target does not have at all is of the desk, the shop or whoever the command reaches
  return isOfTarget || !metricsOfScope(catalogue, target).has(metricId)
}

/** What effects do to conditions that hold: `drives` them on, `ends` them, may do either, or nothing. */
export type Influence = 'none' | 'drives' | 'ends' | 'unclear'

export function influenceOn(
  conditions: readonly Typed[],
  effects: readonly Effect[],
  target: ScopeId,
  meaning: Meaning,
  catalogue: Catalogue,
): Influence {
  const influences = effects.flatMap(({ metricId, direction }) =>
    conditions.map((condition): Influence => {
      const dependence = directionOf(condition, {
        isFigure: (column) => isWritten(column, metricId, target, catalogue),
        rangeOf: (typed) => meaning.rangeOf(typed),
      })
      if (dependence === 'none' || direction === 'none') return 'none'
      if (dependence === 'unclear' || direction === 'unclear') return 'unclear'
      return dependence === direction ? 'drives' : 'ends'
    }),
  )
  // one condition that ends is enough
  for (const strongest of ['ends', 'unclear', 'drives'] as const)
    if (influences.includes(strongest)) return strongest
  return 'none'
}
