/** Random expressions that mean the same in CEL: no windows, units or functions, and nothing that is not finite. */
import type { Expression } from '../../packages/rules/src/language/ast.ts'
import { binary, conditional, method, name, range, string } from './syntax.ts'
import type { Random } from './random.ts'

export interface CommonExpression {
  readonly expression: Expression
  /** Values of the names; undefined is missing. Texts are never missing. */
  readonly bindings: Readonly<Record<string, number | boolean | string | undefined>>
}

/** Values of the texts. */
export const texts = ['A', 'B', 'AB', 'on sale', '']

export function commonExpression(random: Random): CommonExpression {
  const figure = <T>(value: T) => (random.chance(0.15) ? undefined : value)
  return {
    expression: condition(random, random.int(1, 4)),
    bindings: {
      a: figure(random.int(-5, 5)),
      b: figure(random.int(-500, 500) / 100),
      c: figure(random.int(0, 2)),
      p: figure(random.chance(0.5)),
      q: figure(random.chance(0.5)),
      s: random.pick(texts),
      t: random.pick(texts),
    },
  }
}

function number(random: Random, depth: number): Expression {
  const literal = (values: readonly number[]): Expression => ({
    kind: 'number',
    range,
    value: random.pick(values),
  })
  if (depth <= 0) {
    return random.chance(0.6)
      ? name(random.pick(['a', 'b', 'c']))
      : literal([0, 1, 2, 3, 0.5, 0.1, 100, 1.5e3])
  }
  const same = () => number(random, depth - 1)
  return random.pick<() => Expression>([
    () => binary(random.pick(['+', '-', '*'] as const), same(), same()),
    // CEL divides by zero to infinity
    () => binary('/', same(), literal([1, 2, 3, 0.5, 7])),
    () => ({ kind: 'unary', range, operator: '-', operand: same() }),
    () => conditional(condition(random, depth - 1), same(), same()),
  ])()
}

function condition(random: Random, depth: number): Expression {
  if (depth <= 0) {
    return random.chance(0.8)
      ? name(random.pick(['p', 'q']))
      : { kind: 'boolean', range, value: random.chance(0.5) }
  }
  const same = () => condition(random, depth - 1)
  const amount = () => number(random, depth - 1)
  const text = () => name(random.pick(['s', 't']))
  const literal = () => string(random.pick(texts))
  const list = (item: () => Expression): Expression => ({
    kind: 'list',
    range,
    items: Array.from({ length: random.int(1, 3) }, item),
  })
  return random.pick<() => Expression>([
    () => binary(random.pick(['<', '<=', '>', '>=', '==', '!='] as const), amount(), amount()),
    () => binary(random.pick(['&&', '||'] as const), same(), same()),
    () => binary(random.pick(['&&', '||'] as const), same(), same()),
    () => binary(random.pick(['==', '!='] as const), same(), same()),
    () => ({ kind: 'unary', range, operator: '!', operand: same() }),
    () => conditional(same(), same(), same()),
    () =>
      binary(
        'in',
        amount(),
        list(() => ({ kind: 'number', range, value: random.int(0, 5) })),
      ),
    () => binary(random.pick(['==', '!='] as const), text(), literal()),
    () => binary('in', text(), list(literal)),
    () => method(text(), random.pick(['startsWith', 'contains']), literal()),
  ])()
}
