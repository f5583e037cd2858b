/** Fresh randomness for ids. */
export function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(12))
}
