/** Writes the pictures of the gallery page. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeTitle } from '@sandtable/rules'
import { actionsChart, dailyChart } from './charts.ts'
import { readGalleryFile, type GalleryFile } from './files.ts'
import { graphPicture } from './graphPicture.ts'
import { headlines, type Headline } from './headlines.ts'
import { labelOf } from './labels.ts'
import type { Measured, MeasuredHeadline } from './measure.ts'
import { playbooksOf } from './measureHeadline.ts'
import { palette } from './svg.ts'

const folder = fileURLToPath(new URL('../../docs/gallery/', import.meta.url))

/** Path below docs/ → content, of every picture. */
export function pictures(
  files: readonly GalleryFile[],
  measured: Measured,
): ReadonlyMap<string, string> {
  const graphs = files.map(
    (file) => [`gallery/${file.name}.svg`, graphPicture(readGalleryFile(file))] as const,
  )
  const charts = headlines.flatMap((headline) => {
    const found = measured.headlines[headline.id]
    return found === undefined ? [] : chartsOf(headline, found, files)
  })
  return new Map([...graphs, ...charts])
}

export function writePictures(files: readonly GalleryFile[], measured: Measured): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name.endsWith('.svg')) rmSync(folder + name)
  for (const [path, content] of pictures(files, measured)) {
    writeFileSync(folder + path.slice('gallery/'.length), content)
  }
}

/** Paths below docs/ of the charts of a headline, in the order of the page. */
export function chartPaths({ id, claims }: Headline): readonly string[] {
  return [...claims.map(({ kpi }) => kpi), 'actions'].map(
    (what) => `gallery/headline-${id}-${what.replaceAll('@', '-')}.svg`,
  )
}

function chartsOf(
  headline: Headline,
  { arms }: MeasuredHeadline,
  files: readonly GalleryFile[],
): (readonly [string, string])[] {
  const paths = chartPaths(headline)
  const [own, other] = arms
  const daily = headline.claims.flatMap(({ kpi }, index): (readonly [string, string])[] => {
    const series = own!.charts.find(({ id }) => id === kpi)
    if (series === undefined) return []
    const against = other?.charts.find(({ id }) => id === kpi)
    const lines = [
      { name: 'untouched', color: palette.baseline, band: series.baseline },
      ...(against === undefined
        ? []
        : [
            {
              name: headline.againstName ?? 'other',
              color: palette.condition,
              band: against.playbook,
            },
          ]),
      { name: headline.ownName ?? 'playbook', color: palette.playbook, band: series.playbook },
    ]
    return [[paths[index]!, dailyChart(labelOf(kpi), series, lines)]]
  })
  const nodes = playbooksOf(headline.playbooks, files).flatMap((playbook) => playbook.nodes)
  const rows = Object.entries(own!.firedPerDay).map(([id, perDay]) => {
    const node = nodes.find((one) => one.id === id)
    return { name: node === undefined ? id : nodeTitle(node).en, perDay }
  })
  return [...daily, [paths.at(-1)!, actionsChart('What the playbook does, a day', rows)]]
}
