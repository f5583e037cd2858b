/**
 * Explanations against the run they explain: random playbooks over random shops, random nodes, days and entities.
 * A finding says what differs.
 *
 * Compared are the answer and what the fast path did (its selections, proposals and counts), and, independent of
 * the fast path, what follows from the values that the interpreter gave and from SPEC T, G and A.
 */
import {
  compile,
  compiledNode,
  createExplainer,
  describeExplanation,
  type Command,
  type Explanation,
  type NodeExplanation,
  type Playbook,
  type Program,
  type ProposalView,
  type Receipt,
  type ReviewWatch,
  type Shop,
  type Snapshot,
  type TimingExplanation,
} from '@sandtable/rules'
import { catalogue, randomShop } from './expressions.ts'
import type { FuzzResult } from './fuzz.ts'
import { daysBefore, shopOf, snapshotOf } from './plainShop.ts'
import type { Random } from './random.ts'
import { randomPlaybook } from './randomPlaybooks.ts'

const reviews = 8
const questionsPerRun = 12

/** What one review did. */
interface Seen {
  readonly day: number
  readonly timing: 'startOfDay' | 'endOfDay'
  readonly counts: string
  readonly commands: string
  /** By node. */
  readonly selected: ReadonlyMap<number, Uint8Array>
  readonly outputs: ReadonlyMap<number, Readonly<Record<string, Uint8Array>>>
  readonly proposals: readonly ProposalView[]
}

interface World {
  readonly program: Program
  readonly shop: Shop
  readonly snapshots: readonly Snapshot[]
  readonly seed: number
}

export function fuzzExplanations(random: Random, count: number): FuzzResult {
  const findings: string[] = []
  const counts: Record<string, number> = { playbooks: 0, questions: 0 }
  const tally = (key: string) => {
    counts[key] = (counts[key] ?? 0) + 1
  }
  while (counts['questions']! < count) {
    const playbooks = Array.from({ length: random.int(1, 2) }, () => randomPlaybook(random))
    counts['playbooks']! += playbooks.length
    const say = (problem: string) => findings.push(`${problem}: ${JSON.stringify(playbooks)}`)
    try {
      const world = makeWorld(random, playbooks)
      const plain = run(world, () => undefined)
      const seen = run(world, () => ({}))
      if (plain.map(bytesOf).join('\n') !== seen.map(bytesOf).join('\n'))
        say('watching changes a run')
      for (let i = 0; i < questionsPerRun; i++) {
        tally('questions')
        for (const problem of askOne(random, world, seen, tally)) say(problem)
      }
    } catch (error) {
      say(`threw ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
  return { findings, counts }
}

function makeWorld(random: Random, playbooks: readonly Playbook[]): World {
  const compiled = compile(playbooks, catalogue)
  if (!compiled.ok) throw new Error(`does not compile: ${JSON.stringify(compiled.issues)}`)
  let plain = randomShop(random)
  while (plain.closedDays < reviews) plain = randomShop(random)
  const snapshots = Array.from({ length: reviews }, (_, index) => ({
    ...snapshotOf(daysBefore(plain, reviews - 1 - index)),
    day: index + 1,
  }))
  return { program: compiled.program, shop: shopOf(plain), snapshots, seed: random.int(0, 1e6) }
}

/** The shop's answer to a command, by chance but always the same. */
function answer({ command, entities, values }: Command, seed: number): Receipt {
  const text = JSON.stringify([command, entities, values, seed])
  let hash = 7
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  if (hash % 7 === 0) return { fate: 'rejected', reason: 'unchanged' }
  return hash % 5 === 0 ? { fate: 'adjusted', reason: 'clippedToBounds' } : { fate: 'applied' }
}

type Watcher = (timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot) => ReviewWatch | undefined

/** All reviews; with a watch, what the fast path showed it. */
function run({ program, shop, snapshots, seed }: World, watcher: Watcher): Seen[] {
  const reviewer = program.startReviewer(shop)
  return snapshots.flatMap((snapshot) =>
    (['startOfDay', 'endOfDay'] as const).map((timing): Seen => {
      const selected = new Map<number, Uint8Array>()
      const outputs = new Map<number, Record<string, Uint8Array>>()
      const proposals: ProposalView[] = []
      let commands = ''
      const inner = watcher(timing, snapshot)
      const watch: ReviewWatch | undefined =
        inner === undefined
          ? undefined
          : {
              onNode: (view) => {
                inner.onNode?.(view)
                if (view.selected !== undefined) selected.set(view.node, view.selected.slice())
                const copies = Object.entries(view.outputs ?? {}).map(
                  ([port, bits]) => [port, bits.slice()] as const,
                )
                outputs.set(view.node, Object.fromEntries(copies))
              },
              onProposal: (proposal) => {
                inner.onProposal?.(proposal)
                proposals.push(proposal)
              },
            }
      const given = reviewer.review(
        timing,
        snapshot,
        (asked) => {
          commands = JSON.stringify(asked)
          return asked.map((command) => answer(command, seed))
        },
        watch,
      )
      const { reasons, ...columns } = given
      const counts = JSON.stringify([columns, reasons.map((reason) => [...reason])])
      return { day: snapshot.day, timing, counts, commands, selected, outputs, proposals }
    }),
  )
}

function bytesOf({ counts, commands }: Seen): string {
  return counts + commands
}

function askOne(
  random: Random,
  world: World,
  seen: readonly Seen[],
  tally: (key: string) => void,
): string[] {
  const { program, shop, snapshots } = world
  const node = random.int(0, program.nodes.length - 1)
  const compiled = compiledNode(program, node)
  if (compiled === undefined) {
    tally('off')
    return []
  }
  const size = shop.entities(compiled.scope).ids.length
  if (size === 0) return []
  const entity = random.int(0, size - 1)
  const day = random.int(1, snapshots.length)
  const explainer = createExplainer(program, shop, { node, day, entity })
  const again = run(world, (timing, snapshot) => explainer.watch(timing, snapshot))
  const explanation = explainer.explanation()
  if (explanation === undefined) return ['no explanation']
  const timing = program.compiled.find(({ nodes }) => nodes.includes(compiled))!.timing
  const review = seen.find((one) => one.day === day && one.timing === timing)!
  const answered = explanation.nodes.at(-1)!
  tally(answered.proposal?.fate ?? answered.outcome.code)
  if (answered.proposal?.wonBy !== undefined) tally('conflictsWithWinner')
  if (explanation.causes.length > 0) tally('withCauses')
  if (explanation.nodes.some(({ related }) => related.count > 1)) tally('withRelated')
  return [
    ...(again.map(bytesOf).join('\n') === seen.map(bytesOf).join('\n')
      ? []
      : ['explaining changes a run']),
    ...answerProblems(explanation, review, node, entity),
    ...explanation.nodes.flatMap((one) => pathProblems(one, explanation, program, shop, review)),
    ...explanation.nodes.flatMap(followsProblems),
    ...(['en', 'zh'] as const).flatMap((language) =>
      describeExplanation(explanation, language).flatMap(({ text }) =>
        /undefined|NaN|\[object/.test(text) ? [`says “${text}”`] : [],
      ),
    ),
  ]
}

/** The node asked about: fired, ports, proposal, fate. */
function answerProblems(
  { nodes, stoppedAt }: Explanation,
  { outputs, selected, proposals }: Seen,
  node: number,
  entity: number,
): string[] {
  const { outcome, proposal, category } = nodes.at(-1)!
  const problems: string[] = []
  const same = (what: string, got: unknown, wanted: unknown) => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      problems.push(`${what} is ${JSON.stringify(got)}, was ${JSON.stringify(wanted)}`)
  }
  const did = proposals.find((one) => one.node === node && one.entity === entity)
  same('fate', proposal?.fate, did?.fate)
  same('reason', proposal?.reason, did?.reason)
  if (did !== undefined) same('values', proposal?.values, did.values)
  same('winner', proposal?.wonBy !== undefined, did?.wonBy !== undefined)
  same('proposed', outcome.code === 'proposed', did !== undefined)
  const isReached = selected.get(node)?.[entity] === 1
  if (category === 'trigger') {
    same('fired', outcome.code === 'fired', outputs.get(node)!['out']![entity] === 1)
  } else if (outcome.code === 'notReached') {
    same('reached', false, isReached)
    same('stopped somewhere', stoppedAt.length > 0, true)
  } else {
    same('stops', stoppedAt, [])
  }
  return problems
}

/** Every node on the way, for the entity that it is told for. */
function pathProblems(
  told: NodeExplanation,
  { playbook }: Explanation,
  program: Program,
  shop: Shop,
  { selected, outputs }: Seen,
): string[] {
  const node = program.nodes.findIndex(
    ({ id, playbook: index }) => id === told.nodeId && index === playbook.index,
  )
  if (told.entity === null) return told.outcome.code === 'noEntity' ? [] : ['no entity']
  const entity = shop.entities(told.scope).ids.indexOf(told.entity)
  const problems: string[] = []
  if (told.category === 'trigger') {
    const fired = outputs.get(node)!['out']![entity] === 1
    if (fired !== (told.outcome.code === 'fired')) problems.push(`${told.nodeId} fired ${fired}`)
  } else if (told.flow !== undefined) {
    const isReached = selected.get(node)![entity] === 1
    if (isReached !== told.flow.isReached) problems.push(`${told.nodeId} reached ${isReached}`)
    const sizes = Object.values(outputs.get(node)!).map(({ length }) => length)
    const keepsScope = sizes.every((size) => size === selected.get(node)!.length)
    const flow = compiledNode(program, node)!
    if ('outputScope' in flow && flow.outputScope === flow.scope && keepsScope) {
      const left = Object.entries(outputs.get(node)!)
        .filter(([, bits]) => bits[entity] === 1)
        .map(([port]) => port)
      const said = told.outcome.code === 'left' ? told.outcome.ports : []
      if (JSON.stringify(left) !== JSON.stringify(said))
        problems.push(`${told.nodeId} left by ${left.join()}, said ${said.join()}`)
    }
  }
  return problems
}

/** What follows from the values told, by SPEC and not by the fast path. */
function followsProblems({ kind, nodeId, outcome, expressions, timing, flow }: NodeExplanation) {
  const problems: string[] = []
  const valueOf = (id: string) => expressions.find((one) => one.id === id)?.value
  if (timing !== undefined) {
    const fires = firesBySpec(timing, valueOf('condition') ?? null, valueOf('recover'))
    if (fires !== (outcome.code === 'fired'))
      problems.push(`${nodeId} fires by SPEC ${fires}, told ${outcome.code}`)
  }
  if (kind === 'condition.expression' && flow?.isReached === true && outcome.code === 'left') {
    const value = valueOf('test')
    const port = value === null ? undefined : String(value)
    if (port !== undefined && outcome.ports[0] !== port)
      problems.push(`${nodeId} is ${port}, left by ${outcome.ports.join()}`)
  }
  for (const { value, missing, tests, text } of expressions) {
    if ((value === null) !== missing.length > 0) problems.push(`missing without a reason: ${text}`)
    const isDecided = tests.length === 0 || tests.some(({ isDecisive }) => isDecisive)
    if (typeof value === 'boolean' && !isDecided) problems.push(`nothing decides: ${text}`)
    for (const { holds, comparison } of tests) {
      if (comparison?.margin === undefined || comparison.margin === null) continue
      const { margin, operator, left, right } = comparison
      // a margin of tiny numbers may vanish; the sides say it then
      const sign =
        margin === 0 ? Math.sign(Number(left! > right!) - Number(left! < right!)) : margin
      const byMargin = { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator]
      if (byMargin !== undefined && byMargin !== holds) problems.push(`margin of ${text}`)
    }
  }
  return problems
}

/** SPEC T1–T6 for one review, from the state before it. */
function firesBySpec(
  { settings, before }: TimingExplanation,
  condition: unknown,
  recover: unknown,
): boolean {
  const { when, onMissing, forReviews } = settings
  if (condition === null && onMissing === 'hold') return false
  if (before.cooldownReviews > 0) return false
  const isTrue = condition === null ? onMissing === 'true' : condition === true
  const wasOn = before.state === 'active' || before.state === 'recovering'
  let isOn: boolean
  if (!wasOn) {
    isOn = isTrue && before.heldReviews + 1 >= forReviews
  } else if (isTrue) {
    isOn = true
  } else if (before.state === 'active') {
    const isOver = recover === undefined || recover === true
    isOn = !isOver || settings.keepForReviews > 0
  } else {
    isOn = before.keepReviews > 0
  }
  if (when === 'whileTrue') return isOn
  return when === 'becomesTrue' ? !wasOn && isOn : wasOn && !isOn
}
