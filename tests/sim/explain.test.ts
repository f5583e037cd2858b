import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlaybook, type Playbook } from '@sandtable/rules'
import {
  explain,
  prepareExperiment,
  runReplication,
  type ExplainRequest,
  type RunExplanation,
} from '@sandtable/sim'
import { advance, fork, runHistory } from '../../packages/sim/src/run.ts'
import { Random } from '../support/random.ts'

const examples = new URL('../../examples/playbooks/', import.meta.url)
function example(file: string): Playbook {
  const parsed = parsePlaybook(readFileSync(new URL(file, examples), 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.playbook
}
const inv1 = example('inv-1-low-stock-reorder.json')
const inv5 = example('inv-5-slow-mover-markdown.json')

function explained(request: ExplainRequest): RunExplanation {
  const result = explain(request)
  if (!result.ok) throw new Error(JSON.stringify([result.problems, result.issues]))
  return result.explanation
}
function sentences(request: Partial<ExplainRequest>, language: 'en' | 'zh' = 'en'): string {
  const base = { playbooks: [inv1], day: 3, nodeId: 'n_lowstock', entity: 'p_dress_03@w_east' }
  const result = explain({ ...base, ...request })
  if (result.ok) throw new Error('it was explained')
  return result.problems.map(({ sentence }) => sentence[language]).join('\n')
}
/** A replication of the experiment that the explanations are about. */
function experimentOf(
  playbooks: readonly Playbook[],
  days: number,
  seed: number,
  shop: unknown = 'fashion',
) {
  const prepared = prepareExperiment({ playbooks, shop, days, replications: 2, seed })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  return prepared.experiment
}

describe('explain', () => {
  it('tells as many firings and fates as the replication counted', () => {
    // a short history, because every entity runs it again; nobody else orders
    const shop = { format: 'shop/1', template: 'fashion', historyDays: 30, routine: 'none' }
    const seed = 4242
    const experiment = experimentOf([inv1], 1, seed, shop)
    const { nodes } = runReplication(experiment, 1)
    const { playbook: program, model } = experiment
    const fates = ['applied', 'adjusted', 'suppressed', 'rejected'] as const
    for (const nodeId of ['n_lowstock', 'n_reorder']) {
      const index = program.nodes.findIndex(({ id }) => id === nodeId)
      const told = { fired: 0, applied: 0, adjusted: 0, suppressed: 0, rejected: 0 }
      for (const entity of model.entities.stock.ids) {
        const request = { playbooks: [inv1], shop, seed, replication: 1, day: 1, nodeId, entity }
        const { outcome, proposal } = explained(request).nodes.at(-1)!
        if (outcome.code === 'fired' || outcome.code === 'proposed') told.fired++
        if (proposal !== undefined) told[proposal.fate]++
      }
      expect(told.fired).toBeGreaterThan(0)
      expect(told.fired).toBe(nodes.fired[index])
      for (const fate of fates) expect(told[fate]).toBe(nodes[fate][index])
    }
  })
  it('agrees with what it says of itself on random days, nodes and entities', () => {
    const random = new Random(7)
    const { playbook: program, model } = experimentOf([inv1, inv5], 1, 42)
    for (let i = 0; i < 25; i++) {
      const { id: nodeId, playbook } = random.pick(program.nodes)
      const scope = playbook === 0 ? 'stock' : 'product'
      const entity = random.pick(model.entities[scope].ids)
      const day = random.int(1, 40)
      const { nodes, stoppedAt } = explained({
        playbooks: [inv1, inv5],
        day,
        nodeId,
        playbook,
        entity,
      })
      const { outcome, category } = nodes.at(-1)!
      expect(stoppedAt.length > 0).toBe(outcome.code === 'notReached')
      const condition = nodes[0]!.expressions[0]!.value
      if (category === 'trigger' && outcome.code === 'fired') expect(condition).toBe(true)
      if (outcome.code === 'conditionFalse') expect(condition).toBe(false)
    }
  })
  it('[E1] gives the same bytes again, and changes no run', () => {
    const request = { playbooks: [inv1], day: 12, nodeId: 'n_reorder', entity: 'p_dress_03@w_east' }
    expect(JSON.stringify(explained(request))).toBe(JSON.stringify(explained(request)))
    const { model, playbook: program } = experimentOf([inv1], 15, 42)
    const past = runHistory(model, { seed: 42, replication: 0 }, program.historyNeeds)
    const watched = fork(past, program, { watchReview: () => ({ onNode: () => {} }) })
    const plain = fork(past, program)
    advance(watched, 15)
    advance(plain, 15)
    expect(watched.state).toEqual(plain.state)
  })
  it('names the run', () => {
    expect(
      explained({ playbooks: [inv1], day: 1, nodeId: 'n_lowstock', entity: 'p_dress_03@w_east' }),
    ).toMatchObject({ shop: 'fashion', currency: 'CNY', seed: 42, replication: 0, day: 1 })
  })
  it('finds the order that keeps a stock from being ordered again', () => {
    const { model } = experimentOf([inv1], 1, 42)
    const causes = model.entities.stock.ids.flatMap(
      (entity) => explained({ playbooks: [inv1], day: 20, nodeId: 'n_lowstock', entity }).causes,
    )
    expect(causes.length).toBeGreaterThan(0)
    for (const { day, command, nodeId, metricIds } of causes) {
      expect(day).toBeLessThan(20)
      expect([command, nodeId]).toEqual(['reorder', 'n_reorder'])
      expect(metricIds).toEqual(expect.arrayContaining(['inventoryPositionUnits']))
    }
  })
  it('says what is wrong with a request, with what may be meant', () => {
    expect(sentences({ nodeId: 'n_lowstok' })).toContain('Did you mean “n_lowstock”?')
    expect(sentences({ entity: 'p_dress_3@w_east' })).toContain('Did you mean “p_dress_03@w_east”?')
    // the product instead of one of its stocks
    expect(sentences({ entity: 'p_dress_03' })).toContain('“p_dress_03@w_east”')
    expect(sentences({ entity: 'zzz' }, 'zh')).toContain('现有')
    expect(sentences({ day: 0 })).toContain('day must be a whole number from 1 to 730, got 0')
    expect(sentences({ replication: 1.5 })).toContain('replication')
    expect(sentences({ shop: 'bakery' })).toContain('bakery')
    expect(sentences({ playbooks: [inv1, inv1] })).toContain('Several playbooks')
    const off = {
      ...inv1,
      nodes: inv1.nodes.map((node) => ({ ...node, isDisabled: node.id === 'n_lowstock' })),
    }
    expect(sentences({ playbooks: [off] })).toContain('disabled')
  })
  it('passes on what is wrong with a playbook', () => {
    const broken = {
      ...inv1,
      tests: [],
      nodes: [{ ...inv1.nodes[0]!, type: 'trigger.nothing' }],
      edges: [],
    }
    expect(
      explain({ playbooks: [broken], day: 1, nodeId: 'n_lowstock', entity: 'x' }),
    ).toMatchObject({ ok: false, issues: [{ code: 'unknownKind' }] })
  })
})
