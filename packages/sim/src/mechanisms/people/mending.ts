/** What comes of a task that is done: what was wrong is mended for the most part, and what was not gains little. */
import { taskKind, type ScopeId, type TaskKindId, type TaskMend } from '@sandtable/rules'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { shockCodes, type ShockId } from '../../shocks/index.ts'
import type { State } from '../../state.ts'
import { payCertificateFee, renewCertificate } from '../compliance/certificates.ts'
import { mendCopy } from '../compliance/copy.ts'
import { mendIncident, mendIncidents, strongestIncident } from '../world/incidents.ts'
import { mendFaults, traceComplaints } from './complaints.ts'

/** True when something was wrong with what the task was about; it is mended then, as far as its kind can. */
export function finishTask(
  model: Model,
  state: State,
  luck: Luck,
  kind: TaskKindId,
  scope: ScopeId,
  entity: number,
): boolean {
  let found = false
  if (kind === 'certificateRenewal') return renewCertificate(model, state, entity)
  for (const mend of taskKind(kind).mends) {
    if (mendTruth(model, state, mend, scope, entity)) found = true
  }
  if (kind === 'traceCause') return traceComplaints(model, state, scope, entity)
  if (!found) gainLittle(model, state, luck, kind, scope, entity)
  return found
}

/** The desk's part is done and others begin theirs: what that costs. */
export function startWaiting(model: Model, state: State, kind: TaskKindId, entity: number): void {
  if (kind === 'certificateRenewal') payCertificateFee(model, state, entity)
}

/** True when the truth was there; see `TaskMend`. An incident stays mended, so `forDays` holds for as long as it runs. */
function mendTruth(
  model: Model,
  state: State,
  { truth, shareRatio: share, kinds: variants }: TaskMend,
  scope: ScopeId,
  entity: number,
): boolean {
  if (truth === 'strongest') {
    const row = strongestIncident(model, state, { scope, entity })
    if (row === undefined) return false
    mendIncident(model, state, row, share, { scope, entity })
    return true
  }
  if (truth === 'copyViolation') return mendCopy(model, state, entity)
  if (truth === 'complaintCause') return mendFaults(model, state, scope, entity, share)
  if (!isShock(truth)) return false
  let found = false
  for (const variant of variants ?? [undefined]) {
    const target = { scope, entity, kinds: [truth], share }
    const named = variant === undefined ? target : { ...target, variant }
    if (mendIncidents(model, state, named)) found = true
  }
  return found
}

function isShock(truth: string): truth is ShockId {
  return Object.hasOwn(shockCodes, truth)
}

/** What a task still brings where nothing was wrong. */
function gainLittle(
  model: Model,
  state: State,
  luck: Luck,
  kind: TaskKindId,
  scope: ScopeId,
  entity: number,
): void {
  if (kind === 'supplierAudit') {
    const days = model.settings['tasks.auditEffectDays']
    state.people.auditedUntilDay[entity] = state.day + days
  }
  if (kind !== 'detailPage') return
  const { pageFactor } = state.people
  const mostRatio = model.settings['tasks.pageLiftRatio']
  const key = deriveKey(luck.seed, luck.replication, 'people.pageLift', state.day)
  for (let product = 0; product < pageFactor.length; product++) {
    const isMeant =
      scope === 'product' ? product === entity : model.categoryOfProduct[product] === entity
    if (!isMeant) continue
    // a page can be improved again, but not beyond what a good page gains
    const factor = 1 + mostRatio * drawUniform(key, model.productHash[product]!)
    pageFactor[product] = Math.max(pageFactor[product]!, factor)
  }
}
