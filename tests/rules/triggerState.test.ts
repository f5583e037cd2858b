import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Timing } from '../../packages/rules/src/compile.ts'
import type { TruthBits } from '../../packages/rules/src/language/columns.ts'
import { TriggerState, type InstanceState } from '../../packages/rules/src/triggerState.ts'

/** 0 false, 1 true, 2 missing. */
type Truth = 0 | 1 | 2

/** One entity, review by review, written from SPEC T1–T6 without any code of the columns. */
class PlainInstance {
  state: 'inactive' | 'active' | 'recovering' = 'inactive'
  held = 0
  keep = 0
  silent = 0
  readonly #timing: Timing
  readonly #hasRecover: boolean

  constructor(timing: Timing, hasRecover: boolean) {
    this.#timing = timing
    this.#hasRecover = hasRecover
  }

  review(condition: Truth, recover: Truth): boolean {
    const { when, forReviews, keepForReviews, cooldownReviews, onMissing } = this.#timing
    const mayFire = this.silent === 0
    if (this.silent > 0) this.silent--
    if (condition === 2 && onMissing === 'hold') return false
    const isTrue = condition === 2 ? onMissing === 'true' : condition === 1
    const before = this.state
    if (this.state === 'inactive') {
      this.held = isTrue ? this.held + 1 : 0
      if (this.held >= forReviews) this.state = 'active'
    } else if (this.state === 'recovering' && isTrue) {
      this.state = 'active'
    } else if (!isTrue && (this.state === 'recovering' || !this.#hasRecover || recover === 1)) {
      this.keep = this.state === 'recovering' ? this.keep : keepForReviews
      if (this.keep > 0) this.state = 'recovering'
      else this.state = 'inactive'
      this.held = 0
      this.keep--
    }
    const fires =
      when === 'becomesTrue'
        ? before === 'inactive' && this.state === 'active'
        : when === 'becomesFalse'
          ? before !== 'inactive' && this.state === 'inactive'
          : this.state !== 'inactive'
    if (!fires || !mayFire) return false
    this.silent = cooldownReviews
    return true
  }

  tell(): InstanceState {
    const isPending = this.state === 'inactive' && this.held > 0
    return {
      state: isPending ? 'pending' : this.state,
      heldReviews: isPending ? this.held : 0,
      keepReviews: this.state === 'recovering' ? this.keep : 0,
      cooldownReviews: this.silent,
    }
  }
}

/** Bits of a row of truths, with the rest of the last word full of nonsense. */
function bitsOf(truths: readonly Truth[]): TruthBits {
  const count = Math.ceil(truths.length / 32)
  const words = new Int32Array(2 * count).fill(-1)
  truths.forEach((truth, i) => {
    const bit = 1 << (i & 31)
    if (truth !== 1) words[i >> 5]! &= ~bit
    if (truth !== 2) words[count + (i >> 5)]! &= ~bit
  })
  return { words, trueAt: 0, missingAt: count }
}

const truth = fc.constantFrom<Truth>(0, 1, 1, 2)
const timing: fc.Arbitrary<Timing> = fc.record({
  when: fc.constantFrom('becomesTrue', 'whileTrue', 'becomesFalse'),
  forReviews: fc.constantFrom(1, 1, 2, 3),
  keepForReviews: fc.constantFrom(0, 0, 1, 3),
  cooldownReviews: fc.constantFrom(0, 0, 1, 4),
  onMissing: fc.constantFrom('hold', 'true', 'false'),
})
const size = 70
const row = fc.array(truth, { minLength: size, maxLength: size })

describe('many instances at once', () => {
  it('[T7] every entity does what it would do alone', () => {
    fc.assert(
      fc.property(
        timing,
        fc.boolean(),
        fc.array(fc.tuple(row, row), { minLength: 1, maxLength: 12 }),
        (options, hasRecover, reviews) => {
          const together = new TriggerState(size, options)
          const alone = Array.from({ length: size }, () => new PlainInstance(options, hasRecover))
          const selected = new Uint8Array(size)
          for (const [condition, recover] of reviews) {
            const fired = together.step(
              bitsOf(condition),
              hasRecover ? bitsOf(recover) : undefined,
              selected,
            )
            const expected = alone.map((one, i) => one.review(condition[i]!, recover[i]!))
            expect(Array.from(selected, Boolean)).toEqual(expected)
            expect(fired).toBe(expected.filter(Boolean).length)
            expect(alone.map((_, i) => together.stateOf(i))).toEqual(alone.map((one) => one.tell()))
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
