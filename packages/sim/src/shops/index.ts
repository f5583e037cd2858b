/** The shops that come with Sandtable. A new one is one file and one line here. */
import { electronics } from './electronics.ts'
import { fashion } from './fashion.ts'
import { home } from './home.ts'
import { laboratory } from './laboratory.ts'
import { luxury } from './luxury.ts'
import { motherBaby } from './motherBaby.ts'
import type { ShopTemplate } from './template.ts'

export const templates: readonly ShopTemplate[] = [
  fashion,
  motherBaby,
  home,
  electronics,
  luxury,
  laboratory,
]
