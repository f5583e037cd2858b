/**
 * Lays out all incidents of a run before its first day: those of the shop file, those of the calendar, and those of
 * chance. Every draw is keyed by (seed, replication, kind, which of its entity's incidents, entity), so neither a
 * playbook, nor another entity, nor another kind or rate moves it.
 *
 *   chance:  gap ─▶ incident ─▶ gap ─▶ incident …     from day −365 on, whatever the history is
 *            gap = exponential, mean 365 ÷ rate; the next gap begins when a finite incident is over
 */
import { scopeIds, type ScopeId } from '@sandtable/rules'
import type { Luck } from '../../luck.ts'
import { exp, exponentialQuantile, log } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, hashId, type Key } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import type { SettingPath } from '../../settings.ts'
import {
  wholeWithin,
  within,
  type Range,
  type ShockEntry,
  type ShockKind,
} from '../../shocks/shock.ts'
import { shockCodes, type ShockId } from '../../shocks/index.ts'
import type { State } from '../../state.ts'
import { createPromotions, createSignals } from './announcing.ts'
import { drawCalendar } from './promotions.ts'
import {
  addIncident,
  incidentSources,
  kindOfCode,
  shapeCodes,
  type IncidentRow,
} from './incidents.ts'
import { rateSettingOf } from './shockSettings.ts'

/** The longest history and the longest run that a shop file may ask for. */
const earliestDay = -365
const latestDay = 730 + 30
/** A decay is over when this many half-lives have passed. */
const halfLivesOfDecay = 5

/** What is drawn of one incident; the counter of each draw follows from its place here. */
const draws = ['gap', 'strength', 'days', 'variant', 'shape', 'notice', 'known', 'effect'] as const
type Draw = (typeof draws)[number]
const drawSalts = Object.fromEntries(
  draws.map((draw, index) => [draw, Math.imul(index + 1, 0x9e3779b1)]),
) as Readonly<Record<Draw, number>>

/** Uniforms of one incident. */
export interface Dice {
  readonly key: Key
  readonly counter: number
}
function roll({ key, counter }: Dice, draw: Draw): number {
  return drawUniform(key, counter ^ drawSalts[draw])
}
/** An incident before it has a row, with what is announced of it. */
interface Draft extends IncidentRow {
  /** False for a signal that comes to nothing. */
  readonly hasEffect: boolean
}

/** Draws the incidents of the run, once. */
export function drawIncidents(model: Model, state: State, luck: Luck): void {
  const { world } = state
  world.isDrawn = 1
  const firstDay = state.day
  const drafts: Draft[] = [
    ...scheduled(model, luck, firstDay),
    ...drawCalendar(model, luck, earliestDay, latestDay).map((promotion) =>
      draftOf(model, kindOfCode[shockCodes.promotionPeak]!, 'calendar', promotion, firstDay),
    ),
  ]
  kindOfCode.forEach((kind) => {
    if (kind.rate !== undefined) drafts.push(...chance(model, luck, kind, firstDay))
  })
  const sorted = drafts.toSorted(
    (a, b) =>
      a.startDay - b.startDay || a.kind - b.kind || a.entity - b.entity || a.endDay - b.endDay,
  )
  layOut(state, sorted, firstDay)
}

/** Rows of the table, and the lists of promotions and signals. */
function layOut(state: State, drafts: readonly Draft[], firstDay: number): void {
  const { world } = state
  const promotions = drafts.filter(({ kind }) => kind === shockCodes.promotionPeak)
  const signals = drafts.filter(({ kind }) => kind === shockCodes.demandEffect)
  Object.assign(world.promotions, createPromotions(promotions.length))
  Object.assign(world.signals, createSignals(signals.length))
  promotions.forEach(({ announcedDay, startDay, endDay, strength }, i) => {
    world.promotions.announcedDay[i] = announcedDay
    world.promotions.startDay[i] = startDay
    world.promotions.endDay[i] = endDay
    world.promotions.factor[i] = strength
  })
  world.promotions.count = promotions.length
  signals.forEach(({ announcedDay, startDay, entity, variant, strength }, i) => {
    world.signals.announcedDay[i] = announcedDay
    world.signals.startDay[i] = startDay
    world.signals.category[i] = entity
    world.signals.kind[i] = variant
    world.signals.upliftRatio[i] = strength - 1
  })
  world.signals.count = signals.length
  for (const draft of drafts) {
    if (draft.hasEffect && draft.endDay >= firstDay) addIncident(world.incidents, draft)
  }
  world.drawnCount = world.incidents.count
}

/** The shocks of the shop file. */
function scheduled(model: Model, luck: Luck, firstDay: number): Draft[] {
  return model.shop.shocks.flatMap((entry) => {
    const kind = kindOfCode[shockCodes[entry.kind as ShockId]]!
    const key = deriveKey(luck.seed, luck.replication, 'shocks.scheduled', entry.startDay)
    return targetsOf(model, kind, entry).map(({ scope, entity }) =>
      draftOf(
        model,
        kind,
        'shopFile',
        {
          entry,
          scope,
          entity,
          dice: { key, counter: hashId(`${kind.id} ${model.entities[scope].ids[entity]!}`) },
        },
        firstDay,
      ),
    )
  })
}

/** The entity that a shock names, or all of the widest scope of its kind. */
function targetsOf(
  model: Model,
  { scopes }: ShockKind,
  { target }: ShockEntry,
): { readonly scope: ScopeId; readonly entity: number }[] {
  if (target === undefined) {
    const scope = scopes.at(-1)!
    return model.entities[scope].ids.map((_, entity) => ({ scope, entity }))
  }
  for (const scope of scopes) {
    const entity = model.entities[scope].ids.indexOf(target)
    if (entity >= 0) return [{ scope, entity }]
  }
  return []
}

/** What chance brings of one kind. */
function chance(model: Model, luck: Luck, kind: ShockKind, firstDay: number): Draft[] {
  const { scope, only } = kind.rate!
  const perYear = model.settings[rateSettingOf(kind.id as ShockId)]
  if (perYear <= 0) return []
  const keys: Key[] = []
  const drafts: Draft[] = []
  const hashes =
    scope === 'product' ? model.productHash : scope === 'stock' ? model.stockHash : undefined
  model.entities[scope].ids.forEach((id, entity) => {
    if (only !== undefined && !only.includes(id)) return
    if (!canMeet(model, kind, entity)) return
    const counter = hashes?.[entity] ?? hashId(id)
    let time = earliestDay
    for (let k = 0; time <= latestDay; k++) {
      const key = (keys[k] ??= deriveKey(luck.seed, luck.replication, `shocks.${kind.id}`, k))
      const dice = { key, counter }
      time += (exponentialQuantile(roll(dice, 'gap')) * 365) / perYear
      const startDay = Math.floor(time)
      if (startDay > latestDay) return
      const draft = draftOf(model, kind, 'chance', { scope, entity, dice, startDay }, firstDay)
      const isLasting = draft.endDay === noEnd
      // what lasts and began before the shop file says how the shop is, is in the shop file's numbers
      if (startDay >= firstDay || (!isLasting && draft.endDay >= firstDay)) drafts.push(draft)
      if (!isLasting) time = Math.max(time, draft.endDay + 1)
    }
  })
  return drafts
}

/** Whether chance can bring it to the entity: a rival must be tracked, regions must be several. */
function canMeet(model: Model, { id }: ShockKind, entity: number): boolean {
  if (id === 'rivalMove') {
    const base = model.world.rivalBaseCents[entity]!
    return base === base
  }
  if (id === 'regionShift') return model.entities.warehouse.ids.length > 1
  return true
}

/** One incident to be: what the shop file says of it, where it says something, and the rest drawn or usual. */
interface Sketch {
  readonly scope: ScopeId
  readonly entity: number
  readonly dice: Dice
  readonly startDay?: number
  readonly entry?: ShockEntry
  /** Known beforehand: a promotion of the calendar. */
  readonly days?: number
  readonly strength?: number
}

function draftOf(
  model: Model,
  kind: ShockKind,
  source: (typeof incidentSources)[number],
  sketch: Sketch,
  firstDay: number,
): Draft {
  const { entry, dice } = sketch
  const isDrawn = source === 'chance'
  const startDay = entry?.startDay ?? sketch.startDay!
  const variant = variantOf(kind, entry, isDrawn ? roll(dice, 'variant') : undefined)
  const declared = kind.variants?.[variant]
  const range = declared?.random ?? kind.random
  const strength =
    entry?.strength ??
    sketch.strength ??
    (isDrawn
      ? strengthWithin(range, kind.isLogarithmic === true, roll(dice, 'strength'))
      : (declared?.usual ?? kind.strength.usual))
  const shape = entry?.shape ?? kind.shape
  const halfLifeDays =
    kind.halfLifeDays === undefined
      ? undefined
      : isDrawn
        ? within(kind.halfLifeDays.random, roll(dice, 'shape'))
        : kind.halfLifeDays.usual
  const days =
    entry?.days ??
    sketch.days ??
    (isDrawn ? drawDays(model, kind, halfLifeDays, roll(dice, 'days')) : kind.days.usual)
  const endDay = days === 0 ? noEnd : startDay + days - 1
  return {
    kind: kindOfCode.indexOf(kind),
    scope: scopeIds.indexOf(sketch.scope),
    entity: sketch.entity,
    startDay,
    endDay,
    strength,
    shape: shapeCodes[shape],
    shapeDays: shapeDaysOf(kind, shape, days, halfLifeDays),
    variant,
    announcedDay: announcedDayOf(model, kind, startDay, dice, firstDay),
    expectedDays:
      days > 0 && roll(dice, 'known') < model.settings['suppliers.outageKnownRatio'] ? days : NaN,
    source: incidentSources.indexOf(source),
    hasEffect:
      !isDrawn ||
      kind.id !== 'demandEffect' ||
      roll(dice, 'effect') >= model.settings['signals.emptyRatio'],
  }
}

function variantOf(
  { variants = [] }: ShockKind,
  entry: ShockEntry | undefined,
  u: number | undefined,
): number {
  if (entry?.variant !== undefined) return variants.findIndex(({ id }) => id === entry.variant)
  if (u === undefined) return 0
  let passed = 0
  for (let i = 0; i < variants.length - 1; i++) {
    passed += variants[i]!.share
    if (u < passed) return i
  }
  return Math.max(0, variants.length - 1)
}

function strengthWithin(range: Range, isLogarithmic: boolean, u: number): number {
  if (!isLogarithmic) return within(range, u)
  return exp(within({ min: log(range.min), max: log(range.max) }, u))
}

/** Whole days that chance gives it; 0: until the end. */
function drawDays(
  model: Model,
  { randomDays, noticedSetting, days }: ShockKind,
  halfLifeDays: number | undefined,
  u: number,
): number {
  if (noticedSetting !== undefined) {
    const meanDays = model.settings[noticedSetting as SettingPath] as number
    return Math.max(1, Math.ceil(exponentialQuantile(u) * meanDays))
  }
  if (randomDays !== undefined) return wholeWithin(randomDays, u)
  return halfLifeDays === undefined ? days.usual : Math.ceil(halfLivesOfDecay * halfLifeDays)
}

/** A decay without a half-life of its own halves four times; a ramp rises over all its days. */
function shapeDaysOf(
  { rampDays }: ShockKind,
  shape: string,
  days: number,
  halfLifeDays: number | undefined,
): number {
  const usualDays = 30
  const length = days === 0 ? usualDays : days
  if (shape === 'decay') return halfLifeDays ?? length / 4
  if (shape === 'ramp') return Math.min(rampDays ?? length, length)
  return 0
}

/** The largest integer when nothing is announced; never before the first day of the run. */
function announcedDayOf(
  model: Model,
  { id, noticeDays }: ShockKind,
  startDay: number,
  dice: Dice,
  firstDay: number,
): number {
  if (startDay < firstDay) return noEnd
  if (id === 'opinionCrisis') {
    // a medium takes it up on one of its first four days
    const isReported = roll(dice, 'known') < model.settings['media.reportChance']
    return isReported ? startDay + Math.floor(4 * roll(dice, 'notice')) : noEnd
  }
  if (noticeDays === undefined) return noEnd
  return Math.max(firstDay, startDay - wholeWithin(noticeDays, roll(dice, 'notice')))
}
