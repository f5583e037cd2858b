/** The part of docs/shop.md about shocks, from their kinds. */
import { shockKinds, type ShockKind } from '@sandtable/sim'
import { shockFields } from '../shopSchema.ts'
import { both, code, codes, jsonBlock, sourceOf, table } from './markdown.ts'

/** Shocks as a shop file lists them; a test resolves it. */
export const shockExamples = [
  { kind: 'viralSpike', target: 'p_dress_03', startDay: 30, strength: 6 },
  { kind: 'supplierOutage', target: 's_hangzhou', startDay: 45, days: 21 },
  { kind: 'reviewBurst', target: 'p_top_01', startDay: 60, variant: 'logistics' },
] as const

const shapes = {
  block: 'all its days',
  decay: 'halves',
  ramp: 'rises',
} as const satisfies Record<ShockKind['shape'], string>

export function shockParts(): string[] {
  const declared: readonly ShockKind[] = shockKinds
  const byChance = declared.filter(({ rate }) => rate !== undefined).length
  return [
    '## Shocks',
    `There are ${declared.length} kinds of what happens to the shop whatever it does. A shop file schedules them; ${byChance} of them also come by chance, at the rate of the setting \`shocks.<kind>PerYear\`. Both arms of an experiment meet the same ones.`,
    table(
      ['member', 'meaning'],
      Object.entries(shockFields).map(([member, meaning]) => [code(member), meaning]),
    ),
    jsonBlock(shockExamples),
    '“Meets” names what a target may be, narrowest first; without one the shock meets all of the last. Strength and days are written usual [least–greatest] as a shop file may set them, and behind “by chance” what chance draws.',
    table(
      [
        'kind',
        'label',
        'meets',
        'runs',
        'strength',
        'days',
        'by chance, a year',
        'what it does',
        'source',
      ],
      declared.map(kindRow),
    ),
  ]
}

function kindRow(kind: ShockKind): string[] {
  const { id, label, scopes, shape, strength, strengthHelp, days, random, randomDays, rate } = kind
  const drawnDays = randomDays === undefined ? '' : `; by chance ${daySpan(randomDays)}`
  const usualDays = daySpan({ min: days.usual, max: days.usual })
  return [
    code(id),
    both(label),
    codes(scopes),
    shapes[shape],
    `${strength.usual} [${span(strength)}]; by chance ${span(random)}. ${strengthHelp.en}`,
    `${usualDays} [${span(days)}]${drawnDays}`,
    rate === undefined ? '' : `${rate.perYear} for each ${rate.scope}${onlyOf(rate.only)}`,
    [both(kind.help), ...sideOf(kind), ...variantsOf(kind), ...noticeOf(kind)].join(' '),
    sourceOf(kind.source),
  ]
}

function onlyOf(ids: readonly string[] = []): string {
  return ids.length === 0 ? '' : ` of ${codes(ids)}`
}

function sideOf({ side }: ShockKind): string[] {
  if (side === undefined) return []
  const points = side.points.map(([strength, factor]) => `${strength} → ${factor}`).join(', ')
  return [`${side.help.en} By strength: ${points}.`]
}

function variantsOf({ variants = [] }: ShockKind): string[] {
  if (variants.length === 0) return []
  const words = variants.map(
    ({ id, share, usual, random }) =>
      `${code(id)} ${usual} (by chance ${span(random)}, share ${share})`,
  )
  return [`Forms, with their usual strength: ${words.join(', ')}.`]
}

function noticeOf({ noticeDays, noticedSetting, halfLifeDays, rampDays }: ShockKind): string[] {
  return [
    ...(halfLifeDays === undefined ? [] : [`Halves in ${halfLifeDays.usual} days.`]),
    ...(rampDays === undefined ? [] : [`Rises in ${rampDays} days.`]),
    ...(noticeDays === undefined ? [] : [`Announced ${span(noticeDays)} days ahead.`]),
    ...(noticedSetting === undefined
      ? []
      : [`The house mends it after ${code(noticedSetting)} days in the mean.`]),
  ]
}

function span({ min, max }: { readonly min: number; readonly max: number }): string {
  if (min === max) return String(min)
  return min < 0 ? `${min} to ${max}` : `${min}–${max}`
}

/** Of days, where 0 means that it does not end. */
function daySpan(days: { readonly min: number; readonly max: number }): string {
  return days.max === 0 ? 'until the end' : span(days)
}
