/**
 * Effects: what a playbook is expected to do to a shop, as lines on the report of a run (SPEC P8).
 *
 *   line     := figure operator side | `fires("<node id>") within <n>d of shock <kind>`
 *   side     := [number `*`] figure | number
 *   figure   := <kpi> `.` (`baseline` | `playbook` | `difference.mean` | `difference.low` | `difference.high` | `pBetter`)
 *             | `actions.` <command> `.` (`perRun` | `perWeek`) `.` (`mean` | `p5` | `p50` | `p95`)
 *   operator := `<` | `<=` | `>` | `>=` | `==` | `!=`
 */
import { sameText, type Text } from './text.ts'

export const effectOperators = ['<=', '>=', '==', '!=', '<', '>'] as const
export type EffectOperator = (typeof effectOperators)[number]

/** What there is to read of a KPI. */
export const kpiParts = [
  'baseline',
  'playbook',
  'difference.mean',
  'difference.low',
  'difference.high',
  'pBetter',
] as const
export type KpiPart = (typeof kpiParts)[number]

/** What there is to read of a command: how often the shop carried it out. */
export const actionSpans = ['perRun', 'perWeek'] as const
export const actionParts = ['mean', 'p5', 'p50', 'p95'] as const

export type EffectFigure =
  | { readonly kind: 'kpi'; readonly kpi: string; readonly part: KpiPart }
  | {
      readonly kind: 'actions'
      readonly command: string
      readonly span: (typeof actionSpans)[number]
      readonly part: (typeof actionParts)[number]
    }

export type Effect =
  | {
      readonly kind: 'comparison'
      readonly figure: EffectFigure
      readonly operator: EffectOperator
      /** A number, times a figure where there is one. */
      readonly factor: number
      readonly other?: EffectFigure
    }
  | {
      readonly kind: 'response'
      readonly nodeId: string
      /** Reviews from the first day of the shock on, that one included as day 0. */
      readonly withinDays: number
      /** Kind of shock. */
      readonly shock: string
    }

export type EffectResult =
  | { readonly ok: true; readonly effect: Effect }
  | {
      readonly ok: false
      /** Characters that do not fit, end exclusive. */
      readonly range: { readonly start: number; readonly end: number }
      readonly got: string
      readonly expected: Text
    }

interface Token {
  readonly text: string
  readonly start: number
}

/** A refusal on its way out of the parser; it never leaves this file. */
class Refused extends Error {
  readonly token: Token
  readonly expected: Text
  constructor(token: Token, expected: Text) {
    super(expected.en)
    this.token = token
    this.expected = expected
  }
}

/** Reads one line; says what is wrong where. */
export function parseEffect(text: string): EffectResult {
  try {
    return { ok: true, effect: new Reader(text).effect() }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { token, expected } = error
    const range = { start: token.start, end: token.start + token.text.length }
    return { ok: false, range, got: token.text, expected }
  }
}

// a name may name one entity of its scope: `stepPassRatio@pay`, `fillRatio@p_1@w_east`
const tokens =
  /\s*(?:([A-Za-z]\w*(?:@[A-Za-z][\w@-]*)?)|(\d+d\b)|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|("[^"]*")|(<=|>=|==|!=|[<>*().])|(\S))/gy

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    const found = [...text.matchAll(tokens)].map((match): Token => {
      const [whole] = match
      const token = whole.trimStart()
      return { text: token, start: match.index + whole.length - token.length }
    })
    this.#tokens = [...found, { text: '', start: text.length }]
  }

  effect(): Effect {
    const effect = this.#isNext('fires') ? this.#response() : this.#comparison()
    if (this.#token().text !== '') this.#refuse({ en: 'the end of the line', zh: '行尾' })
    return effect
  }

  #comparison(): Effect {
    const figure = this.#figure()
    const operator = this.#oneOf(effectOperators)
    const number = this.#number()
    if (number === undefined)
      return { kind: 'comparison', figure, operator, factor: 1, other: this.#figure() }
    if (!this.#isNext('*')) return { kind: 'comparison', figure, operator, factor: number }
    this.#next()
    return { kind: 'comparison', figure, operator, factor: number, other: this.#figure() }
  }

  #figure(): EffectFigure {
    const { text } = this.#token()
    if (!/^[A-Za-z]/.test(text)) {
      this.#refuse({
        en: 'a figure such as stockoutRatio.difference.high',
        zh: '形如 stockoutRatio.difference.high 的指标',
      })
    }
    this.#next()
    this.#take('.')
    if (text === 'actions') return this.#actions()
    const first = this.#oneOf(['baseline', 'playbook', 'difference', 'pBetter'] as const)
    if (first !== 'difference') return { kind: 'kpi', kpi: text, part: first }
    this.#take('.')
    const part = this.#oneOf(['mean', 'low', 'high'] as const)
    return { kind: 'kpi', kpi: text, part: `difference.${part}` }
  }

  #actions(): EffectFigure {
    const { text: command } = this.#token()
    if (!/^[A-Za-z]\w*$/.test(command)) {
      this.#refuse({ en: 'a command such as setPrice', zh: '形如 setPrice 的命令' })
    }
    this.#next()
    this.#take('.')
    const span = this.#oneOf(actionSpans)
    this.#take('.')
    return { kind: 'actions', command, span, part: this.#oneOf(actionParts) }
  }

  #response(): Effect {
    this.#take('fires')
    this.#take('(')
    const { text } = this.#token()
    if (!text.startsWith('"') || text.length < 3) {
      this.#refuse({ en: 'the id of a node in quotes', zh: '引号中的节点 id' })
    }
    this.#next()
    this.#take(')')
    this.#take('within')
    const { text: span } = this.#token()
    if (!/^\d+d$/.test(span))
      this.#refuse({ en: 'a number of days such as 3d', zh: '形如 3d 的天数' })
    this.#next()
    this.#take('of')
    this.#take('shock')
    const { text: shock } = this.#token()
    if (!/^[A-Za-z]\w*$/.test(shock)) {
      this.#refuse({
        en: 'a kind of shock such as supplierOutage',
        zh: '形如 supplierOutage 的冲击类型',
      })
    }
    this.#next()
    return {
      kind: 'response',
      nodeId: text.slice(1, -1),
      withinDays: Number(span.slice(0, -1)),
      shock,
    }
  }

  #number(): number | undefined {
    const { text } = this.#token()
    if (!/^-?\d/.test(text) || text.endsWith('d')) return undefined
    this.#next()
    return Number(text)
  }

  #oneOf<T extends string>(words: readonly T[]): T {
    const word = words.find((known) => this.#isNext(known))
    if (word === undefined) {
      return this.#refuse({ en: `one of ${words.join(', ')}`, zh: `${words.join('、')} 之一` })
    }
    this.#next()
    return word
  }

  #take(word: string): void {
    if (!this.#isNext(word)) this.#refuse(sameText(word))
    this.#next()
  }

  #isNext(word: string): boolean {
    return this.#token().text === word
  }

  #token(): Token {
    return this.#tokens[this.#at]!
  }

  #next(): void {
    if (this.#at < this.#tokens.length - 1) this.#at += 1
  }

  #refuse(expected: Text): never {
    throw new Refused(this.#token(), expected)
  }
}

/** The figures of the report that an effect reads. */
export function figuresOfEffect(effect: Effect): readonly string[] {
  if (effect.kind === 'response') return []
  return [effect.figure, effect.other].flatMap((figure) =>
    figure?.kind === 'kpi' ? [figure.kpi] : [],
  )
}
