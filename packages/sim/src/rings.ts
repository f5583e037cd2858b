/** Rings indexed by day. */

/** Rows of a ring indexed by day: a power of two above the longest window (90) and delay (90). */
export const ringDays = 128
/** Receipts over which lead times are averaged. */
export const receiptsKept = 10
/** Last day of what does not end. */
export const noEnd = 2147483647

/** Row of a day in such a ring. */
export function ringRow(day: number): number {
  return day & (ringDays - 1)
}
