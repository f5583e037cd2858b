/** Which of several dropped files are packs, and which belong to them. Loaded with the first import. Pure. */
import { isPackText, packFileNames } from '@sandtable/rules'

export interface NamedText {
  readonly name: string
  readonly text: string
}

export interface SortedFiles {
  /** Each with the files that it names. */
  readonly packs: readonly (NamedText & { readonly files: readonly NamedText[] })[]
  /** What no pack names. */
  readonly playbooks: readonly NamedText[]
}

export function sortFiles(texts: readonly NamedText[]): SortedFiles {
  const isPack = texts.map(({ text }) => isPackText(text))
  const others = texts.filter((_, index) => isPack[index] !== true)
  const packs = texts
    .filter((_, index) => isPack[index])
    .map((pack) => {
      const names = packFileNames(pack.text)
      return { ...pack, files: others.filter(({ name }) => names.includes(name)) }
    })
  const taken = new Set(packs.flatMap(({ files }) => files))
  return { packs, playbooks: others.filter((file) => !taken.has(file)) }
}
