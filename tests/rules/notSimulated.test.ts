/** A shop that cannot do everything says so: `check` tells of it, and the playbook runs all the same. */
import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  describeIssue,
  type Catalogue,
  type Config,
  type Playbook,
  type Receipt,
} from '@sandtable/rules'
import { eventCatalogue, fakeShop, metric, recorder, snapshot } from '../support/fakeShop.ts'
import { playbook, program } from '../support/playbooks.ts'

/** Cannot change prices, has no rivals and no stars. */
const poorShop: Catalogue = {
  ...eventCatalogue,
  commands: eventCatalogue.commands.filter((id) => id !== 'setPrice'),
  events: eventCatalogue.events.map((event) => ({ ...event, isSimulated: false })),
}
const product = 'product'
const onStars = (expression = 'rating < 4', action: Config = {}): Playbook =>
  playbook(
    {
      t: ['trigger.metric', { scope: product, expression }],
      a: ['action.notify', { message: 'look', ...action }],
    },
    ['t.out>a'],
  )
const onPrice: Playbook = playbook(
  {
    t: ['trigger.metric', { scope: product, expression: 'coverDays > 60' }],
    a: ['action.setPrice', { priceCents: '0.9 * listPriceCents' }],
  },
  ['t.out>a'],
)
const onRival: Playbook = playbook(
  {
    t: ['trigger.event', { event: 'rivalMove', scope: product }],
    a: ['action.notify', { message: 'look' }],
  },
  ['t.out>a'],
)
const figures = { coverDays: [90, 90, 10], listPriceCents: [1_000, 1_000, 1_000] }
const lacking = (book: Playbook, shop: Catalogue = poorShop) =>
  checkPlaybook(book, shop).filter(({ code }) => code === 'notSimulated')

describe('what a shop does not simulate', () => {
  it.each([
    ['figure', onStars(), 'rating', 't'],
    ['event', onRival, 'rivalMove', 't'],
    ['command', onPrice, 'setPrice', 'a'],
  ] as const)('is told of a %s, at its node, in both languages', (what, book, name, nodeId) => {
    const found = lacking(book)
    expect(found).toMatchObject([{ severity: 'info', nodeId, facts: { name, what } }])
    expect(describeIssue(found[0]!, 'en').sentence).toContain(name)
    expect(describeIssue(found[0]!, 'zh').sentence).toMatch(/\p{Script=Han}/u)
  })

  it('is told only of what the playbook asks for', () => {
    expect(lacking(onStars('coverDays > 60'))).toEqual([])
    expect(lacking(onPrice, eventCatalogue)).toEqual([])
    expect(lacking(onRival, eventCatalogue)).toEqual([])
  })

  it('is told once of a figure beside others, and of nothing at a node that is disabled', () => {
    const book = onStars('coverDays > 60 && rating > 3')
    expect(lacking(book)).toMatchObject([{ nodeId: 't' }])
    const disabled = {
      ...onPrice,
      nodes: onPrice.nodes.map((node) => ({ ...node, isDisabled: node.id === 'a' })),
    }
    expect(lacking(disabled)).toEqual([])
  })

  it('says of each scope for itself: simulated for products, not for the shop', () => {
    const shop: Catalogue = {
      ...poorShop,
      metrics: [...poorShop.metrics, metric('rating', ['shop'], { mayBeMissing: true })],
    }
    expect(lacking(onStars('rating < 4'), shop)).toHaveLength(1)
    expect(lacking(onStars('shop.rating.orValue(5) < 4'), shop)).toEqual([])
  })

  it('is always missing, so that a rule about it never fires and one with a value in its place does', () => {
    const commandsOf = (book: Playbook) => {
      const { commands, apply } = recorder()
      program(book, poorShop)
        .startReviewer({ ...fakeShop(3), catalogue: poorShop })
        .review('endOfDay', snapshot(1, [{ product: figures }]), apply)
      return commands.flatMap(({ entities }) => entities)
    }
    expect(commandsOf(onStars('rating < 4'))).toEqual([])
    expect(commandsOf(onStars('rating.orValue(1) < 4'))).toEqual([0, 1, 2])
    expect(commandsOf(onPrice)).toEqual([0, 1])
  })

  it('is rejected by the shop and counted with its reason', () => {
    const counts = program(onPrice, poorShop)
      .startReviewer({ ...fakeShop(3), catalogue: poorShop })
      .review('endOfDay', snapshot(1, [{ product: figures }]), (commands) =>
        commands.map((): Receipt => ({ fate: 'rejected', reason: 'notSimulated' })),
      )
    const action = program(onPrice, poorShop).nodes.findIndex(({ id }) => id === 'a')
    expect([counts.rejected[action], counts.applied[action]]).toEqual([2, 0])
    expect(counts.reasons[action]).toEqual(new Map([['notSimulated', 2]]))
  })
})
