import { configText } from '../../config.ts'
import { defineTrigger } from '../../node.ts'
import { scopeIds, type ScopeId } from '../../scopes.ts'

/** Something happened to an entity on the day that closes. */
export const event = defineTrigger({
  kind: 'trigger.event',
  v: 1,
  label: { en: 'Event', zh: '事件' },
  summary: {
    en: 'Selects the entities that something has happened to, such as a supplier that is down.',
    zh: '选出发生某事件的对象，例如停供的供应商。',
  },
  icon: 'zap',
  family: 'general',
  hasTimingState: false,
  fields: {
    event: {
      type: 'event',
      default: 'supplierDown',
      label: { en: 'Event', zh: '事件' },
      help: {
        en: 'Announced by the shop; seen at the review of that day.',
        zh: '由店铺发布，在当日检查时看到。',
      },
    },
    scope: {
      type: 'scope',
      options: scopeIds,
      default: 'supplier',
      label: { en: 'Happens to', zh: '发生于' },
      help: { en: 'What the event happens to.', zh: '事件发生的对象。' },
    },
    where: {
      type: 'expression',
      result: 'bool',
      payloadOf: 'event',
      isOptional: true,
      label: { en: 'Only where', zh: '附加条件' },
      help: {
        en: 'May read what the event says, for example event.changeRatio <= -0.05, and figures of the entity.',
        zh: '可读取事件内容（如 event.changeRatio <= -0.05）以及对象的指标。',
      },
    },
  },
  scope: (config) => config['scope'] as ScopeId,
  event: (config) => {
    const where = configText(config, 'where')
    return { id: configText(config, 'event'), ...(where.trim() === '' ? {} : { where }) }
  },
  example: {
    config: {
      event: 'competitorMove',
      scope: 'product',
      where: 'event.kind == "price" && event.changeRatio <= -0.05',
    },
    reads: {
      en: 'Products whose rival cut the price by 5 % or more today.',
      zh: '竞品今日降价 5% 及以上的商品。',
    },
  },
})
