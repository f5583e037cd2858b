/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { complaints } from './complaintFigures.ts'
import { service } from './figures.ts'

export const serviceMechanisms: readonly Mechanism[] = [service, complaints]
