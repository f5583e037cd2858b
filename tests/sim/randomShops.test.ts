/** Random shops under random commands: nothing throws, every figure is what its declaration says. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptReasons, scopeIds, type Receipt } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { plans, programOf } from '../support/randomCommands.ts'
import { buildRandom, randomShops } from '../support/randomShopFile.ts'
import { runs, statesOf } from '../support/shopDiary.ts'

const days = 14

/** What is wrong with the figures at a close. */
function wrongFigures(view: View): string[] {
  const wrong: string[] = []
  for (const { id, scopes, type, values, least, greatest, mayBeMissing, isSimulated } of catalogue.metrics) {
    if (!isSimulated) continue
    for (const scope of scopes) {
      const column = view.column(scope, id)
      const place = `day ${view.state.day}: ${scope}.${id}`
      if (column === undefined) {
        wrong.push(`${place} has no column`)
        continue
      }
      if (column.length !== view.count(scope)) wrong.push(`${place} has ${column.length} values`)
      const bad = column.find((value) => {
        if (Number.isNaN(value)) return !mayBeMissing
        if (!Number.isFinite(value)) return true
        if (type === 'bool') return value !== 0 && value !== 1
        if (type === 'enum') return !Number.isInteger(value) || values?.[value] === undefined
        return value < (least ?? -Infinity) || value > (greatest ?? Infinity)
      })
      if (bad !== undefined) wrong.push(`${place} is ${bad}`)
    }
  }
  return wrong
}

/** Numbers of the state that are not numbers or below 0 where they count something. */
function wrongState(value: unknown, path: string, wrong: string[]): void {
  if (typeof value === 'number') {
    if (isAbsurd(path, value)) wrong.push(`${path} = ${value}`)
  } else if (ArrayBuffer.isView(value)) {
    const bad = (value as Float64Array).find((one) => isAbsurd(path, one))
    if (bad !== undefined) wrong.push(`${path} has ${bad}`)
  } else {
    for (const [name, inner] of Object.entries(value as object)) {
      wrongState(inner, `${path}.${name}`, wrong)
    }
  }
}
const isCount = /(?:Units|Orders|Visits|Parcels|Members|Tickets)$/u
const maySink = /restOf|onOrder|unsoldTotals|committed|counted/iu
const isAbsurd = (path: string, value: number) =>
  isCount.test(path) && !maySink.test(path) ? value < -1e-9 || value === Infinity : false

describe('random shops', () => {
  it('run under any commands: figures lie in their bounds, are missing only where they may, receipts give known reasons', () => {
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const model = buildRandom(shop)
        const receipts: Receipt[] = []
        const wrong: string[] = []
        const states = statesOf(
          model,
          programOf(model, steps, receipts),
          days,
          { seed, replication: 0 },
          { onClose: (view) => wrong.push(...wrongFigures(view)) },
        )
        states.forEach((state, day) => wrongState(state, `day ${day + 1}: state`, wrong))
        expect([...new Set(wrong)].slice(0, 8)).toEqual([])
        for (const receipt of receipts) {
          if (receipt.fate !== 'applied') expect(Object.keys(receiptReasons)).toContain(receipt.reason)
        }
      }),
      runs(25),
    )
  })

  it('announce events only with the fields declared, of entities there are', () => {
    const definitions = mechanisms.flatMap(({ events = [] }) => events)
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        const model = buildRandom(shop)
        const wrong: string[] = []
        statesOf(
          model,
          programOf(model, steps),
          days,
          { seed, replication: 0 },
          {
            onClose: (view) => {
              for (const { id, scopes, payload, list } of definitions) {
                for (const scope of scopes) {
                  for (const { entity, payload: said } of list(view, scope)) {
                    if (model.entities[scope].ids[entity] === undefined) wrong.push(`${id} of ${scope} ${entity}`)
                    for (const [field, value] of Object.entries(said)) {
                      const info = payload[field]
                      if (info === undefined) wrong.push(`${id}.${field} is not declared`)
                      else if (value === Infinity || value === -Infinity) wrong.push(`${id}.${field} is ${value}`)
                      else if (info.type === 'enum' && !Number.isNaN(value) && info.values?.[value] === undefined)
                        wrong.push(`${id}.${field} is ${value}`)
                      else if (Number.isNaN(value) && !info.mayBeMissing) wrong.push(`${id}.${field} is missing`)
                    }
                  }
                }
              }
            },
          },
        )
        expect([...new Set(wrong)].slice(0, 8)).toEqual([])
      }),
      runs(10),
    )
  })

  it('have a column for every figure in every scope announced', () => {
    expect(scopeIds.length).toBeGreaterThan(0)
  })
})
