/** What livestreams had in a day of the shop, for the attribution to channels. */
export interface StreamTally {
  /** Visits and carts expected of streams, and of the whole shop; carts up to a common factor. */
  meanVisits: number
  allMeanVisits: number
  meanCarts: number
  allMeanCarts: number
  /** Paid orders of streams and what they paid. */
  orders: number
  gmvCents: number
}

export function emptyTally(): StreamTally {
  return {
    meanVisits: 0,
    allMeanVisits: 0,
    meanCarts: 0,
    allMeanCarts: 0,
    orders: 0,
    gmvCents: 0,
  }
}

export function addStream(
  tally: StreamTally,
  { orders, gmvCents }: { readonly orders: number; readonly gmvCents: number },
): void {
  tally.orders += orders
  tally.gmvCents += gmvCents
}
