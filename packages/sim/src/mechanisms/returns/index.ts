/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { returns } from './returns.ts'

export const returnsMechanisms: readonly Mechanism[] = [returns]
