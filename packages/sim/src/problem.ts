import type { Text } from '@sandtable/rules'

/** What is wrong with a shop file or an experiment plan. Plain data. */
export interface Problem {
  readonly code: 'wrongShape' | 'unknownShop' | 'unknownPath' | 'outOfRange' | 'tooLarge'
  /** Dotted path of the value. */
  readonly path: string
  /** Names the thing, the value and the next move. */
  readonly sentence: Text
}
