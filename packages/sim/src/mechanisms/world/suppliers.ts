/**
 * Suppliers fail and recover by themselves: a Markov chain of two states, its state of a day drawn in the morning from
 * one uniform. In the long run it is down failure ÷ (failure + recovery) of the days.
 */
import { scopeIds } from '@sandtable/rules'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import { shockCodes } from '../../shocks/index.ts'
import type { State } from '../../state.ts'
import { addActive } from './active.ts'
import { addIncident, incidentSources, shapeCodes } from './incidents.ts'

const supplierScope = scopeIds.indexOf('supplier')
const ownFailure = incidentSources.indexOf('supplierFailure')

/** Draws who has failed today; a failure is an incident from its first day on, and its end is set when it is over. */
export function drawFailures(model: Model, state: State, luck: Luck): void {
  const { supplierHash, failureRatioPerDay, recoveryRatioPerDay } = model.world
  const { world, day } = state
  const { supplierHasFailed, supplierFailureRow } = world
  const key = deriveKey(luck.seed, luck.replication, 'world.supplierState', day)
  for (let supplier = 0; supplier < supplierHash.length; supplier++) {
    const u = drawUniform(key, supplierHash[supplier]!)
    if (supplierHasFailed[supplier] === 1) {
      if (u >= recoveryRatioPerDay[supplier]!) continue
      supplierHasFailed[supplier] = 0
      world.incidents.endDay[supplierFailureRow[supplier]!] = day - 1
    } else if (u < failureRatioPerDay[supplier]!) {
      supplierHasFailed[supplier] = 1
      supplierFailureRow[supplier] = addActive(
        world,
        addIncident(world.incidents, {
          kind: shockCodes.supplierOutage,
          scope: supplierScope,
          entity: supplier,
          startDay: day,
          endDay: noEnd,
          strength: 1,
          shape: shapeCodes.block,
          shapeDays: 0,
          variant: 0,
          announcedDay: noEnd,
          expectedDays: NaN,
          source: ownFailure,
        }),
      )
    }
  }
}

/** Says who went down or came up this morning; for how long, when a forced outage says so. */
export function noteOutages(
  { world, day, today }: State,
  wasDown: Uint8Array,
  wasOff: Uint8Array,
): void {
  const { supplierIsDown, supplierDownSinceDay, channelIsDown, channelDownSinceDay } = world
  const flows = today.world
  for (let i = 0; i < supplierIsDown.length; i++) {
    if (supplierIsDown[i] === wasDown[i]) continue
    if (supplierIsDown[i] === 1) {
      supplierDownSinceDay[i] = day
      flows.supplierWentDown[i] = 1
      flows.supplierExpectedDays[i] = expectedDays(world, i, day)
    } else {
      flows.supplierDownDays[i] = day - supplierDownSinceDay[i]!
    }
  }
  for (let i = 0; i < channelIsDown.length; i++) {
    if (channelIsDown[i] === wasOff[i]) continue
    if (channelIsDown[i] === 1) {
      channelDownSinceDay[i] = day
      flows.channelWentDown[i] = 1
    } else {
      flows.channelDownDays[i] = day - channelDownSinceDay[i]!
    }
  }
}

/** Days that an outage beginning today is said to last; NaN when the supplier does not know. */
function expectedDays(
  { active, activeCount, incidents }: State['world'],
  supplier: number,
  day: number,
): number {
  for (let i = 0; i < activeCount; i++) {
    const row = active[i]!
    if (
      incidents.kind[row] === shockCodes.supplierOutage &&
      incidents.entity[row] === supplier &&
      incidents.startDay[row] === day
    ) {
      return incidents.expectedDays[row]!
    }
  }
  return NaN
}
