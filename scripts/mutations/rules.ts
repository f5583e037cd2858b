/** Planted bugs of the rules. */
import type { Bug } from './bug.ts'

const rules = 'packages/rules/src'

export const ruleBugs: readonly Bug[] = [
  {
    id: 'lower-priority-wins',
    what: 'Of two requests for one lever the lower priority wins.',
    file: `${rules}/resolve.ts`,
    find: 'b.priority - a.priority || byRule(a, b)',
    replace: 'a.priority - b.priority || byRule(a, b)',
    tests: ['tests/rules/review.test.ts', 'tests/rules/levers.test.ts'],
  },
  {
    id: 'equal-priority-excludes-one',
    what: 'Of two levers that exclude each other at equal priority one is pulled.',
    file: `${rules}/resolve.ts`,
    find: 'if (proposal.priority <= rival.priority)',
    replace: 'if (proposal.priority < rival.priority)',
    tests: ['tests/rules/levers.test.ts', 'tests/rules/review.test.ts'],
  },
  {
    id: 'held-one-review-longer',
    what: 'A condition must hold one review longer than asked: > for ≥.',
    file: `${rules}/triggerState.ts`,
    find: 'heldReviews >= forReviews',
    replace: 'heldReviews > forReviews',
    tests: ['tests/rules/triggerState.test.ts'],
  },
  {
    id: 'cooldown-one-review-short',
    what: 'A cooldown ends one review early.',
    file: `${rules}/triggerState.ts`,
    find: 'review + cooldownReviews + 1',
    replace: 'review + cooldownReviews',
    tests: ['tests/rules/triggerState.test.ts'],
  },
  {
    id: 'whole-words-empty',
    what: 'Triggers see none of the last 32 entities when their number is a multiple of 32: > for ≥.',
    file: `${rules}/triggerState.ts`,
    find: 'left >= 32',
    replace: 'left > 32',
    tests: ['tests/sim/planted.test.ts'],
  },
  {
    id: 'limit-never-frees',
    what: 'What passed a limit counts for ever, not for its days.',
    file: `${rules}/nodes/flow/limit.ts`,
    find: 'recent -= passed[slot]!',
    replace: 'recent -= 0 * passed[slot]!',
    tests: ['tests/rules/flow.test.ts'],
  },
  {
    id: 'last-of-equals',
    what: 'Of equals in a ranking the last is chosen, not the first.',
    file: `${rules}/nodes/flow/ranking.ts`,
    find: 'key > this.#keys[',
    replace: 'key >= this.#keys[',
    tests: ['tests/rules/flow.test.ts'],
  },
  {
    id: 'schedule-a-day-late',
    what: 'A schedule of every n days is due on day n, not on day 1.',
    file: `${rules}/recurrence.ts`,
    find: '(day - 1) % recurrence.intervalDays',
    replace: 'day % recurrence.intervalDays',
    tests: ['tests/rules/timing.test.ts', 'tests/rules/format.test.ts'],
  },
  {
    id: 'missing-as-false',
    what: 'Where a figure is missing, an entity also leaves by “false”.',
    file: `${rules}/selection.ts`,
    find: "const falseTakes = onMissing === 'false' ? ones : 0",
    replace: "const falseTakes = onMissing === 'true' ? 0 : ones",
    tests: ['tests/rules/selection.test.ts'],
  },
]
