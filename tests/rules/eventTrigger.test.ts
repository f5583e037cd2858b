/** Triggers of events (SPEC T11). */
import { describe, expect, it } from 'vitest'
import { checkPlaybook, type Config, type Playbook } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import {
  eventCatalogue,
  fakeShop,
  recorder,
  snapshot,
  type Announced,
} from '../support/fakeShop.ts'
import { playbook, program } from '../support/playbooks.ts'

const scope = 'product' as const
function onMove(config: Config = {}): Playbook {
  return playbook(
    {
      t: ['trigger.event', { event: 'rivalMove', scope, ...config }],
      a: ['action.reorder', { units: '1' }],
    },
    ['t.out>a'],
  )
}
function fired(book: Playbook, announced: Announced, figures = {}): number[] {
  const { commands, apply } = recorder()
  program(book, eventCatalogue)
    .startReviewer(fakeShop(3))
    .review('endOfDay', snapshot(1, [{ product: figures }], announced), apply)
  return commands.flatMap(({ entities }) => entities)
}
const move = (entity: number, changeRatio: number, kind = 0) => ({
  scope,
  entity,
  payload: { changeRatio, kind },
})

describe('an event trigger', () => {
  it('[T11] selects the entities that the event happened to on the closed day', () => {
    expect(fired(onMove(), { rivalMove: [move(0, -0.1), move(2, 0.2)] })).toEqual([0, 2])
    expect(fired(onMove(), {})).toEqual([])
  })
  it('[T11] only where its condition over payload and figures is true', () => {
    const moves = { rivalMove: [move(0, -0.1), move(1, -0.02), move(2, -0.3, 1)] }
    expect(fired(onMove({ where: 'event.changeRatio <= -0.05' }), moves)).toEqual([0, 2])
    expect(fired(onMove({ where: 'event.kind == "gift"' }), moves)).toEqual([2])
    const figures = { priceCents: [100, 200, 300] }
    const where = 'event.changeRatio * priceCents < -50'
    expect(fired(onMove({ where }), moves, figures)).toEqual([2])
  })
  it('[T11] a condition that cannot be decided does not fire', () => {
    const moves = { rivalMove: [move(0, Number.NaN), move(1, -0.2)] }
    expect(fired(onMove({ where: 'event.changeRatio < 0' }), moves)).toEqual([1])
  })
  it('[T11] two events of one entity select it once', () => {
    expect(fired(onMove(), { rivalMove: [move(1, 0.1), move(1, 0.2)] })).toEqual([1])
  })
  it('[T11] reports an event that is not announced, or that happens to something else', () => {
    const codes = (config: Config) => {
      const book = playbook(
        { t: ['trigger.event', config], a: ['action.notify', { message: 'x' }] },
        ['t.out>a'],
      )
      return checkPlaybook(book, catalogue)
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code)
    }
    expect(codes({ event: 'supplierDown', scope: 'supplier' })).toEqual([])
    expect(codes({ event: 'supplierDwn', scope: 'supplier' })).toEqual(['unknownEvent'])
    expect(codes({ event: 'supplierDown', scope: 'product' })).toEqual(['wrongEventScope'])
    expect(codes({ event: 'supplierDown', scope: 'supplier', where: 'event.kind == "x"' })).toEqual(
      ['unknownName'],
    )
  })
})
