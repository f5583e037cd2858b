/** The rules as somebody would write them by hand, over objects: the yardstick. */
import type { Fact } from './facts.ts'

export function oneCondition(fact: Fact): boolean {
  return (
    fact.onHandUnits < 1.5 * fact.sold30dUnits && fact.leadTimeDays >= 3 && fact.abcClass === 'A'
  )
}

/** How many of the twenty rules hold. */
export function twentyRules(f: Fact): number {
  let count = 0
  if (f.onHandUnits < 1.5 * f.sold30dUnits && f.leadTimeDays >= 3 && f.abcClass === 'A') count++
  if (f.onHandUnits < 0.5 * f.sold30dUnits && f.leadTimeDays >= 7 && f.abcClass === 'B') count++
  if (f.coverDays > 90 && f.sold30dUnits < 10 && f.onHandUnits > 50 && f.abcClass === 'C') count++
  if (f.visits > 300 && f.conversionRatio < 0.02 && f.onHandUnits > 0) count++
  if (f.visits < 100 && f.conversionRatio > 0.06 && f.priceCents > 2 * f.unitCostCents) count++
  if (f.returnRatio > 0.12 && f.sold30dUnits >= 20 && f.priceCents >= 5000) count++
  if (f.returnRatio > 0.18 || f.conversionRatio < 0.002 || f.coverDays > 600) count++
  if (f.sold7dUnits > 0.5 * f.sold30dUnits && f.onHandUnits < 60 && f.leadTimeDays > 5) count++
  if (
    f.sold7dUnits < 0.1 * f.sold30dUnits &&
    f.coverDays > 30 &&
    f.visits > 150 &&
    f.abcClass === 'A'
  )
    count++
  if (f.priceCents < 1.2 * f.unitCostCents && f.returnRatio < 0.05 && f.sold30dUnits > 40) count++
  if (f.onHandUnits === 0 && f.sold30dUnits > 0 && f.leadTimeDays <= 10) count++
  if (f.onHandUnits <= 20 && f.sold7dUnits >= 5 && f.abcClass === 'A' && f.leadTimeDays >= 2)
    count++
  if (f.coverDays < 7 && f.priceCents >= 1500 && f.conversionRatio >= 0.03) count++
  if (f.coverDays >= 14 && f.coverDays <= 28 && f.visits >= 450 && f.returnRatio <= 0.1) count++
  if (f.onHandUnits > 190 || f.sold30dUnits === 0 || f.leadTimeDays > 13) count++
  if (f.unitCostCents > 8000 && f.priceCents < 12_000 && f.sold30dUnits <= 60) count++
  if (f.conversionRatio > 0.05 && f.visits > 600 && f.onHandUnits < f.sold30dUnits) count++
  if (f.abcClass === 'B' && f.coverDays < 14 && f.leadTimeDays >= 6 && f.sold7dUnits > 3) count++
  if (f.abcClass === 'C' && f.priceCents > 1.9 * f.unitCostCents && f.visits < 500) count++
  if (
    f.sold30dUnits > 90 &&
    f.returnRatio < 0.08 &&
    f.conversionRatio > 0.01 &&
    f.onHandUnits >= 30
  )
    count++
  return count
}

/** The row of the decision table of work (c), −1 when none holds: nested conditions. */
export function tableRow(f: Fact): number {
  let kind: 0 | 1
  if (f.abcClass === 'C') {
    if (f.leadTimeDays >= 10) return -1
    kind = 1
  } else {
    if (f.leadTimeDays < 3) return -1
    kind = 0
  }
  return 10 * coverBand(f.coverDays) + 2 * soldBand(f.sold30dUnits) + kind
}

function coverBand(days: number): number {
  if (days < 14) return days < 7 ? 0 : 1
  if (days < 30) return 2
  return days < 60 ? 3 : 4
}

function soldBand(units: number): number {
  if (units < 25) return units < 10 ? 0 : 1
  if (units < 50) return 2
  return units < 80 ? 3 : 4
}
