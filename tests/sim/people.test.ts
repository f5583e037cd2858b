/** Desks: their hours and wages, what waits, and what comes of a task. */
import { describe, expect, it } from 'vitest'
import {
  scopeIds,
  taskKinds,
  type Command,
  type DeskId,
  type ScopeId,
  type TaskKindId,
} from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { people } from '../../packages/sim/src/mechanisms/people/figures.ts'
import { chargeDeskWork } from '../../packages/sim/src/mechanisms/people/desks.ts'
import { doTasks } from '../../packages/sim/src/mechanisms/people/tasks.ts'
import { incidentsOf } from '../../packages/sim/src/mechanisms/world/incidents.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import { settings } from '../../packages/sim/src/settings.ts'
import type { ShockEntry } from '../../packages/sim/src/shocks/shock.ts'
import { clearFlows, cloneState } from '../../packages/sim/src/state.ts'
import { begin, notify, product, resolve, template } from './shop.ts'

/** Nothing happens by chance. */
const calm = Object.fromEntries(
  Object.keys(settings)
    .filter((path) => path.startsWith('shocks.') && path.endsWith('PerYear'))
    .map((path) => [path, 0]),
)
const label = { en: 'test', zh: '测试' }

function start(overrides: Record<string, number> = {}, shocks: ShockEntry[] = []): Run {
  const products = template().products.map((one, i) =>
    i === 0 ? product(one.id, { certificateDaysLeft: 200 }) : one,
  )
  const parts = { historyDays: 0, products, accounts: [{ id: 'a_1', label }] }
  return begin(buildModel(resolve(parts, { overrides: { ...calm, ...overrides }, shocks })))
}
function openTask(
  kind: TaskKindId,
  scope: ScopeId,
  entity: number,
  dueDays = 3,
  desk: DeskId = 'operations',
): Command {
  return { command: 'openTask', scope, entities: [entity], values: { kind, desk, dueDays } }
}
const apply = (
  { model, state, view, luck }: Run,
  commands: readonly Command[],
  isAfterClose = false,
) => applyCommands({ model, state, view, luck, isAfterClose }, commands)
/** Lets the desks work for a day, and only them. */
function work(run: Run): void {
  run.state.day += 1
  clearFlows(run.state.today)
  doTasks(run.model, run.state, run.luck)
}
const done = ({ state }: Run) => {
  const { doneTasks, doneKind, doneScope, doneEntity, doneFound } = state.today.people
  return Array.from({ length: doneTasks[0]! }, (_, i) => [
    Object.keys(taskKinds)[doneKind[i]!],
    scopeIds[doneScope[i]!],
    doneEntity[i],
    doneFound[i] === 1,
  ])
}
const wages = ({ state }: Run) => state.today.money.costCents[accounts.wages]
const figure = (run: Run, scope: ScopeId, id: string) => {
  run.view.refresh()
  return Array.from(run.view.need(scope, id))
}

describe('the time of a desk', () => {
  it('is paid by the desk’s own wage and counted for the desk and the shop', () => {
    const run = start({ 'desks.finance.wageCentsPerHour': 6_000 })
    const { desks } = run.model.people
    chargeDeskWork(run.model, run.state, 20, desks.finance)
    chargeDeskWork(run.model, run.state, 12)
    // 20 minutes at 60 yuan and 12 at 45 yuan an hour
    expect(wages(run)).toBe(2_000 + 900)
    run.state.closed = run.state.today
    const hours = figure(run, 'desk', 'deskHours')
    expect(hours[desks.finance]).toBeCloseTo(1 / 3, 12)
    expect(hours[desks.operations]).toBe(0.2)
    expect(figure(run, 'shop', 'deskHours')[0]).toBeCloseTo(1 / 3 + 0.2, 12)
  })

  it('is limited: what does not fit waits, is paid when it is done, and goes before tasks', () => {
    const run = start({ 'desks.operations.hoursPerDay': 1 })
    const { operations } = run.model.people.desks
    apply(
      run,
      Array.from({ length: 5 }, () => notify([0], 'urgent')),
    )
    apply(run, [openTask('copyReview', 'product', 0)])
    const { waitingMinutes } = run.state.people
    expect(run.state.today.people.alerts[operations]).toBe(5)
    expect([run.state.today.people.workedMinutes[operations], waitingMinutes[operations]]).toEqual([
      60, 15,
    ])
    expect(wages(run)).toBe(4_500)
    work(run)
    expect([run.state.today.people.workedMinutes[operations], waitingMinutes[operations]]).toEqual([
      60, 0,
    ])
    // 15 minutes of messages, 45 of the task's 60
    expect(run.state.people.tasks.remainingMinutes[0]).toBe(15)
    expect(done(run)).toEqual([])
    work(run)
    expect(done(run)).toEqual([['copyReview', 'product', 0, false]])
    expect(run.state.today.people.workedMinutes[operations]).toBe(15)
  })

  it('of 0 hours does nothing and costs nothing', () => {
    const run = start({ 'desks.operations.hoursPerDay': 0 })
    apply(run, [notify([0], 'urgent'), openTask('copyReview', 'product', 0)])
    work(run)
    expect(done(run)).toEqual([])
    expect(wages(run)).toBe(0)
  })
})

describe('notify', () => {
  it('takes 3, 6 or 15 minutes of the desk it names, once for all entities', () => {
    for (const [severity, minutes] of [
      ['info', 3],
      ['warn', 6],
      ['urgent', 15],
    ] as const) {
      const run = start()
      const values = { desk: 'supplyChain', severity, message: '' }
      const command: Command = { command: 'notify', scope: 'product', entities: [0, 1, 2], values }
      expect(apply(run, [command])).toEqual([{ fate: 'applied' }])
      const { supplyChain } = run.model.people.desks
      expect(run.state.today.people.workedMinutes[supplyChain]).toBe(minutes)
      expect(run.state.today.people.alerts[supplyChain]).toBe(1)
    }
  })

  it('lists 50 entities', () => {
    const entities = Array.from({ length: 51 }, (_, i) => i)
    const run = start()
    expect(apply(run, [notify(entities.slice(0, 50)), notify(entities)])).toEqual([
      { fate: 'applied' },
      { fate: 'adjusted', reason: 'listLimit' },
    ])
  })
})

describe('openTask', () => {
  it('costs the hours of each kind, found or not, on every scope it is for', () => {
    for (const [id, { hours, targets }] of Object.entries(taskKinds)) {
      for (const scope of targets) {
        const run = start({ 'desks.finance.hoursPerDay': 30 })
        const command = openTask(id as TaskKindId, scope, 0, 3, 'finance')
        expect([id, scope, apply(run, [command])]).toEqual([id, scope, [{ fate: 'applied' }]])
        work(run)
        const { finance } = run.model.people.desks
        expect([id, run.state.today.people.workedMinutes[finance]]).toEqual([id, hours * 60])
        expect(wages(run)).toBe(hours * 4_500)
        if (id !== 'certificateRenewal') expect(done(run)).toEqual([[id, scope, 0, false]])
      }
    }
  })

  it('is refused on what the kind is not for, and on a product that needs no certificate', () => {
    const run = start()
    const wrong = { fate: 'rejected', reason: 'wrongTarget' }
    expect(
      apply(run, [
        openTask('stepFix', 'product', 0),
        openTask('supplierAudit', 'category', 0),
        openTask('certificateRenewal', 'product', 1),
      ]),
    ).toEqual([wrong, wrong, wrong])
    expect(run.state.people.tasks.count).toBe(0)
  })

  it('is refused while the same kind is open on the same target, whatever the desk', () => {
    const run = start()
    const open = openTask('investigate', 'product', 1)
    expect(
      apply(run, [
        open,
        openTask('investigate', 'product', 1, 9, 'finance'),
        openTask('investigate', 'product', 2),
        openTask('investigate', 'category', 1),
        openTask('copyReview', 'product', 1),
      ]).map(({ fate, reason }) => reason ?? fate),
    ).toEqual(['applied', 'alreadyOpen', 'applied', 'applied', 'applied'])
    work(run)
    expect(apply(run, [open])).toEqual([{ fate: 'applied' }])
  })

  it('does what is due first, first, and counts what is open and overdue', () => {
    const run = start({ 'desks.operations.hoursPerDay': 4 })
    // opened in the morning of day 1: due on day 5, on day 2, on day 1
    run.state.day = 1
    apply(run, [
      openTask('detailPage', 'product', 0, 5),
      openTask('reviewCause', 'product', 0, 2),
      openTask('copyReview', 'product', 0, 1),
    ])
    run.state.day = 0
    const minutesLeft = () =>
      Array.from(run.state.people.tasks.remainingMinutes.slice(0, run.state.people.tasks.count))
    work(run)
    expect(done(run).map(([kind]) => kind)).toEqual(['copyReview'])
    expect(minutesLeft()).toEqual([360, 60])
    work(run)
    expect(done(run).map(([kind]) => kind)).toEqual(['reviewCause'])
    expect(minutesLeft()).toEqual([180])
    apply(run, [openTask('stepFix', 'funnelStep', 0, 1)])
    work(run)
    // step fix is due on day 2, before the page, and late on day 3
    expect(minutesLeft()).toEqual([180, 1_200])
    const { operations } = run.model.people.desks
    expect(figure(run, 'desk', 'openTasks')[operations]).toBe(2)
    expect(figure(run, 'desk', 'overdueTasks')[operations]).toBe(1)
    expect(figure(run, 'shop', 'openTasks')).toEqual([2])
  })

  it('counts its days from the next one after the close', () => {
    const run = start()
    run.state.day = 7
    apply(run, [openTask('copyReview', 'product', 0, 3)], false)
    apply(run, [openTask('copyReview', 'product', 1, 3)], true)
    expect(Array.from(run.state.people.tasks.dueDay.slice(0, 2))).toEqual([9, 10])
  })

  it('keeps more tasks than there was room for, and an arm’s own copy of them', () => {
    const run = start({ 'desks.operations.hoursPerDay': 1 })
    const scopes = ['product', 'category', 'supplier', 'channel', 'segment', 'desk'] as const
    const commands = scopes.flatMap((scope) =>
      run.model.entities[scope].ids.map((_, i) => openTask('investigate', scope, i, 1 + i)),
    )
    expect(commands.length).toBeGreaterThan(16)
    expect(apply(run, commands).every(({ fate }) => fate === 'applied')).toBe(true)
    const copy = cloneState(run.model, run.state)
    work(run)
    expect(copy.people.tasks.count).toBe(commands.length)
    expect(
      copy.people.tasks.remainingMinutes.every(
        (minutes, i) => i >= commands.length || minutes === 300,
      ),
    ).toBe(true)
    expect(run.state.people.tasks.remainingMinutes).not.toEqual(copy.people.tasks.remainingMinutes)
  })
})

describe('a task that is done', () => {
  const defect = (variant: string): ShockEntry[] => [
    {
      kind: 'pageDefect',
      target: 'p_1',
      startDay: 1,
      days: 60,
      strength: 0.7,
      variant,
    },
  ]
  const mended = (run: Run) =>
    incidentsOf(run.state)
      .filter(({ kind }) => kind !== 'promotionPeak')
      .map(({ mendedRatio }) => mendedRatio)
  /** Opens the task in the evening of day 1 and lets a day pass. */
  const doOne = (run: Run, command: Command) => {
    advance(run, 1)
    expect(apply(run, [command], true)).toEqual([{ fate: 'applied' }])
    advance(run, 1)
    return people.events![0]!.list(run.view, command.scope)
  }
  const kindCode = (kind: TaskKindId) => Object.keys(taskKinds).indexOf(kind)

  it('mends its share of what was wrong and says so', () => {
    const run = start({}, defect('page'))
    expect(doOne(run, openTask('detailPage', 'product', 0))).toEqual([
      { entity: 0, payload: { kind: kindCode('detailPage'), found: 1 } },
    ])
    expect(mended(run)).toEqual([0.9])
    expect(run.state.people.pageFactor[0]).toBe(1)
  })

  it('mends nothing of another kind of the same truth', () => {
    const run = start({}, defect('description'))
    const [event] = doOne(run, openTask('detailPage', 'product', 0))
    expect(event!.payload['found']).toBe(0)
    expect(mended(run)).toEqual([0])
    const [second] = doOne(run, openTask('descriptionCheck', 'product', 0))
    expect(second!.payload['found']).toBe(1)
    expect(mended(run)).toEqual([0.9])
  })

  it('investigating mends a part of the strongest incident, whatever it is', () => {
    const run = start({}, [{ kind: 'courierFailure', target: 'w_a', startDay: 1, days: 60 }])
    const [event] = doOne(run, openTask('investigate', 'warehouse', 0))
    expect(event!.payload['found']).toBe(1)
    expect(mended(run)).toEqual([0.4])
  })

  it('tracing finds who is at fault and mends nothing; mending the cause does', () => {
    const shocks: ShockEntry[] = [
      { kind: 'qualityBatch', target: 'p_2', startDay: 1, days: 40 },
      { kind: 'courierFailure', target: 'w_a', startDay: 1, days: 40 },
    ]
    const run = start({ 'desks.operations.hoursPerDay': 100 }, shocks)
    advance(run, 1)
    const trace = (scope: ScopeId, entity: number) => openTask('traceCause', scope, entity)
    // p_2 comes from s_b
    apply(run, [
      trace('supplier', 0),
      trace('supplier', 1),
      trace('warehouse', 0),
      trace('channel', 0),
    ])
    work(run)
    expect(done(run)).toEqual([
      ['traceCause', 'supplier', 0, false],
      ['traceCause', 'supplier', 1, true],
      ['traceCause', 'warehouse', 0, true],
      ['traceCause', 'channel', 0, false],
    ])
    expect(mended(run)).toEqual([0, 0])
    expect(run.state.people.tracedDay.supplier[1]).toBe(run.state.day)
    expect(run.state.people.tracedDay.warehouse[0]).toBe(run.state.day)
    apply(run, [openTask('mendCause', 'supplier', 1), openTask('mendCause', 'warehouse', 0)])
    work(run)
    expect(done(run).map(([, , , found]) => found)).toEqual([true, true])
    expect(mended(run)).toEqual([0.6, 0.6])
    apply(run, [openTask('mendCause', 'product', 1)])
    work(run)
    expect(mended(run).toSorted((a, b) => a - b)).toEqual([0.6, 0.84])
  })

  it('lifts a page without a fault by at most 1 %, once', () => {
    const run = start()
    const lifts: number[] = []
    for (let i = 0; i < 20; i++) {
      apply(run, [openTask('detailPage', 'category', 0)])
      work(run)
      lifts.push(run.state.people.pageFactor[0]!)
    }
    expect(lifts[0]).toBeGreaterThan(1)
    expect(Math.max(...lifts)).toBeLessThanOrEqual(1.01)
    expect(lifts).toEqual(lifts.toSorted((a, b) => a - b))
    // p_2 is of the other category
    expect(run.state.people.pageFactor[1]).toBe(1)
    const neutral = start({ 'tasks.pageLiftRatio': 0 })
    apply(neutral, [openTask('detailPage', 'product', 0)])
    work(neutral)
    expect(neutral.state.people.pageFactor[0]).toBe(1)
  })

  it('an audit that finds nothing makes the supplier more punctual for 30 days', () => {
    const run = start()
    apply(run, [openTask('supplierAudit', 'supplier', 1)])
    work(run)
    expect(run.state.people.auditedUntilDay[1]).toBe(run.state.day + 30)
    expect(run.state.people.auditedUntilDay[0]).toBeLessThan(0)
  })
})
