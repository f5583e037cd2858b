/** Tells everybody who waits that something changed. Ask for `next` before reading the state, so that no change is missed. */
export class ChangeSignal {
  #waiting = Promise.withResolvers<void>()

  /** Resolves at the next `notify`. */
  next(): Promise<void> {
    return this.#waiting.promise
  }

  notify(): void {
    const { resolve } = this.#waiting
    this.#waiting = Promise.withResolvers<void>()
    resolve()
  }
}
