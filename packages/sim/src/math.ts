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
  if (x > 709.78) return x === x ? Infinity : NaN
  if (x < -745.2) return 0
  if (x !== x) return NaN
  const k = Math.floor(x * 1.442695040888963387 + 0.5)
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
  const y = 1 - (low - (r * c) / (2 - c) - high)
  // two steps, so that the largest results and the subnormal ones are reached
  return k > 1000
    ? y * powersOfTwo[1074 + k - 100]! * powersOfTwo[1174]!
    : k < -1000
      ? y * powersOfTwo[1074 + k + 100]! * powersOfTwo[974]!
      : y * powersOfTwo[1074 + k]!
}

/** Natural logarithm, within one unit in the last place; −∞ at 0, NaN below. Method: fdlibm `e_log.c`. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return Infinity
  let k = 0
  let m = x
  if (m >= 65536 || m < 1 / 65536) {
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
  }
  while (m >= 2) {
    m /= 2
    k += 1
  }
  while (m < 1) {
    m *= 2
    k -= 1
  }
  if (m > 1.4142135623730951) {
    m /= 2
    k += 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
  const odd =
    z *
    (0.666666666666673513 +
      w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)))
  const half = 0.5 * f * f
  return k * ln2High - (half - (s * (half + even + odd) + k * ln2Low) - f)
}

/** log Γ(x) for x > 0: Stirling's series from 12 on (Abramowitz & Stegun 6.1.41), below by recurrence. */
export function logGamma(x: number): number {
  let shift = 1
  let y = x
  while (y < 12) {
    shift *= y
    y += 1
  }
  const i = 1 / (y * y)
  const series =
    (1 / 12 -
      i * (1 / 360 - i * (1 / 1260 - i * (1 / 1680 - i * (1 / 1188 - (i * 691) / 360360))))) /
    y
  return (y - 0.5) * log(y) - y + 0.91893853320467274178 + series - log(shift)
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
