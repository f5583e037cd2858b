/** Runs a headline claim: each arm against the untouched shop, on both seeds. */
import type { Playbook } from '@sandtable/rules'
import type { DailySeries, Report } from '@sandtable/sim'
import { readGalleryFile, type GalleryFile } from './files.ts'
import type { Headline } from './headlines.ts'
import {
  reportOf,
  rounded,
  runOf,
  seeds,
  trialOf,
  type MeasuredArm,
  type MeasuredHeadline,
} from './measure.ts'

export async function measureHeadline(
  headline: Headline,
  files: readonly GalleryFile[],
): Promise<MeasuredHeadline> {
  const [first] = playbooksOf(headline.playbooks, files)
  const trial = trialOf(first!)
  const days = headline.days ?? trial.days
  const arms: MeasuredArm[] = []
  let head: Report | undefined
  for (const names of [headline.playbooks, headline.against ?? []]) {
    if (names.length === 0) continue
    const playbooks = playbooksOf(names, files).map((playbook, index) =>
      // the figures claimed are those of the headline, whatever the playbook claims by itself
      ({ ...playbook, trial: { ...trial, claims: index === 0 ? [...headline.claims] : [] } }),
    )
    const reports = await Promise.all(
      seeds.map((seed) => reportOf(playbooks, { shop: trial.shop, days }, seed)),
    )
    head ??= reports[0]!
    arms.push(armOf(reports, headline))
  }
  return { shopHash: head!.shopHash, modelVersion: head!.modelVersion, days, arms }
}

export function playbooksOf(
  names: readonly string[],
  files: readonly GalleryFile[],
): readonly Playbook[] {
  return names.map((name) => {
    const file = files.find((one) => one.name === name)
    if (file === undefined) throw new Error(`no playbook ${name} in the gallery`)
    return readGalleryFile(file)
  })
}

function armOf(reports: readonly Report[], { claims }: Headline): MeasuredArm {
  const [first] = reports as readonly [Report]
  return {
    playbookHash: first.playbookHash,
    runs: reports.map((report) => runOf(report, claims)),
    charts: first.daily.filter(({ id }) => claims.some(({ kpi }) => kpi === id)).map(roundedSeries),
    firedPerDay: Object.fromEntries(
      first.nodes
        .filter(({ type, fired }) => type.startsWith('action.') && fired > 0)
        .map(({ id, firedPerDay }) => [
          id,
          firedPerDay.map((count) => rounded(count, chartDigits)!),
        ]),
    ),
  }
}

const chartDigits = 4
const inChart = (value: number | null) => rounded(value, chartDigits)

function roundedSeries({ id, unit, baseline, playbook }: DailySeries): DailySeries {
  const band = ({ mean, low, high }: DailySeries['baseline']) => ({
    mean: mean.map(inChart),
    low: low.map(inChart),
    high: high.map(inChart),
  })
  return { id, unit, baseline: band(baseline), playbook: band(playbook) }
}
