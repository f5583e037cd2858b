/** How contestants are measured: CPU time of the whole process, in interleaved rounds, medians. */

export interface Contestant {
  readonly engine: string
  /** Evaluations in one run. */
  readonly evaluations: number
  /**
   * Evaluates the facts of one set. Returns how often a rule matched, which is compared with the right number.
   */
  readonly run: (set: number) => number | Promise<number>
  /** Matches in each set of facts. */
  readonly matches: readonly number[]
}

export interface Figure {
  readonly engine: string
  /** CPU nanoseconds, user and system, per evaluation. */
  readonly cpuNs: number
  /** Half of the distance between the quartiles. */
  readonly spreadNs: number
}

/** A turn is repeated until it has used so much CPU, so that the clock's grain does not show. */
const leastTurnMs = 40
/** An engine that has used so much after three turns takes no more of them. */
const mostMs = 8000

/** Milliseconds of CPU that this process has used, user and system. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function runOnce({ engine, run, matches }: Contestant, set: number): Promise<void> {
  const found = await run(set)
  if (found !== matches[set]) {
    throw new Error(`${engine} found ${found} matches where there are ${matches[set]}`)
  }
}

/**
 * Every contestant takes a turn in every round, in alternating order; within a turn the sets of facts take turns
 * too, so that nobody sees the same figures twice in a row.
 */
export async function measure(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<readonly Figure[]> {
  const samples = new Map<Contestant, number[]>(contestants.map((one) => [one, []]))
  const usedMs = new Map<Contestant, number>()
  for (let round = -1; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const taken = samples.get(contestant)!
      const used = usedMs.get(contestant) ?? 0
      if (taken.length >= 3 && used > mostMs) continue
      const start = cpuNow()
      let runs = 0
      do {
        await runOnce(contestant, (round + 1 + runs) % contestant.matches.length)
        runs++
      } while (cpuNow() - start < leastTurnMs)
      const ms = cpuNow() - start
      usedMs.set(contestant, used + ms)
      // the first round warms up
      if (round >= 0) taken.push((ms * 1e6) / (runs * contestant.evaluations))
    }
  }
  return contestants.map((contestant) => {
    const sorted = samples.get(contestant)!.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!
    return {
      engine: contestant.engine,
      cpuNs: at(0.5),
      spreadNs: (at(0.75) - at(0.25)) / 2,
    }
  })
}
