import type { Terminal } from './terminal.ts'

const cells = 30

/** A bar on standard error while it is a terminal; silent otherwise. */
export function progressBar(
  total: number,
  { say }: Terminal,
): { readonly update: (done: number) => void; readonly end: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, end: () => {} }
  return {
    update: (done) => {
      const full = Math.round((cells * done) / total)
      const bar = '█'.repeat(full) + '░'.repeat(cells - full)
      process.stderr.write(`\r${bar} ${say.progress(done, total)}`)
    },
    end: () => process.stderr.write('\r\u001b[K'),
  }
}
