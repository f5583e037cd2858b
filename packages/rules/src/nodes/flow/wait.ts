import { durationDays } from '../../config.ts'
import { defineFlow, type FlowStep } from '../../node.ts'
import { out } from './ports.ts'

/** Holds what arrives for some reviews. */
export const wait = defineFlow({
  kind: 'flow.wait',
  v: 1,
  label: { en: 'Wait', zh: '等待' },
  summary: {
    en: 'Holds each entity for some days; nodes behind then read the figures of that day.',
    zh: '让每个对象等待若干天，之后的节点读取届时当日的数据。',
  },
  icon: 'hourglass',
  family: 'general',
  fields: {
    days: {
      type: 'duration',
      minDays: 1,
      maxDays: 365,
      default: '7d',
      label: { en: 'Days', zh: '天数' },
      help: {
        en: 'With 7 days it leaves at the seventh review after it arrived.',
        zh: '填 7 天：到达后的第七次检查离开。',
      },
    },
    mode: {
      type: 'choice',
      options: {
        single: { label: { en: 'ignore it', zh: '忽略' } },
        restart: { label: { en: 'wait anew', zh: '重新计时' } },
        parallel: { label: { en: 'let it leave once for each arrival', zh: '每次到达各计一次' } },
      },
      default: 'single',
      isAdvanced: true,
      label: { en: 'If it arrives again while waiting', zh: '等待期间再次到达' },
      help: {
        en: 'An entity leaves before it arrives anew.',
        zh: '同一次检查先离开，再接受新的到达。',
      },
    },
  },
  holdsEntities: true,
  outputs: () => [out],
  start: ({ config, entities, outputs, tellHeld }) => {
    const days = durationDays(config['days']) ?? 1
    const size = entities.ids.length
    const leaving = outputs['out']!
    const { step, reviewsLeft } =
      config['mode'] === 'parallel'
        ? waitParallel(days, size, leaving)
        : waitOnce(days, size, leaving, config['mode'] === 'restart')
    tellHeld((entity) => {
      const left = reviewsLeft(entity)
      return left === 0 ? undefined : { reviewsLeft: left }
    })
    return step
  },
  example: {
    config: { days: '7d', mode: 'single' },
    reads: {
      en: 'A week after “supplier up”, whatever happens in between.',
      zh: '“供应商恢复”一周之后，不论其间发生什么。',
    },
  },
})

interface Timers {
  readonly step: FlowStep
  /** Until the entity leaves next; 0 when it is not waiting. */
  readonly reviewsLeft: (entity: number) => number
}

/** One timer per entity. */
function waitOnce(days: number, size: number, leaving: Uint8Array, isRestarted: boolean): Timers {
  /** Reviews left; 0 when it is not waiting. */
  const left = new Uint16Array(size)
  const step: FlowStep = (selected) => {
    let count = 0
    for (let i = 0; i < size; i++) {
      const before = left[i]!
      const isLeaving = before === 1 ? 1 : 0
      let after = before === 0 ? 0 : before - 1
      if (selected[i] === 1 && (after === 0 || isRestarted)) {
        // a restart at the review at which it leaves comes too late: it leaves, and waits anew
        after = days
      }
      left[i] = after
      leaving[i] = isLeaving
      count += isLeaving
    }
    return count
  }
  return { step, reviewsLeft: (entity) => left[entity]! }
}

/** One timer per arrival: a ring of the selections of the last reviews. */
function waitParallel(days: number, size: number, leaving: Uint8Array): Timers {
  const ring = new Uint8Array(days * size)
  let review = 0
  const reviewsLeft = (entity: number): number => {
    for (let left = 1; left <= days; left++) {
      if (ring[((review + left - 1) % days) * size + entity] === 1) return left
    }
    return 0
  }
  const step: FlowStep = (selected) => {
    const slot = ring.subarray((review % days) * size, ((review % days) + 1) * size)
    review++
    let count = 0
    for (let i = 0; i < size; i++) {
      leaving[i] = slot[i]!
      count += slot[i]!
      slot[i] = selected[i]!
    }
    return count
  }
  return { step, reviewsLeft }
}
