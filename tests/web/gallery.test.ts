import { describe, expect, it } from 'vitest'
import { systemIds, type DeskId } from '@sandtable/rules'
import type { PlaybookSummary } from '@sandtable/api'
import { groupByTopic, searchPlaybooks } from '../../apps/web/src/gallery/search.ts'
import { topicIds, topicOf } from '../../apps/web/src/gallery/topics.ts'

function summary(id: string, systems: readonly string[], desk?: DeskId): PlaybookSummary {
  return {
    id,
    revision: 1,
    name: { en: `Rule ${id}`, zh: `规则 ${id}` },
    systems,
    ...(desk === undefined ? {} : { desk }),
    nodes: 2,
    errors: 0,
    warnings: 0,
    updatedAt: `2026-01-0${id.length}`,
  }
}

const all = [
  summary('a', ['INV-10'], 'supplyChain'),
  summary('bb', ['INV-2', 'SVC-1'], 'supplyChain'),
  summary('ccc', ['SVC-1'], 'customerService'),
  summary('dddd', []),
]
const find = (search: string, rest: { desk?: DeskId; topic?: 'INV' | 'own' } = {}) =>
  searchPlaybooks(all, { search, desk: rest.desk, topic: rest.topic }).map(({ id }) => id)

describe('the gallery', () => {
  it('is searched in both languages, by ids and titles of systems and by desk', () => {
    expect(find('')).toEqual(['dddd', 'ccc', 'bb', 'a'])
    expect(find('规则 ccc')).toEqual(['ccc'])
    expect(find('svc-1')).toEqual(['ccc', 'bb'])
    expect(find('差评')).toEqual(['ccc', 'bb'])
    expect(find('bad-review customer service')).toEqual(['ccc'])
    expect(find('nothing of that')).toEqual([])
  })

  it('is narrowed to a desk and to a topic', () => {
    expect(find('', { desk: 'supplyChain' })).toEqual(['bb', 'a'])
    expect(find('backup', { desk: 'supplyChain', topic: 'INV' })).toEqual(['a'])
    expect(find('', { topic: 'own' })).toEqual(['dddd'])
  })

  it('groups by the topic of the first system, own playbooks first, systems by number', () => {
    const groups = groupByTopic(all)
    expect(groups.map(({ topic, playbooks }) => [topic, playbooks.map(({ id }) => id)])).toEqual([
      ['own', ['dddd']],
      ['INV', ['bb', 'a']],
      ['SVC', ['ccc']],
    ])
  })

  it('has a topic for every system', () => {
    for (const id of systemIds) expect(topicOf({ systems: [id] })).not.toBe('own')
    expect(new Set(topicIds).size).toBe(topicIds.length)
  })
})
