import { commandIds } from '../commands/index.ts'
import { parseEffect, type Effect, type EffectFigure } from '../effects.ts'
import { issue, type Issue, type IssuePlace } from '../issues.ts'
import { isUnitCase, type Claim } from '../playbook.ts'
import { splitFigure } from '../reportFigure.ts'
import { scopes } from '../scopes.ts'
import { guessOf } from '../suggest.ts'
import type { Analysis, CheckContext } from './context.ts'

/**
 * Claims and effects that are not in the language of effects, or that name figures, commands or nodes which do not
 * exist (SPEC P8, P9). They stop the test and no run.
 */
export const effects: Analysis = (context) => {
  const { tests = [], trial } = context.playbook
  const issues = [
    ...claimIssues(trial?.claims, context, ['trial', 'claims']),
    ...tests.flatMap((test, index) =>
      isUnitCase(test)
        ? []
        : test.effects.flatMap((line, row) =>
            lineIssues(line, context, { path: ['tests', index, 'effects', row] }),
          ),
    ),
  ]
  return issues.map((problem) => ({ ...problem, severity: 'warning' }))
}

/** Claims of a trial or of a pack that name no figure. */
export function claimIssues(
  claims: readonly Claim[] = [],
  context: Pick<CheckContext, 'catalogue'>,
  path: IssuePlace['path'],
): Issue[] {
  return claims.flatMap(({ kpi }, index) =>
    figureIssues(kpi, context, { path: [...path, index, 'kpi'] }),
  )
}

function lineIssues(line: string, context: CheckContext, place: IssuePlace): Issue[] {
  const result = parseEffect(line)
  if (!result.ok) {
    const { range, got, expected } = result
    return [issue('brokenEffect', { line, got, expected }, { ...place, range })]
  }
  return effectIssues(result.effect, context, place)
}

function effectIssues(effect: Effect, context: CheckContext, place: IssuePlace): Issue[] {
  if (effect.kind === 'response') {
    const { nodeId } = effect
    const { nodes } = context.graph
    return nodes.has(nodeId)
      ? []
      : [issue('unknownNode', { node: nodeId, ...guessOf(nodeId, nodes.keys()) }, place)]
  }
  const figures = [effect.figure, ...(effect.other === undefined ? [] : [effect.other])]
  return figures.flatMap((figure) => partIssues(figure, context, place))
}

function partIssues(figure: EffectFigure, context: CheckContext, place: IssuePlace): Issue[] {
  if (figure.kind === 'kpi') return figureIssues(figure.kpi, context, place)
  const { command } = figure
  return commandIds.some((id) => id === command)
    ? []
    : [issue('unknownCommand', { command, ...guessOf(command, commandIds) }, place)]
}

function figureIssues(
  kpi: string,
  { catalogue }: Pick<CheckContext, 'catalogue'>,
  place: IssuePlace,
): Issue[] {
  const { metric, entity } = splitFigure(kpi)
  const numbers = catalogue.metrics.filter(({ type }) => type !== 'enum')
  const found = numbers.filter(({ id }) => id === metric)
  if (found.length === 0) {
    const known = numbers.map(({ id }) => id)
    return [issue('unknownReportFigure', { figure: metric, ...guessOf(metric, known) }, place)]
  }
  if (entity !== undefined || found.some((info) => info.scopes.includes('shop'))) return []
  const [first = 'shop'] = found.flatMap((info) => info.scopes)
  return [issue('figureNeedsEntity', { figure: metric, scope: scopes[first].label }, place)]
}
