import type { Text } from '@sandtable/rules'

/** Why the server did not start, for the person at the terminal: what is wrong, and the next move. */
export class StartError extends Error {
  override readonly name = 'StartError'
  /** The sentences in both languages; `message` is the English one. */
  readonly text: Text

  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options)
    this.text = text
  }
}
