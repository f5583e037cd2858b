/**
 * Typed expressions → columns over a shop. One `Columns` serves all playbooks of a run: windows and equal
 * sub-expressions are computed once per review, whoever names them, and blocks of entities whose figures have
 * not changed since the last review are not computed again.
 *
 *   Typed ─Builder─▶ NumberNode, TruthNode ─evaluate, block by block─▶ Arena ─▶ numbers, truths
 */
import { scopeIds, type ScopeId } from '../scopes.ts'
import type { Shop, Snapshot } from '../shop.ts'
import { Arena } from './runtime/arena.ts'
import { Builder } from './runtime/build.ts'
import { Constant } from './runtime/computedNumbers.ts'
import { blockRows } from './runtime/kernels.ts'
import { MetricLeaf } from './runtime/metricLeaf.ts'
import { Moment } from './runtime/moment.ts'
import type { NumberNode } from './runtime/numberNode.ts'
import { blockWords } from './runtime/site.ts'
import type { TruthNode } from './runtime/truthNode.ts'
import type { Typed } from './typed.ts'

/** Truths as bits: entity i is bit i % 32 of word ⌊i / 32⌋. Bits behind the last entity mean nothing. */
export interface TruthBits {
  readonly words: Int32Array
  /** Indices of the first word of the true and of the missing entities; none is both. */
  readonly trueAt: number
  readonly missingAt: number
}

export interface Columns {
  /** Begins a review: columns are asked only about its snapshot until the next one begins. */
  beginReview(timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot): void
  /** One number per entity; NaN is missing. The result is reused by the next review: copy what must last. */
  number(typed: Typed, scope: ScopeId): (snapshot: Snapshot) => Float64Array
  /** One truth per entity: 0 false, 1 true, 2 missing. Not to be written into; reused by the next review. */
  truth(typed: Typed, scope: ScopeId): (snapshot: Snapshot) => Uint8Array
  /** The same as bits, for those who look at 32 entities at a time. */
  truthBits(typed: Typed, scope: ScopeId): (snapshot: Snapshot) => TruthBits
}

/**
 * A shop with fewer entities of every scope runs the plain loops: it has too few to pay for a WebAssembly
 * memory of its own. Both give the same bits.
 */
const leastSimdEntities = 32

/** `useSimd`: which loops to use; by the size of the shop when absent. */
export function createColumns(
  shop: Shop,
  useSimd = scopeIds.some((scope) => shop.entities(scope).ids.length >= leastSimdEntities),
): Columns {
  const arena = new Arena(useSimd)
  const moment = new Moment()
  const builder = new Builder(shop, arena, moment)
  return {
    beginReview: (timing, snapshot) => {
      builder.prepareReview()
      moment.begin(timing, snapshot)
    },
    number: (typed, scope) => {
      const node = builder.number(typed, scope)
      const column = bindNumbers(node)
      return (snapshot) => {
        moment.expect(snapshot)
        return column()
      }
    },
    truth: (typed, scope) => {
      const bytes = bindBytes(builder.truth(typed, scope), arena)
      return (snapshot) => {
        moment.expect(snapshot)
        return bytes()
      }
    },
    truthBits: (typed, scope) => {
      const node = builder.truth(typed, scope)
      const { trueAt, missingAt } = node.keep()
      return (snapshot) => {
        moment.expect(snapshot)
        for (let block = 0; block < node.site.blocks; block++) node.evaluate(block, 0)
        return { words: arena.words, trueAt, missingAt }
      }
    },
  }
}

function bindNumbers(node: NumberNode): () => Float64Array {
  const { rows, blocks } = node.site
  if (blocks === 0) return () => new Float64Array(0)
  if (node instanceof Constant) {
    const column = new Float64Array(rows).fill(node.value)
    return () => column
  }
  if (node instanceof MetricLeaf && node.isOwn) return () => node.column
  return () => {
    for (let block = 0; block < blocks; block++) {
      for (const leaf of node.leaves) leaf.refresh(block)
      node.evaluate(block, 0)
    }
    // blocks follow one another, in the arena as in a column of the shop
    const start = node.at - (blocks - 1) * blockRows
    return node.array.subarray(start, start + rows)
  }
}

function bindBytes(node: TruthNode, arena: Arena): () => Uint8Array {
  const { site } = node
  const { validity } = node.keep()
  /** Words of bytes in a word of bits. */
  const spread = 8
  const to = arena.reserveWords(site.words * spread)
  /** Per block, the computation that the bytes show. */
  const shown = new Int32Array(site.blocks)
  return () => {
    for (let block = 0; block < site.blocks; block++) {
      node.evaluate(block, 0)
      const computedAt = validity.computedAt(block)
      if (shown[block] === computedAt) continue
      shown[block] = computedAt
      const count = (site.rowsOf(block) + 31) >>> 5
      const blockAt = to + block * blockWords * spread
      arena.kernels.expand(arena.words, node.trueAt, node.missingAt, blockAt, count)
    }
    return new Uint8Array(arena.words.buffer, to * Int32Array.BYTES_PER_ELEMENT, site.rows)
  }
}
