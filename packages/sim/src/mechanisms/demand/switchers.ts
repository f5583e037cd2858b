import type { State } from '../../state.ts'

/**
 * Counts buyers who did not come through this product's own funnel, such as those who wanted another one: they
 * pass every step of it, so that no product has more orders than checkouts.
 */
export function countSwitchers(state: State, product: number, orders: number): void {
  const { impressions, visits, views, carts, checkouts, stepTotals } = state.today.demand
  impressions[product]! += orders
  visits[product]! += orders
  views[product]! += orders
  carts[product]! += orders
  checkouts[product]! += orders
  for (let step = 0; step < stepTotals.length; step++) stepTotals[step]! += orders
}
