import type { Text } from '@sandtable/rules'

/** What is wrong with a shop file, an experiment plan or a request for an explanation or a history. Plain data. */
export interface Problem {
  readonly code:
    | 'wrongShape'
    | 'unknownShop'
    | 'unknownDrill'
    | 'saidTwice'
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
    | 'unknownMetric'
  /** Dotted path of the value. */
  readonly path: string
  /** Names the thing, the value and the next move. */
  readonly sentence: Text
}

/** A problem when the value is not a whole number in its range. */
export function outOfRange(
  path: string,
  value: number,
  least: number,
  most: number,
): Problem | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined
  return {
    code: 'outOfRange',
    path,
    sentence: {
      en: `${path} must be a whole number from ${least} to ${most}, got ${value}.`,
      zh: `${path} 须为 ${least} 到 ${most} 之间的整数，实际为 ${value}。`,
    },
  }
}

/** The end of a sentence about a name that nothing has. */
export const didYouMean = {
  en: (guess: string | undefined) => (guess === undefined ? '' : ` Did you mean “${guess}”?`),
  zh: (guess: string | undefined) => (guess === undefined ? '' : `是否指“${guess}”？`),
}
