/** The shops that come with Sandtable. A new one is one file and one line here. */
import { beauty } from './beauty.ts'
import { electronics } from './electronics.ts'
import { fashion } from './fashion.ts'
import { fresh } from './fresh.ts'
import { home } from './home.ts'
import { laboratory } from './laboratory.ts'
import { luxury } from './luxury.ts'
import { mall } from './mall.ts'
import { motherBaby } from './motherBaby.ts'
import { tea } from './tea.ts'
import type { ShopTemplate } from './template.ts'

export const templates: readonly ShopTemplate[] = [
  fashion,
  motherBaby,
  home,
  electronics,
  luxury,
  beauty,
  fresh,
  tea,
  mall,
  laboratory,
]
