/** What the playbooks of the gallery do in their trials, on the seed of the claim and on the one that confirms it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runExperiment } from '@sandtable/api'
import {
  isUnitCase,
  type Claim,
  type Direction,
  type Playbook,
  type Trial,
  type Unit,
} from '@sandtable/rules'
import {
  judgeEffect,
  kpis,
  packShop,
  parseShopFile,
  planEffects,
  prepareExperiment,
  type DailySeries,
  type ExperimentInput,
  type Report,
  type ShopFile,
} from '@sandtable/sim'
import { layOut } from '../docs.ts'
import { readGalleryPack, type GalleryPack } from './files.ts'

/** The claim is made on the first, and confirmed on the second (decision 6). */
export const seeds = [42, 4242] as const
export const replications = 30

/** One row of a report, to six digits. */
export interface MeasuredFigure {
  readonly id: string
  readonly unit: Unit
  readonly direction: Direction
  readonly baseline: number | null
  readonly playbook: number | null
  readonly difference: { readonly mean: number; readonly low: number; readonly high: number } | null
}

/** One seed of a trial. */
export interface MeasuredRun {
  readonly seed: number
  /** Those claimed, in their order, then the other main ones that moved. */
  readonly figures: readonly MeasuredFigure[]
  /** Nodes that did nothing in any replication: triggers that never fired, actions never carried out. */
  readonly idle: readonly string[]
}

export interface MeasuredEntry {
  readonly playbookHash: string
  readonly shopHash: string
  readonly modelVersion: string
  readonly days: number
  readonly runs: readonly MeasuredRun[]
  /** Lines of the playbook's effect tests that are not met. */
  readonly unmet: readonly string[]
  /** Triggers and actions without which the first replication is the same. */
  readonly idleOnRemoval: readonly string[]
}

/** What the page of the gallery rests on: figures that were measured, by name of the file. */
export interface Measured {
  readonly entries: Readonly<Record<string, MeasuredEntry>>
  readonly headlines: Readonly<Record<string, MeasuredHeadline>>
  /** By folder: all playbooks of a pack in one arm. */
  readonly packs: Readonly<
    Record<
      string,
      Pick<MeasuredEntry, 'playbookHash' | 'shopHash' | 'modelVersion' | 'days' | 'runs'>
    >
  >
}

/** One arm of a headline against the untouched shop: the figures of both seeds, and the days of the first. */
export interface MeasuredArm {
  readonly playbookHash: string
  readonly runs: readonly MeasuredRun[]
  /** The figures claimed, day by day. */
  readonly charts: readonly DailySeries[]
  /** What the playbooks do: mean number of firings a day, by action node. */
  readonly firedPerDay: Readonly<Record<string, readonly number[]>>
}

export interface MeasuredHeadline {
  readonly shopHash: string
  readonly modelVersion: string
  readonly days: number
  /** That of the claim first, then the other way of doing it. */
  readonly arms: readonly MeasuredArm[]
}

const measuredFile = fileURLToPath(new URL('../../docs/gallery/measured.json', import.meta.url))

export function readMeasured(): Measured {
  return JSON.parse(readFileSync(measuredFile, 'utf8')) as Measured
}

export async function writeMeasured({ entries, headlines, packs }: Measured): Promise<void> {
  const sorted = { entries: byName(entries), headlines: byName(headlines), packs: byName(packs) }
  writeFileSync(measuredFile, await layOut(JSON.stringify(sorted), 'json'))
}

function byName<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const collator = new Intl.Collator('en', { numeric: true })
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => collator.compare(a, b)))
}

/** The trial of a playbook of the gallery, which must have one. */
export function trialOf({ id, trial }: Playbook): Trial {
  if (trial === undefined) throw new Error(`the playbook ${id} has no trial`)
  return trial
}

/** Content hash of a shop as a trial names it. */
export function shopHashOf(shop: Trial['shop'] | ShopFile): string {
  const resolved = parseShopFile(
    typeof shop === 'string' ? { format: 'shop/1', template: shop } : shop,
  )
  if (!resolved.ok) throw new Error(resolved.problems.map(({ sentence }) => sentence.en).join(' '))
  return resolved.shopHash
}

/** Runs both seeds of a trial, and the playbook's own effect tests. */
export async function measure(
  playbook: Playbook,
  path: string,
): Promise<Omit<MeasuredEntry, 'idleOnRemoval'>> {
  const trial = trialOf(playbook)
  const reports = await Promise.all(seeds.map((seed) => reportOf([playbook], trial, seed)))
  const unmet = await unmetEffects(playbook, reports)
  const [{ playbookHash, shopHash, modelVersion, days }] = reports as [Report, Report]
  if (unmet.length > 0) console.log(`${path}: not met: ${unmet.join(' · ')}`)
  return {
    playbookHash,
    shopHash,
    modelVersion,
    days,
    runs: reports.map((report) => runOf(report, trial.claims ?? [])),
    unmet,
  }
}

/** A pack as it is run as one: on its first shop, with all its drills. */
export function wholePack(file: GalleryPack) {
  const pack = readGalleryPack(file)
  const made = packShop(pack)
  if (!made.ok) throw new Error(`${file.name}: ${JSON.stringify(made.problems)}`)
  return { pack, shop: made.shop, days: made.days, claims: pack.claims ?? [] }
}

/** All playbooks of a pack in one arm, on both seeds. */
export async function measurePack(file: GalleryPack): Promise<Measured['packs'][string]> {
  const { pack, shop, days, claims } = wholePack(file)
  const { playbooks } = pack
  const reports: Report[] = []
  for (const seed of seeds) {
    reports.push(
      await run({
        playbooks: [...playbooks],
        claims: [...claims],
        shop,
        days,
        replications,
        seed,
      }),
    )
  }
  const [{ playbookHash, shopHash, modelVersion }] = reports as [Report]
  return {
    playbookHash,
    shopHash,
    modelVersion,
    days,
    runs: reports.map((report) => runOf(report, claims)),
  }
}

export function reportOf(
  playbooks: readonly Playbook[],
  { shop, days }: Pick<Trial, 'shop' | 'days'>,
  seed: number,
): Promise<Report> {
  return run({ playbooks: [...playbooks], shop, days, replications, seed })
}

async function run(input: ExperimentInput): Promise<Report> {
  const prepared = prepareExperiment(input)
  if (!prepared.ok) throw new Error(JSON.stringify([prepared.problems, prepared.issues]))
  return runExperiment(prepared.experiment.plan, {})
}

/** Tests that ask for a run that was made share its report. */
async function unmetEffects(playbook: Playbook, known: readonly Report[]): Promise<string[]> {
  const unmet: string[] = []
  for (const test of playbook.tests ?? []) {
    if (isUnitCase(test)) continue
    const plan = planEffects(playbook, test)
    const isTrial = test.shop === undefined && test.days === undefined
    const shared = known.find(
      (report) => isTrial && report.seed === plan.seed && report.replications === plan.replications,
    )
    const report = shared ?? (await run(plan))
    for (const line of test.effects) {
      const outcome = judgeEffect(line, report)
      if (outcome.status === 'met') continue
      unmet.push(`${line} (${'why' in outcome ? outcome.why.en : outcome.found.en})`)
    }
  }
  return unmet
}

export function runOf(report: Report, claims: readonly Claim[]): MeasuredRun {
  const claimed = claims.map(({ kpi }) => kpi)
  const main = kpis.filter(({ isMain }) => isMain).map(({ id }) => id)
  const figures = report.kpis
    .filter(
      ({ id, difference }) =>
        claimed.includes(id) ||
        id === 'contributionWithStockCents' ||
        (main.includes(id) && difference !== null && (difference.low > 0 || difference.high < 0)),
    )
    .toSorted((a, b) => rank(claimed, a.id) - rank(claimed, b.id))
  return {
    seed: report.seed,
    figures: figures.map(({ id, unit, direction, baseline, playbook, difference }) => ({
      id,
      unit,
      direction,
      baseline: rounded(baseline),
      playbook: rounded(playbook),
      difference:
        difference === null
          ? null
          : {
              mean: rounded(difference.mean)!,
              low: rounded(difference.low)!,
              high: rounded(difference.high)!,
            },
    })),
    idle: report.nodes.filter(isIdle).map(({ id }) => id),
  }
}

function isIdle({ type, fired, applied, adjusted }: Report['nodes'][number]): boolean {
  if (type.startsWith('trigger.')) return fired === 0
  return type.startsWith('action.') && applied + adjusted === 0
}

function rank(claimed: readonly string[], id: string): number {
  const place = claimed.indexOf(id)
  return place < 0 ? claimed.length : place
}

/** To as many digits as people read: six in tables, four in charts. */
export function rounded(value: number | null, digits = 6): number | null {
  return value === null ? null : Number(value.toPrecision(digits))
}
