/** Every figure that the shop announces and does not compute yet, by part of the business. */
import type { MetricInfo } from '@sandtable/rules'
import { channels } from './channels.ts'
import { compliance } from './compliance.ts'
import { customers } from './customers.ts'
import { finance } from './finance.ts'
import { orders } from './orders.ts'
import { price } from './price.ts'
import { service } from './service.ts'
import { stock } from './stock.ts'
import { suppliers } from './suppliers.ts'
import { traffic } from './traffic.ts'

export const announcedMetrics: readonly MetricInfo[] = [
  ...traffic,
  ...stock,
  ...suppliers,
  ...price,
  ...channels,
  ...customers,
  ...service,
  ...orders,
  ...finance,
  ...compliance,
]
