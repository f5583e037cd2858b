/** Laws of a day's demand: codes of the setting `demand.law`. */
export const demandLaws = {
  /** Impressions are negative binomial, every step thins them. */
  funnel: 0,
  /** Units are drawn directly; every unit counts as an order that passed all steps. */
  poissonUnits: 1,
  negativeBinomialUnits: 2,
  constantUnits: 3,
  /** The funnel behind a constant number of impressions or of visits. */
  constantImpressions: 4,
  constantVisits: 5,
} as const
