/** docs/gallery.md: what every playbook of the gallery does to a shop, beside what is claimed of it. */
import {
  courseClaims,
  families,
  formatNumber,
  formatValue,
  systemIds,
  systems,
  textIn,
  type Claim,
  type Playbook,
  type SystemId,
  type Trial,
} from '@sandtable/rules'
import { shockKinds, type ShopFile } from '@sandtable/sim'
import { anchorOf, both, page, table } from '../docs/markdown.ts'
import { coverage } from './coverage.ts'
import { galleryPacks, readGalleryFile, type GalleryFile, type GalleryPack } from './files.ts'
import { headlines, type Headline } from './headlines.ts'
import { labelOf } from './labels.ts'
import {
  replications,
  seeds,
  trialOf,
  wholePack,
  type Measured,
  type MeasuredEntry,
  type MeasuredFigure,
  type MeasuredHeadline,
  type MeasuredRun,
} from './measure.ts'
import { playbooksOf } from './measureHeadline.ts'
import { chartPaths } from './pictures.ts'
import { headlineSentences, packSentences, sentences } from './sentences.ts'
import { verdictOf, verdicts, type Verdict } from './verdict.ts'

const note =
  '<!-- Written by `npm run gallery` from the playbooks and docs/gallery/measured.json. Change those, not this page. -->'

/** Areas of shop operations, by the part of a system's id before the dash. */
const areas = {
  INV: families.supply.label.en,
  CNV: families.conversion.label.en,
  ADS: families.advertising.label.en,
  PRC: families.price.label.en,
  CUS: families.customers.label.en,
  SVC: families.service.label.en,
  ORD: families.orders.label.en,
  FIN: families.finance.label.en,
  CRI: families.compliance.label.en,
  MON: 'Monitoring',
  TRN: 'Training',
} as const

export function galleryPage(files: readonly GalleryFile[], measured: Measured): string {
  return page([
    '# Gallery',
    note,
    `Operators are taught to automate ${systemIds.length} systems. Each is built here as a playbook that opens in the app and runs as it is: \`npx sandtable run examples/playbooks/inv-1-low-stock-reorder.json\`. Every playbook has a _trial_: a shop, a horizon, and figures that it claims to move, with the direction. Shop, horizon, figures and directions were written down before anything was run (decision [0013](decisions/0013-claims-before-runs.md) lists what was amended after a first look, and why). Each trial is then run on seed ${seeds[0]} and confirmed on seed ${seeds[1]}, ${replications} replications each, against the same untouched shop on the same luck.`,
    `A difference stands with its 95 % paired interval. _${verdicts.asClaimed}_: the whole interval lies on the claimed side, on both seeds. _${verdicts.notConfirmed}_: on one seed only. _${verdicts.unclear}_: 0 lies inside, on both. _${verdicts.otherSign}_: the whole interval lies on the other side. No number was forced: where the shop does not show what the courses claim, the page says so and why. _Contribution with stock_ is what a rule leaves in the till plus the change of stock at cost; it stands under every table, whatever is claimed.`,
    summary(files, measured),
    '## The eight headline claims',
    ...headlines.flatMap((headline) => headlineParts(headline, files, measured)),
    '## The packs',
    'Where a system is a set of playbooks they are a pack: a folder that the command line and the app open as one (`npx sandtable run examples/packs/trn-1-sand-table-course`). Here all playbooks of a pack run together, with all its drills.',
    ...galleryPacks().flatMap((pack) => packParts(pack, measured)),
    '## All playbooks',
    ...Object.entries(areas).flatMap(([area, label]) => {
      const own = files.filter(({ name }) => name.startsWith(`${area.toLowerCase()}-`))
      return [`### ${area}: ${label}`, ...own.flatMap((file) => fileParts(file, measured))]
    }),
  ])
}

function headingOf(playbook: Playbook, { name }: GalleryFile): string {
  const [system = ''] = playbook.systems ?? []
  return `${system} ${textIn(playbook.name, 'en')} (${name})`
}

function summary(files: readonly GalleryFile[], measured: Measured): string {
  const covered = coverage(files, measured)
  const counts = new Map<Verdict, number>()
  for (const { file } of covered) {
    const playbook = readGalleryFile(file)
    const [main] = trialOf(playbook).claims ?? []
    const runs = measured.entries[file.name]?.runs
    if (main === undefined || runs === undefined) continue
    const verdict = verdictOf(main, runs)
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const words = (Object.keys(verdicts) as Verdict[]).flatMap((verdict) => {
    const count = counts.get(verdict)
    return count === undefined ? [] : [`${count} ${verdicts[verdict]}`]
  })
  const rows = systemIds.flatMap((id) =>
    covered
      .filter(({ system }) => system === id)
      .map(({ file, verdicts: found }, index) => {
        const playbook = readGalleryFile(file)
        return [
          index === 0 ? id : '',
          index === 0 ? both(systems[id]) : '',
          `[${file.name}](#${anchorOf(headingOf(playbook, file))})`,
          found.join('<br>'),
        ]
      }),
  )
  return page([
    `Main claims of ${total} playbooks: ${words.join(', ')}.`,
    table(['id', 'system', 'playbook', 'claims'], rows),
  ])
}

function fileParts(file: GalleryFile, measured: Measured): string[] {
  const playbook = readGalleryFile(file)
  const trial = trialOf(playbook)
  const entry = measured.entries[file.name]
  return [
    `#### ${headingOf(playbook, file)}`,
    `${playbook.question === undefined ? '' : `**${textIn(playbook.question, 'en')}** `}${trialWords(trial)} [File](../${file.path}).`,
    `![Graph](gallery/${file.name}.svg)`,
    entry === undefined ? 'Not measured yet.' : figuresTable(trial.claims ?? [], entry.runs),
    entry === undefined ? '' : alsoMoved(trial.claims ?? [], entry.runs),
    courseWords([playbook]),
    sentences[file.name] ?? '',
    entry === undefined ? '' : idleWords(entry, playbook),
  ]
}

/** What the courses say of the systems that these build first of all. */
function courseWords(built: readonly Pick<Playbook, 'systems'>[]): string {
  const claims = built.flatMap(({ systems: [first = ''] = [] }) => {
    const claim = Object.hasOwn(courseClaims, first) ? courseClaims[first as SystemId] : undefined
    return claim === undefined ? [] : [claim.en]
  })
  return claims.length === 0 ? '' : `_The courses claim:_ ${claims.join(' ')}`
}

/** Main figures besides those of the table that moved the same way on every seed. */
function alsoMoved(claims: readonly Claim[], runs: readonly MeasuredRun[]): string {
  const told = new Set([...claims.map(({ kpi }) => kpi), withStock])
  const [first, ...others] = runs
  const signOf = ({ difference }: MeasuredFigure) => Math.sign(difference?.mean ?? 0)
  const parts = (first?.figures ?? []).flatMap((figure) => {
    const { id, unit, difference } = figure
    if (told.has(id) || difference === null) return []
    const isSame = others.every(({ figures }) =>
      figures.some((other) => other.id === id && signOf(other) === signOf(figure)),
    )
    const moved = formatValue(difference.mean, unit, 'en', { isDifference: true })
    return isSame ? [`${labelOf(id)} ${moved}`] : []
  })
  return parts.length === 0
    ? ''
    : `Moved as well, on both seeds (seed ${seeds[0]}): ${parts.join(', ')}.`
}

/** Where and how long it is run, and what happens to the shop meanwhile. */
function trialWords({
  shop,
  days,
}: {
  readonly shop: Trial['shop'] | ShopFile
  readonly days: number
}): string {
  const file: Pick<ShopFile, 'template' | 'shocks' | 'overrides'> =
    typeof shop === 'string' ? { template: shop } : (shop as unknown as ShopFile)
  const shocks = (file.shocks ?? []).map(({ kind, target, startDay }) => {
    const label = shockKinds.find(({ id }) => id === kind)?.label.en ?? kind
    return `${label.toLowerCase()}${target === undefined ? '' : ` (${target})`} on day ${startDay}`
  })
  const overrides = Object.entries(file.overrides ?? {}).map(
    ([path, value]) => `\`${path}\` = ${String(value)}`,
  )
  const more = [
    ...(shocks.length === 0 ? [] : [`shocks: ${shocks.join(', ')}`]),
    ...(overrides.length === 0 ? [] : [`numbers of its own: ${overrides.join(', ')}`]),
  ]
  return `Trial: ${file.template}, ${days} days${more.length === 0 ? '' : `; ${more.join('; ')}`}.`
}

/** Stands under every table. */
const withStock = 'contributionWithStockCents'
const arrows = { up: '↑', down: '↓' } as const

function figuresTable(claims: readonly Claim[], runs: readonly MeasuredRun[]): string {
  const claimed = claims.flatMap((claim) =>
    runs.map((run, index) =>
      figureRow(
        run.figures.find(({ id }) => id === claim.kpi),
        claim.kpi,
        run.seed,
        arrows[claim.direction],
        index === 0 ? verdicts[verdictOf(claim, runs)] : '',
      ),
    ),
  )
  const isClaimed = claims.some(({ kpi }) => kpi === withStock)
  const always = isClaimed
    ? []
    : runs.map((run) =>
        figureRow(
          run.figures.find(({ id }) => id === withStock),
          withStock,
          run.seed,
          '',
          '',
        ),
      )
  return table(
    [
      'figure',
      'claim',
      'seed',
      'untouched',
      'with playbook',
      'difference [95 % interval]',
      'verdict',
    ],
    [...claimed, ...always],
  )
}

function figureRow(
  figure: MeasuredFigure | undefined,
  id: string,
  seed: number,
  claim: string,
  verdict: string,
): string[] {
  if (figure === undefined) return [labelOf(id), claim, String(seed), '–', '–', '–', verdict]
  const { unit, baseline, playbook, difference } = figure
  const value = (number: number | null) => (number === null ? '–' : formatValue(number, unit, 'en'))
  const delta = (number: number) => formatValue(number, unit, 'en', { isDifference: true })
  return [
    labelOf(id),
    claim,
    String(seed),
    value(baseline),
    value(playbook),
    difference === null
      ? '–'
      : `${delta(difference.mean)} [${delta(difference.low)}, ${delta(difference.high)}]`,
    verdict,
  ]
}

/** Branches that had nothing to do in the trial are named: silence would look like effect. */
function idleWords({ runs, unmet }: MeasuredEntry, { nodes }: Playbook): string {
  const always = nodes
    .map(({ id }) => id)
    .filter((id) => runs.every(({ idle }) => idle.includes(id)))
  return page([
    always.length === 0
      ? ''
      : `Idle in this trial, on both seeds: ${always.map((id) => `\`${id}\``).join(', ')}.`,
    unmet.length === 0
      ? ''
      : `Expected, and not met: ${unmet.map((line) => `\`${line}\``).join(', ')}.`,
  ]).trim()
}

function packParts(file: GalleryPack, measured: Measured): string[] {
  const { name } = file
  const { pack, shop, days, claims } = wholePack(file)
  const found = measured.packs[name]
  const [system = ''] = pack.systems ?? []
  return [
    `### ${system} ${textIn(pack.name, 'en')}`,
    `${pack.question === undefined ? '' : `**${textIn(pack.question, 'en')}** `}${trialWords({ shop, days })} [Index](../examples/packs/${name}/pack.json).`,
    found === undefined ? 'Not measured yet.' : figuresTable(claims, found.runs),
    found === undefined ? '' : alsoMoved(claims, found.runs),
    courseWords([pack]),
    packSentences[name] ?? '',
  ]
}

function headlineParts(
  headline: Headline,
  files: readonly GalleryFile[],
  measured: Measured,
): string[] {
  const found = measured.headlines[headline.id]
  return [
    `### ${headline.title}`,
    courseWords(playbooksOf(headline.playbooks, files)),
    ...(found === undefined ? ['Not measured yet.'] : headlineFigures(headline, found)),
    headlineSentences[headline.id] ?? '',
  ]
}

function headlineFigures(headline: Headline, { arms, days }: MeasuredHeadline): string[] {
  const names = [headline.playbooks, headline.against ?? []]
  return [
    `${names[0]!.map((name) => `\`${name}\``).join(' + ')}, ${days} days.`,
    ...arms.flatMap((arm, index) => [
      index === 0
        ? ''
        : `The other way, ${names[index]!.map((name) => `\`${name}\``).join(' + ')}:`,
      figuresTable(headline.claims, arm.runs),
      relativeWords(headline.claims, arm.runs),
    ]),
    ...chartPaths(headline).map((path) => `![Chart](${path})`),
  ]
}

/** The change in per cent of the untouched shop, which is how the courses speak. */
function relativeWords(claims: readonly Claim[], runs: readonly MeasuredRun[]): string {
  const parts = claims.flatMap(({ kpi }) => {
    const changes = runs.flatMap(({ figures }) => {
      const figure = figures.find(({ id }) => id === kpi)
      if (figure?.difference === null || figure === undefined || figure.baseline === null) return []
      if (figure.baseline === 0) return []
      const ratio = figure.difference.mean / figure.baseline
      return [`${ratio > 0 ? '+' : '−'}${formatNumber(Math.abs(ratio) * 100, 'en', 1)} %`]
    })
    return changes.length === 0 ? [] : [`${labelOf(kpi)} ${changes.join(' and ')}`]
  })
  return parts.length === 0 ? '' : `Relative to the untouched shop: ${parts.join('; ')}.`
}
