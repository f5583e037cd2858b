/**
 * Presets: triggers that operators look for by name. A preset is data: how its fields compose a condition (or
 * name an event, or days of the calendar), and the timing it brings. There is one evaluator underneath, so that
 * every preset can be opened as an expression, see `openAsExpression.ts`.
 */
import { configText } from '../../../config.ts'
import type { Config, ConfigValue, DurationField, Field } from '../../../field.ts'
import { defineTrigger, type TriggerDefinition } from '../../../node.ts'
import { triggerOptions } from '../../../options.ts'
import type { FamilyId, ScopeId } from '../../../scopes.ts'
import type { SystemId } from '../../../systems.ts'
import { text, type Words } from './fields.ts'

/** The value of a field as text of the expression language: `7`, `params.lowDays`, `(0.5 * safetyStockUnits)`. */
export type Say = (fieldId: string) => string

export interface Preset {
  /** Kind without its category. */
  readonly name: string
  readonly label: Words
  /** One sentence: what it selects. */
  readonly summary: Words
  readonly icon: string
  readonly family: FamilyId
  readonly systems: readonly SystemId[]
  /** Truths of the shop by which it is judged. */
  readonly judgedBy?: readonly string[]
  /** Several: a field lets the user choose, the first unless told. */
  readonly scopes: readonly [ScopeId, ...ScopeId[]]
  readonly fields?: Readonly<Record<string, Field>>
  /** One of the three: what must hold, what must have happened, or the days on which it is due. */
  readonly condition?: (say: Say, scope: ScopeId) => string
  readonly event?: { readonly id: string; readonly where?: (say: Say) => readonly string[] }
  readonly recurrence?: (say: Say) => string
  /** When an active entity recovers. */
  readonly recovery?: (say: Say) => string
  /** Timing that differs from the options' own defaults; durations such as `7d`. */
  readonly when?: 'whileTrue' | 'becomesFalse'
  readonly for?: string
  readonly cooldown?: string
  /** The worked example: values beside the defaults, and how it reads. */
  readonly example: { readonly config?: Config; readonly reads: Words }
}

/** Declares a preset as a trigger kind, version 1. */
export function definePreset(preset: Preset): TriggerDefinition {
  const { name, label, summary, icon, family, systems, judgedBy, scopes, condition, event } = preset
  const scopeOf = (config: Config): ScopeId =>
    scopes.length === 1 ? scopes[0] : (config['scope'] as ScopeId)
  const fields = { ...scopeFields(scopes), ...preset.fields, ...timingFields(preset) }
  const config = exampleConfig(fields, preset.example.config)
  return defineTrigger({
    kind: `trigger.${name}`,
    v: 1,
    label: text(label),
    summary: text(summary),
    icon,
    family,
    systems,
    ...(judgedBy === undefined ? {} : { judgedBy }),
    fields,
    hasTimingState: condition !== undefined,
    scope: scopeOf,
    ...(condition === undefined
      ? {}
      : { expression: (values: Config) => condition(sayer(fields, values), scopeOf(values)) }),
    ...(preset.recovery === undefined
      ? {}
      : { recovery: (values: Config) => preset.recovery!(sayer(fields, values)) }),
    ...(event === undefined ? {} : { event: (values: Config) => eventOf(event, fields, values) }),
    ...(preset.recurrence === undefined
      ? {}
      : { recurrence: (values: Config) => preset.recurrence!(sayer(fields, values)) }),
    example: { config, reads: text(preset.example.reads) },
  })
}

function eventOf(
  { id, where }: NonNullable<Preset['event']>,
  fields: Readonly<Record<string, Field>>,
  config: Config,
): { readonly id: string; readonly where?: string } {
  const parts = where?.(sayer(fields, config)) ?? []
  return parts.length === 0 ? { id } : { id, where: parts.join(' && ') }
}

function scopeFields(scopes: Preset['scopes']): Readonly<Record<string, Field>> {
  if (scopes.length === 1) return {}
  return {
    scope: {
      type: 'scope',
      options: scopes,
      default: scopes[0],
      label: { en: 'Watches', zh: '监控对象' },
      help: { en: 'Each of them is watched by itself.', zh: '逐个对象分别监控。' },
    },
  }
}

/**
 * Durations that a preset brings are not optional: an absent one means its default, so that "none" must be
 * written, as 0 days of cooldown or 1 day of holding.
 */
function timingFields(preset: Preset): Readonly<Record<string, Field>> {
  const fields: Record<string, Field> = {}
  if (preset.when !== undefined) fields['when'] = { ...triggerOptions.when, default: preset.when }
  if (preset.for !== undefined) fields['for'] = brought(triggerOptions.for, preset.for)
  if (preset.cooldown !== undefined) {
    fields['cooldown'] = brought(triggerOptions.cooldown, preset.cooldown)
  }
  return fields
}

function brought(option: DurationField, days: string): DurationField {
  return { ...option, isOptional: false, default: days }
}

function exampleConfig(fields: Readonly<Record<string, Field>>, more: Config = {}): Config {
  const config: Record<string, ConfigValue> = {}
  for (const [id, field] of Object.entries(fields)) {
    // defaults are plain JSON: what their interfaces declare is what a config may hold
    if (field.default !== undefined) config[id] = field.default as ConfigValue
  }
  return { ...config, ...more }
}

function sayer(fields: Readonly<Record<string, Field>>, config: Config): Say {
  return (id) => {
    const value = configText(config, id)
    const needsBrackets = fields[id]?.type === 'expression' || value.startsWith('-')
    return needsBrackets ? `(${value})` : value
  }
}
