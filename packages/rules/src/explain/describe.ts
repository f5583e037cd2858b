/** An explanation in words: lines for a terminal or a screen, in either language. */
import type { CommandParameter } from '../commands/command.ts'
import { commandDeclaration } from '../commands/index.ts'
import { formatValue, type FormatOptions } from '../figures.ts'
import { nodeDefinition } from '../nodes/index.ts'
import { reasonText } from '../receipts.ts'
import { scopeName } from '../scopes.ts'
import { textIn, type Language } from '../text.ts'
import type { InstanceState } from '../triggerState.ts'
import type { Unit } from '../units.ts'
import type {
  Cause,
  Explanation,
  ExpressionExplanation,
  FlowExplanation,
  MissingReason,
  NodeExplanation,
  PlainCommandValues,
  PlainValue,
  ProposalExplanation,
  ProposalSummary,
  TestExplanation,
  TimingExplanation,
} from './explanation.ts'
import { en, type Sentences } from './sentences/en.ts'
import { zh } from './sentences/zh.ts'

export interface ExplanationLine {
  /** 0 for the answer and headings, 1 for a node, 2 for what is said of it, 3 for its tests. */
  readonly depth: number
  readonly text: string
  /** The node that the line is about. */
  readonly nodeId?: string
}

/** How amounts are written. */
export type DescribeOptions = Pick<FormatOptions, 'currency'>

/** The lines of an explanation: the answer, then the way there node by node, then earlier commands. */
export function describeExplanation(
  explanation: Explanation,
  language: Language,
  options: DescribeOptions = {},
): readonly ExplanationLine[] {
  const writer = new Writer(language, options)
  const { nodes, causes, moreCauses } = explanation
  const { say } = writer
  return [
    ...writer.answer(explanation),
    ...nodes.flatMap((node) => writer.node(node)),
    ...(causes.length === 0 ? [] : [{ depth: 0, text: say.causes }]),
    ...causes.map((cause) => ({ depth: 1, text: writer.cause(cause) })),
    ...(moreCauses === 0 ? [] : [{ depth: 1, text: say.moreCauses({ count: moreCauses }) }]),
  ]
}

/** Why the node did what it did, without the way there: its outcome, its tests, what is missing. */
export function describeNode(
  node: NodeExplanation,
  language: Language,
  options: DescribeOptions = {},
): readonly ExplanationLine[] {
  return new Writer(language, options).node(node)
}

class Writer {
  readonly say: Sentences
  readonly #language: Language
  readonly #options: DescribeOptions

  constructor(language: Language, options: DescribeOptions) {
    this.say = language === 'zh' ? zh : en
    this.#language = language
    this.#options = options
  }

  answer({ day, review, nodeId, entity, nodes, stoppedAt }: Explanation): ExplanationLine[] {
    const node = nodes.at(-1)!
    const text = this.say.answer({
      name: this.#name(node),
      scope: scopeName(entity.scope)[this.#language],
      entity: entity.id,
      when: this.say.when({ day, isEvening: review === 'endOfDay' }),
      outcome: this.#outcome(node),
    })
    const stops = stoppedAt.map((id) => this.#name(nodes.find((one) => one.nodeId === id)!))
    return [
      { depth: 0, text, nodeId },
      ...(stops.length === 0
        ? []
        : [{ depth: 0, text: this.say.stoppedAt({ nodes: this.#list(stops) }), nodeId }]),
    ]
  }

  node(node: NodeExplanation): ExplanationLine[] {
    const { nodeId, kind, entity, related, expressions, timing, flow, proposal } = node
    const line = (depth: number, text: string): ExplanationLine => ({ depth, text, nodeId })
    const outcome = this.#outcome(node)
    return [
      line(1, this.say.node({ name: this.#name(node), entity: entity ?? '–', outcome })),
      ...(related.count > 1 && entity !== null
        ? [line(2, this.say.related({ ...related, entity }))]
        : []),
      ...expressions.flatMap((expression) => this.#expression(kind, expression, line)),
      ...(timing === undefined ? [] : [line(2, this.#timing(timing))]),
      ...(flow === undefined ? [] : this.#flow(flow).map((text) => line(2, text))),
      ...(proposal === undefined ? [] : this.#proposal(proposal).map((text) => line(2, text))),
    ]
  }

  cause(cause: Cause): string {
    const { day, playbook, entity, metricIds } = cause
    return this.say.cause({
      day,
      name: this.#name(cause),
      playbook: textIn(playbook.name, this.#language),
      scope: scopeName(entity.scope)[this.#language],
      entity: entity.id,
      request: this.#request(cause),
      fate: this.#fate(cause),
      figures: this.#list(metricIds),
    })
  }

  /** What a node is called, with its id. */
  #name({ title, nodeId }: Pick<NodeExplanation, 'title' | 'nodeId'>): string {
    return this.say.name({ title: title[this.#language], node: nodeId })
  }

  /** What an expression of a node is called: as its field is, where there is one. */
  #label(kind: string, id: string): string {
    const labels: Readonly<Record<string, string>> = this.say.label
    return nodeDefinition(kind)?.fields[id]?.label[this.#language] ?? labels[id] ?? id
  }

  #outcome({ kind, outcome, timing, proposal }: NodeExplanation): string {
    const { say } = this
    switch (outcome.code) {
      case 'pending': {
        const { settings, after } = timing!
        return say.pending({ held: after.heldReviews, needed: settings.forReviews })
      }
      case 'cooldown':
        return say.cooldown({ left: timing!.before.cooldownReviews })
      case 'left':
        return say.left({ ports: this.#list(outcome.ports) })
      case 'amountMissing':
        return say.amountMissing({ parameter: this.#label(kind, outcome.parameter) })
      case 'amountBelowLeast': {
        const { unit } = outcome
        const parameter = this.#label(kind, outcome.parameter)
        const value = this.#figure(outcome.value, unit)
        return say.amountBelowLeast({ parameter, value, least: this.#figure(outcome.least, unit) })
      }
      case 'proposed':
        return say.proposed({ request: this.#request(proposal!), fate: this.#fate(proposal!) })
      default:
        return say[outcome.code]
    }
  }

  #fate({ fate, reason }: Pick<ProposalExplanation, 'fate' | 'reason'>): string {
    if (fate === 'applied' || reason === undefined) return this.say.applied
    return this.say[fate]({ reason: reasonText(reason)[this.#language] })
  }

  /** The command with its values as the screen shows them. */
  #request({ command, values, priority }: ProposalSummary): string {
    const { label, parameters } = commandDeclaration(command)
    const written = Object.entries(values).map(([id, value]) => {
      const parameter = parameters[id]
      const name = parameter?.label[this.#language] ?? id
      return this.say.value({ name, value: this.#commandValue(value, parameter) })
    })
    const facts = [...written, this.say.priority({ priority })]
    return this.say.request({ command: label[this.#language], values: this.#list(facts) })
  }

  #commandValue(
    value: PlainCommandValues[string],
    parameter: CommandParameter | undefined,
  ): string {
    if (typeof value === 'number' && parameter?.type === 'number')
      return this.#figure(value, parameter.unit)
    if (typeof value === 'boolean') return this.say.plain[`${value}`]
    if (typeof value !== 'string') return JSON.stringify(value)
    const choice = parameter?.type === 'choice' ? parameter.options[value] : undefined
    return choice?.label[this.#language] ?? this.say.quoted({ text: value })
  }

  #proposal({ limit, proposedOnDay, wonBy }: ProposalExplanation): string[] {
    const { say } = this
    return [
      ...(limit === undefined || proposedOnDay !== undefined
        ? []
        : [say.limit({ value: this.#figure(limit.value, limit.unit) })]),
      ...(proposedOnDay === undefined
        ? []
        : [say.coolingSince({ day: proposedOnDay, left: limit!.value })]),
      ...(wonBy === undefined
        ? []
        : [
            say.wonBy({
              name: this.#name(wonBy),
              playbook: textIn(wonBy.playbook.name, this.#language),
              request: this.#request(wonBy),
            }),
          ]),
    ]
  }

  #expression(
    kind: string,
    { id, text, value, unit, parts, tests, missing }: ExpressionExplanation,
    line: (depth: number, text: string) => ExplanationLine,
  ): ExplanationLine[] {
    const { say } = this
    const figures = parts
      .filter(({ isFigure }) => isFigure)
      .map((part) => `${sliceOf(text, part)} = ${this.#value(part.value, part.unit)}`)
    return [
      line(
        2,
        say.expression({ label: this.#label(kind, id), text, value: this.#value(value, unit) }),
      ),
      ...tests.map((test) => line(3, this.#test(text, test))),
      ...missing.map((reason) => line(3, this.#missing(text, reason))),
      ...(figures.length === 0
        ? []
        : [line(3, say.reads({ figures: this.#list([...new Set(figures)]) }))]),
    ]
  }

  #test(text: string, { range, holds, isDecisive, comparison }: TestExplanation): string {
    const mark = holds === null ? '?' : holds ? '✓' : '✗'
    const said = comparison === undefined ? '' : this.#comparison(comparison)
    return this.say.test({ mark, text: sliceOf(text, { range }), isDecisive, comparison: said })
  }

  /** Both sides and how far apart they are; nothing when one is missing. */
  #comparison({ left, right, margin, unit }: Comparison): string {
    if (margin === null) return ''
    const distance = this.#figure(Math.abs(margin), unit, true)
    return this.say.comparison({
      left: this.#value(left, unit),
      right: this.#value(right, unit),
      margin:
        margin === 0
          ? this.say.equal
          : margin > 0
            ? this.say.above({ distance })
            : this.say.below({ distance }),
    })
  }

  #missing(text: string, reason: MissingReason): string {
    const { say } = this
    const name = sliceOf(text, reason)
    switch (reason.code) {
      case 'figure':
        return say.missingFigure({ name, scope: scopeName(reason.scope)[this.#language] })
      case 'payload':
        return say.missingPayload({ name })
      case 'window': {
        const { days, closedDays: closed, metricIds } = reason
        return days > closed
          ? say.missingDays({ name, days, closed })
          : say.missingInWindow({ name, figures: this.#list(metricIds) })
      }
      case 'set':
        return say.missingInSet({ name, figures: this.#list(reason.metricIds) })
      case 'notFinite':
        return say.notFinite({ name })
    }
  }

  #timing({ settings, before, after }: TimingExplanation): string {
    const written = (state: InstanceState) => {
      const { say } = this
      if (state.state === 'pending')
        return say.state.pending({ held: state.heldReviews, needed: settings.forReviews })
      return state.state === 'recovering'
        ? say.state.recovering({ left: state.keepReviews })
        : say.state[state.state]
    }
    return this.say.states({ before: written(before), after: written(after) })
  }

  #flow({ held, lastReachedDay, lastLeftDay, lastLeftPorts = [] }: FlowExplanation): string[] {
    const { say } = this
    const facts = [
      ...(held?.stage === undefined ? [] : [say.stage({ stage: held.stage })]),
      ...(held?.reviewsLeft === undefined ? [] : [say.nextStep({ left: held.reviewsLeft })]),
      ...(lastReachedDay === undefined ? [] : [say.lastReached({ day: lastReachedDay })]),
      ...(lastLeftDay === undefined
        ? []
        : [say.lastLeft({ day: lastLeftDay, ports: this.#list(lastLeftPorts) })]),
    ]
    return facts.length === 0 ? [] : [this.#list(facts)]
  }

  #value(value: PlainValue, unit: Unit): string {
    if (typeof value === 'number') return this.#figure(value, unit)
    if (typeof value === 'string') return value
    return this.say.plain[`${value}`]
  }

  /** A distance of ratios is in percentage points. */
  #figure(value: number, unit: Unit, isDistance = false): string {
    const isDifference = isDistance && unit === 'percent'
    const written = formatValue(value, unit, this.#language, { ...this.#options, isDifference })
    // the sign of a distance is in the words around it
    return isDifference ? written.replace('+', '') : written
  }

  #list(items: readonly string[]): string {
    return items.join(this.say.between)
  }
}

type Comparison = NonNullable<TestExplanation['comparison']>

function sliceOf(text: string, { range }: { readonly range: { start: number; end: number } }) {
  return text.slice(range.start, range.end)
}
