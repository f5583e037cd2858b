import { defaultConfig } from '../../config.ts'
import type { Config, ConfigValue } from '../../field.ts'
import { recoveryOf, type TriggerDefinition } from '../../node.ts'
import type { PlaybookNode } from '../../playbook.ts'
import { event } from './event.ts'
import { metric } from './metric.ts'
import { presets } from './presets/index.ts'
import { schedule } from './schedule.ts'

const byKind = new Map(presets.map((preset) => [preset.kind, preset]))
const timing = ['when', 'for', 'keepFor', 'cooldown', 'onMissing'] as const

/**
 * A preset as the trigger it stands for, with its condition as text: fires the same, and reads the same
 * parameters. Any other node is given back as it is.
 */
export function openAsExpression(node: PlaybookNode): PlaybookNode {
  const preset = byKind.get(node.type)
  if (preset === undefined || preset.v !== node.v) return node
  const { label, judgedBy } = preset
  // as it is written, so that a reference to a parameter stays one
  const config: Config = { ...defaultConfig(preset), ...node.config }
  return {
    ...node,
    ...generalForm(preset, config),
    name: node.name ?? label,
    ...(node.judgedBy === undefined && judgedBy !== undefined ? { judgedBy: [...judgedBy] } : {}),
  }
}

function generalForm(
  preset: TriggerDefinition,
  config: Config,
): Pick<PlaybookNode, 'type' | 'v' | 'config'> {
  const scope = preset.scope(config)
  const announced = preset.event?.(config)
  if (announced !== undefined) {
    const { id, where } = announced
    const opened = { event: id, scope, ...(where === undefined ? {} : { where }) }
    return { type: event.kind, v: event.v, config: opened }
  }
  if (preset.recurrence !== undefined) {
    const opened = { scope, recurrence: preset.recurrence(config) }
    return { type: schedule.kind, v: schedule.v, config: opened }
  }
  const opened: Record<string, ConfigValue> = { scope, expression: preset.expression!(config) }
  for (const option of timing) if (config[option] !== undefined) opened[option] = config[option]
  const recover = recoveryOf(preset, config)
  if (recover !== undefined) opened['recover'] = recover
  return { type: metric.kind, v: metric.v, config: opened }
}
