/** Runs playbooks over a fake shop, day by day, and explains one node. */
import {
  createExplainer,
  describeExplanation,
  type Command,
  type Explanation,
  type NodeExplanation,
  type Playbook,
  type Receipt,
  type Shop,
} from '@sandtable/rules'
import { fakeShop, snapshot, type Announced, type Figures } from './fakeShop.ts'
import { program } from './playbooks.ts'

export interface Asked {
  readonly node: string
  readonly day: number
  /** Index of the entity; 0 unless given. */
  readonly entity?: number
  /** Index of the node's playbook; 0 unless given. */
  readonly playbook?: number
}
export interface World {
  readonly shop?: Shop
  /** Figures of day 1, day 2 …; the last ones stay. */
  readonly days: readonly Figures[]
  readonly answer?: (command: Command) => Receipt
  /** By day. */
  readonly announced?: Readonly<Record<number, Announced>>
}

/** Reviews every day up to the one asked about. */
export function explainDay(
  playbooks: Playbook | readonly Playbook[],
  world: World,
  { node: id, day, entity = 0, playbook = 0 }: Asked,
): Explanation {
  const { shop = fakeShop(3), days, answer = () => ({ fate: 'applied' }), announced = {} } = world
  const compiled = program(playbooks, shop.catalogue)
  const node = compiled.nodes.findIndex((own) => own.id === id && own.playbook === playbook)
  const explainer = createExplainer(compiled, shop, { node, day, entity })
  const reviewer = compiled.startReviewer(shop)
  for (let today = 1; today <= day; today++) {
    const past = Array.from(
      { length: today },
      (_, ago) => days[Math.min(today - ago, days.length) - 1]!,
    )
    for (const timing of ['startOfDay', 'endOfDay'] as const) {
      const view = snapshot(today, past, announced[today])
      const watch = explainer.watch(timing, view)
      reviewer.review(timing, view, (commands) => commands.map(answer), watch)
    }
  }
  const explanation = explainer.explanation()
  if (explanation === undefined) throw new Error(`no review of day ${day}`)
  return explanation
}

/** What is said of the node asked about. */
export function answerOf({ nodes }: Explanation): NodeExplanation {
  return nodes.at(-1)!
}

export function linesOf(explanation: Explanation, language: 'en' | 'zh' = 'en'): string {
  return describeExplanation(explanation, language)
    .map(({ depth, text }) => '  '.repeat(depth) + text)
    .join('\n')
}
