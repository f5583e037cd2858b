/**
 * How right the analyses of `checkPlaybook` are: random valid playbooks over a shop so small that the truth can be
 * had by trying everything. What an analysis says never happens must not happen; what it says can happen must.
 */
import {
  checkPlaybook,
  commandDeclaration,
  compile,
  type Issue,
  type NodeView,
  type Playbook,
  type Program,
  type ProposalView,
} from '@sandtable/rules'
import type { Random } from './random.ts'
import { truthPlaybook } from './truthPlaybooks.ts'
import { courses, days, shop, snapshotOf, truthCatalogue, valuesOf } from './truthShop.ts'

interface Observed {
  /** `node.port` by which some entity left. */
  readonly left: ReadonlySet<string>
  /** Nodes that some entity reached, or triggers that fired. */
  readonly reached: ReadonlySet<string>
  /** Pairs of actions, by id, that kept each other from being done. */
  readonly clashes: ReadonlySet<string>
  /** `node.field` of number parameters that were missing for an entity that reached the action. */
  readonly missing: ReadonlySet<string>
  /** What left each trigger, day by day. */
  readonly fired: ReadonlyMap<string, string>
}

function observe(program: Program): Observed {
  const { nodes, playbooks } = program
  const [book] = playbooks
  const left = new Set<string>()
  const reached = new Set<string>()
  const clashes = new Set<string>()
  const missing = new Set<string>()
  const fired = new Map<string, string>()
  const reviewer = program.startReviewer(shop)
  const parameters = new Map(
    book!.nodes.flatMap(({ id, config: { units } }) =>
      typeof units === 'string' ? [[id, valuesOf(units, 'number')] as const] : [],
    ),
  )
  for (let day = 0; day < days; day++) {
    const undecided = new Map<number, ProposalView[]>()
    const onNode = ({ node, selected, outputs = {} }: NodeView): void => {
      const { id } = nodes[node]!
      for (const [port, selection] of Object.entries(outputs)) {
        if (!selection.includes(1)) continue
        left.add(`${id}.${port}`)
        if (selected === undefined) reached.add(id)
      }
      if (selected === undefined) {
        const hash = outputs['out']!.reduce(
          (sum, value, i) => (sum * 31 + value * (i + 1)) % 2 ** 45,
          7,
        )
        fired.set(id, `${fired.get(id) ?? ''} ${hash}`)
        return
      }
      if (selected.includes(1)) reached.add(id)
      const values = parameters.get(id)
      const course = courses[day]!
      if (values === undefined || missing.has(`${id}.units`)) return
      if (selected.some((value, product) => value === 1 && Number.isNaN(values[course[product]!])))
        missing.add(`${id}.units`)
    }
    reviewer.review(
      'endOfDay',
      snapshotOf(day),
      (commands) => commands.map(() => ({ fate: 'applied' })),
      {
        onNode,
        onProposal: (proposal) => {
          if (proposal.reason !== 'conflict') return
          const rivals = undecided.get(proposal.entity) ?? []
          for (const rival of rivals)
            if (areEqualRivals(proposal, rival))
              clashes.add([nodes[rival.node]!.id, nodes[proposal.node]!.id].toSorted().join(' '))
          undecided.set(proposal.entity, [...rivals, proposal])
        },
      },
    )
  }
  return { left, reached, clashes, missing, fired }
}

/** Both want one lever with equal right, and not the same: neither wins over the other, whatever a third does. */
function areEqualRivals(a: ProposalView, b: ProposalView): boolean {
  if (a.priority !== b.priority) return false
  const commands = [a.command, b.command]
  if (a.command !== b.command)
    return commands.includes('cancelOrders') && commands.includes('reorder')
  const { rule } = commandDeclaration(a.command)
  return rule === 'none' && JSON.stringify(a.values) !== JSON.stringify(b.values)
}

// ----------------------------------------------------------------- comparison

/** For each analysis: what it found, what it did not find, and what it said wrongly. */
export interface TruthCount {
  found: number
  missed: number
  wrong: number
}
export interface TruthResult {
  readonly counts: Readonly<Record<string, TruthCount>>
  readonly findings: readonly string[]
  readonly playbooks: number
}

/** Checks random playbooks and compares what is said of them with what they do. */
export function measureTruth(random: Random, count: number): TruthResult {
  const counts: Record<string, TruthCount> = {}
  const findings: string[] = []
  let playbooks = 0
  for (let i = 0; i < count; i++) {
    const book = truthPlaybook(random)
    const issues = checkPlaybook(book, truthCatalogue)
    const compiled = compile([book], truthCatalogue)
    if (!compiled.ok) continue
    playbooks++
    const observed = observe(compiled.program)
    for (const { code, said, isTrue, what } of judgements(book, issues, observed)) {
      const tally = (counts[code] ??= { found: 0, missed: 0, wrong: 0 })
      if (said && isTrue) tally.found++
      else if (isTrue) tally.missed++
      else if (said) {
        tally.wrong++
        findings.push(
          `${code} ${what}: ${JSON.stringify(book.nodes)} ${JSON.stringify(book.edges)}`,
        )
      }
    }
  }
  return { counts, findings, playbooks }
}

/** One thing that an analysis may say: whether it said it, and whether it is so. */
interface Judgement {
  readonly code: string
  readonly said: boolean
  readonly isTrue: boolean
  readonly what: string
}

function judgements(book: Playbook, issues: readonly Issue[], observed: Observed): Judgement[] {
  const of = (code: string, nodeId?: string) =>
    issues.filter((one) => one.code === code && (nodeId === undefined || one.nodeId === nodeId))
  return book.nodes.flatMap(({ id, type, config }): Judgement[] => {
    const ports = book.edges.filter(({ from }) => from[0] === id).map(({ from }) => from[1])
    const text = typeof config['expression'] === 'string' ? config['expression'] : undefined
    const found: Judgement[] = []
    if (type.startsWith('trigger.') && text !== undefined) {
      found.push({
        code: 'deadTrigger',
        said: of('deadTrigger', id).length > 0,
        isTrue: !observed.left.has(`${id}.out`) && /[a-c]Units|kind/.test(text),
        what: id,
      })
      const isReported = issues.some(
        ({ code, nodeId, field }) =>
          nodeId === id &&
          (code === 'deadTrigger' || (code.startsWith('always') && field === 'recover')),
      )
      if (typeof config['recover'] === 'string' && !isReported)
        found.push(idleRecovery(book, id, of, observed))
    }
    if (text !== undefined) found.push(...constants(id, text, 'expression', issues))
    if (typeof config['recover'] === 'string')
      found.push(...constants(id, config['recover'], 'recover', issues))
    if (type.startsWith('condition.') || type.startsWith('flow.')) {
      const isExplained = of('alwaysTrue', id).length + of('alwaysFalse', id).length > 0
      for (const port of new Set(ports)) {
        const name = portLabel(port)
        // a row that never matches is reported as a row
        const said =
          of('unreachableBranch', id).some(({ facts }) => english(facts['port']) === name) ||
          of('unreachableRow', id).some(({ facts }) => english(facts['row']) === name)
        const isNever = !observed.left.has(`${id}.${port}`)
        // where nothing arrives the node before is reported, a condition that is constant itself
        const isTrue = isNever && (said || (observed.reached.has(id) && !isExplained))
        found.push({ code: 'unreachableBranch', said, isTrue, what: `${id}.${port}` })
      }
    }
    if (type.startsWith('condition.') && ports.length > 0 && !ports.includes('missing'))
      found.push({
        code: 'possibleMissing',
        said: of('possibleMissing', id).length > 0,
        isTrue: observed.left.has(`${id}.missing`),
        what: id,
      })
    if (typeof config['units'] === 'string')
      found.push({
        code: 'missingProposal',
        said: of('missingProposal', id).length > 0,
        isTrue: observed.missing.has(`${id}.units`),
        what: id,
      })
    if (type.startsWith('action.')) {
      for (const other of book.nodes.filter(
        (node) => node.type.startsWith('action.') && node.id < id,
      )) {
        const said = [...of('conflict', id), ...of('conflict', other.id)].some(
          ({ facts, nodeId }) =>
            [id, other.id].every((name) => name === nodeId || name === english(facts['other'])),
        )
        const isTrue = observed.clashes.has([other.id, id].toSorted().join(' '))
        found.push({ code: 'conflict', said, isTrue, what: `${other.id} ${id}` })
      }
    }
    return found
  })
}

function english(text: unknown): string {
  return (text as { readonly en: string }).en
}

/** What a port is called on the screen. */
function portLabel(port: string): string {
  const labels: Record<string, string> = {
    r1: '1',
    r2: '2',
    default: 'no row',
    a: 'A',
    b: 'B',
    rest: 'the rest',
  }
  return labels[port] ?? port
}

/** What is said of a condition, and of parts of it, against its values for every assignment. */
function constants(id: string, text: string, field: string, issues: readonly Issue[]): Judgement[] {
  const said = issues.filter(
    (one) =>
      (one.code === 'alwaysTrue' || one.code === 'alwaysFalse') &&
      one.nodeId === id &&
      one.field === field,
  )
  const judged = said.map(({ code, range }): Judgement => {
    const part = range === undefined ? text : text.slice(range.start, range.end)
    return { code, said: true, isTrue: isConstant(valuesOf(part, 'bool'), code), what: part }
  })
  const isDead = issues.some(({ code, nodeId }) => code === 'deadTrigger' && nodeId === id)
  const missed = ['alwaysTrue', 'alwaysFalse'].filter(
    (code) =>
      said.length === 0 &&
      !isDead &&
      /[a-c]Units|kind/.test(text) &&
      isConstant(valuesOf(text, 'bool'), code),
  )
  return [...judged, ...missed.map((code) => ({ code, said: false, isTrue: true, what: text }))]
}

function isConstant(values: readonly number[], code: string): boolean {
  return !values.includes(code === 'alwaysTrue' ? 0 : 1)
}

/** A recovery is idle when the trigger fires the same without it. */
function idleRecovery(
  book: Playbook,
  id: string,
  of: (code: string, nodeId: string) => readonly Issue[],
  { fired }: Observed,
): Judgement {
  const nodes = book.nodes.map((node) => {
    if (node.id !== id) return node
    const { recover: _, ...config } = node.config
    return { ...node, config }
  })
  const without = compile([{ ...book, nodes }], truthCatalogue)
  if (!without.ok) throw new Error(JSON.stringify(without.issues))
  return {
    code: 'idleRecovery',
    said: of('idleRecovery', id).length > 0,
    isTrue: observe(without.program).fired.get(id) === fired.get(id),
    what: id,
  }
}
