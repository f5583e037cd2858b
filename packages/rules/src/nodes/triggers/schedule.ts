import { configText } from '../../config.ts'
import { defineTrigger } from '../../node.ts'
import { scopeIds, type ScopeId } from '../../scopes.ts'

/** Fires by the calendar, for every entity of a scope. */
export const schedule = defineTrigger({
  kind: 'trigger.schedule',
  v: 1,
  label: { en: 'Schedule', zh: '定时' },
  summary: { en: 'Selects every entity of a scope on fixed days.', zh: '在固定日期选出全部对象。' },
  icon: 'calendar-clock',
  family: 'general',
  hasTimingState: false,
  fields: {
    scope: {
      type: 'scope',
      options: scopeIds,
      default: 'product',
      label: { en: 'For every', zh: '针对每个' },
      help: {
        en: 'All of them are passed on; a condition may narrow them.',
        zh: '全部传下去，可再用条件筛选。',
      },
    },
    recurrence: {
      type: 'recurrence',
      default: 'FREQ=DAILY;INTERVAL=7',
      label: { en: 'Repeats', zh: '重复' },
      help: {
        en: 'Intervals count from day 1 of the run, weeks from the week of day 1.',
        zh: '间隔从运行第 1 天起算，按周则从第 1 天所在的周起算。',
      },
    },
  },
  scope: (config) => config['scope'] as ScopeId,
  recurrence: (config) => configText(config, 'recurrence'),
  example: {
    config: { scope: 'product', recurrence: 'FREQ=WEEKLY;BYDAY=MO' },
    reads: { en: 'Every product, on Mondays.', zh: '每周一，全部商品。' },
  },
})
