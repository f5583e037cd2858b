/** Sets of entities that expressions and picks name: `products`, `product.stocks`, `shop.channels`. */
import { isParent, scopeIds, scopeOfChildren, scopes, type ScopeId } from './scopes.ts'

/** The entities of `scope` that belong to the entity `of`: the expression's own scope or a parent of it. */
export interface EntitySet {
  readonly scope: ScopeId
  readonly of: ScopeId
}

/** Reads a set seen from a scope; undefined when the words name none. */
export function resolveSet(words: readonly string[], from: ScopeId): EntitySet | undefined {
  const scope = scopeOfChildren(words.at(-1) ?? '')
  if (scope === undefined) return undefined
  let of = from
  for (const word of words.slice(0, -1)) {
    const parent = scopeIds.find((candidate) => candidate === word)
    if (parent === undefined || !isParent(parent, of)) return undefined
    of = parent
  }
  return isParent(of, scope) ? { scope, of } : undefined
}

/** Every set that an expression of a scope may name, as text. */
export function setsOf(from: ScopeId): readonly string[] {
  const paths: readonly (readonly string[])[] = [
    [],
    ...scopeIds.filter((parent) => isParent(parent, from)).map((parent) => [parent]),
  ]
  return paths.flatMap((path) =>
    scopeIds.flatMap((scope) => {
      const words = [...path, childrenOf(scope)]
      return resolveSet(words, from) === undefined ? [] : [words.join('.')]
    }),
  )
}

function childrenOf(scope: ScopeId): string {
  return scopes[scope].children
}
