/** Random shops under random commands and playbooks: nothing throws, every figure is what its declaration says. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandIds, compile, type Program } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { shockKinds } from '../../packages/sim/src/shocks/index.ts'
import { Random } from '../support/random.ts'
import { randomPlaybook } from '../support/randomPlaybooks.ts'
import { drawnCommand, commandFor, plans } from '../support/randomCommands.ts'
import { buildRandom, declaredNumbers, randomShops } from '../support/randomShopFile.ts'
import { problemsOf } from '../support/randomShopProblems.ts'
import { runs } from '../support/shopDiary.ts'

const days = 14

/** The first random playbook from a seed on that the shop understands whole. */
function randomProgram(seed: number): Program {
  const random = new Random(seed)
  for (;;) {
    const result = compile([randomPlaybook(random)], catalogue)
    if (result.ok) return result.program
  }
}

describe('random shops', () => {
  it('run under any commands: figures lie in their bounds and are missing only where they may, events and receipts are as declared', () => {
    fc.assert(
      fc.property(randomShops(), plans(days), fc.nat(1000), (shop, steps, seed) => {
        expect(problemsOf(shop, steps, seed, days).slice(0, 8)).toEqual([])
      }),
      runs(25),
    )
  })

  it('run under random playbooks', () => {
    fc.assert(
      fc.property(randomShops(), fc.nat(1000), (shop, seed) => {
        expect(problemsOf(shop, randomProgram(seed), seed, days).slice(0, 8)).toEqual([])
      }),
      runs(8),
    )
  })

  it('cover every number, every kind of shock and every command of the declarations', () => {
    const sample = fc.sample(
      fc.tuple(randomShops(), fc.array(drawnCommand(), { minLength: 20, maxLength: 20 })),
      { numRuns: 200, seed: 1 },
    )
    const kinds = new Set(sample.flatMap(([{ shocks }]) => shocks.map(({ kind }) => kind)))
    expect([...kinds].toSorted()).toEqual(shockKinds.map(({ id }) => id).toSorted())
    const commands = new Set(sample.flatMap(([, drawn]) => drawn.map(({ command }) => command)))
    expect([...commands].toSorted()).toEqual(commandIds.toSorted())
    // entities count once by kind and name
    const numbers = new Set(
      sample.flatMap(([{ overrides }]) =>
        Object.keys(overrides).map((path) =>
          path
            .split('.')
            .toSpliced(1, path.split('.').length === 3 ? 1 : 0)
            .join('.'),
        ),
      ),
    )
    expect(numbers.size).toBe(declaredNumbers)
    const [[shop]] = sample as [(typeof sample)[number]]
    const model = buildRandom(shop)
    const asked = sample.flatMap(([, drawn]) =>
      drawn.flatMap((one) => commandFor(model, one) ?? []),
    )
    expect(asked.length).toBeGreaterThan(3_500)
  })
})
