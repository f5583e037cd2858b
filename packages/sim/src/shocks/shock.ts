/** A shock as a shop file lists it, and how a kind of shock is declared. */
import { z } from 'zod'
import type { ScopeId, Text } from '@sandtable/rules'

/** How the strength runs over the days of a shock: all of it at once, halving, or rising to it. */
export const shockShapes = ['block', 'decay', 'ramp'] as const
export type ShockShape = (typeof shockShapes)[number]

export const shockSchema = z.strictObject({
  /** Id of a kind of shock, such as `viralSpike`. */
  kind: z.string().max(64),
  /** Id of the entity it meets; all of its scope when left out. */
  target: z.string().max(64).optional(),
  /** First day, from 1. */
  startDay: z.int().min(-365).max(730),
  /** Days it lasts; the default of its kind when left out. */
  days: z.int().min(1).max(10_000).optional(),
  shape: z.enum(shockShapes).optional(),
  /** In the unit of its kind; the default of its kind when left out. */
  strength: z.number().optional(),
  /** Which of its variants, where a kind has several; the first when left out. */
  variant: z.string().max(64).optional(),
})
/** One scheduled shock of a shop file. */
export type ShockEntry = z.infer<typeof shockSchema>

export interface Range {
  readonly min: number
  readonly max: number
}

/** The number of a range that a uniform in 0 … 1 stands for. */
export function within({ min, max }: Range, u: number): number {
  return min + (max - min) * u
}

/** The same for whole numbers, each as likely. */
export function wholeWithin({ min, max }: Range, u: number): number {
  return Math.min(max, min + Math.floor((max - min + 1) * u))
}

/** One of several forms of a kind. */
export interface ShockVariant {
  readonly id: string
  readonly label: Text
  /** Share of the chance shocks that take this form; the shares of a kind sum to 1. */
  readonly share: number
  /** Strength of a scheduled one that says none. */
  readonly usual: number
  /** Strengths that chance brings. */
  readonly random: Range
}

/** How often chance brings it: `perYear` of the setting `shocks.<kind>PerYear`, for each entity of `scope`. */
export interface ShockRate {
  readonly scope: ScopeId
  readonly perYear: number
  /** Entities it can meet; all when left out. */
  readonly only?: readonly string[]
}

/** A kind of thing that happens to the shop whatever it does. Plain data; its effect stands in `mechanisms/world/effects.ts`. */
export interface ShockKind {
  readonly id: string
  /** What it meets, narrowest first: a target must be an entity of one of these scopes; without one it meets all of the last. */
  readonly scopes: readonly ScopeId[]
  readonly label: Text
  readonly help: Text
  readonly shape: ShockShape
  /** Least, usual and greatest strength; what it means stands in `strengthHelp`. */
  readonly strength: { readonly min: number; readonly usual: number; readonly max: number }
  readonly strengthHelp: Text
  /** Strength at which nothing happens: 1 of a factor, 0 of something added. */
  readonly neutral: number
  /** Strengths that chance brings. */
  readonly random: Range
  /** True when chance draws evenly in the logarithm of the strength. */
  readonly isLogarithmic?: boolean
  /** Days it lasts by default; 0 means until the end. */
  readonly days: { readonly min: number; readonly usual: number; readonly max: number }
  /** Days that chance brings; 0 means until the end. Without it, a decay lasts five half-lives and what is noticed lasts until then. */
  readonly randomDays?: Range
  /** Setting with the mean days until the house notices and mends it: then it is over. */
  readonly noticedSetting?: `shocks.${string}`
  /** Days in which a decay halves. */
  readonly halfLifeDays?: { readonly usual: number; readonly random: Range }
  /** Days in which a ramp rises to its strength; all its days when left out. */
  readonly rampDays?: number
  /** Days ahead of its start at which it is announced. */
  readonly noticeDays?: Range
  /** Absent when chance brings none, or when the calendar does. */
  readonly rate?: ShockRate
  /** Its forms, the one that is meant when nothing is said first. */
  readonly variants?: readonly ShockVariant[]
  /** A second effect that goes with the strength: strength → factor, linear between the points and flat outside. */
  readonly side?: {
    readonly help: Text
    readonly points: readonly (readonly [strength: number, factor: number])[]
  }
  readonly source: string
}
