/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { credit, money } from './figures.ts'

export const moneyMechanisms: readonly Mechanism[] = [money, credit]
