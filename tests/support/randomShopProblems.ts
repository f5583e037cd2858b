/** What can be wrong with a random shop under random commands, as sentences: for tests, and for long searches by kind of problem. */
import { receiptReasons, type Program, type Receipt } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { programOf, type PlanStep } from './randomCommands.ts'
import { buildRandom, type RandomShop } from './randomShopFile.ts'
import { statesOf } from './shopDiary.ts'

/** Figures that are outside their bounds, not finite, or missing where they must not be. */
export function wrongFigures(view: View): string[] {
  const wrong: string[] = []
  for (const metric of catalogue.metrics) {
    const { id, scopes, type, values, least, greatest, mayBeMissing, isSimulated } = metric
    if (!isSimulated) continue
    for (const scope of scopes) {
      const column = view.column(scope, id)
      if (column === undefined || column.length !== view.count(scope)) {
        wrong.push(`${scope}.${id} has ${column === undefined ? 'no' : 'a wrong'} column`)
        continue
      }
      const bad = column.find((value) => {
        if (Number.isNaN(value)) return !mayBeMissing
        if (!Number.isFinite(value)) return true
        if (type === 'bool') return value !== 0 && value !== 1
        if (type === 'enum') return values?.[value] === undefined
        return value < (least ?? -Infinity) || value > (greatest ?? Infinity)
      })
      if (bad !== undefined) wrong.push(`${scope}.${id} is ${bad}`)
    }
  }
  return wrong
}

/** Announcements of entities there are not, or with fields that are not declared or not legal. */
export function wrongEvents(view: View): string[] {
  const wrong: string[] = []
  for (const { id, scopes, payload, list } of mechanisms.flatMap(({ events = [] }) => events)) {
    for (const scope of scopes) {
      for (const { entity, payload: said } of list(view, scope)) {
        if (view.model.entities[scope].ids[entity] === undefined) {
          wrong.push(`event ${id} of ${scope} ${entity}`)
        }
        for (const [field, value] of Object.entries(said)) {
          const info = payload[field]
          const isLegal =
            info !== undefined &&
            (Number.isNaN(value)
              ? info.mayBeMissing
              : Number.isFinite(value) &&
                (info.type !== 'enum' || info.values?.[value] !== undefined) &&
                (info.type !== 'bool' || value === 0 || value === 1))
          if (!isLegal) wrong.push(`event ${id}: ${field} is ${value}`)
        }
      }
    }
  }
  return wrong
}

/** Counts below 0, and numbers that are infinite or broken where they count something. */
export function wrongCounts(value: unknown, path: string): string[] {
  if (typeof value === 'number') return isAbsurd(path, value) ? [`${path} is ${value}`] : []
  if (ArrayBuffer.isView(value)) {
    const bad = (value as Float64Array).find((one) => isAbsurd(path, one))
    return bad === undefined ? [] : [`${path} has ${bad}`]
  }
  return Object.entries(value as object).flatMap(([name, inner]) =>
    wrongCounts(inner, `${path}.${name}`),
  )
}
const counts = /(?:Units|Orders|Visits|Parcels|Tickets|Persons|visits|orders|views|carts)$/u
/** On hand less received: a difference by its definition. */
const maySink = /unsoldTotals/u
const isAbsurd = (path: string, value: number) =>
  counts.test(path) && !maySink.test(path) && !(value >= 0 && value < Infinity)

/** Runs the shop under a program, or under commands by day, and says what was wrong on the way. */
export function problemsOf(
  shop: RandomShop,
  acting: Program | readonly PlanStep[],
  seed: number,
  days: number,
): string[] {
  const model = buildRandom(shop)
  const receipts: Receipt[] = []
  const wrong: string[] = []
  const onClose = (view: View) => wrong.push(...wrongFigures(view), ...wrongEvents(view))
  const program = 'startReviewer' in acting ? acting : programOf(model, acting, receipts)
  const states = statesOf(model, program, days, { seed, replication: 0 }, { onClose })
  for (const { today: _, ...state } of states) wrong.push(...wrongCounts(state, 'state'))
  for (const receipt of receipts) {
    const { fate, reason = 'none' } = receipt
    if (fate !== 'applied' && !Object.hasOwn(receiptReasons, reason)) wrong.push(`reason ${reason}`)
  }
  return [...new Set(wrong)]
}
