/** Which parameters a number may stand for. */
import { unitOfId, unitsAgree, type Parameter, type Playbook, type Unit } from '@sandtable/rules'

/** Names of number parameters of this unit, those that say so by their ending first. */
export function parametersOfUnit(params: Playbook['params'], unit: Unit): readonly string[] {
  const names = Object.entries(params ?? {})
    .filter(([name, parameter]) => isNumber(parameter) && unitsAgree(unitOfId(name), unit))
    .map(([name]) => name)
  const isExact = (name: string) => Number(unitOfId(name) === unit)
  return names.toSorted((a, b) => isExact(b) - isExact(a))
}

function isNumber(parameter: Parameter): boolean {
  return typeof parameter.default === 'number'
}

/** The value of a number parameter; undefined for a choice, or none of the name. */
export function numberOf(params: Playbook['params'], name: string): number | undefined {
  const value = params?.[name]?.default
  return typeof value === 'number' ? value : undefined
}
