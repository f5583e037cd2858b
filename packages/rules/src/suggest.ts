/** "Did you mean": the candidate nearest to what was typed, when it is near enough to be a slip. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  // a short word is another word after two changes
  let bestDistance = typed.length <= 3 ? 2 : Math.max(2, Math.floor(typed.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(typed.toLowerCase(), candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** The same as a fact of an issue: nothing where nothing is near. */
export function guessOf(typed: string, known: Iterable<string>): { readonly suggestion?: string } {
  const suggestion = nearest(typed, known)
  return suggestion === undefined ? {} : { suggestion }
}

/** Levenshtein distance, or `limit` as soon as it is certain not to be smaller. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    let rowBest = i
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const value = Math.min(change, previous[j]! + 1, current[j - 1]! + 1)
      current.push(value)
      rowBest = Math.min(rowBest, value)
    }
    if (rowBest >= limit) return limit
    previous = current
  }
  return previous[b.length]!
}
