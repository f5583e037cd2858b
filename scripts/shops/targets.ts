/** What an untouched shop of each template should look like: assumptions about the trade, to hold templates against. */

/** Inclusive bounds, in stored units: cents, ratios 0–1. */
export type Range = readonly [least: number, greatest: number]

/** By the figure of a run; `grossMarginRatio` is 1 − cost of goods sold ÷ GMV. */
export interface Targets {
  readonly aovCents: Range
  readonly grossMarginRatio: Range
  readonly returnRatio: Range
  readonly repeatRatio: Range
  readonly turnsPerYear: Range
  readonly stockoutRatio: Range
}

/** A single number may be missed by a fifth of it. */
const about = (value: number): Range => [0.8 * value, 1.2 * value]
const fewStockouts: Range = [0.05, 0.1]

const targets: Readonly<Record<string, Targets>> = {
  'mother-baby': {
    aovCents: [20_000, 50_000],
    grossMarginRatio: [0.35, 0.45],
    returnRatio: [0.05, 0.1],
    repeatRatio: [0.3, 0.35],
    turnsPerYear: about(4),
    stockoutRatio: fewStockouts,
  },
  fashion: {
    aovCents: [15_000, 30_000],
    grossMarginRatio: [0.45, 0.55],
    returnRatio: [0.15, 0.3],
    repeatRatio: [0.2, 0.25],
    turnsPerYear: about(4),
    stockoutRatio: fewStockouts,
  },
  home: {
    aovCents: [40_000, 120_000],
    grossMarginRatio: [0.3, 0.4],
    returnRatio: [0.05, 0.1],
    repeatRatio: [0.15, 0.2],
    turnsPerYear: about(4),
    stockoutRatio: fewStockouts,
  },
  electronics: {
    aovCents: [80_000, 300_000],
    grossMarginRatio: [0.1, 0.2],
    returnRatio: [0.05, 0.08],
    repeatRatio: [0.15, 0.2],
    turnsPerYear: about(5),
    stockoutRatio: fewStockouts,
  },
  fresh: {
    aovCents: [6_000, 12_000],
    grossMarginRatio: [0.2, 0.3],
    returnRatio: about(0.05),
    repeatRatio: [0.3, 0.35],
    turnsPerYear: about(60),
    stockoutRatio: about(0.15),
  },
  beauty: {
    aovCents: [15_000, 35_000],
    grossMarginRatio: [0.55, 0.65],
    returnRatio: [0.05, 0.08],
    repeatRatio: [0.25, 0.35],
    turnsPerYear: about(3),
    stockoutRatio: fewStockouts,
  },
  luxury: {
    aovCents: [600_000, 1_500_000],
    grossMarginRatio: [0.5, 0.6],
    returnRatio: [0.08, 0.12],
    repeatRatio: [0.15, 0.2],
    turnsPerYear: about(2),
    stockoutRatio: fewStockouts,
  },
  tea: {
    aovCents: [2_500, 6_000],
    grossMarginRatio: [0.55, 0.65],
    returnRatio: about(0.05),
    repeatRatio: [0.3, 0.35],
    turnsPerYear: about(12),
    stockoutRatio: fewStockouts,
  },
  mall: {
    aovCents: [15_000, 30_000],
    grossMarginRatio: [0.3, 0.4],
    returnRatio: [0.1, 0.15],
    repeatRatio: [0.2, 0.25],
    turnsPerYear: about(4),
    stockoutRatio: fewStockouts,
  },
}

/** Undefined for a template that says nothing of its trade here. */
export function targetsOf(template: string): Targets | undefined {
  return Object.hasOwn(targets, template) ? targets[template] : undefined
}

/** What any living shop keeps to: it neither dies nor prints money. */
export const living = {
  contributionShareRatio: [0, 0.2],
  gmvChangeFactor: [0.5, 2],
  lowestCashCents: [0, Infinity],
} as const satisfies Record<string, Range>
