/** Why the server did not start, in sentences for the person at the terminal: what is wrong, and the next move. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
