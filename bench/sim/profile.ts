/** Where the time of a run goes, by a sampling profile of the process itself. */
import { Session, type Profiler } from 'node:inspector/promises'

/** What the time is spent on; mechanisms other than demand go by the name of their folder. */
export type Phase = string

export interface HotSpot {
  readonly function: string
  readonly file: string
  readonly line: number
  /** Of all samples. */
  readonly share: number
}

export interface ProfileFigures {
  /** Shares of all samples, largest first; they sum to 1. */
  readonly phases: readonly (readonly [Phase, number])[]
  /** Functions by the time spent in themselves, largest first. */
  readonly hotSpots: readonly HotSpot[]
}

const sampleEveryMicroseconds = 200

/** Profiles `work` after `warmUp`. The profiler is on from the start, so that it knows what is inlined. */
export async function profile(warmUp: () => void, work: () => void): Promise<ProfileFigures> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: sampleEveryMicroseconds })
    await session.post('Profiler.start')
    warmUp()
    await session.post('Profiler.stop')
    await session.post('Profiler.start')
    work()
    const { profile: taken } = await session.post('Profiler.stop')
    return figuresOf(taken)
  } finally {
    session.disconnect()
  }
}

function figuresOf({ nodes, samples = [] }: Profiler.Profile): ProfileFigures {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const phaseOf = new Map<number, Phase>()
  const visit = (id: number, above: Phase) => {
    const node = byId.get(id)!
    const phase = phaseOfFrame(node.callFrame, above)
    phaseOf.set(id, phase)
    for (const child of node.children ?? []) visit(child, phase)
  }
  visit(nodes[0]!.id, 'other')

  const phases = new Map<Phase, number>()
  const spots = new Map<string, HotSpot & { ticks: number }>()
  for (const id of samples) {
    const { functionName, url, lineNumber } = byId.get(id)!.callFrame
    // the profiler's own business
    if (functionName === '(idle)') continue
    const phase = phaseOf.get(id)!
    phases.set(phase, (phases.get(phase) ?? 0) + 1)
    const key = `${functionName} ${url} ${lineNumber}`
    const known = spots.get(key)
    if (known !== undefined) known.ticks += 1
    else {
      const file = url.replace(/^.*\/packages\//, '')
      spots.set(key, { function: functionName, file, line: lineNumber + 1, share: 0, ticks: 1 })
    }
  }
  const total = [...phases.values()].reduce((sum, ticks) => sum + ticks, 0)
  return {
    phases: [...phases]
      .map(([phase, ticks]) => [phase, ticks / total] as const)
      .toSorted((a, b) => b[1] - a[1]),
    hotSpots: [...spots.values()]
      .map(({ ticks, ...spot }) => ({ ...spot, share: ticks / total }))
      .toSorted((a, b) => b.share - a.share),
  }
}

const samplingFiles = /sim\/src\/(samplers|random|math|quantileTables)\.ts$/
const windowFiles = /sim\/src\/(view|history|columns|rings)\.ts$/
const recordingFiles = /sim\/src\/(experiment\/|kpis\/|recorder)/
const rulesFiles = /packages\/rules\/|^wasm:|sim\/src\/commands\//
const mechanismFolder = /sim\/src\/mechanisms\/([a-z]+)\//

/**
 * Draws count as sampling wherever they are made. A figure computed for a reader is windows, for the report
 * recording, for a command rules; the rest is where its code stands.
 */
function phaseOfFrame(
  { functionName, url }: Profiler.Profile['nodes'][number]['callFrame'],
  above: Phase,
): Phase {
  if (functionName === '(garbage collector)') return 'garbage'
  if (samplingFiles.test(url)) return 'sampling'
  if (above === 'windows' || above === 'recording') return above
  if (recordingFiles.test(url)) return 'recording'
  if (windowFiles.test(url) || functionName === 'closeTotals') return 'windows'
  if (rulesFiles.test(url)) return 'rules'
  if (above === 'rules') return 'rules'
  return mechanismFolder.exec(url)?.[1] ?? (url.includes('/packages/sim/') ? 'other' : above)
}
