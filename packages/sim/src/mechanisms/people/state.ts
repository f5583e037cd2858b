/** Desks and their work: what never changes in a run, what changes from day to day, what happened in a day. */
import { deskIds, type DeskId } from '@sandtable/rules'
import { ones } from '../../columns.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'

/** Columns that never change during a run. */
export interface PeopleModel {
  /** Index of each desk. */
  readonly desks: Readonly<Record<DeskId, number>>
  // per desk
  readonly minutesPerDay: Float64Array
  readonly wageCentsPerHour: Float64Array
}

export function buildPeopleModel({ shop, entities }: ModelBase): PeopleModel {
  const desks = deskIds.map((id) => [id, entities.desk.ids.indexOf(id)])
  return {
    desks: Object.fromEntries(desks) as Record<DeskId, number>,
    minutesPerDay: numbersOf(shop, 'desks', 'hoursPerDay').map((hours) => hours * 60),
    wageCentsPerHour: numbersOf(shop, 'desks', 'wageCentsPerHour'),
  }
}

/** Open tasks as columns of one number per task, oldest first. */
export interface Tasks {
  count: number
  /** Index into the kinds of `taskKinds`. */
  kind: Int32Array
  /** Index into `scopeIds`. */
  scope: Int32Array
  entity: Int32Array
  desk: Int32Array
  /** Last day on which it is not overdue. */
  dueDay: Int32Array
  /** Work of the desk still to do; 0 while it waits for others. */
  remainingMinutes: Float64Array
  /** Once its work is done: the day on which others have done theirs. */
  waitUntilDay: Int32Array
}

export interface PeopleState {
  // per desk
  /** Minutes of messages and relabelling that wait for a free desk. */
  readonly waitingMinutes: Float64Array
  readonly tasks: Tasks
  // per product
  /** On the share of views that reach the cart: what improving a page without a fault has gained. */
  readonly pageFactor: Float64Array
  // per supplier
  /** Last day on which an audit that found nothing still makes it more punctual: 1 point of its on-time share. */
  readonly auditedUntilDay: Int32Array
  /** Newest day on which the complaints booked on a party were traced to whoever caused them. */
  readonly tracedDay: {
    readonly supplier: Int32Array
    readonly warehouse: Int32Array
    readonly channel: Int32Array
  }
}

/** Before any day. */
const never = -2147483648

const taskRoom = 16

export function createPeopleState(model: Model): PeopleState {
  return {
    waitingMinutes: new Float64Array(model.entities.desk.ids.length),
    tasks: {
      count: 0,
      kind: new Int32Array(taskRoom),
      scope: new Int32Array(taskRoom),
      entity: new Int32Array(taskRoom),
      desk: new Int32Array(taskRoom),
      dueDay: new Int32Array(taskRoom),
      remainingMinutes: new Float64Array(taskRoom),
      waitUntilDay: new Int32Array(taskRoom),
    },
    pageFactor: ones(model.entities.product.ids.length),
    auditedUntilDay: new Int32Array(model.entities.supplier.ids.length).fill(never),
    tracedDay: {
      supplier: new Int32Array(model.entities.supplier.ids.length).fill(never),
      warehouse: new Int32Array(model.entities.warehouse.ids.length).fill(never),
      channel: new Int32Array(model.entities.channel.ids.length).fill(never),
    },
  }
}

/** What happened in one day. Cents are whole. */
export interface PeopleFlows {
  // per desk
  /** Messages that reached it. */
  readonly alerts: Float64Array
  readonly workedMinutes: Float64Array
  // tasks done, in the order they were finished
  readonly doneTasks: Float64Array
  doneKind: Int32Array
  doneScope: Int32Array
  doneEntity: Int32Array
  /** 1 when something was wrong. */
  doneFound: Int32Array
}

export function createPeopleFlows(model: Model): PeopleFlows {
  const desks = model.entities.desk.ids.length
  return {
    alerts: new Float64Array(desks),
    workedMinutes: new Float64Array(desks),
    doneTasks: new Float64Array(1),
    doneKind: new Int32Array(taskRoom),
    doneScope: new Int32Array(taskRoom),
    doneEntity: new Int32Array(taskRoom),
    doneFound: new Int32Array(taskRoom),
  }
}
