import type { CompiledFlow } from '../compile.ts'
import type { Shop } from '../shop.ts'
import type { FlowExplanation } from './explanation.ts'

/** When entities last came to a node that passes selections on, and last left it. */
export class FlowTrace {
  readonly #ports: readonly string[]
  /** 0 is never: days count from 1. */
  readonly #reachedDay: Int32Array
  readonly #leftDay: Int32Array
  /** By entity that leaves: the ports of that day. */
  readonly #leftPorts: readonly Set<string>[]

  constructor({ ports, scope, outputScope }: CompiledFlow, shop: Shop) {
    const leaving = shop.entities(outputScope).ids.length
    this.#ports = ports.map(({ id }) => id)
    this.#reachedDay = new Int32Array(shop.entities(scope).ids.length)
    this.#leftDay = new Int32Array(leaving)
    this.#leftPorts = Array.from({ length: leaving }, () => new Set<string>())
  }

  /** Notes one review. */
  note(day: number, selected: Uint8Array, outputs: Readonly<Record<string, Uint8Array>>): void {
    for (let i = 0; i < selected.length; i++) if (selected[i] === 1) this.#reachedDay[i] = day
    for (const port of this.#ports) {
      const output = outputs[port]!
      for (let i = 0; i < output.length; i++) {
        if (output[i] !== 1) continue
        if (this.#leftDay[i] !== day) this.#leftPorts[i]!.clear()
        this.#leftDay[i] = day
        this.#leftPorts[i]!.add(port)
      }
    }
  }

  /** `leaving` are the entities that leave for it; the latest of them counts. */
  tell(entity: number, leaving: readonly number[]): Omit<FlowExplanation, 'isReached' | 'held'> {
    const reached = this.#reachedDay[entity]!
    const latest = leaving.reduce(
      (best, one) => (this.#leftDay[one]! > this.#leftDay[best]! ? one : best),
      leaving[0] ?? 0,
    )
    const left = this.#leftDay[latest] ?? 0
    return {
      ...(reached === 0 ? {} : { lastReachedDay: reached }),
      ...(left === 0 ? {} : { lastLeftDay: left, lastLeftPorts: [...this.#leftPorts[latest]!] }),
    }
  }
}
