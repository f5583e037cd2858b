/**
 * CRI-3: what a playbook publishes is screened for words that the advertising law of the PRC forbids.
 *
 *   text ─fold (width, case, marks)─▶ characters with their places ─find─▶ words − those inside harmless compounds
 *
 * A screening aid, not legal advice: it knows words, not what they are said of. It finds some that would be lawful
 * in their place (a product's registered name), and misses claims made in other words, in pictures, with look-alike
 * letters or in traditional characters. A text without a finding may still break the law.
 */
import { forbiddenGroups, harmlessWords } from './advertisingWords.ts'
import type { Text } from './text.ts'

/** A forbidden word in a text: as it stands there, and from where to where, in UTF-16 units, end exclusive. */
export interface ForbiddenWord {
  readonly word: string
  readonly start: number
  readonly end: number
  readonly reason: Text
}

/** Every forbidden word of a text, from left to right, without overlaps. Takes time in proportion to its length. */
export function forbiddenWords(text: string): readonly ForbiddenWord[] {
  const characters = fold(text)
  const found: ForbiddenWord[] = []
  // places up to which a harmless compound that began earlier reaches
  let harmlessUntil = 0
  for (let at = 0; at < characters.length;) {
    harmlessUntil = Math.max(harmlessUntil, longestAt(characters, at, harmless)?.end ?? 0)
    const match = longestAt(characters, at, forbidden)
    if (match === undefined || match.end <= harmlessUntil) {
      at++
      continue
    }
    const { start } = characters[at]!
    const { end } = characters[match.end - 1]!
    found.push({ word: text.slice(start, end), start, end, reason: match.entry.reason })
    at = match.end
  }
  return found
}

/** A character as it is compared, and where it stands in the text. */
interface FoldedCharacter {
  readonly folded: string
  readonly start: number
  readonly end: number
}

/** Invisible: accents taken off by NFKD, variation selectors, zero-width characters, soft hyphens. */
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]$/u

/** One width, one case, no accents, nothing invisible; `①` becomes `1`, `％` becomes `%`, `№` becomes `no`. */
function fold(text: string): FoldedCharacter[] {
  const characters: FoldedCharacter[] = []
  let start = 0
  for (const character of text) {
    const end = start + character.length
    for (const folded of character.normalize('NFKD').toLowerCase()) {
      if (!invisible.test(folded)) characters.push({ folded, start, end })
    }
    start = end
  }
  return characters
}

/** A word of the lists, ready to be compared. */
interface Entry {
  /** Its characters; a blank stands for a gap or nothing, `…` for one more Chinese character if there is one. */
  readonly characters: readonly string[]
  readonly reason: Text
}

/** Words by their first character. */
type Lexicon = ReadonlyMap<string, readonly Entry[]>

function lexiconOf(words: readonly { readonly word: string; readonly reason: Text }[]): Lexicon {
  const entries = words.map(({ word, reason }): Entry => ({ characters: Array.from(word), reason }))
  return Map.groupBy(entries, ({ characters }) => characters[0]!)
}

const forbidden = lexiconOf(
  forbiddenGroups.flatMap(({ words, reason }) => words.map((word) => ({ word, reason }))),
)
const harmless = lexiconOf(harmlessWords.map((word) => ({ word, reason: { en: '', zh: '' } })))

/** The longest word of a lexicon that begins at a place, and the place behind it. */
function longestAt(
  characters: readonly FoldedCharacter[],
  at: number,
  lexicon: Lexicon,
): { readonly entry: Entry; readonly end: number } | undefined {
  let longest: { readonly entry: Entry; readonly end: number } | undefined
  for (const entry of lexicon.get(characters[at]!.folded) ?? []) {
    const end = endOf(entry, characters, at)
    if (end !== undefined && end > (longest?.end ?? 0)) longest = { entry, end }
  }
  return longest
}

/** Blanks and dots put between the characters of a word hide it from nobody: `最 佳`, `第.一`, `No. 1`. */
const gap = /^[\s.·•・_*'’\-‐‑–]$/u
/** A line ends what is said on it. */
const lineBreak = /^[\n\r]$/
const longestGap = 3
const chinese = /^\p{Script=Han}$/u
const latin = /^[\p{Script=Latin}\p{Nd}]$/u
const digit = /^\p{Nd}$/u

/** The place behind a word that begins at `at`; undefined when the text does not have it there as a word of its own. */
function endOf(
  { characters: wanted }: Entry,
  characters: readonly FoldedCharacter[],
  at: number,
): number | undefined {
  const is = (place: number, kind: RegExp) => kind.test(characters[place]?.folded ?? '')
  const first = wanted[0]!
  // `bestow` is not `best`, `2100%` not `100%`, `0.100%` neither
  if (latin.test(first) && is(at - 1, latin)) return undefined
  if (digit.test(first) && is(at - 1, /^[.,]$/) && is(at - 2, digit)) return undefined
  let place = at
  for (const [index, character] of wanted.entries()) {
    const behindGap = afterGap(characters, place)
    if (character === ' ') {
      place = behindGap
      continue
    }
    if (character === '…') {
      if (is(place, chinese)) place++
      else if (is(behindGap, chinese)) place = behindGap + 1
      continue
    }
    if (characters[place]?.folded !== character) {
      // between Chinese characters a gap may stand anywhere, between Latin letters only where a blank is wanted
      const mayHaveGap = index > 0 && (chinese.test(character) || chinese.test(wanted[index - 1]!))
      if (!mayHaveGap || characters[behindGap]?.folded !== character) return undefined
      place = behindGap
    }
    place++
  }
  const last = wanted.at(-1)!
  if (latin.test(last) && is(place, latin)) return undefined
  if (digit.test(last) && is(place, /^[.,]$/) && is(place + 1, digit)) return undefined
  return place
}

/** The place behind the gap that begins here, if it is one that a word may have. */
function afterGap(characters: readonly FoldedCharacter[], place: number): number {
  let behind = place
  while (behind - place < longestGap && behind < characters.length) {
    const { folded } = characters[behind]!
    if (!gap.test(folded) || lineBreak.test(folded)) break
    behind++
  }
  return behind
}
