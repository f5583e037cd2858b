/** The reference cases on the laboratory shop, with fewer days and the same rule of tolerance. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { caseFileSchema, type ReferenceCase } from '../../scripts/reference/caseFile.ts'
import { efforts } from '../../scripts/reference/efforts.ts'
import { runCase } from '../../scripts/reference/runCase.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')
const read = (name: string) =>
  caseFileSchema.parse(JSON.parse(readFileSync(join(fixtures, name), 'utf8'))).cases
const effort = { ...efforts.thin, seed: 42 }

/** Cases of a family that share everything but their numbers: one of them stands for all in this short run. */
const shortened = (cases: readonly ReferenceCase[]) => {
  const count = new Map<string, number>()
  return cases.filter(({ family }) => {
    count.set(family, (count.get(family) ?? 0) + 1)
    return count.get(family)! <= 2
  })
}

const required = (reference: ReferenceCase) =>
  runCase(reference, effort).filter(({ status }) => status === 'required')

describe('reference cases', () => {
  for (const reference of shortened(read('reference-cases.json'))) {
    it(`${reference.id}: every required figure agrees with its exact value`, () => {
      const bad = required(reference).filter(
        ({ verdict }) => verdict !== 'pass' && verdict !== 'too few',
      )
      expect(bad).toEqual([])
    }, 120_000)
  }

  for (const reference of read('reference-cases-other.json')) {
    it(`${reference.id}: other numbers of the same families agree with their own exact values`, () => {
      const lines = required(reference)
      expect(lines.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(0)
      expect(lines.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    }, 120_000)
  }

  it('a file whose exact values are moved by 8 tolerances fails', () => {
    for (const reference of read('reference-cases-other.json')) {
      const lines = required(reference)
      const moved: ReferenceCase = {
        ...reference,
        metrics: Object.fromEntries(
          Object.entries(reference.metrics).flatMap(([name, metric]) => {
            const { exact, tolerance } = metric
            const allowed = lines.find((line) => line.metric === name)?.allowed
            if (typeof exact !== 'number' || typeof allowed !== 'number' || allowed === 0) return []
            return tolerance.kind === 'atMost'
              ? []
              : [[name, { ...metric, exact: exact + 8 * allowed }]]
          }),
        ),
      }
      const verdicts = required(moved).map(({ verdict }) => verdict)
      expect(verdicts.filter((verdict) => verdict !== 'too few')).toEqual(
        verdicts.filter((verdict) => verdict !== 'too few').map(() => 'fail'),
      )
    }
  }, 240_000)
})
