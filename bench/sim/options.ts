/** What stands after `npm run bench -- sim`. */
export interface Options {
  readonly isJson: boolean
  /** Fewer sizes, days and rounds: to see that it works. */
  readonly isQuick: boolean
  readonly days: number
  readonly rounds: number
  /** Parts to measure; all when absent. */
  readonly only: readonly string[] | undefined
}

export function readOptions(words: readonly string[], usualDays: number): Options {
  const valueOf = (name: string) => {
    const place = words.indexOf(name)
    return place < 0 ? undefined : words[place + 1]
  }
  const isQuick = words.includes('--quick')
  return {
    isJson: words.includes('--json'),
    isQuick,
    days: Number(valueOf('--days') ?? (isQuick ? 60 : usualDays)),
    rounds: isQuick ? 1 : 5,
    only: valueOf('--only')?.split(','),
  }
}
