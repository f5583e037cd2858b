/** docs/shop.md: how the simulated shop works and every number of it, from the declarations. */
import { readdirSync } from 'node:fs'
import {
  entitySettings,
  settings,
  type EntitySetting,
  type Setting,
  type ShopFile,
} from '@sandtable/sim'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import type { Mechanism } from '../../packages/sim/src/metric.ts'
import { shopFileFields } from '../shopSchema.ts'
import {
  both,
  code,
  codes,
  generatedNote,
  jsonBlock,
  page,
  sourceOf,
  table,
  unitName,
} from './markdown.ts'
import { shockExamples, shockParts } from './shocks.ts'
import { templateParts } from './templates.ts'

/** A whole shop file with every member; a test resolves it. */
export const shopFileExample: ShopFile = {
  format: 'shop/1',
  template: 'fashion',
  keep: { products: 40, suppliers: 6 },
  overrides: {
    'money.feeRatio': 0.04,
    'couriers.remoteDayWeights': [0, 0.2, 0.5, 0.3],
    'products.p_dress_03.listPriceCents': 25900,
    'channels.search.startBudgetRatio': 0.4,
  },
  shocks: shockExamples.slice(0, 2),
  routine: 'house',
  historyDays: 90,
  horizonDays: 180,
  startDate: '2026-03-02',
  currency: 'CNY',
}

/** One folder of mechanisms: what stands in it is told together. */
interface Part {
  readonly id: string
  readonly mechanisms: readonly Mechanism[]
  readonly settings: Readonly<Record<string, Setting & Pick<EntitySetting, 'default'>>>
  readonly entitySettings: Readonly<Record<string, Readonly<Record<string, EntitySetting>>>>
}
const parts = await readParts()

/** `day` is the text of packages/sim/src/run.ts, whose head says the order of a day. */
export function shopPage(day: string): string {
  const numbers: readonly Setting[] = [
    ...Object.values(settings),
    ...Object.values(entitySettings).flatMap((fields) => Object.values(fields)),
  ]
  const assumed = numbers.filter(({ source }) => /^assumption\b/.test(source)).length
  return page([
    '# The simulated shop',
    generatedNote,
    `What happens in the shop, in which order, and by which numbers. ${numbers.length} numbers may be overridden; ${assumed} of them rest on judgement, marked _assumption_, the others on the publication or rule that is named. Figures stand in [metrics.md](metrics.md), events in [events.md](events.md), commands in [commands.md](commands.md).`,
    '## Shop files',
    'A shop file is JSON, `shop/1`: a template and what differs from it, checked as a whole; every problem is named with its place. Its [JSON Schema](../packages/sim/shop.schema.json) helps in an editor. Run one with `sandtable run playbook.json --shop shop.json`.',
    table(
      ['member', 'meaning'],
      Object.entries(shopFileFields).map(([member, meaning]) => [code(member), meaning]),
    ),
    jsonBlock(shopFileExample),
    ...templateParts(),
    '## A day',
    'Every day runs in this order. Both arms of an experiment have the same luck: chance is drawn by name and day, so a playbook shifts no draw of anything else.',
    dayTable(day),
    'What is ordered, changed or said after the close takes effect on the next day and is paid then.',
    '## Mechanisms',
    'By the folders of `packages/sim/src/mechanisms`. Behind the mechanisms of a folder stand its numbers. A default is that of the declaration; a template may say otherwise. Bounds are inclusive.',
    ...parts.flatMap(partParts),
    ...shockParts(),
  ])
}

/** The heading of a mechanism, without its signs. */
export function mechanismHeading({ label }: Mechanism): string {
  return both(label)
}

function partParts({ id, mechanisms: own, settings: numbers, ...part }: Part): string[] {
  const groups = Map.groupBy(Object.entries(numbers), ([path]) => path.split('.')[0]!)
  return [
    `### ${id[0]!.toUpperCase()}${id.slice(1)}`,
    ...own.flatMap(mechanismParts),
    ...[...groups].flatMap(([group, members]) => [
      `**${code(`${group}.…`)}**`,
      table(
        ['path', 'meaning', 'unit', 'default', 'range', 'source'],
        members.map(([path, setting]) => [code(path), ...settingCells(setting)]),
      ),
    ]),
    ...Object.entries(part.entitySettings).flatMap(([kind, fields]) => [
      `**${code(`${kind}.<id>.…`)}**`,
      table(
        ['name', 'meaning', 'unit', 'default', 'range', 'source'],
        Object.entries(fields).map(([name, setting]) => [code(name), ...settingCells(setting)]),
      ),
    ]),
  ]
}

function mechanismParts(mechanism: Mechanism): string[] {
  const { about, metrics, events = [] } = mechanism
  const figures = [...new Set(metrics.map(({ id }) => id))].toSorted()
  const announced = events.map(({ id }) => id)
  const facts = [
    ...(figures.length === 0 ? [] : [`[Figures](metrics.md): ${codes(figures)}`]),
    ...(announced.length === 0 ? [] : [`[Events](events.md): ${codes(announced)}`]),
  ]
  return [
    `#### ${mechanismHeading(mechanism)}`,
    about.en,
    about.zh,
    facts.map((fact) => `- ${fact}`).join('\n'),
  ]
}

function settingCells(setting: EntitySetting): string[] {
  const { label, unit, min, max, isInteger, source } = setting
  const each = Array.isArray(setting.default) ? 'list, each ' : ''
  const whole = isInteger === true ? 'whole, ' : ''
  return [
    both(label),
    unitName(unit),
    presetOf(setting.default),
    `${each}${whole}${min} – ${max}`,
    sourceOf(source),
  ]
}

function presetOf(preset: EntitySetting['default']): string {
  if (preset === undefined) return 'by the template'
  if (typeof preset === 'number') return String(preset)
  if (Array.isArray(preset)) return code(JSON.stringify(preset).replaceAll(',', ', '))
  return Object.entries(preset)
    .map(([id, value]) => `${id} ${value}`)
    .join(', ')
}

/** The steps of a day as the head of run.ts lists them: `name   what happens`. */
function dayTable(source: string): string {
  const rows = [...source.matchAll(/^ \* {3}(\w+) {2,}(\S.*)$/gm)].map(([, name, words]) => [
    code(name!),
    words!,
  ])
  if (rows.length < 10) throw new Error('run.ts no longer says the order of a day in its head')
  return table(['step', 'what happens'], rows)
}

/** Every folder with what its `index.ts` and `settings.ts` declare, in the order of the mechanisms. */
async function readParts(): Promise<readonly Part[]> {
  const folder = new URL('../../packages/sim/src/mechanisms/', import.meta.url)
  const ids = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const found = await Promise.all(
    ids.map(async (id): Promise<Part> => {
      const declared: Record<string, unknown> = {
        ...(await load(new URL(`${id}/index.ts`, folder))),
        ...(await load(new URL(`${id}/settings.ts`, folder))),
      }
      return {
        id,
        mechanisms: declared[`${id}Mechanisms`] as Part['mechanisms'],
        settings: declared[`${id}Settings`] as Part['settings'],
        entitySettings: declared[`${id}EntitySettings`] as Part['entitySettings'],
      }
    }),
  )
  const place = (part: Part) => {
    const first = mechanisms.findIndex(({ id }) => id === part.mechanisms[0]?.id)
    return first < 0 ? mechanisms.length : first
  }
  return found.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
}

async function load({ href }: URL): Promise<Record<string, unknown>> {
  return (await import(/* @vite-ignore */ href)) as Record<string, unknown>
}
