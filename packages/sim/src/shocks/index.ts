/** Every kind of shock. A new one is one declaration here and its effect in `mechanisms/world/effects.ts`. */
import { marketKinds } from './marketKinds.ts'
import { reputationKinds } from './reputationKinds.ts'
import type { ShockKind } from './shock.ts'
import { siteKinds } from './siteKinds.ts'
import { supplyKinds } from './supplyKinds.ts'

export const shockKinds = [
  ...marketKinds,
  ...supplyKinds,
  ...siteKinds,
  ...reputationKinds,
] as const satisfies readonly ShockKind[]

export type ShockId = (typeof shockKinds)[number]['id']

/** Code of every kind: its place in the list, as tables of incidents hold it. */
export const shockCodes = Object.fromEntries(
  shockKinds.map(({ id }, code) => [id, code]),
) as Readonly<Record<ShockId, number>>
