/**
 * What a node kind declares. Shared code never asks which kind it has: a difference between kinds is a
 * property here. Adding a kind is one file under `nodes/` and one line in `nodes/index.ts`.
 */
import type { Config, Field } from './field.ts'
import { commandDeclaration, type CommandId, type CommandParameter, type ScopeId } from './shop.ts'
import type { Text } from './text.ts'
import { triggerOptions, conditionOptions, actionOptions } from './options.ts'

export type NodeCategory = 'trigger' | 'condition' | 'flow' | 'action'

/** A named place where an edge begins or ends. */
export interface Port {
  readonly id: string
  readonly label: Text
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
  readonly fields: Readonly<Record<string, Field>>
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** One worked example for the docs page. */
  readonly example: { readonly config: Config; readonly reads: Text }
}

/** Watches a scope and selects entities. `expression` says when, as text of the expression language. */
export interface TriggerDefinition extends NodeDefinitionBase {
  readonly category: 'trigger'
  readonly scope: (config: Config) => ScopeId
  /** The condition the trigger stands for, so that a preset can be opened as an expression; undefined when it depends on the calendar only. */
  readonly expression?: (config: Config) => string
  /** True when the trigger is due on this day; absent means every review. */
  readonly isDue?: (config: Config, day: number, weekday: number) => boolean
  /** Stored in the config's `when`; a schedule has no state, so it always fires when due. */
  readonly hasTimingState: boolean
}
/** Splits a selection into `true`, `false` and `missing`. */
export interface ConditionDefinition extends NodeDefinitionBase {
  readonly category: 'condition'
  readonly expression: (config: Config) => string
}
/** Proposes a command for every entity of its selection. */
export interface ActionDefinition extends NodeDefinitionBase {
  readonly category: 'action'
  readonly command: CommandId
}
export type NodeDefinition = TriggerDefinition | ConditionDefinition | ActionDefinition

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
    outputs: [selectionOut],
  }
}

/** Declares a stateless condition kind with the ports `true`, `false` and `missing`. */
export function defineCondition(
  definition: Omit<ConditionDefinition, 'category' | 'inputs' | 'outputs'>,
): ConditionDefinition {
  return {
    ...definition,
    category: 'condition',
    fields: { ...definition.fields, ...conditionOptions },
    inputs: [selectionIn],
    outputs: [
      { id: 'true', label: { en: 'true', zh: '是' } },
      { id: 'false', label: { en: 'false', zh: '否' } },
      { id: 'missing', label: { en: 'missing', zh: '缺失' } },
    ],
  }
}

/** Declares an action kind; its fields are the parameters of its command and the options of actions. */
export function defineAction(
  definition: Pick<
    ActionDefinition,
    'kind' | 'v' | 'migrations' | 'icon' | 'command' | 'example'
  > & {
    /** Defaults of the parameters, for a node fresh from the palette. */
    readonly defaults: Readonly<Record<string, string>>
  },
): ActionDefinition {
  const { defaults, ...rest } = definition
  const declaration = commandDeclaration(definition.command)
  const fields: Record<string, Field> = {}
  for (const [id, parameter] of Object.entries(declaration.parameters)) {
    fields[id] = fieldOfParameter(parameter, defaults[id])
  }
  return {
    ...rest,
    category: 'action',
    label: declaration.label,
    summary: declaration.summary,
    fields: { ...fields, ...actionOptions },
    inputs: [selectionIn],
    outputs: [],
  }
}

function fieldOfParameter(parameter: CommandParameter, defaultText: string | undefined): Field {
  const { label, help } = parameter
  switch (parameter.type) {
    case 'number': {
      const field = {
        type: 'expression',
        result: 'number',
        unit: parameter.unit,
        label,
        help,
      } as const
      return parameter.isOptional === true
        ? { ...field, isOptional: true }
        : { ...field, default: defaultText ?? '' }
    }
    case 'choice':
      return {
        type: 'choice',
        options: parameter.options,
        default: defaultText ?? parameter.default,
        label,
        help,
      }
    case 'text':
      return {
        type: 'text',
        maxLength: parameter.maxLength,
        default: defaultText ?? '',
        label,
        help,
      }
  }
}
