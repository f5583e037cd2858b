/** Who may talk to the server: browsers that opened a one-time link, and processes that hold the token of `server.json`. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { SessionStore } from './store/store.ts'

const sessionDays = 30
export const sessionSeconds = sessionDays * 86_400
/** Links nobody has opened; the oldest is void when there are more. */
const openLinksKept = 20

const sha256 = (text: string) => createHash('sha256').update(text).digest()
const newToken = () => randomBytes(32).toString('base64url')

/** One-time links, sessions and the bearer token. */
export class Sessions {
  readonly #store: SessionStore
  /** For `server.json`; new with every start. */
  readonly bearerToken = newToken()
  /** Hashes, oldest first. */
  readonly #links = new Set<string>()

  constructor(store: SessionStore) {
    this.#store = store
  }

  /** A token that opens one session. */
  createLinkToken(): string {
    const token = newToken()
    this.#links.add(sha256(token).toString('hex'))
    const [oldest] = this.#links
    if (this.#links.size > openLinksKept && oldest !== undefined) this.#links.delete(oldest)
    return token
  }

  /** The token of a new session, or undefined when the link is void. */
  async redeem(linkToken: string): Promise<string | undefined> {
    if (!this.#links.delete(sha256(linkToken).toString('hex'))) return undefined
    const session = newToken()
    await this.#store.add(sha256(session).toString('hex'), Date.now())
    return session
  }

  async isSession(token: string): Promise<boolean> {
    return this.#store.has(sha256(token).toString('hex'), Date.now() - sessionSeconds * 1000)
  }

  isBearer(token: string): boolean {
    return timingSafeEqual(sha256(token), sha256(this.bearerToken))
  }

  async forgetExpired(): Promise<void> {
    await this.#store.removeBefore(Date.now() - sessionSeconds * 1000)
  }
}
