/** The luck of one run: the keys of all draws follow from it. */
export interface Luck {
  readonly seed: number
  readonly replication: number
}
