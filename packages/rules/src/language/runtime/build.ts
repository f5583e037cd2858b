/**
 * Typed expressions → nodes over columns. Equal sub-expressions are one node: a node named a second time keeps
 * its results, so that a condition shared by a hundred rules is evaluated once.
 */
import { scopeIds, type ScopeId } from '../../scopes.ts'
import type { Shop } from '../../shop.ts'
import { textTests, windowFunctions } from '../functions.ts'
import { partsOf } from '../partsOf.ts'
import type { Typed } from '../typed.ts'
import { AggregateLeaf } from './aggregateLeaf.ts'
import type { Arena } from './arena.ts'
import { compareNumbers, OneOf } from './comparisons.ts'
import {
  Combine,
  ComputedNumbers,
  Constant,
  NumberChoice,
  NumberOrValue,
  Transform,
  TruthNumber,
} from './computedNumbers.ts'
import {
  FixedTruth,
  HasNumber,
  HasTruth,
  idTest,
  Junction,
  Not,
  TruthChoice,
  TruthOrValue,
} from './computedTruths.ts'
import { DayRing } from './dayRing.ts'
import { blockRows } from './kernels.ts'
import { MetricLeaf } from './metricLeaf.ts'
import type { Moment } from './moment.ts'
import type { NumberNode } from './numberNode.ts'
import { SeriesWindow } from './seriesWindow.ts'
import { roomFor, Scratch, Site, type Frame } from './site.ts'
import type { TruthNode } from './truthNode.ts'
import { SumWindow } from './sumWindow.ts'
import { ExtremeWindow, LagWindow, StreakWindow, type WindowLeaf } from './windowLeaf.ts'

type WindowTyped = Typed & { op: 'window' }

/** The nodes of a scope and moment, by the canonical text of what they compute. */
interface Place {
  readonly site: Site
  readonly numbers: Map<string, NumberNode>
  readonly truths: Map<string, TruthNode>
}

export class Builder {
  readonly #shop: Shop
  readonly #arena: Arena
  readonly #scratch: Scratch
  readonly #moment: Moment
  readonly #places = new Map<Frame, Map<ScopeId, Place>>()
  readonly #rings = new Map<NumberNode, DayRing>()
  readonly #metrics: MetricLeaf[] = []

  constructor(shop: Shop, arena: Arena, moment: Moment) {
    this.#shop = shop
    this.#arena = arena
    const rows = Math.max(...scopeIds.map((scope) => shop.entities(scope).ids.length))
    this.#scratch = new Scratch(arena, Math.min(blockRows, roomFor(rows)))
    this.#moment = moment
  }

  /** The whole of a number expression. Its results are kept, unless the shop has them as they are. */
  number(typed: Typed, scope: ScopeId): NumberNode {
    const node = this.#number(typed, this.#place(scope, this.#moment.review))
    if (!(node instanceof MetricLeaf && node.isOwn)) share(node)
    return node
  }

  /** The whole of a condition; its results are kept. */
  truth(typed: Typed, scope: ScopeId): TruthNode {
    const node = this.#truth(typed, this.#place(scope, this.#moment.review))
    node.keep()
    return node
  }

  /** Makes room for what has been bound; nothing moves in the arena from here to the end of the review. */
  prepareReview(): void {
    for (const ring of this.#rings.values()) ring.makeRoom()
    for (const metric of this.#metrics) metric.prepareReview()
  }

  #place(scope: ScopeId, frame: Frame): Place {
    let places = this.#places.get(frame)
    if (places === undefined) this.#places.set(frame, (places = new Map()))
    let place = places.get(scope)
    if (place === undefined) {
      const site = new Site(this.#shop.entities(scope), frame, this.#arena, this.#scratch)
      places.set(scope, (place = { site, numbers: new Map(), truths: new Map() }))
    }
    return place
  }

  #number(typed: Typed, place: Place): NumberNode {
    const key = canonicalText(typed)
    const known = place.numbers.get(key)
    if (known !== undefined) {
      share(known)
      return known
    }
    const node = this.#makeNumber(typed, place)
    place.numbers.set(key, node)
    return node
  }

  #makeNumber(typed: Typed, place: Place): NumberNode {
    const { site } = place
    switch (typed.op) {
      case 'constant':
        return new Constant(site, typed.value)
      case 'column': {
        const metric = new MetricLeaf(site, typed.scope, typed.metricId)
        this.#metrics.push(metric)
        return metric
      }
      case 'arithmetic':
        return new Combine(
          typed.operator,
          this.#number(typed.left, place),
          this.#number(typed.right, place),
        )
      case 'orValue':
        return new NumberOrValue(
          this.#number(typed.operand, place),
          this.#number(typed.fallback, place),
        )
      case 'conditional':
        return new NumberChoice(
          this.#truth(typed.condition, place),
          this.#number(typed.whenTrue, place),
          this.#number(typed.whenFalse, place),
        )
      case 'scalar':
        return this.#scalar(typed, place)
      case 'window':
        return this.#window(typed, place)
      case 'aggregate': {
        const { name, scope, of, operand } = typed
        const members = this.#number(operand, this.#place(scope, site.frame))
        share(members)
        return new AggregateLeaf(site, name, members, of, this.#shop.entities(of).ids.length)
      }
      case 'payload':
        throw new Error(
          `event.${typed.field} was asked of a column: payloads exist per announcement`,
        )
      default:
        return new TruthNumber(this.#truth(typed, place))
    }
  }

  #scalar({ name, args }: Typed & { op: 'scalar' }, place: Place): NumberNode {
    const [first, ...rest] = args.map((argument) => this.#number(argument, place))
    switch (name) {
      case 'min':
      case 'max':
        return rest.reduce((left, right) => new Combine(name, left, right), first!)
      case 'clamp':
        return new Combine('min', new Combine('max', first!, rest[0]!), rest[1]!)
      default:
        return new Transform(name, first!)
    }
  }

  #window(typed: WindowTyped, { site }: Place): WindowLeaf {
    const close = this.#place(site.entities.scope, this.#moment.close)
    const operand = this.#number(typed.operand, close)
    let ring = this.#rings.get(operand)
    if (ring === undefined) this.#rings.set(operand, (ring = new DayRing(operand, this.#moment)))
    const { name, days: count, offsetDays, minSamples } = typed
    const declaration = windowFunctions[name]
    const days = {
      newest: offsetDays,
      oldest: offsetDays + declaration.reach(count),
      sampleDays: count,
      samples: minSamples ?? count,
    }
    switch (name) {
      case 'sum':
      case 'count':
      case 'mean':
        return new SumWindow(site, ring, days, name === 'mean')
      case 'min':
      case 'max':
        return new ExtremeWindow(site, ring, days, name)
      case 'lag':
        return new LagWindow(site, ring, count)
      case 'falling':
      case 'rising':
        return new StreakWindow(site, ring, count, name)
      case 'slope':
      case 'zscore':
      case 'ewma': {
        const of = minSamples === undefined ? undefined : windowFunctions[name].of
        return new SeriesWindow(site, ring, days, name, of)
      }
    }
  }

  #truth(typed: Typed, place: Place): TruthNode {
    const key = canonicalText(typed)
    const known = place.truths.get(key)
    if (known !== undefined) {
      known.keep()
      return known
    }
    const node = this.#makeTruth(typed, place)
    place.truths.set(key, node)
    return node
  }

  #makeTruth(typed: Typed, place: Place): TruthNode {
    const { site } = place
    switch (typed.op) {
      case 'and':
      case 'or':
        return new Junction(
          typed.op,
          partsOfJunction(typed, typed.op).map((part) => this.#truth(part, place)),
        )
      case 'not':
        return new Not(this.#truth(typed.operand, place))
      case 'has':
        return isTruth(typed.operand)
          ? new HasTruth(this.#truth(typed.operand, place))
          : new HasNumber(this.#number(typed.operand, place))
      case 'orValue':
        return new TruthOrValue(
          this.#truth(typed.operand, place),
          this.#truth(typed.fallback, place),
        )
      case 'conditional':
        return new TruthChoice(
          this.#truth(typed.condition, place),
          this.#truth(typed.whenTrue, place),
          this.#truth(typed.whenFalse, place),
        )
      case 'compare':
        return compareNumbers(
          typed.operator,
          this.#number(typed.left, place),
          this.#number(typed.right, place),
        )
      case 'oneOf':
        return new OneOf(this.#number(typed.operand, place), typed.values)
      case 'idTest': {
        const { scope, test, values } = typed
        const passes = (id: string) =>
          test === 'equals'
            ? values.includes(id)
            : values.some((value) => textTests[test].holds(id, value))
        return idTest(site, scope, this.#shop.entities(scope).ids, passes)
      }
      case 'constant':
        return new FixedTruth(site, () => typed.value === 1)
      default:
        // a bool column
        return compareNumbers('==', this.#number(typed, place), new Constant(site, 1))
    }
  }
}

/** Several ask for it, or for all of it at once: what it costs to have is spent once. */
function share(node: NumberNode): void {
  if (node instanceof ComputedNumbers) node.keep()
  if (node instanceof MetricLeaf) node.share()
}

/** By expression: reviewers are started often, programs are compiled once. */
const canonicalTexts = new WeakMap<Typed, string>()

/** Equal for expressions that mean the same, wherever they stand. */
function canonicalText(typed: Typed): string {
  const known = canonicalTexts.get(typed)
  if (known !== undefined) return known
  const parts = partsOf(typed)
  const own = Object.entries(typed).filter(
    ([name, value]) => name !== 'range' && name !== 'args' && !parts.includes(value as Typed),
  )
  // 0 and -0 are different constants
  const fields = JSON.stringify(own, (_, value: unknown) => (Object.is(value, -0) ? '-0' : value))
  const text = `${fields}(${parts.map(canonicalText).join()})`
  canonicalTexts.set(typed, text)
  return text
}

/** Ops whose results are truths, when asked without knowing the type. */
const truthOps: ReadonlySet<Typed['op']> = new Set([
  'and',
  'or',
  'not',
  'has',
  'compare',
  'oneOf',
  'idTest',
])
function isTruth({ op }: Typed): boolean {
  return truthOps.has(op)
}

/** `a && b && c` as its three parts, however they are grouped. */
function partsOfJunction(typed: Typed, op: 'and' | 'or'): readonly Typed[] {
  return typed.op === op && 'left' in typed
    ? [...partsOfJunction(typed.left, op), ...partsOfJunction(typed.right, op)]
    : [typed]
}
