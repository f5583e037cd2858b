/**
 * The state machine of a trigger, one instance per entity, kept as columns (SPEC T1–T8):
 *
 *   inactive ─true─▶ pending ─true for n reviews─▶ active ─stopped─▶ recovering ─kept n reviews─▶ inactive
 *
 * `becomesTrue` fires on entering active, `whileTrue` at every review in active or recovering,
 * `becomesFalse` on returning from them to inactive. A cooldown withholds firings, not states.
 *
 * States are bits, so that 32 entities move at once; only entities that count reviews are looked at singly.
 */
import type { Timing } from './compile.ts'
import type { TruthBits } from './language/columns.ts'

/** State of one instance, in words. */
export interface InstanceState {
  readonly state: 'inactive' | 'pending' | 'active' | 'recovering'
  /** Reviews in a row at which the condition was true, while pending. */
  readonly heldReviews: number
  /** Reviews left in `recovering`. */
  readonly keepReviews: number
  /** Reviews for which a cooldown still withholds firings; 0 when none. */
  readonly cooldownReviews: number
}

export class TriggerState {
  readonly #timing: Timing
  readonly #size: number
  // bits of entities; none is in two of them, and one in none of them is inactive
  readonly #pending: Int32Array
  readonly #active: Int32Array
  readonly #recovering: Int32Array
  /** Of pending entities: reviews in a row at which the condition was true. */
  readonly #heldReviews: Uint16Array
  /** Of recovering entities: reviews left. */
  readonly #keepReviews: Uint16Array
  /** First review at which the entity may fire again; empty without a cooldown. */
  readonly #nextAllowed: Int32Array
  #review = 0

  constructor(size: number, timing: Timing) {
    const words = Math.ceil(size / 32)
    this.#timing = timing
    this.#size = size
    this.#pending = new Int32Array(words)
    this.#active = new Int32Array(words)
    this.#recovering = new Int32Array(words)
    this.#heldReviews = new Uint16Array(timing.forReviews > 1 ? size : 0)
    this.#keepReviews = new Uint16Array(timing.keepForReviews > 0 ? size : 0)
    this.#nextAllowed = new Int32Array(timing.cooldownReviews > 0 ? size : 0)
  }

  /**
   * Moves every entity by one review and writes 1 into `selected` for those that fire, 0 for the others.
   * `recover` is absent when any end of the condition ends the activity. Returns how many fired.
   */
  step(condition: TruthBits, recover: TruthBits | undefined, selected: Uint8Array): number {
    const { when, onMissing, forReviews, keepForReviews } = this.#timing
    const review = this.#review++
    const active = this.#active
    const recovering = this.#recovering
    const { words, trueAt, missingAt } = condition
    // all ones where an option applies, so that the loop need not ask
    const heldMissing = onMissing === 'hold' ? -1 : 0
    const trueMissing = onMissing === 'true' ? -1 : 0
    const onEnter = when === 'becomesTrue' ? -1 : 0
    const onLeave = when === 'becomesFalse' ? -1 : 0
    const onStay = when === 'whileTrue' ? -1 : 0
    // without reviews to count, an entity is in at once and out at once
    const isCounting = forReviews > 1 || keepForReviews > 0
    selected.fill(0)
    let fired = 0
    for (let word = 0; word < active.length; word++) {
      const exist = existing(this.#size - word * 32)
      const missing = words[missingAt + word]!
      const isHeld = missing & heldMissing
      const isTrue = (words[trueAt + word]! | (missing & trueMissing)) & exist
      const mayStop = recover === undefined ? -1 : recover.words[recover.trueAt + word]!
      const before = active[word]! | recovering[word]!
      let after: number
      if (isCounting) {
        this.#move(word, isTrue, mayStop & ~isTrue, exist & ~isHeld)
        after = active[word]! | recovering[word]!
      } else {
        after = before ^ (~isHeld & ((isTrue & ~before) | (mayStop & ~isTrue & before)))
        active[word] = after
      }
      const fires =
        (after & ~before & onEnter) | (before & ~after & onLeave) | (after & ~isHeld & onStay)
      if (fires !== 0) fired += this.#fire(word, fires, review, selected)
    }
    return fired
  }

  /** The instance of one entity, after the newest review. */
  stateOf(i: number): InstanceState {
    const has = (bits: Int32Array) => ((bits[i >> 5]! >>> (i & 31)) & 1) === 1
    const state = has(this.#active)
      ? 'active'
      : has(this.#recovering)
        ? 'recovering'
        : has(this.#pending)
          ? 'pending'
          : 'inactive'
    return {
      state,
      heldReviews: state === 'pending' ? this.#heldReviews[i]! : 0,
      keepReviews: state === 'recovering' ? this.#keepReviews[i]! : 0,
      cooldownReviews: Math.max(0, (this.#nextAllowed[i] ?? 0) - this.#review),
    }
  }

  /** One word of entities, one review. Those outside `moving` are held where they are. */
  #move(word: number, isTrue: number, hasStopped: number, moving: number): void {
    const pending = this.#pending[word]!
    const active = this.#active[word]!
    const recovering = this.#recovering[word]!
    const inactive = ~(active | recovering)
    const counting = moving & ((inactive & (isTrue | pending)) | (active & hasStopped) | recovering)
    for (let left = counting; left !== 0; left &= left - 1) {
      const bit = left & -left
      const i = word * 32 + 31 - Math.clz32(bit)
      if ((inactive & bit) !== 0) this.#hold(word, bit, i, (isTrue & bit) !== 0)
      else this.#recover(word, bit, i, (isTrue & bit) !== 0)
    }
  }

  /** Inactive or pending. */
  #hold(word: number, bit: number, i: number, isTrue: boolean): void {
    if (!isTrue) {
      this.#pending[word]! &= ~bit
      return
    }
    const { forReviews } = this.#timing
    const isPending = (this.#pending[word]! & bit) !== 0
    const heldReviews = isPending ? Math.min(this.#heldReviews[i]! + 1, 65_535) : 1
    if (heldReviews >= forReviews) {
      this.#pending[word]! &= ~bit
      this.#active[word]! |= bit
    } else {
      this.#pending[word]! |= bit
      this.#heldReviews[i] = heldReviews
    }
  }

  /** Active and stopped, or recovering. */
  #recover(word: number, bit: number, i: number, isTrue: boolean): void {
    const { keepForReviews } = this.#timing
    const isRecovering = (this.#recovering[word]! & bit) !== 0
    if (isRecovering && isTrue) {
      this.#recovering[word]! &= ~bit
      this.#active[word]! |= bit
      return
    }
    // each review uses one of the reviews to keep; none left means inactive
    const keepReviews = isRecovering ? this.#keepReviews[i]! : keepForReviews
    this.#active[word]! &= ~bit
    if (keepReviews === 0) {
      this.#recovering[word]! &= ~bit
    } else {
      this.#recovering[word]! |= bit
      this.#keepReviews[i] = keepReviews - 1
    }
  }

  /** Selects those of `fires` that no cooldown withholds; returns how many. */
  #fire(word: number, fires: number, review: number, selected: Uint8Array): number {
    const { cooldownReviews } = this.#timing
    const nextAllowed = this.#nextAllowed
    let fired = 0
    for (let left = fires; left !== 0; left &= left - 1) {
      const i = word * 32 + 31 - Math.clz32(left & -left)
      if (cooldownReviews > 0) {
        if (review < nextAllowed[i]!) continue
        nextAllowed[i] = review + cooldownReviews + 1
      }
      selected[i] = 1
      fired++
    }
    return fired
  }
}

/** Bits of the entities of a word when so many are left, this word's included. */
function existing(left: number): number {
  return left >= 32 ? -1 : (1 << left) - 1
}
