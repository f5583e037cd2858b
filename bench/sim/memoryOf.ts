/** Memory by the product: the difference of two shops in processes of their own. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { MemoryFigures } from './memory.ts'

const script = fileURLToPath(new URL('./memory.ts', import.meta.url))

/** Between a shop of `small` and one of `large` products, after so many days. */
export function memoryPerProduct(
  [small, large]: readonly [number, number],
  rules: number,
  days: number,
): MemoryFigures {
  const [less, more] = [small, large].map((products): MemoryFigures =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ['--max-semi-space-size=512', script, String(products), String(rules), String(days)],
        {
          encoding: 'utf8',
        },
      ),
    ),
  ) as [MemoryFigures, MemoryFigures]
  return {
    modelBytes: (more.modelBytes - less.modelBytes) / (large - small),
    runBytes: (more.runBytes - less.runBytes) / (large - small),
    allocatedBytes: (more.allocatedBytes - less.allocatedBytes) / (large - small),
  }
}
