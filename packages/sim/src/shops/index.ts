/** The shops that come with Sandtable. A new one is one file and one line here. */
import { fashion } from './fashion.ts'
import type { ShopTemplate } from './template.ts'

export const templates: readonly ShopTemplate[] = [fashion]
