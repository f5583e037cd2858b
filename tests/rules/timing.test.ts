import { describe, expect, it } from 'vitest'
import { isDue, parseRecurrence, type ConfigValue, type Playbook } from '@sandtable/rules'
import { fakeShop, recorder, snapshot, type Figures } from '../support/fakeShop.ts'
import { alertWhen, program } from '../support/playbooks.ts'

/** Days (from 1) on which the trigger fires, for a condition that is `onHandUnits < 10` over the figures given. */
function firings(
  onHand: readonly number[],
  trigger: Record<string, ConfigValue>,
  expression = 'onHandUnits < 10',
): number[] {
  return days(alertWhen(expression, trigger), onHand)
}
function days(playbook: Playbook, onHand: readonly number[]): number[] {
  const shop = fakeShop(1)
  const reviewer = program(playbook).startReviewer(shop)
  const fired: number[] = []
  onHand.forEach((units, index) => {
    const { commands, apply } = recorder()
    const figures: Figures = { product: { onHandUnits: [units] } }
    reviewer.review(playbook.review ?? 'endOfDay', snapshot(index + 1, [figures]), apply)
    if (commands.length > 0) fired.push(index + 1)
  })
  return fired
}
const low = 5
const high = 20
const missing = Number.NaN

describe('triggers', () => {
  it('[T1] becomesTrue fires once per rise, and the first review counts as becoming true', () => {
    expect(firings([low, low, high, low], { when: 'becomesTrue' })).toEqual([1, 4])
  })
  it('[T1] whileTrue fires at every review, becomesFalse at the fall', () => {
    expect(firings([high, low, low, high], { when: 'whileTrue' })).toEqual([2, 3])
    expect(firings([high, low, low, high], { when: 'becomesFalse' })).toEqual([4])
    expect(firings([high, high], { when: 'becomesFalse' })).toEqual([])
  })
  it('[T2] for: 3d fires at the third true review in a row; a gap starts again', () => {
    expect(firings([low, low, low, low], { for: '3d' })).toEqual([3])
    expect(firings([low, low, high, low, low, low], { for: '3d' })).toEqual([6])
    expect(firings([low, low, low, low], { for: '3d', when: 'whileTrue' })).toEqual([3, 4])
  })
  it('[T2] counts anew after it has been active', () => {
    expect(firings([low, low, high, low, low, low], { for: '2d' })).toEqual([2, 5])
    expect(firings([low, low, high, low], { for: '2d' })).toEqual([2])
  })
  it('[T3] keepFor stays active for n reviews after the condition stopped', () => {
    expect(firings([low, high, high, high], { when: 'whileTrue', keepFor: '2d' })).toEqual([
      1, 2, 3,
    ])
    expect(firings([low, high, high, high], { when: 'becomesFalse', keepFor: '2d' })).toEqual([4])
    expect(firings([low, high, low, high], { when: 'becomesTrue', keepFor: '2d' })).toEqual([1])
  })
  it('[T4] recover holds the trigger active until the second condition is true', () => {
    const recover = { recover: 'onHandUnits > 15' }
    expect(firings([low, 12, 8, 20, 8], { when: 'becomesTrue', ...recover })).toEqual([1, 5])
    expect(firings([low, 12, 8, 20, 8], { when: 'becomesTrue' })).toEqual([1, 3, 5])
    // while the condition holds, recover does not end it
    const both = { recover: 'onHandUnits > 3', when: 'whileTrue' } as const
    expect(firings([low, low, high, low], both)).toEqual([1, 2, 4])
  })
  it('[T5] cooldown: 3d skips three reviews: a firing on day 1 allows the next on day 5', () => {
    const always = [low, low, low, low, low, low, low, low, low]
    expect(firings(always, { when: 'whileTrue', cooldown: '3d' })).toEqual([1, 5, 9])
    expect(firings(always, { when: 'whileTrue' })).toHaveLength(9)
  })
  it('[T5] a rise during the cooldown is not made up for later', () => {
    expect(
      firings([low, high, low, low, low, low], { when: 'becomesTrue', cooldown: '3d' }),
    ).toEqual([1])
  })
  it('[T6] a missing figure holds: no firing, and the counter of for is frozen', () => {
    expect(firings([low, missing, low], { when: 'whileTrue' })).toEqual([1, 3])
    expect(firings([low, missing, low], { for: '2d' })).toEqual([3])
    expect(firings([low, missing, low], { when: 'becomesTrue' })).toEqual([1])
  })
  it('[T6] onMissing: false and true decide for the missing figure', () => {
    expect(firings([low, missing, low], { when: 'becomesTrue', onMissing: 'false' })).toEqual([
      1, 3,
    ])
    expect(firings([missing, high], { when: 'becomesTrue', onMissing: 'true' })).toEqual([1])
  })
  it('[T7] keeps its state per entity', () => {
    const shop = fakeShop(2)
    const reviewer = program(alertWhen('onHandUnits < 10')).startReviewer(shop)
    const entities: (readonly number[])[] = []
    for (const [day, units] of [
      [low, high],
      [low, low],
      [high, low],
      [low, low],
    ].entries()) {
      const { commands, apply } = recorder()
      reviewer.review('endOfDay', snapshot(day + 1, [{ product: { onHandUnits: units } }]), apply)
      entities.push(commands.flatMap((command) => command.entities))
    }
    expect(entities).toEqual([[0], [1], [], [0]])
  })
  it('[T8] a schedule counts from day 1, or follows weekdays', () => {
    const playbook = (recurrence: string): Playbook => {
      const base = alertWhen('true')
      const [trigger, action] = base.nodes
      return {
        ...base,
        nodes: [
          { ...trigger!, type: 'trigger.schedule', config: { scope: 'shop', recurrence } },
          action!,
        ],
      }
    }
    const fortnight = Array.from({ length: 14 }, () => high)
    expect(days(playbook('FREQ=DAILY;INTERVAL=5'), fortnight)).toEqual([1, 6, 11])
    // day 1 of the fake shop is a Monday
    expect(days(playbook('FREQ=WEEKLY;BYDAY=MO,TH'), fortnight)).toEqual([1, 4, 8, 11])
    expect(days(playbook('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU'), fortnight)).toEqual([7])
    // day 1 on a Friday: its week ends on day 3, so every second week is days −3 … 3 and 11 … 17
    const everySecondMonday = parseRecurrence('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')!
    const due = Array.from({ length: 20 }, (_, i) => i + 1).filter((day) =>
      isDue(everySecondMonday, day, (day + 3) % 7),
    )
    expect(due).toEqual([11])
  })
  it('[R1] runs only at the review its playbook names', () => {
    const playbook: Playbook = { ...alertWhen('onHandUnits < 10'), review: 'startOfDay' }
    const { commands, apply } = recorder()
    const reviewer = program(playbook).startReviewer(fakeShop(1))
    reviewer.review('endOfDay', snapshot(1, [{ product: { onHandUnits: [low] } }]), apply)
    expect(commands).toEqual([])
    reviewer.review('startOfDay', snapshot(2, [{ product: { onHandUnits: [low] } }]), apply)
    expect(commands).toHaveLength(1)
  })
})
