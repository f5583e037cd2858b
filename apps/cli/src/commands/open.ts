import { defaultDataFolder, requestOpenLink } from '@sandtable/api'
import { exitCodes, type Terminal } from '../terminal.ts'

/** Prints a fresh one-time link to the server that runs on a data folder. */
export async function open(options: { data?: string }, { out }: Terminal): Promise<number> {
  out(await requestOpenLink(options.data ?? process.env['SANDTABLE_DATA'] ?? defaultDataFolder()))
  return exitCodes.fine
}
