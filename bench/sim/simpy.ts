/** SimPy (Debian package python3-simpy) on the reduced model. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface SimpyFigures {
  readonly version: string
  readonly python: string
  /** CPU nanoseconds per product-day, start and preparation left out. */
  readonly cpuNs: number
  /** Per product-day. */
  readonly visits: number
  readonly sold: number
  readonly fired: number
}

const script = fileURLToPath(new URL('./reduced.py', import.meta.url))
/** What reduced.py says where SimPy is not installed. */
const missingCode = 3

/** Undefined where there is no Python or no SimPy. Debian's packages belong to Debian's Python. */
export function runSimpy(products: number, days: number): SimpyFigures | undefined {
  const { status, stdout, stderr, error } = spawnSync(
    '/usr/bin/python3',
    [script, String(products), String(days)],
    { encoding: 'utf8' },
  )
  if (error !== undefined || status === missingCode) return undefined
  if (status !== 0) throw new Error(`reduced.py: ${stderr}`)
  return JSON.parse(stdout) as SimpyFigures
}
