import {
  prepareExperiment,
  runLimits,
  runReplication,
  shops,
  summarize,
  type ExperimentPlan,
  type Report,
} from '@sandtable/sim'

const products = Math.max(...shops.map((shop) => shop.products))

/** The longest run allowed: it takes a minute or so, and is always stopped. */
export const longest = {
  days: runLimits.days,
  replications: Math.min(
    runLimits.replications,
    Math.floor(runLimits.productDays / runLimits.days / products),
  ),
}

/** The report of a plan without threads, chunks or a server. */
export function reportOf(plan: ExperimentPlan): Report {
  const prepared = prepareExperiment(plan)
  if (!prepared.ok) throw new Error(JSON.stringify([prepared.problems, prepared.issues]))
  const results = Array.from({ length: plan.replications }, (_, r) =>
    runReplication(prepared.experiment, r),
  )
  return summarize(prepared.experiment, results)
}

/** Where two reports differ: a short piece of both. Undefined when they have the same bytes. */
export function differenceOf(found: Report | undefined, expected: Report): string | undefined {
  const [left, right] = [JSON.stringify(found) ?? '', JSON.stringify(expected)]
  if (left === right) return undefined
  let at = 0
  while (left[at] === right[at]) at++
  const piece = (text: string) => text.slice(Math.max(0, at - 80), at + 40)
  return `…${piece(left)}… instead of …${piece(right)}…`
}
