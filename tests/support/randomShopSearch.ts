/**
 * A long search by kind of problem: `npx node tests/support/randomShopSearch.ts [runs] [seed] [ignored …]` prints every
 * kind of problem of random shops once, with a small example.
 */
import fc from 'fast-check'
import { plans } from './randomCommands.ts'
import { randomShops } from './randomShopFile.ts'
import { problemsOf } from './randomShopProblems.ts'

const [numRuns = '500', seed = '1', ...ignored] = process.argv.slice(2)
const days = 14

const kindOf = (problem: string) => problem.replaceAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/gu, '#')
const found = new Map<string, number>()
const inputs = fc.tuple(randomShops(), plans(days), fc.nat(1000))
type Inputs = typeof inputs extends fc.Arbitrary<infer T> ? T : never

function problems([shop, steps, luck]: Inputs): string[] {
  try {
    return problemsOf(shop, steps, luck, days)
  } catch (error) {
    const { message, stack = '' } = error as Error
    return [`threw ${message} ${stack.split('\n').slice(1, 3).join(' ')}`]
  }
}

for (const input of fc.sample(inputs, { numRuns: Number(numRuns), seed: Number(seed) })) {
  for (const problem of problems(input)) {
    const kind = kindOf(problem)
    if (!ignored.some((part) => kind.includes(part))) found.set(kind, (found.get(kind) ?? 0) + 1)
  }
}
for (const [kind, count] of found) {
  console.log(`${count} × ${kind}`)
  const result = fc.check(
    fc.property(inputs, (input) => !problems(input).some((problem) => kindOf(problem) === kind)),
    { numRuns: Number(numRuns), seed: Number(seed), interruptAfterTimeLimit: 30_000 },
  )
  const [shop, steps, luck] = result.counterexample?.[0] ?? []
  if (shop === undefined) continue
  const { products, categories, suppliers, warehouses, accounts, historyDays, hasRoutine } =
    shop.shop
  console.log(
    JSON.stringify({ overrides: shop.overrides, shocks: shop.shocks, steps, luck }),
    JSON.stringify({
      historyDays,
      hasRoutine,
      products,
      categories,
      suppliers,
      warehouses,
      accounts,
    }).replaceAll(/"label":\{[^}]*\},?/gu, ''),
    problems([shop, steps!, luck!]),
  )
}
