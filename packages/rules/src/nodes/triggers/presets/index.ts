/** Every preset trigger, by family. A new one is one entry in its family's list. */
import type { TriggerDefinition } from '../../../node.ts'
import { advertisingPresets } from './advertising.ts'
import { compliancePresets } from './compliance.ts'
import { conversionPresets } from './conversion.ts'
import { customerPresets } from './customers.ts'
import { financePresets } from './finance.ts'
import { monitoringPresets } from './monitoring.ts'
import { orderPresets } from './orders.ts'
import { pricePresets } from './price.ts'
import { servicePresets } from './service.ts'
import { stockPresets } from './stock.ts'
import { supplyPresets } from './supply.ts'

export const presets: readonly TriggerDefinition[] = [
  ...stockPresets,
  ...supplyPresets,
  ...conversionPresets,
  ...advertisingPresets,
  ...pricePresets,
  ...customerPresets,
  ...servicePresets,
  ...orderPresets,
  ...financePresets,
  ...compliancePresets,
  ...monitoringPresets,
]
