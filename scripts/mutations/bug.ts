/** A bug that is planted on purpose, to see that the tests would find it. */
export interface Bug {
  readonly id: string
  /** What is wrong with it. */
  readonly what: string
  readonly file: string
  /** Code that occurs exactly once in the file. */
  readonly find: string
  readonly replace: string
  /** Test files of which at least one must fail. */
  readonly tests: readonly string[]
}

/** Source with the bug in it. Throws unless the code to be replaced occurs exactly once. */
export function planted({ id, file, find, replace }: Bug, source: string): string {
  const parts = source.split(find)
  if (parts.length !== 2) {
    throw new Error(`${id}: ${file} has ${parts.length - 1} of the code to replace, expected 1`)
  }
  return parts.join(replace)
}
