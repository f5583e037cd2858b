/**
 * Golden traces: what a playbook did in the first replication of its trial, action by action. A change of behaviour
 * of rules or shop shows in review as a change of these tables.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { reasonText, type Fate, type FateReason, type Playbook } from '@sandtable/rules'
import { summarize } from '../../packages/rules/src/explain/causes.ts'
import { prepareExperiment } from '@sandtable/sim'
import { pastOf } from '../../packages/sim/src/experiment/experiment.ts'
import { advance, fork, shopOf } from '../../packages/sim/src/run.ts'
import { seeds, trialOf } from './measure.ts'

/** Rows shown of one action node; the rest is counted. */
const rowsPerNode = 6

const folder = fileURLToPath(new URL('../../tests/golden/', import.meta.url))
export const tracePath = (name: string) => `${folder}${name}.txt`

/** The trace of a playbook as text, with a line feed at its end. */
export function traceOf(playbook: Playbook): string {
  const { shop, days } = trialOf(playbook)
  const [seed] = seeds
  const prepared = prepareExperiment({ playbooks: [playbook], shop, days, replications: 2, seed })
  if (!prepared.ok) throw new Error(JSON.stringify([prepared.problems, prepared.issues]))
  const { experiment } = prepared
  const { model, playbook: program, plan } = experiment
  const shopSeen = shopOf(model)
  const rows: string[] = []
  const seen = new Map<string, number>()
  const counts = new Map<string, number>()
  const run = fork(pastOf(experiment, 0), program, {
    watchReview: (_timing, { day }) => ({
      onProposal: (proposal) => {
        const { nodeId, command, entity, values } = summarize(program, shopSeen, proposal)
        const receipt = receiptOf(proposal.fate, proposal.reason)
        const kind = `${nodeId} · ${receipt}`
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
        const count = (seen.get(nodeId) ?? 0) + 1
        seen.set(nodeId, count)
        if (count > rowsPerNode) return
        const asked = Object.entries(values).map(([id, value]) => `${id}=${valueText(value)}`)
        rows.push(
          `${day} · ${nodeId} · ${entity.id} · ${command}(${asked.join(', ')}) · ${receipt}`,
        )
      },
    }),
  })
  advance(run, plan.days)
  return [
    `${experiment.shop}, ${days} days, seed ${seed}, first replication`,
    '',
    `day · node · entity · command · receipt: the first ${rowsPerNode} of each action`,
    ...rows,
    '',
    'all of them',
    ...[...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, n]) => `${n} × ${kind}`),
    '',
  ].join('\n')
}

function valueText(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : JSON.stringify(value)
}

function receiptOf(fate: Fate, reason: FateReason | undefined): string {
  return reason === undefined ? fate : `${fate}: ${reasonText(reason).en}`
}

/** The trace on file; undefined when there is none. */
export function readTrace(name: string): string | undefined {
  return existsSync(tracePath(name)) ? readFileSync(tracePath(name), 'utf8') : undefined
}

export function writeTrace(name: string, text: string): void {
  writeFileSync(tracePath(name), text)
}
