/**
 * exp, log and friends from + − × ÷ and sqrt only. `Math.exp` and its like may differ in the last bit
 * between engines; these give the same bits everywhere.
 */

/** 2^k for k = −1074 … 1023, at index k + 1074. Each is exact. */
const powersOfTwo = new Float64Array(2098)
powersOfTwo[1074] = 1
for (let k = 1; k <= 1023; k++) powersOfTwo[1074 + k] = powersOfTwo[1073 + k]! * 2
for (let k = -1; k >= -1074; k--) powersOfTwo[1074 + k] = powersOfTwo[1075 + k]! / 2

const ln2High = 6.9314718036912381649e-1
const ln2Low = 1.90821492927058770002e-10

/** e^x, within one unit in the last place. Method: fdlibm `e_exp.c`. */
export function exp(x: number): number {
  if (!(x > -690 && x < 690)) return expOfExtreme(x)
  const k = Math.floor(x * 1.442695040888963387 + 0.5)
  return expOfReduced(x, k) * powersOfTwo[1074 + k]!
}

function expOfExtreme(x: number): number {
  if (x > 709.78) return x === x ? Infinity : NaN
  if (x < -745.2) return 0
  if (x !== x) return NaN
  const k = Math.floor(x * 1.442695040888963387 + 0.5)
  // two steps, so that the largest results and the subnormal ones are reached
  const first = k > 0 ? 100 : -100
  return expOfReduced(x, k) * powersOfTwo[1074 + k - first]! * powersOfTwo[1074 + first]!
}

/** e^x ÷ 2^k for the whole number k next to x ÷ ln 2. */
function expOfReduced(x: number, k: number): number {
  const high = x - k * ln2High
  const low = k * ln2Low
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 +
                t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  return 1 - (low - (r * c) / (2 - c) - high)
}

/** Natural logarithm, within one unit in the last place; −∞ at 0, NaN below. Method: fdlibm `e_log.c`. */
export function log(x: number): number {
  if (!(x >= 1 / 4294967296 && x < 2147483648)) return logOfExtreme(x)
  // the leading bit of a whole number tells the power of two; scaling by it is exact
  const k = x >= 1 ? 31 - Math.clz32(x) : -1 - Math.clz32(x * 4294967296)
  return logOfScaled(x * powersOfTwo[1074 - k]!, k)
}

function logOfExtreme(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return Infinity
  let k = 0
  let m = x
  for (let step = 512; step >= 1; step /= 2) {
    const power = powersOfTwo[1074 + step]!
    if (m >= power) {
      m /= power
      k += step
    } else if (m * power < 2) {
      m *= power
      k -= step
    }
  }
  while (m < 1) {
    m *= 2
    k -= 1
  }
  return logOfScaled(m, k)
}

/** log(m · 2^k) for 1 ≤ m < 2. */
function logOfScaled(m: number, k: number): number {
  // 1 above √2, else 0: to compute it is faster than to branch on it
  const above = Math.floor(m * 0.7071067811865474)
  const f = m * powersOfTwo[1074 - above]! - 1
  const exponent = k + above
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
  const odd =
    z *
    (0.666666666666673513 +
      w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)))
  const half = 0.5 * f * f
  return exponent * ln2High - (half - (s * (half + even + odd) + exponent * ln2Low) - f)
}

/** Stirling's series (Abramowitz & Stegun 6.1.41): log Γ(x) − (x − ½) log x + x − ½ log 2π, for x ≥ 12. */
function stirlingSeries(x: number): number {
  const i = 1 / (x * x)
  return (
    (1 / 12 -
      i * (1 / 360 - i * (1 / 1260 - i * (1 / 1680 - i * (1 / 1188 - (i * 691) / 360360))))) /
    x
  )
}

const halfLogOfTwoPi = 0.91893853320467274178

/** log Γ(x) for x > 0: Stirling's series from 12 on, below by recurrence. */
export function logGamma(x: number): number {
  let shift = 1
  let y = x
  while (y < 12) {
    shift *= y
    y += 1
  }
  return (y - 0.5) * log(y) - y + halfLogOfTwoPi + stirlingSeries(y) - log(shift)
}

/** Value below which a standard normal falls with probability p, 0 < p < 1. Wichura 1988, algorithm AS 241 (PPND16). */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q
    return (
      (q *
        (3.387132872796366608 +
          r *
            (133.14166789178437745 +
              r *
                (1971.5909503065514427 +
                  r *
                    (13731.693765509461125 +
                      r *
                        (45921.953931549871457 +
                          r *
                            (67265.770927008700853 +
                              r * (33430.575583588128105 + r * 2509.0809287301226727)))))))) /
      (1 +
        r *
          (42.313330701600911252 +
            r *
              (687.1870074920579083 +
                r *
                  (5394.1960214247511077 +
                    r *
                      (21213.794301586595867 +
                        r *
                          (39307.89580009271061 +
                            r * (28729.085735721942674 + r * 5226.495278852854561)))))))
    )
  }
  const tail = q < 0 ? p : 1 - p
  let r = Math.sqrt(-log(tail))
  let z: number
  if (r <= 5) {
    r -= 1.6
    z =
      (1.42343711074968357734 +
        r *
          (4.6303378461565452959 +
            r *
              (5.7694972214606914055 +
                r *
                  (3.64784832476320460504 +
                    r *
                      (1.27045825245236838258 +
                        r *
                          (0.24178072517745061177 +
                            r * (0.0227238449892691845833 + r * 7.7454501427834140764e-4))))))) /
      (1 +
        r *
          (2.05319162663775882187 +
            r *
              (1.6763848301838038494 +
                r *
                  (0.68976733498510000455 +
                    r *
                      (0.14810397642748007459 +
                        r *
                          (0.0151986665636164571966 +
                            r * (5.475938084995344946e-4 + r * 1.05075007164441684324e-9)))))))
  } else {
    r -= 5
    z =
      (6.6579046435011037772 +
        r *
          (5.4637849111641143699 +
            r *
              (1.7848265399172913358 +
                r *
                  (0.29656057182850489123 +
                    r *
                      (0.026532189526576123093 +
                        r *
                          (0.0012426609473880784386 +
                            r * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7))))))) /
      (1 +
        r *
          (0.59983220655588793769 +
            r *
              (0.1369298809227358053 +
                r *
                  (0.0148753612908506148525 +
                    r *
                      (7.868691311456132591e-4 +
                        r *
                          (1.8463183175100546818e-5 +
                            r * (1.4215117583164458887e-7 + r * 2.04426310338993978564e-15)))))))
  }
  return q < 0 ? -z : z
}

/** What `stirlingSeries` stands for, for any x > 0. */
function stirlingRest(x: number): number {
  return x < 12 ? logGamma(x) - ((x - 0.5) * log(x) - x + halfLogOfTwoPi) : stirlingSeries(x)
}

/**
 * ratio − 1 − log ratio without cancellation near 1, where log ratio = 2 artanh(away ÷ (2 + away));
 * `away` is ratio − 1.
 */
function excessOverLog(ratio: number, away: number): number {
  if (away > 0.35 || away < -0.25) return away - log(ratio)
  const s = away / (2 + away)
  const w = s * s
  let sum = 0
  for (let i = 23; i >= 3; i -= 2) sum = sum * w + 1 / i
  return s * away - 2 * s * w * sum
}

/** Density of the gamma law of a shape > 0 and scale 1 at x > 0, times x. */
export function gammaPrefactor(shape: number, x: number): number {
  const away = excessOverLog(x / shape, (x - shape) / shape)
  return exp(-shape * away - stirlingRest(shape)) * Math.sqrt(shape * 0.15915494309189535)
}

/**
 * Probability that a gamma variable of scale 1 is below x (`isLower`) or above it. Up to shape + 1 from the
 * series of Abramowitz & Stegun 6.5.29, beyond from the continued fraction 6.5.31 by Lentz's method.
 */
function gammaTail(shape: number, x: number, isLower: boolean): number {
  const prefactor = gammaPrefactor(shape, x)
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let i = 1; term > sum * 1e-17; i++) {
      term *= x / (shape + i)
      sum += term
    }
    return isLower ? prefactor * sum : 1 - prefactor * sum
  }
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let i = 1; i < 100_000; i++) {
    const a = -i * (i - shape)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    const factor = c * d
    fraction *= factor
    if (factor > 1 - 4e-16 && factor < 1 + 4e-16) break
  }
  return isLower ? 1 - prefactor * fraction : prefactor * fraction
}

/** Probability that a standard normal falls below z, with all its digits in the lower tail. */
export function normalProbability(z: number): number {
  if (z === 0) return 0.5
  return z < 0 ? gammaTail(0.5, (z * z) / 2, false) / 2 : 1 - gammaTail(0.5, (z * z) / 2, false) / 2
}

/**
 * Value below which a gamma variable of the given shape > 0 and scale 1 (so mean = variance = shape) falls
 * with probability u, 0 < u < 1. Relative error below 10^−12, rising in u up to that. Safeguarded Halley
 * steps on log x from the start of Wilson & Hilferty 1931; some 1 µs.
 */
export function gammaQuantile(u: number, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`gamma shape ${shape} is not above 0`)
  const z = normalQuantile(u)
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))
  // the lower tail is x^shape ÷ Γ(shape + 1)
  const power = exp((log(u) + logGamma(shape + 1)) / shape)
  let x = root > 0.4 && shape > 0.5 ? shape * root * root * root : power
  if (!(x > 0)) return 0
  const isLower = u <= 0.5
  const target = isLower ? u : 1 - u
  let low = 0
  let high = Infinity
  for (let i = 0; i < 200; i++) {
    const tail = gammaTail(shape, x, isLower)
    const excess = isLower ? tail - target : target - tail
    if (excess > 0) high = x
    else low = x
    const density = gammaPrefactor(shape, x)
    // Newton in log x, with the second-order term of Halley
    const step = excess / density
    const move = step / (1 - 0.5 * step * (shape - x))
    let next = x * exp(-(move > 2 ? 2 : move < -2 ? -2 : move === move ? move : 0))
    // the next move would be of the third power of this one
    if (move < 1e-6 && move > -1e-6) return next
    if (!(next > low && next < high)) next = high === Infinity ? 2 * x : (low + high) / 2
    x = next
  }
  return x
}

/** Density of the Beta law at x, times x·(1 − x); y is 1 − x. */
function betaPrefactor(a: number, b: number, x: number, y: number): number {
  const n = a + b
  // how far x is above its mean a/n, from the smaller of x and y, which has the digits
  const away = x < y ? x * n - a : b - y * n
  return (
    exp(
      stirlingRest(n) -
        stirlingRest(a) -
        stirlingRest(b) -
        a * excessOverLog((x * n) / a, away / a) -
        b * excessOverLog((y * n) / b, -away / b),
    ) * Math.sqrt(((a * b) / n) * 0.15915494309189535)
  )
}

/**
 * I_x(a, b) ÷ betaPrefactor by the continued fraction of Abramowitz & Stegun 26.5.8 (Lentz's method);
 * converges fast for x below (a + 1) ÷ (a + b + 2).
 */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    const factor = c * d
    fraction *= factor
    if (factor > 1 - 4e-16 && factor < 1 + 4e-16) break
  }
  return fraction / a
}

/**
 * Value below which a Beta(a, b) variable falls with probability u, 0 < u < 1; a, b > 0, mean a ÷ (a + b).
 * Relative error of the smaller of x and 1 − x below 10^−11, rising in u up to that. Safeguarded
 * Halley steps on the log-odds of x.
 */
export function betaQuantile(u: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`Beta(${a}, ${b}): both must be above 0`)
  const n = a + b
  const isLower = u <= 0.5
  const target = isLower ? u : 1 - u
  let low = -Infinity
  let high = Infinity
  // start: log-odds of a Beta variable are nearly normal; far out its tails are powers
  const z = normalQuantile(u)
  let odds = log(a / b) + z * Math.sqrt(1 / a + 1 / b) + ((z * z - 1) * (1 / b - 1 / a)) / 6
  const tailLow = (log(u) + log(a) + logGamma(a) + logGamma(b) - logGamma(n)) / a
  const tailHigh = -(log(1 - u) + log(b) + logGamma(a) + logGamma(b) - logGamma(n)) / b
  if (a < 1 && tailLow < -2) odds = tailLow
  else if (b < 1 && tailHigh > 2) odds = tailHigh
  for (let i = 0; i < 200; i++) {
    const x = odds < 0 ? exp(odds) / (1 + exp(odds)) : 1 / (1 + exp(-odds))
    const y = odds < 0 ? 1 / (1 + exp(odds)) : exp(-odds) / (1 + exp(-odds))
    const density = betaPrefactor(a, b, x, y)
    const isSummedLower = x < (a + 1) / (n + 2)
    const summed = density * (isSummedLower ? betaFraction(a, b, x) : betaFraction(b, a, y))
    const tail = isLower === isSummedLower ? summed : 1 - summed
    const excess = isLower ? tail - target : target - tail
    if (excess > 0) high = odds
    else low = odds
    const step = excess / density
    const move = step / (1 - 0.5 * step * (a - n * x))
    const next = odds - (move > 3 ? 3 : move < -3 ? -3 : move === move ? move : 0)
    // the next move would be of the third power of this one
    const isLast = move < 1e-6 && move > -1e-6
    if (isLast || (next > low && next < high)) odds = next
    else if (high === Infinity) odds += 1
    else if (low === -Infinity) odds -= 1
    else odds = (low + high) / 2
    if (isLast) break
  }
  return odds < 0 ? exp(odds) / (1 + exp(odds)) : 1 / (1 + exp(-odds))
}

/** Value below which an exponential variable of mean 1 falls with probability u, 0 < u < 1: −log(1 − u). */
export function exponentialQuantile(u: number): number {
  const rest = 1 - u
  // the factor gives back the digits of u that 1 − u has lost (Kahan)
  return rest === 1 ? u : -log(rest) * (u / (1 - rest))
}
