/** Ports and small steps that flow nodes share. */
import type { Port } from '../../node.ts'

export const out: Port = { id: 'out', label: { en: 'out', zh: '输出' } }
export const rest: Port = { id: 'rest', label: { en: 'the rest', zh: '其余' }, isElse: true }

/** Writes into `others` what is selected and not chosen. */
export function writeRest(selected: Uint8Array, chosen: Uint8Array, others: Uint8Array): void {
  for (let i = 0; i < selected.length; i++) others[i] = selected[i]! & ~chosen[i]!
}
