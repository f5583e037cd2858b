import { configText, durationDays } from '../../config.ts'
import type { Config } from '../../field.ts'
import { defineFlow, type Port } from '../../node.ts'
import { triggerOptions } from '../../options.ts'
import { optionalExpression } from './fields.ts'

const leastStages = 2
const mostStages = 5

/** The stages of a config; as many as there may be while a parameter that gives them is not known. */
function stagesOf({ stages }: Config): number {
  return typeof stages === 'number' && stages >= leastStages && stages <= mostStages
    ? Math.floor(stages)
    : mostStages
}

function stagePort(stage: number): Port {
  return { id: `stage${stage}`, label: { en: `stage ${stage}`, zh: `第 ${stage} 级` } }
}

/** Escalates: what does not recover climbs from stage to stage. */
export const ladder = defineFlow({
  kind: 'flow.ladder',
  v: 1,
  label: { en: 'Ladder', zh: '逐级升级' },
  summary: {
    en: 'Escalates in stages, some days apart, until the entity recovers.',
    zh: '每隔若干天升一级，直到对象恢复。',
  },
  icon: 'trending-up',
  family: 'general',
  fields: {
    stepDays: {
      type: 'duration',
      minDays: 1,
      maxDays: 365,
      default: '7d',
      label: { en: 'Days between stages', zh: '级间天数' },
      help: {
        en: 'The first stage follows at once, the next one after so many reviews.',
        zh: '第一级立即进行，之后每隔这么多次检查升一级。',
      },
    },
    stages: {
      type: 'number',
      unit: 'none',
      min: leastStages,
      max: mostStages,
      isInteger: true,
      default: 3,
      label: { en: 'Stages', zh: '级数' },
      help: { en: 'One output each.', zh: '每级一个出口。' },
    },
    recover: {
      type: 'expression',
      result: 'bool',
      isOptional: true,
      label: { en: 'Leaves the ladder when', zh: '离开条件' },
      help: {
        en: 'Decided every day for what is on the ladder. Without it, every entity climbs to the last stage and leaves one step later.',
        zh: '对梯上对象每天判断。不填则都会升到最后一级，再过一级的时间离开。',
      },
    },
    onMissing: {
      ...triggerOptions.onMissing,
      help: {
        en: 'While it cannot be decided whether an entity has recovered. Staying as it is, it neither climbs nor leaves.',
        zh: '无法判断是否恢复时如何处理。“保持原状”：既不升级也不离开。',
      },
    },
  },
  holdsEntities: true,
  outputs: (config) => Array.from({ length: stagesOf(config) }, (_, index) => stagePort(index + 1)),
  expressions: (config) => optionalExpression(config, 'recover', 'bool'),
  start: ({ config, entities, outputs, truth, tellHeld }) => {
    const isWritten = 'recover' in optionalExpression(config, 'recover', 'bool')
    const recovered = isWritten ? truth('recover') : undefined
    const whenMissing = { hold: 2, false: 0, true: 1 }[configText(config, 'onMissing')] ?? 2
    const stepReviews = durationDays(config['stepDays']) ?? 1
    const last = stagesOf(config)
    const ports = Array.from({ length: last }, (_, index) => outputs[`stage${index + 1}`]!)
    /** 0 when it is not on the ladder. */
    const stage = new Uint8Array(entities.ids.length)
    /** Reviews until the next step. */
    const left = new Uint16Array(entities.ids.length)
    const enter = (entity: number, next: number): void => {
      stage[entity] = next
      left[entity] = stepReviews
      ports[next - 1]![entity] = 1
    }
    const isWaiting = (entity: number) => stage[entity] === last && recovered !== undefined
    tellHeld((entity) =>
      stage[entity] === 0
        ? undefined
        : {
            stage: stage[entity]!,
            ...(isWaiting(entity) ? {} : { reviewsLeft: left[entity]! }),
          },
    )
    return (selected, snapshot) => {
      const truths = recovered?.(snapshot)
      for (const port of ports) port.fill(0)
      let count = 0
      for (let i = 0; i < stage.length; i++) {
        if (stage[i] === 0 && selected[i] === 0) continue
        const decided = truths?.[i] ?? 0
        const isRecovered = decided === 2 ? whenMissing : decided
        if (isRecovered === 1) {
          stage[i] = 0
          continue
        }
        if (stage[i]! > 0) {
          const isDone = stage[i] === last
          // what cannot be decided holds; what waits on the last stage for its recovery stays there
          if (isRecovered === 2 || (isDone && truths !== undefined)) continue
          if (--left[i]! > 0) continue
          if (!isDone) {
            enter(i, stage[i]! + 1)
            count++
            continue
          }
          stage[i] = 0
        }
        if (selected[i] === 0) continue
        enter(i, 1)
        count++
      }
      return count
    }
  },
  example: {
    config: { stepDays: '14d', stages: 3, recover: 'sum(soldUnits, 28d) > 50', onMissing: 'hold' },
    reads: {
      en: 'A slow mover goes by stage 1 at once, by stage 2 after two weeks, by stage 3 after four, unless it sells again.',
      zh: '滞销品立即走第 1 级，两周后第 2 级，四周后第 3 级，恢复动销则离开。',
    },
  },
})
