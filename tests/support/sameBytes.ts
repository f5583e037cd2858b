/** One experiment with every mechanism on, for the comparison of engines: its report as text. */
import { prepareExperiment, runReplication, summarize } from '@sandtable/sim'

/** Playbooks that are in the gallery and touch much of the shop, as JSON text. */
export function reportOf(playbooks: readonly string[], shop: string): string {
  const prepared = prepareExperiment({
    playbooks: playbooks.map((text) => JSON.parse(text) as unknown),
    shop,
    seed: 42,
    days: 30,
    replications: 2,
  })
  if (!prepared.ok) throw new Error(JSON.stringify([prepared.problems, prepared.issues]))
  const { experiment } = prepared
  const results = [0, 1].map((replication) => runReplication(experiment, replication))
  return JSON.stringify(summarize(experiment, results))
}
