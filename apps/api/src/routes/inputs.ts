/** Shapes of inputs that several procedures share. Objects are strict: an unknown key is an error, `__proto__` included. */
import { z } from 'zod'

export const recordId = z.string().min(1).max(64)
export const revisionNumber = z.int().min(1)
