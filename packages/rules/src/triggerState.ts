/**
 * The state machine of a trigger, one instance per entity, kept as columns (SPEC T1–T8):
 *
 *   inactive ─true─▶ pending ─true for n reviews─▶ active ─stopped─▶ recovering ─kept n reviews─▶ inactive
 *
 * `becomesTrue` fires on entering active, `whileTrue` at every review in active or recovering,
 * `becomesFalse` on returning from them to inactive. A cooldown withholds firings, not states.
 */
import type { Timing } from './compile.ts'

const inactive = 0
const active = 1
const recovering = 2

export class TriggerState {
  readonly #timing: Timing
  readonly #hasRecover: boolean
  readonly #state: Uint8Array
  /** Reviews in a row at which the condition was true, while not yet active (pending). */
  readonly #heldReviews: Uint16Array
  /** Reviews left in `recovering`. */
  readonly #keepReviews: Uint16Array
  /** First review at which the entity may fire again. */
  readonly #nextAllowed: Int32Array
  #review = 0

  constructor(size: number, timing: Timing, hasRecover: boolean) {
    this.#timing = timing
    this.#hasRecover = hasRecover
    this.#state = new Uint8Array(size)
    this.#heldReviews = new Uint16Array(size)
    this.#keepReviews = new Uint16Array(size)
    this.#nextAllowed = new Int32Array(size)
  }

  /**
   * Moves every entity by one review and writes 1 into `selected` for those that fire, 0 for the others.
   * `condition` and `recover` hold 1, 0 or NaN (missing). Returns how many fired.
   */
  step(condition: Float64Array, recover: Float64Array | undefined, selected: Uint8Array): number {
    const { when, cooldownReviews } = this.#timing
    const review = this.#review++
    let fired = 0
    for (let i = 0; i < selected.length; i++) {
      const before = this.#state[i]!
      const isHeld = this.#move(i, condition[i]!, recover?.[i])
      const after = this.#state[i]!
      const fires =
        !isHeld &&
        review >= this.#nextAllowed[i]! &&
        (when === 'becomesTrue'
          ? before === inactive && after === active
          : when === 'whileTrue'
            ? after !== inactive
            : before !== inactive && after === inactive)
      selected[i] = fires ? 1 : 0
      if (!fires) continue
      fired++
      this.#nextAllowed[i] = review + cooldownReviews + 1
    }
    return fired
  }

  /** One entity, one review. Returns true when a missing figure held it where it was. */
  #move(i: number, condition: number, recover: number | undefined): boolean {
    const { onMissing, forReviews, keepForReviews } = this.#timing
    const isMissing = condition !== condition
    if (isMissing && onMissing === 'hold') return true
    const isTrue = isMissing ? onMissing === 'true' : condition === 1
    if (this.#state[i] === inactive) {
      const heldReviews = isTrue ? Math.min(this.#heldReviews[i]! + 1, 65_535) : 0
      this.#heldReviews[i] = heldReviews
      if (heldReviews >= forReviews) this.#state[i] = active
      return false
    }
    const hasStopped = this.#hasRecover ? recover === 1 && !isTrue : !isTrue
    if (this.#state[i] === active) {
      if (!hasStopped) return false
      this.#state[i] = recovering
      this.#keepReviews[i] = keepForReviews
    } else if (isTrue) {
      this.#state[i] = active
      return false
    }
    // recovering: each review uses one of the reviews to keep; none left means inactive
    if (this.#keepReviews[i] === 0) {
      this.#state[i] = inactive
      this.#heldReviews[i] = 0
    } else {
      this.#keepReviews[i]!--
    }
    return false
  }
}
