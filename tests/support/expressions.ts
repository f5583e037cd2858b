/**
 * Random expressions that check without an error, over random shops with missing figures: what the evaluators
 * are compared on. Everything comes from a seeded `Random`.
 */
import {
  commandIds,
  scopes,
  units,
  type Catalogue,
  type MetricInfo,
  type ScopeId,
  type Unit,
  type ValueInfo,
} from '@sandtable/rules'
import type {
  ArithmeticOperator,
  BinaryOperator,
  ComparisonOperator,
  Expression,
} from '../../packages/rules/src/language/ast.ts'
import { formatExpression } from '../../packages/rules/src/language/formatExpression.ts'
import { resolveSet, setsOf } from '../../packages/rules/src/sets.ts'
import type { PlainEntity, PlainShop, Value } from './plainShop.ts'
import type { Random } from './random.ts'
import {
  binary,
  call,
  conditional,
  days,
  member,
  method,
  name,
  option,
  range,
  string,
} from './syntax.ts'

const label = { en: 'test', zh: '测试' }
const info = (type: ValueInfo['type'], unit: Unit, values?: readonly string[]): ValueInfo => ({
  type,
  unit,
  mayBeMissing: true,
  label,
  help: label,
  ...(values === undefined ? {} : { values }),
})

/** Scopes of the random shops. */
const worldScopes = [
  'shop',
  'category',
  'supplier',
  'warehouse',
  'product',
  'stock',
  'funnelStep',
] as const satisfies readonly ScopeId[]

/** Every scope has all of them: two per unit, so that sums and comparisons find a partner. */
const figures: Readonly<Record<string, ValueInfo>> = {
  priceCents: info('number', 'money'),
  adSpendCents: info('number', 'money'),
  marginRatio: info('number', 'percent'),
  conversionRatio: info('number', 'percent'),
  coverDays: info('number', 'day'),
  ageDays: info('number', 'day'),
  waitHours: info('number', 'hour'),
  responseHours: info('number', 'hour'),
  soldUnits: info('number', 'count'),
  onHandUnits: info('number', 'count'),
  rating: info('number', 'none'),
  roi: info('number', 'none'),
  isUp: info('bool', 'none'),
  isHot: info('bool', 'none'),
  abcClass: info('enum', 'none', ['A', 'B', 'C']),
  role: info('enum', 'none', ['main', 'core', 'test', 'own', 'backup']),
}

export const payload: Readonly<Record<string, ValueInfo>> = {
  changeRatio: info('number', 'percent'),
  lateDays: info('number', 'day'),
  found: info('bool', 'none'),
  kind: info('enum', 'none', ['price', 'promotion', 'listing']),
}

export const params: ReadonlyMap<string, number | string> = new Map<string, number | string>([
  ['factor', 1.5],
  ['targetDays', 21],
  ['floorRatio', 0.1],
  ['lowUnits', 3],
  ['class', 'A'],
])

export const catalogue: Catalogue = {
  commands: commandIds,
  events: [],
  metrics: Object.entries(figures).map(([id, value]): MetricInfo => ({
    ...value,
    id,
    scopes: worldScopes,
    window: id === 'onHandUnits' ? 'now' : 'day',
    direction: 'neither',
    isSimulated: true,
  })),
}

/** Numbers on which implementations might differ: ties, fractions, huge and tiny ones. */
const awkward = [0, -0, 1, -1, 0.1, 0.3, 2.5, -2.5, 1e15, 2 ** 53, 1e308, -1e308, 1e-308, 5e-324]

function randomValue(random: Random, { type, values = [] }: ValueInfo): Value {
  if (random.chance(0.12)) return undefined
  if (type === 'bool') return random.int(0, 1)
  if (type === 'enum') return random.int(0, values.length - 1)
  if (random.chance(0.08)) return random.pick(awkward)
  return random.chance(0.5) ? random.int(-3, 9) : random.int(-3000, 9000) / 100
}

function randomValues(
  random: Random,
  declared: Readonly<Record<string, ValueInfo>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(declared).map(([id, value]) => [id, randomValue(random, value)]),
  )
}

export function randomPayload(random: Random): Readonly<Record<string, Value>> {
  return randomValues(random, payload)
}

/** A shop of a few entities; some parents have no members, some days some figures are missing. */
export function randomShop(random: Random): PlainShop {
  const closedDays = random.pick([0, 1, 2, 3, 5, 8, 13, 21, 34, 40])
  const entities: Partial<Record<ScopeId, PlainEntity[]>> = {}
  const add = (scope: ScopeId, ids: readonly string[]) => {
    entities[scope] = ids.map((id) => {
      const parents: Partial<Record<ScopeId, string>> = {}
      // a stock's category is that of its product
      for (const parent of scopes[scope].parents) {
        if (!isWorldScope(parent)) continue
        const chosen = random.pick(entities[parent]!)
        parents[parent] ??= chosen.id
        for (const grand of scopes[parent].parents) parents[grand] ??= chosen.parents[grand]!
      }
      return {
        id,
        parents,
        now: randomValues(random, figures),
        closes: Array.from({ length: closedDays }, () => randomValues(random, figures)),
      }
    })
  }
  add('shop', ['shop'])
  add('category', randomIds(random, 'c', 1, 3))
  add('supplier', randomIds(random, 's', 1, 2))
  add('warehouse', randomIds(random, 'w', 1, 2))
  add('product', randomIds(random, 'p', 1, 5))
  add('stock', randomIds(random, 'k', 1, 7))
  add('funnelStep', scopes.funnelStep.ids)
  return { catalogue, entities, closedDays }
}

function isWorldScope(scope: ScopeId): boolean {
  return worldScopes.some((one) => one === scope)
}

/** Ids in an order that is not theirs: p9 stands before p10 here and behind it in the shop. */
function randomIds(random: Random, prefix: string, least: number, most: number): string[] {
  return Array.from({ length: random.int(least, most) }, (_, index) => `${prefix}${index * 3 + 7}`)
}

/** Where an expression stands: what it may read and hold. */
interface Place {
  readonly scope: ScopeId
  readonly isInWindow: boolean
  readonly isInAggregate: boolean
  readonly hasEvent: boolean
  /** How many more parts may stand inside one another. */
  readonly depth: number
}

export interface RandomExpression {
  readonly expression: Expression
  readonly text: string
  readonly scope: ScopeId
  readonly base: 'number' | 'bool'
  readonly hasEvent: boolean
}

/** An expression that checks without an error. */
export function randomExpression(random: Random): RandomExpression {
  const scope = random.pick(worldScopes)
  const hasEvent = random.chance(0.2)
  const depth = random.pick([1, 2, 2, 3, 3, 4])
  const place: Place = { scope, isInWindow: false, isInAggregate: false, hasEvent, depth }
  const writer = new Writer(random)
  const base = random.chance(0.5) ? 'number' : 'bool'
  const expression = base === 'bool' ? writer.condition(place) : writer.number(writer.unit(), place)
  const text = formatExpression(expression)
  // a few grow beyond the limit of an expression
  return text.length > 2000 ? randomExpression(random) : { expression, text, scope, base, hasEvent }
}

const operators: readonly ComparisonOperator[] = ['<', '<=', '>', '>=', '==', '!=']
const unitIds = Object.keys(units) as Unit[]

/** Writes parts of expressions, each valid for its place and of the unit asked for (or a plain number). */
class Writer {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  unit(): Unit {
    return this.#random.pick(unitIds)
  }

  /** A number that is a literal, or in the unit; of unit `none` it is always a plain number. */
  number(unit: Unit, place: Place): Expression {
    if (place.depth <= 0 || this.#random.chance(0.15)) return this.#leaf(unit, place)
    const inner = { ...place, depth: place.depth - 1 }
    const same = () => this.number(unit, inner)
    const kinds: readonly (() => Expression)[] = [
      () => binary(this.#random.pick<ArithmeticOperator>(['+', '-']), same(), same()),
      () => binary('*', this.number('none', inner), same()),
      () => binary('/', same(), this.number('none', inner)),
      () => ({ kind: 'unary', range, operator: '-', operand: same() }),
      () => this.#scalar(unit, inner),
      () => conditional(this.condition(inner), same(), same()),
      () => method(same(), 'orValue', same()),
      () => this.#window(unit, inner),
      () => this.#window(unit, inner),
      () => this.#aggregate(unit, inner),
    ]
    return this.#random.pick(kinds)()
  }

  condition(place: Place): Expression {
    if (place.depth <= 0) return this.#simpleCondition(place)
    const inner = { ...place, depth: place.depth - 1 }
    const same = () => this.condition(inner)
    const kinds: readonly (() => Expression)[] = [
      () => this.#simpleCondition(place),
      () => this.#comparison(inner),
      () => this.#comparison(inner),
      () => binary(this.#random.pick<BinaryOperator>(['&&', '||']), same(), same()),
      () => binary(this.#random.pick<BinaryOperator>(['==', '!=']), same(), same()),
      () => ({ kind: 'unary', range, operator: '!', operand: same() }),
      () => conditional(same(), same(), same()),
      () => method(same(), 'orValue', same()),
      () => call('has', [this.#random.chance(0.5) ? same() : this.number(this.unit(), inner)]),
      () =>
        binary(
          'in',
          this.number('none', inner),
          this.#list(() => this.#literal()),
        ),
    ]
    return this.#random.pick(kinds)()
  }

  #comparison(place: Place): Expression {
    const unit = this.unit()
    const operator = this.#random.pick(operators)
    return binary(operator, this.number(unit, place), this.number(unit, place))
  }

  /** A condition without a condition inside. */
  #simpleCondition(place: Place): Expression {
    const kinds: readonly (() => Expression)[] = [
      () => ({ kind: 'boolean', range, value: this.#random.chance(0.5) }),
      () => this.#figure(place, ({ type }) => type === 'bool'),
      () => this.#enumTest(place),
      () => this.#idTest(place),
      () => call('has', [this.#figure(place, ({ type }) => type !== 'number')]),
    ]
    return this.#random.pick(kinds)()
  }

  #enumTest(place: Place): Expression {
    const [id, { values = [] }] = this.#random.pick(
      Object.entries(figures).filter(([, { type }]) => type === 'enum'),
    )
    const figure = this.#path(place, id)
    const value = () => this.#random.pick(values)
    const kinds: readonly (() => Expression)[] = [
      () => binary(this.#random.pick<BinaryOperator>(['==', '!=']), figure, string(value())),
      () => binary('==', string(value()), figure),
      () => binary('==', figure, this.#path(place, id)),
      () =>
        binary(
          'in',
          figure,
          this.#list(() => string(value())),
        ),
      () => method(figure, 'startsWith', string(value().slice(0, 2))),
      () => method(figure, 'contains', string(value().slice(-2))),
      () => binary('==', this.#path(place, 'abcClass'), member(name('params'), 'class')),
      () =>
        place.hasEvent
          ? binary('==', member(name('event'), 'kind'), string('price'))
          : binary('==', member(name('params'), 'class'), string('B')),
    ]
    return this.#random.pick(kinds)()
  }

  #idTest(place: Place): Expression {
    const path = this.#path(place, 'id')
    const scope = path.kind === 'member' && path.object.kind === 'name' ? path.object.name : ''
    const isFunnelStep = (scope || place.scope) === 'funnelStep'
    const ids = isFunnelStep ? scopes.funnelStep.ids : ['p7', 'p10', 'c7', 'k13', 'nobody']
    const text = () => string(this.#random.pick(ids))
    const kinds: readonly (() => Expression)[] = [
      () => binary(this.#random.pick<BinaryOperator>(['==', '!=']), path, text()),
      () => binary('in', path, this.#list(text)),
      () => method(path, 'startsWith', string(this.#random.pick(ids).slice(0, 1))),
      () => method(path, 'contains', string(this.#random.pick(ids).slice(1))),
    ]
    return this.#random.pick(kinds)()
  }

  #list(item: () => Expression): Expression {
    return { kind: 'list', range, items: Array.from({ length: this.#random.int(1, 3) }, item) }
  }

  /** A figure of the entity or a parent, a field of the event, a parameter or a literal. */
  #leaf(unit: Unit, place: Place): Expression {
    const kinds: readonly (() => Expression)[] = [
      () => this.#literal(),
      () => this.#parameter(unit) ?? this.#literal(),
      () => (place.hasEvent ? this.#payload(unit) : undefined) ?? this.#literal(),
    ]
    return this.#random.chance(0.75)
      ? this.#figure(place, (value) => value.type === 'number' && value.unit === unit)
      : this.#random.pick(kinds)()
  }

  #literal(): Expression {
    const value = this.#random.pick([0, 1, 2, 3, 0.5, 0.1, 7, 100, 1e-3, 1e21, 28])
    return { kind: 'number', range, value }
  }

  #parameter(unit: Unit): Expression | undefined {
    const ids: Partial<Record<Unit, string>> = {
      none: 'factor',
      day: 'targetDays',
      percent: 'floorRatio',
      count: 'lowUnits',
    }
    const id = ids[unit]
    return id === undefined ? undefined : member(name('params'), id)
  }

  #payload(unit: Unit): Expression | undefined {
    const ids: Partial<Record<Unit, string>> = { percent: 'changeRatio', day: 'lateDays' }
    const id = ids[unit]
    return id === undefined ? undefined : member(name('event'), id)
  }

  #figure(place: Place, isMeant: (value: ValueInfo) => boolean): Expression {
    const ids = Object.keys(figures).filter((id) => isMeant(figures[id]!))
    return this.#path(place, this.#random.pick(ids))
  }

  /** The name by itself, or of a parent. */
  #path({ scope }: Place, id: string): Expression {
    const parents = scopes[scope].parents.filter((parent) => isWorldScope(parent))
    if (parents.length === 0 || this.#random.chance(0.7)) return name(id)
    return member(name(this.#random.pick(parents)), id)
  }

  #scalar(unit: Unit, place: Place): Expression {
    const called = this.#random.pick(['abs', 'floor', 'ceil', 'round', 'min', 'max', 'clamp'])
    const count =
      called === 'clamp' ? 3 : called === 'min' || called === 'max' ? this.#random.int(2, 4) : 1
    return call(
      called,
      Array.from({ length: count }, () => this.number(unit, place)),
    )
  }

  #window(unit: Unit, place: Place): Expression {
    if (place.isInWindow) return this.#leaf(unit, place)
    const inner = { ...place, isInWindow: true }
    if (unit === 'none' && this.#random.chance(0.6)) {
      const kinds: readonly (() => Expression)[] = [
        () => call('falling', [this.number(this.unit(), inner)]),
        () => call('rising', [this.number(this.unit(), inner)]),
        () => this.#windowCall('count', this.condition(inner), 1),
        () => this.#windowCall('zscore', this.number(this.unit(), inner), 2),
      ]
      return this.#random.pick(kinds)()
    }
    const operand = this.number(unit, inner)
    const called = this.#random.pick(['sum', 'mean', 'min', 'max', 'ewma', 'slope', 'lag'])
    if (called === 'lag') return call('lag', [operand, days(this.#random.int(1, 10))])
    return this.#windowCall(called, operand, called === 'slope' ? 2 : 1)
  }

  #windowCall(called: string, operand: Expression, least: number): Expression {
    const length = this.#random.chance(0.03) ? 365 : this.#random.int(least, 9)
    const named = [
      ...(this.#random.chance(0.3) ? [option('offset', days(this.#random.int(0, 5)))] : []),
      ...(this.#random.chance(0.4)
        ? [option('minSamples', { kind: 'number', range, value: this.#random.int(1, length) })]
        : []),
    ]
    return {
      kind: 'call',
      name: called,
      nameRange: range,
      range,
      args: [operand, days(length)],
      named,
    }
  }

  #aggregate(unit: Unit, place: Place): Expression {
    const sets = setsOf(place.scope)
      .map((text) => text.split('.'))
      .filter((words) => isWorldScope(resolveSet(words, place.scope)!.scope))
    if (place.isInAggregate || sets.length === 0) return this.#leaf(unit, place)
    const words = this.#random.pick(sets)
    const { scope } = resolveSet(words, place.scope)!
    const inner = { ...place, scope, isInAggregate: true }
    const set = words
      .slice(1)
      .reduce<Expression>((object, word) => member(object, word), name(words[0]!))
    if (unit === 'none' && this.#random.chance(0.5))
      return call('count', [set, this.condition(inner)])
    const called = this.#random.pick(['sum', 'mean', 'min', 'max'])
    return call(called, [set, this.number(unit, inner)])
  }
}
