/**
 * The trigger and the action of a playbook are its own: without one of them the run is another. Checked on the first
 * replication of the trial, node by node.
 */
import { playbookHash, type Playbook } from '@sandtable/rules'
import { prepareExperiment, runReplication, type ReplicationResult } from '@sandtable/sim'
import { seeds, trialOf } from './measure.ts'

/** Ids of the triggers and actions whose removal leaves the shop as it was. */
export function idleOnRemoval(playbook: Playbook): readonly string[] {
  const whole = armOf(playbook, playbook)
  return playbook.nodes
    .filter(({ type }) => type.startsWith('trigger.') || type.startsWith('action.'))
    .map(({ id }) => id)
    .filter((id) => isSameArm(armOf(without(playbook, id), playbook), whole))
}

/** A playbook without one node and its edges. */
export function without(playbook: Playbook, nodeId: string): Playbook {
  const { tests: _, ...rest } = playbook
  return {
    ...rest,
    nodes: playbook.nodes.filter(({ id }) => id !== nodeId),
    edges: playbook.edges.filter(({ from, to }) => from[0] !== nodeId && to[0] !== nodeId),
  }
}

function armOf(playbook: Playbook, original: Playbook): ReplicationResult['playbook'] {
  const { shop, days } = trialOf(original)
  const [seed] = seeds
  // what a removed trigger leaves unconnected has nothing to do
  const connected = withoutLoose(playbook)
  const prepared = prepareExperiment({ playbooks: [connected], shop, days, replications: 2, seed })
  if (!prepared.ok) throw new Error(`${playbookHash(playbook)}: ${JSON.stringify(prepared.issues)}`)
  return runReplication(prepared.experiment, 0).playbook
}

/** Without nodes that nothing reaches any more. */
function withoutLoose(playbook: Playbook): Playbook {
  const reached = new Set(
    playbook.nodes.filter(({ type }) => type.startsWith('trigger.')).map(({ id }) => id),
  )
  for (;;) {
    const more = playbook.edges.filter(
      ({ from, to }) => reached.has(from[0]) && !reached.has(to[0]),
    )
    if (more.length === 0) break
    for (const { to } of more) reached.add(to[0])
  }
  return {
    ...playbook,
    nodes: playbook.nodes.filter(({ id }) => reached.has(id)),
    edges: playbook.edges.filter(({ from, to }) => reached.has(from[0]) && reached.has(to[0])),
  }
}

function isSameArm(a: ReplicationResult['playbook'], b: ReplicationResult['playbook']): boolean {
  return (
    a.kpis.every((value, index) => Object.is(value, b.kpis[index])) &&
    a.daily.every((series, index) =>
      series.every((value, day) => Object.is(value, b.daily[index]![day])),
    )
  )
}
