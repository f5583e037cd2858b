/** What reading any hostile file begins with: its size, its JSON, its depth and keys, its shape. Nothing throws. */
import type { z } from 'zod'
import { issue, type Issue, type IssuePlace } from './issues.ts'
import { findJsonError } from './jsonError.ts'
import { describeValue, leafProblems, pathText, schemaExpectation, valueAt } from './schemaWords.ts'
import type { Text } from './text.ts'

export type JsonResult =
  { readonly ok: true; readonly raw: unknown } | { readonly ok: false; readonly problem: Issue }

/** The JSON of a text of at most so many bytes. */
export function readJson(source: string, maxBytes: number): JsonResult {
  // editors on Windows write a byte order mark in front
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  const bytes = utf8Length(text)
  if (bytes > maxBytes) {
    return { ok: false, problem: issue('tooLarge', { bytes, maxBytes }, { path: [] }) }
  }
  try {
    return { ok: true, raw: JSON.parse(text) }
  } catch (error) {
    const found = findJsonError(text)
    if (found === undefined) throw error
    return { ok: false, problem: issue('brokenJson', found, { path: [] }) }
  }
}

/** Names that every object of JavaScript has: as keys they would be found where nothing was written. */
const forbiddenKeys = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/** Depth and forbidden keys, before anything recursive sees the value. Iterative: no depth can exhaust the stack. */
export function findHostile(root: unknown, maxDepth: number): Issue[] {
  const issues: Issue[] = []
  const pending: { value: unknown; path: readonly (string | number)[] }[] = [
    { value: root, path: [] },
  ]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next
    if (typeof value !== 'object' || value === null) continue
    if (path.length > maxDepth) {
      return [issue('tooDeep', { maxDepth }, { path: path.slice(0, 8) })]
    }
    if (Array.isArray(value)) {
      value.forEach((member: unknown, index) =>
        pending.push({ value: member, path: [...path, index] }),
      )
      continue
    }
    for (const key of Object.keys(value)) {
      if (forbiddenKeys.has(key))
        issues.push(issue('forbiddenKey', { key }, { path: [...path, key] }))
      else pending.push({ value: (value as Record<string, unknown>)[key], path: [...path, key] })
    }
  }
  return issues
}

type Path = readonly (string | number)[]

/** What only the format knows of its shape. */
export interface ShapeWords {
  /** Keys that an object may have; none where every key is wrong. */
  readonly knownKeys: (path: Path) => readonly string[]
  /** What stands at a place, where the schema says it poorly. */
  readonly expectedAt?: (path: Path) => Text | undefined
  /** Node or edge that a path lies in. */
  readonly placeIn?: (path: Path) => Omit<IssuePlace, 'path'>
}

/** The problems that zod found in `root`, with their places. */
export function shapeIssues(error: z.ZodError, root: unknown, words: ShapeWords): Issue[] {
  return error.issues
    .flatMap((problem) => leafProblems(problem))
    .flatMap((problem): Issue[] => {
      const path = problem.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
      const inside = words.placeIn?.(path) ?? {}
      if (problem.code === 'unrecognized_keys') {
        const known = words.knownKeys(path)
        return problem.keys.map((key) =>
          issue('unknownKey', { key, known }, { path: [...path, key], ...inside }),
        )
      }
      const got = describeValue(valueAt(root, path))
      const expected = words.expectedAt?.(path) ?? schemaExpectation(problem)
      const where = path.length === 0 ? {} : { where: pathText(path) }
      return [issue('wrongShape', { ...where, expected, got }, { path, ...inside })]
    })
}

function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // a surrogate pair is two code units and four bytes
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3
  }
  return bytes
}
