import type { Bug } from './bug.ts'
import { coreBugs } from './core.ts'
import { goodsBugs } from './goods.ts'
import { marketBugs } from './market.ts'
import { ruleBugs } from './rules.ts'

/** Every bug that is planted. */
export const bugs: readonly Bug[] = [...goodsBugs, ...marketBugs, ...coreBugs, ...ruleBugs]
