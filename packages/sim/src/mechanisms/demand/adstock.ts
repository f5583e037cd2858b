/**
 * How advertising works: it is remembered and it saturates.
 *
 *   adstock   A(t) = spend(t) + carry-over · A(t − 1)                            Broadbent 1979
 *   response  R(A) = most · A^s ÷ (k^s + A^s)                     Hill form, Jin et al. 2017
 */
import { exp, log } from '../../math.ts'

/** Adstock of today from that of yesterday; the carry-over is ≥ 0 and < 1. */
export function adstock(spend: number, carryOverRatio: number, yesterday: number): number {
  return spend + carryOverRatio * yesterday
}

/** Adstock that a constant spend a day comes to. */
export function steadyAdstock(spend: number, carryOverRatio: number): number {
  return spend / (1 - carryOverRatio)
}

/** Response to an adstock ≥ 0: half of `most` at `half` > 0; `exponent` > 0. */
export function hillResponse(stock: number, most: number, half: number, exponent: number): number {
  return most * hillShare(stock, half, exponent)
}

/** Response ÷ the most there is. */
export function hillShare(stock: number, half: number, exponent: number): number {
  if (stock <= 0) return 0
  // k ÷ A, so that large adstocks lose no digits
  return 1 / (1 + exp(exponent * log(half / stock)))
}
