import type { Text } from '@sandtable/rules'

/** What is wrong with a shop file, an experiment plan or a request for an explanation. Plain data. */
export interface Problem {
  readonly code:
    | 'wrongShape'
    | 'unknownShop'
    | 'unknownPath'
    | 'unknownShock'
    | 'unknownTarget'
    | 'unknownVariant'
    | 'outOfRange'
    | 'tooLarge'
    | 'unknownNode'
    | 'ambiguousNode'
    | 'nodeOff'
    | 'unknownEntity'
  /** Dotted path of the value. */
  readonly path: string
  /** Names the thing, the value and the next move. */
  readonly sentence: Text
}
