import { describe, expect, it } from 'vitest'
import { fuzzExplanations } from '../support/fuzzExplanations.ts'
import { Random } from '../support/random.ts'

describe('explanations of random playbooks over random shops', () => {
  it('[E1] change no run and [E2] say what the run did', () => {
    const { findings, counts } = fuzzExplanations(new Random(20_261_122), 600)
    expect(findings.slice(0, 3)).toEqual([])
    // every kind of answer has been asked for
    expect(Object.keys(counts)).toEqual(
      expect.arrayContaining(['fired', 'cooldown', 'pending', 'left', 'applied', 'suppressed']),
    )
  })
})
