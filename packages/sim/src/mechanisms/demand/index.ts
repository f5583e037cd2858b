/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { channels } from './channelMetrics.ts'
import { funnel } from './funnelMetrics.ts'

export const demandMechanisms: readonly Mechanism[] = [funnel, channels]
