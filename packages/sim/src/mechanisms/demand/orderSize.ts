import type { SettingValues } from '../../settings.ts'

/** Units of an order, in the mean. */
export function meanUnitsPerOrder(settings: SettingValues): number {
  return settings['demand.unitsPerOrder'] + settings['demand.extraUnitRatio']
}
