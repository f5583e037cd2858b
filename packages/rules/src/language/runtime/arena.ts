/** The memory of one runtime: columns, truths and scratch blocks, in one piece so that WebAssembly can see it. */
import type { Kernels } from './kernels.ts'
import { plainKernels } from './plainKernels.ts'
import { simdKernels, simdModule } from './simdKernels.ts'

const pageBytes = 65_536

export class Arena {
  readonly kernels: Kernels
  /** Views of the whole memory. They are replaced when it grows: read them anew, never keep them. */
  numbers: Float64Array<ArrayBuffer>
  words: Int32Array<ArrayBuffer>
  readonly #memory: WebAssembly.Memory | undefined
  #usedBytes = 0

  /** `useSimd` is a wish: a host that cannot gets the plain loops, which give the same results. */
  constructor(useSimd: boolean) {
    const module = useSimd ? simdModule() : undefined
    this.#memory = module === undefined ? undefined : newMemory()
    this.kernels =
      module === undefined || this.#memory === undefined
        ? plainKernels
        : simdKernels(module, this.#memory)
    const buffer = this.#memory?.buffer ?? new ArrayBuffer(pageBytes)
    this.numbers = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
  }

  /** Room for so many numbers, all 0. Returns the index of the first in `numbers`. */
  reserveNumbers(count: number): number {
    return this.#reserve(count * 8) / 8
  }

  /** Room for so many words of truths, all 0. Returns the index of the first in `words`. */
  reserveWords(count: number): number {
    return this.#reserve(count * 4) / 4
  }

  #reserve(bytes: number): number {
    const start = this.#usedBytes
    // whole vectors, so that no load of a loop crosses into the next reservation
    this.#usedBytes += Math.ceil(bytes / 16) * 16
    if (this.#usedBytes > this.numbers.buffer.byteLength) this.#grow()
    return start
  }

  /** At least doubles, so that many reservations cost few moves. */
  #grow(): void {
    const { buffer } = this.numbers
    const pages = Math.ceil(Math.max(this.#usedBytes, 2 * buffer.byteLength) / pageBytes)
    let grown: ArrayBuffer
    if (this.#memory === undefined) {
      grown = new ArrayBuffer(pages * pageBytes)
      new Float64Array(grown).set(this.numbers)
    } else {
      this.#memory.grow(pages - buffer.byteLength / pageBytes)
      grown = this.#memory.buffer
    }
    this.numbers = new Float64Array(grown)
    this.words = new Int32Array(grown)
  }
}

/** Undefined when the host has no room for another: each reserves gigabytes of addresses, though not of memory. */
function newMemory(): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: 1 })
  } catch {
    return undefined
  }
}
