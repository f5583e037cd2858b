/** The list of open tasks. */
import { scopeIds, taskKind, taskKinds, type ScopeId, type TaskKindId } from '@sandtable/rules'
import type { State } from '../../state.ts'
import type { Tasks } from './state.ts'

export const taskKindIds = Object.keys(taskKinds) as TaskKindId[]

/** A task to be opened. */
export interface NewTask {
  readonly kind: TaskKindId
  readonly scope: ScopeId
  readonly entity: number
  /** Index of the desk. */
  readonly desk: number
  readonly dueDay: number
}

/** True while the same kind of task is open on an entity. */
export function isTaskOpen(
  { people: { tasks } }: State,
  { kind, scope, entity }: Pick<NewTask, 'kind' | 'scope' | 'entity'>,
): boolean {
  const kindIndex = taskKindIds.indexOf(kind)
  const scopeIndex = scopeIds.indexOf(scope)
  for (let i = 0; i < tasks.count; i++) {
    if (
      tasks.entity[i] === entity &&
      tasks.kind[i] === kindIndex &&
      tasks.scope[i] === scopeIndex
    ) {
      return true
    }
  }
  return false
}

export function addTask({ people: { tasks } }: State, task: NewTask): void {
  const at = tasks.count
  if (at === tasks.kind.length) grow(tasks)
  tasks.kind[at] = taskKindIds.indexOf(task.kind)
  tasks.scope[at] = scopeIds.indexOf(task.scope)
  tasks.entity[at] = task.entity
  tasks.desk[at] = task.desk
  tasks.dueDay[at] = task.dueDay
  tasks.remainingMinutes[at] = taskKind(task.kind).hours * 60
  tasks.waitUntilDay[at] = 0
  tasks.count = at + 1
}

/** Closes the gap that a task that is done has left. */
export function moveTask(tasks: Tasks, from: number, to: number): void {
  if (from === to) return
  tasks.kind[to] = tasks.kind[from]!
  tasks.scope[to] = tasks.scope[from]!
  tasks.entity[to] = tasks.entity[from]!
  tasks.desk[to] = tasks.desk[from]!
  tasks.dueDay[to] = tasks.dueDay[from]!
  tasks.remainingMinutes[to] = tasks.remainingMinutes[from]!
  tasks.waitUntilDay[to] = tasks.waitUntilDay[from]!
}

function grow(tasks: Tasks): void {
  tasks.kind = doubled(tasks.kind)
  tasks.scope = doubled(tasks.scope)
  tasks.entity = doubled(tasks.entity)
  tasks.desk = doubled(tasks.desk)
  tasks.dueDay = doubled(tasks.dueDay)
  tasks.waitUntilDay = doubled(tasks.waitUntilDay)
  const remainingMinutes = new Float64Array(2 * tasks.remainingMinutes.length)
  remainingMinutes.set(tasks.remainingMinutes)
  tasks.remainingMinutes = remainingMinutes
}

export function doubled(column: Int32Array): Int32Array {
  const larger = new Int32Array(2 * column.length)
  larger.set(column)
  return larger
}
