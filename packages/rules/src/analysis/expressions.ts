/** Typed expressions as data: their parts, texts that tell them apart, rewriting. */
import type { Typed } from '../language/typed.ts'
import type { ScopeId } from '../scopes.ts'

/** The text of an expression; ranges leave no mark. */
export function keyOf(typed: Typed): string {
  switch (typed.op) {
    case 'constant':
      return String(typed.value)
    case 'column':
      return `${typed.scope}.${typed.metricId}`
    case 'payload':
      return `event.${typed.field}`
    case 'idTest':
      return `${typed.test}(${typed.scope}.id, ${JSON.stringify(typed.values)})`
    case 'window': {
      const { name, operand, days, offsetDays, minSamples = '' } = typed
      return `${name}(${keyOf(operand)}, ${days}d, ${offsetDays}d, ${minSamples})`
    }
    case 'aggregate':
      return `${typed.name}(${typed.of}.${typed.scope}, ${keyOf(typed.operand)})`
    case 'arithmetic':
    case 'compare':
      return `(${keyOf(typed.left)} ${typed.operator} ${keyOf(typed.right)})`
    case 'oneOf':
      return `(${keyOf(typed.operand)} in ${typed.values.join()})`
    case 'scalar':
      return `${typed.name}(${typed.args.map(keyOf).join(', ')})`
    default:
      return `${typed.op}(${partsOf(typed).map(keyOf).join(', ')})`
  }
}

/** The expressions that an expression is made of, left to right. */
export function partsOf(typed: Typed): readonly Typed[] {
  switch (typed.op) {
    case 'constant':
    case 'column':
    case 'payload':
    case 'idTest':
      return []
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [typed.left, typed.right]
    case 'oneOf':
    case 'not':
    case 'has':
    case 'window':
    case 'aggregate':
      return [typed.operand]
    case 'orValue':
      return [typed.operand, typed.fallback]
    case 'conditional':
      return [typed.condition, typed.whenTrue, typed.whenFalse]
    case 'scalar':
      return typed.args
  }
}

/** What is a figure of its own for the analyses: it may have any value of its domain, whatever the others are. */
export function isFigure({ op }: Typed): boolean {
  return (
    op === 'column' || op === 'payload' || op === 'window' || op === 'aggregate' || op === 'idTest'
  )
}

/** The key of the figure that an expression is taken as. */
export function figureKey(typed: Typed): string {
  return typed.op === 'idTest' && typed.test === 'equals' ? `${typed.scope}.id` : keyOf(typed)
}

/** A number that stands for an id, so that ids compare as numbers do; different ids have different ones but for a chance of one in 2^52. */
export function codeOfId(id: string): number {
  const [low, high] = [hashOf(id, 31), hashOf(id, 131)]
  return low * 2 ** 26 + high
}

function hashOf(text: string, factor: number): number {
  let hash = 7
  for (let i = 0; i < text.length; i++) hash = (hash * factor + text.charCodeAt(i)) % 2 ** 26
  return hash
}

/** The same expression with some parts replaced; `replace` gives undefined for those that stay. */
export function rewritten(typed: Typed, replace: (part: Typed) => Typed | undefined): Typed {
  const replaced = replace(typed)
  if (replaced !== undefined) return replaced
  const inner = (part: Typed): Typed => rewritten(part, replace)
  switch (typed.op) {
    case 'constant':
    case 'column':
    case 'payload':
    case 'idTest':
      return typed
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return { ...typed, left: inner(typed.left), right: inner(typed.right) }
    case 'oneOf':
    case 'not':
    case 'has':
    case 'window':
    case 'aggregate':
      return { ...typed, operand: inner(typed.operand) }
    case 'orValue':
      return { ...typed, operand: inner(typed.operand), fallback: inner(typed.fallback) }
    case 'conditional':
      return {
        ...typed,
        condition: inner(typed.condition),
        whenTrue: inner(typed.whenTrue),
        whenFalse: inner(typed.whenFalse),
      }
    case 'scalar':
      return { ...typed, args: typed.args.map(inner) }
  }
}

/** The scopes whose entities an expression speaks of. */
export function scopesIn(typed: Typed): ReadonlySet<ScopeId> {
  const found = new Set<ScopeId>()
  const collect = (part: Typed): void => {
    if (part.op === 'column' || part.op === 'idTest') found.add(part.scope)
    // the members of a set follow from the entity they belong to
    if (part.op === 'aggregate') found.add(part.of)
    else for (const inner of partsOf(part)) collect(inner)
  }
  collect(typed)
  return found
}

/** The figures of an expression, one by one as they stand in it. */
export function figuresIn(typed: Typed): readonly Typed[] {
  return isFigure(typed) ? [typed] : partsOf(typed).flatMap(figuresIn)
}

/** True when an expression reads a figure, an event or an id, and not only literals and parameters. */
export function readsSomething(typed: Typed): boolean {
  return (
    typed.op === 'column' ||
    typed.op === 'payload' ||
    typed.op === 'idTest' ||
    typed.op === 'aggregate' ||
    partsOf(typed).some(readsSomething)
  )
}

/** Ids of the figures that an expression reads, those inside windows and sets too. */
export function metricsIn(typed: Typed): readonly string[] {
  return typed.op === 'column' ? [typed.metricId] : partsOf(typed).flatMap(metricsIn)
}

/** True when the expression or something in it is so. */
export function someOf(typed: Typed, is: (part: Typed) => boolean): boolean {
  return is(typed) || partsOf(typed).some((part) => someOf(part, is))
}
