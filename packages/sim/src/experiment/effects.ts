/** Whether the effects that a playbook is tested for are there: lines of SPEC P8 against a report. */
import {
  parseEffect,
  type Effect,
  type EffectFigure,
  type EffectOperator,
  type EffectTest,
  type KpiPart,
  type Playbook,
  type Text,
} from '@sandtable/rules'
import { runDefaults, type ExperimentInput } from './plan.ts'
import type { KpiResult, Report } from './report.ts'

/** What to run to judge an effect test: its own shop and size, else those of the playbook's trial, else the defaults. */
export function planEffects(playbook: Playbook, test: EffectTest): ExperimentInput {
  const { shop, replications, seed } = test
  const { trial } = playbook
  const days = test.days ?? (shop === undefined ? trial?.days : undefined)
  return {
    playbooks: [playbook],
    shop: shop ?? trial?.shop ?? runDefaults.shop,
    ...(days === undefined ? {} : { days }),
    replications: replications ?? runDefaults.replications,
    seed: seed ?? runDefaults.seed,
  }
}

export type EffectOutcome =
  | { readonly status: 'met' | 'unmet'; readonly found: Text }
  /** The report does not say: the figure does not exist in this shop, or the shock does not happen in the run. */
  | { readonly status: 'unknown'; readonly why: Text }

/** Judges one line. A line that cannot be read is `unknown`; the check of the playbook says what is wrong with it. */
export function judgeEffect(line: string, report: Report): EffectOutcome {
  const parsed = parseEffect(line)
  if (!parsed.ok) {
    const { expected, got } = parsed
    return unknown(`expected ${expected.en}, got “${got}”`, `应为 ${expected.zh}，实际为“${got}”`)
  }
  const { effect } = parsed
  return effect.kind === 'response'
    ? judgeResponse(effect, report)
    : judgeComparison(effect, report)
}

function unknown(en: string, zh: string): EffectOutcome {
  return { status: 'unknown', why: { en, zh } }
}

function judgeComparison(
  { figure, operator, factor, other }: Extract<Effect, { kind: 'comparison' }>,
  report: Report,
): EffectOutcome {
  const left = readFigure(figure, report)
  const side = other === undefined ? 1 : readFigure(other, report)
  for (const [wanted, value] of [
    [figure, left],
    [other, side],
  ] as const) {
    if (wanted !== undefined && value === undefined) {
      const name = wanted.kind === 'kpi' ? wanted.kpi : wanted.command
      return unknown(`the report has no “${name}” in this run`, `本次运行的报告没有“${name}”`)
    }
  }
  const right = factor * side!
  const found = `${shortest(left!)} ${operator} ${shortest(right)}`
  return {
    status: compare(left!, operator, right) ? 'met' : 'unmet',
    found: { en: found, zh: found },
  }
}

function readFigure(figure: EffectFigure, report: Report): number | undefined {
  if (figure.kind === 'actions') {
    const actions = report.actions.find(({ command }) => command === figure.command)
    // a playbook without such a node never asks for it
    return actions === undefined ? 0 : actions[figure.span][figure.part]
  }
  const kpi = report.kpis.find(({ id }) => id === figure.kpi)
  return kpi === undefined ? undefined : (readKpi(kpi, figure.part) ?? undefined)
}

function readKpi(kpi: KpiResult, part: KpiPart): number | null | undefined {
  switch (part) {
    case 'baseline':
    case 'playbook':
    case 'pBetter':
      return kpi[part]
    case 'difference.mean':
      return kpi.difference?.mean
    case 'difference.low':
      return kpi.difference?.low
    case 'difference.high':
      return kpi.difference?.high
  }
}

function compare(left: number, operator: EffectOperator, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '==':
      return left === right
    case '!=':
      return left !== right
  }
}

/** The node answers every such shock of the run in time, in every replication. */
function judgeResponse(
  { nodeId, withinDays, shock }: Extract<Effect, { kind: 'response' }>,
  report: Report,
): EffectOutcome {
  const node = report.nodes.find(({ id }) => id === nodeId)
  if (node === undefined) return unknown(`no node “${nodeId}” ran`, `没有运行节点“${nodeId}”`)
  const delays = node.delayDays.filter((_, index) => report.shocks[index]!.kind === shock).flat()
  if (delays.length === 0) {
    return unknown(`no shock “${shock}” begins in the run`, `运行期间没有开始冲击“${shock}”`)
  }
  const inTime = delays.filter((delay) => delay !== null && delay <= withinDays)
  const late = delays.length - inTime.length
  return {
    status: late === 0 ? 'met' : 'unmet',
    found: {
      en: `in time ${inTime.length} of ${delays.length} times`,
      zh: `${delays.length} 次中有 ${inTime.length} 次及时`,
    },
  }
}

/** Six digits are enough to see why a line is not met. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(6)))
}
