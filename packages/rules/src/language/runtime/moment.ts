/** Which review it is, and which day windows look at. */
import type { ScopeId } from '../../scopes.ts'
import type { Snapshot } from '../../shop.ts'
import type { Clock } from './dayRing.ts'
import type { Frame } from './site.ts'

export class Moment implements Clock {
  token = 0
  newestDay = 0
  closedDays = 0
  readonly review: Frame
  readonly close: Frame
  #snapshot: Snapshot | undefined
  #daysAgo = -1
  #tokens = 0

  constructor() {
    const read = (scope: ScopeId, metricId: string) => this.#begun().now(scope, metricId)
    const readClose = (scope: ScopeId, metricId: string) =>
      this.#begun().atClose(scope, metricId, this.#daysAgo)
    this.review = { token: 0, mayRepeat: true, read }
    this.close = { token: 0, mayRepeat: false, read: readClose }
  }

  /** Everything computed before may be stale, even if the snapshot is an object that was seen before. */
  begin(timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#daysAgo = -1
    this.token = this.review.token = ++this.#tokens
    this.newestDay = timing === 'endOfDay' ? snapshot.day : snapshot.day - 1
    this.closedDays = snapshot.closedDays
  }

  moveTo(daysAgo: number): void {
    if (this.#daysAgo === daysAgo) return
    this.#daysAgo = daysAgo
    this.close.token = ++this.#tokens
  }

  /** Refuses a snapshot other than that of the review. */
  expect(snapshot: Snapshot): void {
    if (snapshot !== this.#snapshot) throw new Error('no review of this snapshot has begun')
  }

  #begun(): Snapshot {
    if (this.#snapshot === undefined) throw new Error('no review has begun')
    return this.#snapshot
  }
}
