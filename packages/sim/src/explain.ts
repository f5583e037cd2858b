/**
 * Why did it (not) fire? Runs one replication of an experiment again, up to the day asked about, and explains
 * one node and entity. A run is a pure function of playbooks, shop and seed, so nothing has to be stored.
 */
import {
  compiledNode,
  createExplainer,
  nearest,
  scopeName,
  type Entities,
  type Explanation,
  type Issue,
  type Program,
  type ScopeId,
  type Shop,
} from '@sandtable/rules'
import { pastOf, prepareExperiment, type PreparedExperiment } from './experiment/experiment.ts'
import { runDefaults, runLimits } from './experiment/plan.ts'
import { modelVersion } from './modelVersion.ts'
import { didYouMean, outOfRange, type Problem } from './problem.ts'
import { advance, fork, shopOf } from './run.ts'

/** What to explain: a node and an entity in one replication of an experiment. */
export interface ExplainRequest {
  /** The playbooks of the arm, in the order of the experiment. */
  readonly playbooks: readonly unknown[]
  /** Id of a template, or a whole shop file. */
  readonly shop?: unknown
  readonly seed?: number
  /** Counted from 0, as in an experiment. */
  readonly replication?: number
  /** Day of the run, from 1. */
  readonly day: number
  readonly nodeId: string
  /** Index of the node's playbook; needed when several playbooks have a node of this id. */
  readonly playbook?: number
  /** Id of an entity of the scope that the node looks at. */
  readonly entity: string
}

/** An explanation with what names the run: the same request gives the same bytes. */
export interface RunExplanation extends Explanation {
  readonly shop: string
  readonly shopHash: string
  /** ISO 4217; money is in its hundredths. */
  readonly currency: string
  readonly seed: number
  readonly replication: number
  readonly modelVersion: string
}

export type ExplainResult =
  | { readonly ok: true; readonly explanation: RunExplanation; readonly issues: readonly Issue[] }
  | {
      readonly ok: false
      /** What is wrong with the request or its shop. */
      readonly problems: readonly Problem[]
      /** What is wrong with the playbooks. */
      readonly issues: readonly Issue[]
    }

/** Re-runs and explains; all problems at once. Its cost is that of one replication of `day` days. */
export function explain(request: ExplainRequest): ExplainResult {
  const seed = request.seed ?? runDefaults.seed
  const replication = request.replication ?? 0
  const sizes = [
    outOfRange('day', request.day, 1, runLimits.days),
    outOfRange('replication', replication, 0, runLimits.replications - 1),
  ].filter((problem) => problem !== undefined)
  const prepared = prepareExperiment({
    playbooks: request.playbooks,
    shop: request.shop ?? runDefaults.shop,
    seed,
    days: sizes.length === 0 ? request.day : 1,
    // no other replication has a part in this one
    replications: runLimits.leastReplications,
  })
  if (!prepared.ok) {
    return { ok: false, problems: [...sizes, ...prepared.problems], issues: prepared.issues }
  }
  const { experiment, issues } = prepared
  const found = locate(experiment, request)
  if ('problem' in found || sizes.length > 0) {
    const problems = [...sizes, ...('problem' in found ? [found.problem] : [])]
    return { ok: false, problems, issues }
  }
  const { model, playbook: program, shop, shopHash, currency } = experiment
  const question = { day: request.day, node: found.node, entity: found.entity }
  const explainer = createExplainer(program, shopOf(model), question)
  const run = fork(pastOf(experiment, replication), program, {
    watchReview: (timing, snapshot) => explainer.watch(timing, snapshot),
  })
  advance(run, request.day)
  const explanation = explainer.explanation()
  if (explanation === undefined) throw new Error(`day ${request.day} had no review to explain`)
  return {
    ok: true,
    issues,
    explanation: { ...explanation, shop, shopHash, currency, seed, replication, modelVersion },
  }
}

type Located = { readonly node: number; readonly entity: number } | { readonly problem: Problem }

/** Finds the node and the entity by their ids. */
function locate(
  { playbook: program, model }: PreparedExperiment,
  request: ExplainRequest,
): Located {
  const { nodeId, playbook } = request
  const candidates = [...program.nodes.entries()].filter(
    ([, node]) => node.id === nodeId && (playbook === undefined || node.playbook === playbook),
  )
  if (candidates.length === 0) return { problem: unknownNode(program, nodeId) }
  if (candidates.length > 1) return { problem: ambiguousNode(nodeId) }
  const [node] = candidates[0]!
  const compiled = compiledNode(program, node)
  if (compiled === undefined) return { problem: nodeOff(nodeId) }
  const shop = shopOf(model)
  const entity = shop.entities(compiled.scope).ids.indexOf(request.entity)
  if (entity < 0) return { problem: unknownEntity(shop, compiled.scope, request.entity) }
  return { node, entity }
}

function unknownNode({ nodes }: Program, id: string): Problem {
  const known = nodes.map((node) => node.id)
  const guess = nearest(id, known)
  const list = known.slice(0, 20).join(', ')
  return {
    code: 'unknownNode',
    path: 'nodeId',
    sentence: {
      en: `No playbook has a node “${id}”; there are ${list}.${didYouMean.en(guess)}`,
      zh: `策略中没有节点“${id}”；现有 ${list}。${didYouMean.zh(guess)}`,
    },
  }
}

function ambiguousNode(id: string): Problem {
  return {
    code: 'ambiguousNode',
    path: 'playbook',
    sentence: {
      en: `Several playbooks have a node “${id}”; say which playbook is meant.`,
      zh: `多个策略都有节点“${id}”，请指明是哪个策略。`,
    },
  }
}

function nodeOff(id: string): Problem {
  return {
    code: 'nodeOff',
    path: 'nodeId',
    sentence: {
      en: `Node “${id}” takes no part: it is disabled, or no trigger leads to it.`,
      zh: `节点“${id}”不参与运行：已停用，或没有触发器通向它。`,
    },
  }
}

/** Names entities that come near: by a slip of the pen, or because they belong to the one named. */
function unknownEntity(shop: Shop, scope: ScopeId, id: string): Problem {
  const entities = shop.entities(scope)
  const guess = nearest(id, entities.ids)
  const near = guess === undefined ? belongingTo(shop, entities, id) : [guess]
  const list = (near.length > 0 ? near : entities.ids).slice(0, 5).map((one) => `“${one}”`)
  const { en, zh } = scopeName(scope)
  const [enList, zhList] = [list.join(', '), list.join('、')]
  const move =
    near.length > 0
      ? { en: `Did you mean ${enList}?`, zh: `是否指 ${zhList}？` }
      : { en: `There are ${enList} and others.`, zh: `现有 ${zhList} 等。` }
  const none = { en: 'This shop has none.', zh: '此店铺没有该类对象。' }
  const next = list.length === 0 ? none : move
  return {
    code: 'unknownEntity',
    path: 'entity',
    sentence: {
      en: `The node looks at a ${en}, and none has the id “${id}”. ${next.en}`,
      zh: `该节点针对${zh}，其中没有“${id}”。${next.zh}`,
    },
  }
}

/** Ids of the entities that have an entity of this id as a parent. */
function belongingTo(shop: Shop, { ids, parents }: Entities, parentId: string): readonly string[] {
  for (const [scope, owners] of Object.entries(parents) as [ScopeId, Int32Array][]) {
    const parent = shop.entities(scope).ids.indexOf(parentId)
    if (parent >= 0) return ids.filter((_, index) => owners[index] === parent)
  }
  return []
}
