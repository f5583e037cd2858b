/** Kinds of nodes that were added last in this browser, newest first. */
import { create } from 'zustand'
import { readStored, writeStored } from '../ui/stored.ts'

const storageKey = 'sandtable.recentKinds'
const most = 5

export const useRecentKinds = create<readonly string[]>(() => {
  const value = readStored(storageKey)
  return Array.isArray(value)
    ? value.filter((kind): kind is string => typeof kind === 'string').slice(0, most)
    : []
})

export function rememberKind(kind: string): void {
  const others = useRecentKinds.getState().filter((other) => other !== kind)
  const next = [kind, ...others].slice(0, most)
  useRecentKinds.setState(next, true)
  writeStored(storageKey, next)
}
