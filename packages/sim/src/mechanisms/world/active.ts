/** The incidents that run today, so that a day costs what happens in it. */
import type { WorldState } from './state.ts'

const leastCapacity = 32

/** Adds a row to those that run; gives the row. */
export function addActive(world: WorldState, row: number): number {
  if (world.activeCount === world.active.length) {
    const larger = new Int32Array(Math.max(leastCapacity, 2 * world.activeCount))
    larger.set(world.active)
    world.active = larger
  }
  world.active[world.activeCount++] = row
  return row
}

/** Takes out what is over and takes in what begins. */
export function moveActive(world: WorldState, day: number): void {
  const { active, incidents, drawnCount } = world
  let kept = 0
  for (let i = 0; i < world.activeCount; i++) {
    if (incidents.endDay[active[i]!]! >= day) active[kept++] = active[i]!
  }
  world.activeCount = kept
  for (; world.nextRow < drawnCount && incidents.startDay[world.nextRow]! <= day; world.nextRow++) {
    if (incidents.endDay[world.nextRow]! >= day) addActive(world, world.nextRow)
  }
}
