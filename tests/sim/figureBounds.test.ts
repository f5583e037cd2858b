import { expect, it } from 'vitest'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { advance } from '../../packages/sim/src/run.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { fashion } from '../../packages/sim/src/shops/fashion.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import { begin, model, twoWarehouses } from './shop.ts'

const result = resolveShop(fashion, {})
if (!result.ok) throw new Error(JSON.stringify(result.problems))
const resolved = result.shop

const bounded = catalogue.metrics.filter(
  ({ isSimulated, least, greatest }) =>
    isSimulated && (least !== undefined || greatest !== undefined),
)

it.each([
  ['the fashion shop', buildModel(resolved)],
  ['two warehouses', model({ warehouses: twoWarehouses, historyDays: 30 })],
])('keeps every figure of %s within its bounds', (_name, shop) => {
  expect(bounded.length).toBeGreaterThan(30)
  const run = begin(shop)
  for (let day = 1; day <= 20; day++) {
    advance(run, day)
    for (const { id, scopes, least = -Infinity, greatest = Infinity } of bounded) {
      const values = scopes.flatMap((scope) => Array.from(run.view.need(scope, id)))
      const outside = values.filter((value) => value < least - 1e-9 || value > greatest + 1e-9)
      expect([id, outside]).toEqual([id, []])
    }
  }
})
