import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countOf,
  entitiesOf,
  Selection,
  splitByTruth,
  uniteInto,
} from '../../packages/rules/src/selection.ts'

const sizes = fc.integer({ min: 0, max: 70 })
/** Ports of a node lie one behind the other in one memory, wherever that begins. */
function within(values: readonly number[], offset: number): Uint8Array {
  const memory = new Uint8Array(values.length + offset + 5).fill(9)
  memory.set(values, offset)
  return memory.subarray(offset, offset + values.length)
}
const bits = (size: number) => fc.array(fc.constantFrom(0, 1), { minLength: size, maxLength: size })

describe('selections', () => {
  it('count what they hold, at any place in memory', () => {
    fc.assert(
      fc.property(sizes.chain(bits), fc.nat(7), (values, offset) => {
        expect(countOf(within(values, offset))).toBe(values.filter((value) => value === 1).length)
      }),
    )
  })

  it('list the entities they hold in order, at any place in memory', () => {
    fc.assert(
      fc.property(sizes.chain(bits), fc.nat(7), (values, offset) => {
        const selected = [...values.keys()].filter((entity) => values[entity] === 1)
        expect(entitiesOf(within(values, offset))).toEqual(selected)
      }),
    )
  })

  it('know their count until they are written anew', () => {
    const selection = new Selection(Uint8Array.of(0, 0, 0))
    expect(selection.count).toBe(0)
    selection.bytes.set([1, 0, 1])
    selection.update()
    expect(selection.count).toBe(2)
    selection.update(1)
    expect(selection.count).toBe(1)
  })

  it('[G3] unite', () => {
    const union = Uint8Array.of(0, 1, 0, 1)
    uniteInto(union, Uint8Array.of(0, 0, 1, 1))
    expect([...union]).toEqual([0, 1, 1, 1])
  })

  it('[G2] split by truths: each entity leaves by exactly one port', () => {
    const cases = sizes.chain((size) =>
      fc.tuple(
        bits(size),
        fc.array(fc.constantFrom(0, 1, 2), { minLength: size, maxLength: size }),
      ),
    )
    const routes = fc.constantFrom('true' as const, 'false' as const, 'missing' as const)
    fc.assert(
      fc.property(cases, routes, fc.nat(3), ([values, truths], onMissing, offset) => {
        const empty = values.map(() => 7)
        const ports = {
          true: within(empty, offset),
          false: within(empty, offset + 1),
          missing: within(empty, offset + 2),
        }
        const selected = within(values, offset)
        const count = splitByTruth(selected, Uint8Array.from(truths), ports, onMissing)
        const portOf = truths.map((truth) =>
          truth === 2 ? onMissing : truth === 1 ? 'true' : 'false',
        )
        for (const port of ['true', 'false', 'missing'] as const) {
          const expected = values.map((value, i) => (portOf[i] === port ? value : 0))
          expect([...ports[port]]).toEqual(expected)
        }
        expect(count).toBe(countOf(ports.true))
      }),
    )
  })
})
