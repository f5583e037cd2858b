/**
 * What a node kind declares. Shared code never asks which kind it has: a difference between kinds is a
 * property here. Adding a kind is one file under `nodes/` and one line in `nodes/index.ts`.
 */
import type { ParameterValues } from './config.ts'
import type { Config, Field } from './field.ts'
import type { CommandParameter } from './commands/command.ts'
import { commandDeclaration, type CommandId } from './commands/index.ts'
import type { ValueType } from './language/typed.ts'
import type { FamilyId, ScopeId } from './scopes.ts'
import type { Entities, Shop, Snapshot } from './shop.ts'
import type { SystemId } from './systems.ts'
import type { Text } from './text.ts'
import { triggerOptions, conditionOptions, actionOptions } from './options.ts'

export type NodeCategory = 'trigger' | 'condition' | 'flow' | 'action'

/** A named place where an edge begins or ends. */
export interface Port {
  readonly id: string
  readonly label: Text
  /** Leaves by here when nothing held: `false`, `missing`, `rest` …; not counted as fired. */
  readonly isElse?: boolean
}

/** Brings a config of version `from` to version `from + 1`. */
export interface NodeMigration {
  readonly from: number
  readonly migrate: (config: Config) => Config
}

interface NodeDefinitionBase {
  /** `<category>.<name>`, stored as `type` in the file. */
  readonly kind: string
  /** Version of the config's shape, stored as `v` in the file. */
  readonly v: number
  readonly migrations?: readonly NodeMigration[]
  readonly label: Text
  /** One sentence: what it does. */
  readonly summary: Text
  /** Name of the lucide icon that stands for the kind. */
  readonly icon: string
  /** Group of the palette and of the docs. */
  readonly family: FamilyId
  readonly fields: Readonly<Record<string, Field>>
  readonly inputs: readonly Port[]
  /** Ports in their order on the card; those of a table follow its rows. Read them by `outputsOf`. */
  readonly outputs: (config: Config) => readonly Port[]
  /** One worked example for the docs page. */
  readonly example: { readonly config: Config; readonly reads: Text }
}

/** Watches a scope and selects entities. */
export interface TriggerDefinition extends NodeDefinitionBase {
  readonly category: 'trigger'
  readonly scope: (config: Config) => ScopeId
  /**
   * The condition the trigger stands for, as text of the expression language, so that a preset can be opened as
   * an expression; undefined when it depends on the calendar or on an event.
   */
  readonly expression?: (config: Config) => string
  /** When an active entity recovers, unless the config says so itself (`recover`); see `recoveryOf`. */
  readonly recovery?: (config: Config) => string
  /** The recurrence rule of the days on which it is due; absent means every review. */
  readonly recurrence?: (config: Config) => string
  /** Selects the entities of this event, where its condition over figures and payload holds. */
  readonly event?: (config: Config) => { readonly id: string; readonly where?: string }
  /** Stored in the config's `when`; a schedule or event has no state, so it fires whenever due or announced. */
  readonly hasTimingState: boolean
  /** Truths by which it is judged, unless the node names others. */
  readonly judgedBy?: readonly string[]
  /** Systems of the domain whose "when" it is. */
  readonly systems?: readonly SystemId[]
}

/** An expression that a node evaluates for the entities that reach it. */
export interface NodeExpression {
  readonly text: string
  /** `any`: a number, a bool or an enum, whichever the text is; see `FlowContext.type`. */
  readonly result: 'bool' | 'number' | 'any'
}

/** An entity that a flow node keeps for a later review. */
export interface HeldState {
  /** Reviews until it leaves or moves on; absent when that depends on its figures. */
  readonly reviewsLeft?: number
  /** Of an escalation: the stage it has reached, from 1. */
  readonly stage?: number
}
/** Outcomes of a condition that lead to a port; none when nothing leaves by it. */
export interface PortTruth {
  readonly expression: string
  readonly outcomes: readonly ('true' | 'false' | 'missing')[]
}

/** What a condition or flow node works with in one run. */
export interface FlowContext {
  /** Defaults and parameters filled in. */
  readonly config: Config
  /** Values of the playbook's parameters. */
  readonly params: ParameterValues
  readonly shop: Shop
  /** What arrives. */
  readonly entities: Entities
  /** What one of the node's expressions is. */
  readonly type: (id: string) => ValueType
  /** The column of one of its expressions; NaN is missing, enums are codes, bools 0 and 1. */
  readonly number: (id: string) => (snapshot: Snapshot) => Float64Array
  /** The column of one of its conditions; 0 false, 1 true, 2 missing. */
  readonly truth: (id: string) => (snapshot: Snapshot) => Uint8Array
  /** The selection that leaves by each port, of the output scope, to be written by every step: 1 leaves, 0 not. */
  readonly outputs: Readonly<Record<string, Uint8Array>>
  /** The memory of `outputs`: all of them one behind the other, in the order of the ports. */
  readonly selections: Uint8Array
  /** Says, for explanations, how to look up what the node holds of an entity; nodes that hold nothing leave it out. */
  readonly tellHeld: (held: (entity: number) => HeldState | undefined) => void
}
/**
 * One review: `selected` is the union of what arrives, `inputs` what each incoming edge brings, in edge order.
 * Returns how many entities left by a port that is no else.
 */
export type FlowStep = (
  selected: Uint8Array,
  snapshot: Snapshot,
  inputs: readonly Uint8Array[],
) => number

/** Takes a selection and passes it on: splits it (condition), ranks, holds, limits or relates it (flow). */
export interface FlowDefinition extends NodeDefinitionBase {
  readonly category: 'condition' | 'flow'
  /** Scope of the selection that leaves; absent: that which arrives. */
  readonly outputScope?: (config: Config, incoming: ScopeId) => ScopeId
  /** By id, in the scope that arrives. */
  readonly expressions?: (config: Config) => Readonly<Record<string, NodeExpression>>
  /** Per port, what holds for an entity that leaves by it, as far as that can be said: for the analyses. */
  readonly portConditions?: (config: Config) => Readonly<Record<string, string>>
  /** The same where one of its conditions decides: its id, and the outcomes that lead to the port. */
  readonly portTruths?: (config: Config) => Readonly<Record<string, PortTruth>>
  /** What leaves may have arrived at an earlier review: for the analyses. */
  readonly holdsEntities?: boolean
  /** The port by which only what every incoming edge brings leaves: for the analyses. */
  readonly commonPort?: string
  /** Fresh state for one run. */
  readonly start: (context: FlowContext) => FlowStep
}
/** Proposes a command for every entity of its selection. */
export interface ActionDefinition extends NodeDefinitionBase {
  readonly category: 'action'
  readonly command: CommandId
}
export type NodeDefinition = TriggerDefinition | FlowDefinition | ActionDefinition

/** The output ports of a node with this config. */
export function outputsOf(definition: NodeDefinition, config: Config): readonly Port[] {
  return definition.outputs(config)
}

/** The condition under which an active entity of a trigger recovers: the user's, else the kind's own, else none. */
export function recoveryOf(definition: TriggerDefinition, config: Config): string | undefined {
  const { recover } = config
  if (typeof recover === 'string' && recover.trim() !== '') return recover
  return definition.recovery?.(config)
}

const selectionIn: Port = { id: 'in', label: { en: 'in', zh: '输入' } }
const selectionOut: Port = { id: 'out', label: { en: 'fired', zh: '触发' } }

/** Declares a trigger kind. Timing options (`when`, `for`, `cooldown` …) are added when it keeps state. */
export function defineTrigger(
  definition: Omit<TriggerDefinition, 'category' | 'inputs' | 'outputs'>,
): TriggerDefinition {
  return {
    ...definition,
    category: 'trigger',
    fields: definition.hasTimingState
      ? // own fields first in order, and own values last, so that a kind may change a default
        { ...definition.fields, ...triggerOptions, ...definition.fields }
      : definition.fields,
    inputs: [],
    outputs: () => [selectionOut],
  }
}

/** Declares a condition kind: stateless, its ports partition what arrives, `onMissing` routes the undecided. */
export function defineCondition(
  definition: Omit<FlowDefinition, 'category' | 'inputs'>,
): FlowDefinition {
  return {
    ...definition,
    category: 'condition',
    fields: { ...definition.fields, ...conditionOptions, ...definition.fields },
    inputs: [selectionIn],
  }
}

/** Declares a flow kind. */
export function defineFlow(
  definition: Omit<FlowDefinition, 'category' | 'inputs'>,
): FlowDefinition {
  return { ...definition, category: 'flow', inputs: [selectionIn] }
}

/** The action kind of a command: its fields are the parameters and the options of actions. */
export function actionOf(command: CommandId): ActionDefinition {
  const { label, summary, icon, family, parameters, example } = commandDeclaration(command)
  const fields: Record<string, Field> = {}
  for (const [id, parameter] of Object.entries(parameters)) fields[id] = fieldOfParameter(parameter)
  return {
    kind: `action.${command}`,
    v: 1,
    category: 'action',
    command,
    label,
    summary,
    icon,
    family,
    fields: { ...fields, ...actionOptions },
    inputs: [selectionIn],
    outputs: () => [],
    example,
  }
}

function fieldOfParameter(parameter: CommandParameter): Field {
  const { label, help } = parameter
  const base = { label, help, ...(parameter.isOptional === true ? { isOptional: true } : {}) }
  switch (parameter.type) {
    case 'number': {
      const preset = parameter.default === undefined ? {} : { default: parameter.default }
      return { ...base, type: 'expression', result: 'number', unit: parameter.unit, ...preset }
    }
    case 'choice': {
      const preset = parameter.default === undefined ? {} : { default: parameter.default }
      return { ...base, type: 'choice', options: parameter.options, ...preset }
    }
    case 'text': {
      const { maxLength, isCopy = false } = parameter
      const preset = parameter.default === undefined ? {} : { default: parameter.default }
      return { ...base, type: 'text', maxLength, isCopy, ...preset }
    }
    case 'boolean':
      return { ...base, type: 'boolean', default: parameter.default }
    case 'metrics':
      return { ...base, type: 'metrics', maxItems: parameter.maxItems }
    case 'tiers':
      return { ...base, type: 'tiers', maxItems: parameter.maxItems, default: parameter.default }
    case 'pick':
      return { ...base, type: 'pick', scope: parameter.scope, default: parameter.default }
  }
}
