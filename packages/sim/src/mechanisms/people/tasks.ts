/** Desks work on their tasks, first due first. */
import { scopeIds, taskKind, type TaskKind } from '@sandtable/rules'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, hashId } from '../../random.ts'
import type { State } from '../../state.ts'
import { freeMinutes, work, workOffWaiting } from './desks.ts'
import { finishTask, startWaiting } from './mending.ts'
import type { PeopleFlows, Tasks } from './state.ts'
import { doubled, moveTask, taskKindIds } from './taskList.ts'

const kinds: readonly TaskKind[] = taskKindIds.map(taskKind)

/** Desks do what waits, then their tasks; what others had to do comes back. Finished tasks mend what was wrong. */
export function doTasks(model: Model, state: State, luck: Luck): void {
  const { tasks, waitingMinutes } = state.people
  const hasTasks = tasks.count > 0
  for (let desk = 0; desk < waitingMinutes.length; desk++) {
    if (waitingMinutes[desk]! > 0) workOffWaiting(model, state, desk)
    if (hasTasks) workOnTasks(model, state, luck, desk)
  }
  if (hasTasks) closeTasks(model, state, luck)
}

/** A desk works on what is due first; among tasks due on one day in the order of kinds, scopes and ids. */
function workOnTasks(model: Model, state: State, luck: Luck, desk: number): void {
  const { tasks } = state.people
  for (let free = freeMinutes(model, state, desk); free > 0;) {
    const task = firstDue(tasks, desk)
    if (task < 0) return
    const minutes = Math.min(free, tasks.remainingMinutes[task]!)
    tasks.remainingMinutes[task]! -= minutes
    free -= minutes
    work(model, state, desk, minutes)
    if (tasks.remainingMinutes[task] === 0)
      tasks.waitUntilDay[task] = waitsUntil(model, state, luck, task)
  }
}

function firstDue(tasks: Tasks, desk: number): number {
  const { dueDay, kind, scope, entity } = tasks
  let first = -1
  for (let i = 0; i < tasks.count; i++) {
    if (tasks.desk[i] !== desk || tasks.remainingMinutes[i] === 0) continue
    const ahead =
      first < 0 ||
      (dueDay[i]! - dueDay[first]! ||
        kind[i]! - kind[first]! ||
        scope[i]! - scope[first]! ||
        entity[i]! - entity[first]!) < 0
    if (ahead) first = i
  }
  return first
}

/** The day on which others have done their part: today when nobody else has to do anything. */
function waitsUntil(model: Model, state: State, luck: Luck, task: number): number {
  const { tasks } = state.people
  const { waitDays } = kinds[tasks.kind[task]!]!
  if (waitDays === undefined) return state.day
  const scope = scopeIds[tasks.scope[task]!]!
  const entity = tasks.entity[task]!
  startWaiting(model, state, taskKindIds[tasks.kind[task]!]!, entity)
  const [least, most] = waitDays
  const key = deriveKey(luck.seed, luck.replication, 'people.taskWait', state.day)
  const u = drawUniform(key, hashId(model.entities[scope].ids[entity]!) ^ tasks.kind[task]!)
  return state.day + least + Math.floor(u * (most - least + 1))
}

/** Closes what is done, in the order it was opened. */
function closeTasks(model: Model, state: State, luck: Luck): void {
  const { tasks } = state.people
  let kept = 0
  for (let i = 0; i < tasks.count; i++) {
    if (tasks.remainingMinutes[i] === 0 && tasks.waitUntilDay[i]! <= state.day) {
      const kind = tasks.kind[i]!
      const scope = tasks.scope[i]!
      const entity = tasks.entity[i]!
      const found = finishTask(model, state, luck, taskKindIds[kind]!, scopeIds[scope]!, entity)
      noteDone(state.today.people, kind, scope, entity, found)
      continue
    }
    moveTask(tasks, i, kept)
    kept += 1
  }
  tasks.count = kept
}

function noteDone(
  flows: PeopleFlows,
  kind: number,
  scope: number,
  entity: number,
  found: boolean,
): void {
  const at = flows.doneTasks[0]!
  if (at === flows.doneKind.length) {
    flows.doneKind = doubled(flows.doneKind)
    flows.doneScope = doubled(flows.doneScope)
    flows.doneEntity = doubled(flows.doneEntity)
    flows.doneFound = doubled(flows.doneFound)
  }
  flows.doneKind[at] = kind
  flows.doneScope[at] = scope
  flows.doneEntity[at] = entity
  flows.doneFound[at] = found ? 1 : 0
  flows.doneTasks[0] = at + 1
}
