/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { course } from './course.ts'
import { courseEvents } from './events.ts'
import { calendar, rivals, shocks, supplierFailures } from './mechanisms.ts'

export const worldMechanisms: readonly Mechanism[] = [
  calendar,
  shocks,
  supplierFailures,
  rivals,
  { ...course, events: courseEvents },
]
