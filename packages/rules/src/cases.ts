/**
 * Unit cases of a playbook: figures in, what each node does out (SPEC P6).
 *
 *   tests[i] ─▶ shop of one entity a scope, its figures day by day ─▶ compile, review n times ─▶ expected ↔ got
 *
 * The same compile and the same reviews as in a run; what differs from the expectation is explained.
 */
import { CaseShop } from './caseShop.ts'
import { compile } from './compile.ts'
import { withParameters } from './config.ts'
import { createExplainer } from './explain/explainer.ts'
import type { Explanation, PlainCommandValues } from './explain/explanation.ts'
import { plainValues } from './explain/causes.ts'
import { compiledNode } from './explain/path.ts'
import { graphOf, nodeTitle } from './graph.ts'
import type { Issue } from './issues.ts'
import { outputsOf, type NodeCategory } from './node.ts'
import { isUnitCase, type Playbook, type UnitCase } from './playbook.ts'
import type { Program, ReviewWatch } from './program.ts'
import type { Fate } from './receipts.ts'
import type { Catalogue } from './shop.ts'
import type { Text, UserText } from './text.ts'

export type CaseExpectation = UnitCase['expect'][string]

/** What a node did with the one entity, in the words of an expectation. */
export interface CaseOutcome {
  /** `fires` or `quiet`; the port, or `none`; `proposes`, `suppressed`, `rejected` or `quiet`. */
  readonly did: string
  /** Of an action that asked for something; an entity by its id. */
  readonly values?: PlainCommandValues
}

export interface CaseNodeResult {
  readonly nodeId: string
  readonly title: Text
  readonly expected: CaseExpectation
  readonly got: CaseOutcome
  readonly isMet: boolean
  /** Why the node did what it did; only where that is not what was expected. */
  readonly explanation?: Explanation
}

export interface CaseResult {
  /** Place in `playbook.tests`. */
  readonly index: number
  readonly name?: UserText
  readonly isPassed: boolean
  readonly nodes: readonly CaseNodeResult[]
}

/** A way out of a node that no case takes; for an action, `proposes`. */
export interface UntakenBranch {
  readonly nodeId: string
  readonly title: Text
  readonly port: string
}

export type CasesResult =
  | {
      readonly ok: true
      /** Of the cases that have no problem. */
      readonly cases: readonly CaseResult[]
      readonly untaken: readonly UntakenBranch[]
      /** Of the playbook; those of a case, which keep it from running, have its path. */
      readonly issues: readonly Issue[]
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Runs every case that has no problem. Refused with every issue when the playbook has an error. */
export function runCases(playbook: Playbook, catalogue: Catalogue): CasesResult {
  const tests = playbook.tests ?? []
  const compiled = compile([playbook], catalogue)
  if (!compiled.ok) return compiled
  const { issues } = compiled
  const faulty = new Set(issues.flatMap(({ path }) => (path[0] === 'tests' ? [path[1]] : [])))
  const programs = new Map<string, Program>()
  const taken = new Set<string>()
  const cases: CaseResult[] = []
  for (const [index, test] of tests.entries()) {
    if (faulty.has(index) || !isUnitCase(test)) continue
    const { params = {} } = test
    const key = JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    let program = programs.get(key)
    if (program === undefined) {
      const bound = compile([withParameters(playbook, params)], catalogue)
      if (!bound.ok) return bound
      programs.set(key, (program = bound.program))
    }
    cases.push(runCase(program, catalogue, index, test, taken))
  }
  return { ok: true, cases, untaken: untakenBranches(playbook, taken), issues }
}

function runCase(
  program: Program,
  catalogue: Catalogue,
  index: number,
  test: UnitCase,
  taken: Set<string>,
): CaseResult {
  const shop = new CaseShop(catalogue, test)
  const outcomes = outcomesOf(program, shop, taken)
  const [playbook] = program.playbooks as readonly [Playbook]
  const nodes = Object.entries(test.expect).map(([nodeId, expected]): CaseNodeResult => {
    const got = outcomes.get(nodeId) ?? { did: 'quiet' }
    const isMet = meets(expected, got)
    const explanation = isMet ? undefined : explainCase(program, shop, nodeId)
    return {
      nodeId,
      title: nodeTitle(playbook.nodes.find(({ id }) => id === nodeId)!),
      expected,
      got,
      isMet,
      ...(explanation === undefined ? {} : { explanation }),
    }
  })
  return {
    index,
    ...(test.name === undefined ? {} : { name: test.name }),
    isPassed: nodes.every(({ isMet }) => isMet),
    nodes,
  }
}

/** By node id, at the last review; branches taken at any review are added to `taken`. */
function outcomesOf(
  program: Program,
  shop: CaseShop,
  taken: Set<string>,
): ReadonlyMap<string, CaseOutcome> {
  const outcomes = new Map<string, CaseOutcome>()
  const idOf = (node: number) => program.nodes[node]!.id
  const categories = new Map(
    program.compiled.flatMap(({ nodes }) => nodes.map((node) => [node.index, node.category])),
  )
  shop.review(program, () => ({
    onNode: ({ node, outputs = {} }) => {
      const ports = Object.entries(outputs).flatMap(([port, [isTaken]]) =>
        isTaken === 1 ? [port] : [],
      )
      for (const port of ports) taken.add(branchKey(idOf(node), port))
      outcomes.set(idOf(node), { did: passedWord(categories.get(node)!, ports) })
    },
    onProposal: ({ node, entity, fate, values }) => {
      // the second entity of a scope is there to be named, and is not looked at
      if (entity !== 0) return
      taken.add(branchKey(idOf(node), proposes))
      outcomes.set(idOf(node), { did: proposedWord(fate), values: plainValues(shop, values) })
    },
  }))
  return outcomes
}

const proposes = 'proposes'

/** What did not reach the shop is named by its fate, as everywhere. */
function proposedWord(fate: Fate): string {
  return fate === 'applied' || fate === 'adjusted' ? proposes : fate
}

/** What a node that passes on did; an action is quiet until it proposes. */
function passedWord(category: NodeCategory, ports: readonly string[]): string {
  if (category === 'trigger') return ports.length > 0 ? 'fires' : 'quiet'
  if (category === 'action') return 'quiet'
  return ports.length > 0 ? ports.join(' ') : 'none'
}

/** Values named are compared, others are not looked at. A flow node that leaves by several ports meets each. */
function meets(expected: CaseExpectation, { did, values = {} }: CaseOutcome): boolean {
  if (typeof expected === 'string') return did.split(' ').includes(expected)
  return (
    did === proposes && Object.entries(expected).every(([id, value]) => isSame(value, values[id]))
  )
}

/** Numbers agree to nine digits: expectations are written by people. */
function isSame(expected: unknown, got: unknown): boolean {
  if (typeof expected !== 'number' || typeof got !== 'number') return expected === got
  return Math.abs(expected - got) <= 1e-9 * Math.max(1, Math.abs(expected), Math.abs(got))
}

function explainCase(program: Program, shop: CaseShop, nodeId: string): Explanation | undefined {
  const node = program.nodes.findIndex(({ id }) => id === nodeId)
  if (compiledNode(program, node) === undefined) return undefined
  const explainer = createExplainer(program, shop, { node, day: shop.reviews, entity: 0 })
  shop.review(program, (timing, snapshot): ReviewWatch => explainer.watch(timing, snapshot))
  return explainer.explanation()
}

function untakenBranches(playbook: Playbook, taken: ReadonlySet<string>): UntakenBranch[] {
  return [...graphOf(playbook).nodes.values()].flatMap(({ node, definition, config, isActive }) => {
    if (!isActive || definition === undefined) return []
    const ports =
      definition.category === 'action'
        ? [proposes]
        : outputsOf(definition, config).map(({ id }) => id)
    return ports
      .filter((port) => !taken.has(branchKey(node.id, port)))
      .map((port) => ({ nodeId: node.id, title: nodeTitle(node), port }))
  })
}

function branchKey(nodeId: string, port: string): string {
  return `${nodeId} ${port}`
}
