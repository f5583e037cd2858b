import { configText } from '../../config.ts'
import { defineTrigger } from '../../node.ts'
import { scopeIds, type ScopeId } from '../../scopes.ts'

/** Any condition over the figures of one scope. */
export const metric = defineTrigger({
  kind: 'trigger.metric',
  v: 1,
  label: { en: 'Metric', zh: '指标' },
  summary: {
    en: 'Selects entities for which a condition over the shop’s figures holds.',
    zh: '选出满足指标条件的对象。',
  },
  icon: 'activity',
  family: 'general',
  hasTimingState: true,
  fields: {
    scope: {
      type: 'scope',
      options: scopeIds,
      default: 'product',
      label: { en: 'Watches', zh: '监控对象' },
      help: { en: 'The condition is decided for each of them.', zh: '对每个对象分别判断。' },
    },
    expression: {
      type: 'expression',
      result: 'bool',
      default: 'coverDays < 7',
      label: { en: 'Condition', zh: '条件' },
      help: {
        en: 'For example coverDays < 7, or sum(soldUnits, 60d) < params.slowUnits.',
        zh: '例如 coverDays < 7，或 sum(soldUnits, 60d) < params.slowUnits。',
      },
    },
  },
  scope: (config) => config['scope'] as ScopeId,
  expression: (config) => configText(config, 'expression'),
  example: {
    config: {
      scope: 'product',
      expression: 'coverDays < 7',
      when: 'becomesTrue',
      for: '3d',
      onMissing: 'hold',
    },
    reads: {
      en: 'Once, when a product’s cover has been under seven days for three days in a row.',
      zh: '当商品可售天数连续三天低于七天时，触发一次。',
    },
  },
})
