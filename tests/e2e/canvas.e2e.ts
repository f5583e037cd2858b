import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const edges = (page: Page) => page.locator('.react-flow__edge')
const nodes = (page: Page) => page.locator('.react-flow__node')
const form = (page: Page) => page.getByTestId('node-form')

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Low stock → reorder' }).click()
  await expect(nodes(page)).toHaveCount(3)
  await expect(nodes(page).first()).toBeInViewport({ ratio: 0.99 })
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = (await target.boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('an edge can be drawn from the middle of a free port, with the view zoomed out', async ({
  app: page,
}) => {
  await openFirst(page)
  for (let times = 0; times < 3; times += 1)
    await page.getByRole('button', { name: 'Zoom out' }).click()
  const before = await edges(page).count()
  const free = nodes(page)
    .locator('.card-output', { has: page.locator('.card-plus') })
    .first()
  const from = await middleOf(free.locator('.react-flow__handle'))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 150, { steps: 6 })
  await page.mouse.up()
  // dropped on nothing: the picker adds a node and wires it
  await page.getByTestId('pick-action.notify').click()
  await expect(edges(page)).toHaveCount(before + 1)
})

test('a number field shows what undo brings back, and says why a text cannot be used', async ({
  app: page,
}) => {
  await openFirst(page)
  await page.locator('.react-flow__pane').click({ position: { x: 40, y: 40 } })
  const limit = page.getByRole('spinbutton', { name: 'At most actions per day' })
  await limit.fill('7')
  await limit.press('Control+z')
  await expect(limit).toHaveValue('30')
  await limit.fill('2.5')
  await expect(limit).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Must be a whole number.')).toBeVisible()
  await limit.fill('-4')
  await limit.blur()
  await expect(page.getByText('Must be between 0 and 1,000,000.')).toBeVisible()
  await limit.fill('12')
  await expect(limit).toHaveAttribute('aria-invalid', 'false')
})

test('“More options” stays open while its last value is cleared', async ({ app: page }) => {
  await openFirst(page)
  await nodes(page).filter({ hasText: 'Trigger' }).first().click()
  await form(page).getByText('More options').click()
  const field = form(page).locator('.form-more input[type=number]').first()
  await field.fill('3')
  await field.fill('')
  await expect(field).toBeFocused()
  await expect(field).toBeVisible()
})

test('connecting by keyboard ends with a click elsewhere', async ({ app: page }) => {
  await openFirst(page)
  const status = page.locator('.canvas-status')
  await nodes(page).filter({ hasText: 'Trigger' }).first().click()
  await page.keyboard.press('c')
  await expect(status).toBeVisible()
  await page.locator('.react-flow__pane').click({ position: { x: 40, y: 40 } })
  await expect(status).toHaveCount(0)
  await nodes(page).filter({ hasText: 'Trigger' }).first().click()
  await page.keyboard.press('c')
  await expect(status).toBeVisible()
  await page.getByRole('textbox', { name: 'Name of the playbook' }).click()
  await expect(status).toHaveCount(0)
})

test('Delete while a node is dragged is ignored, and the node stays where it is let go', async ({
  app: page,
}) => {
  await openFirst(page)
  const action = nodes(page).filter({ hasText: 'Action' }).first()
  const start = await middleOf(action.locator('.card-head'))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 40, start.y + 90, { steps: 6 })
  await page.keyboard.press('Delete')
  await page.mouse.up()
  await expect(nodes(page)).toHaveCount(3)
  await expect
    .poll(async () => (await middleOf(action.locator('.card-head'))).y)
    .toBeGreaterThan(start.y + 60)
  await page.keyboard.press('Delete')
  await expect(nodes(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await middleOf(action.locator('.card-head'))).y)
    .toBeGreaterThan(start.y + 60)
})

test('the whole graph is in view after a reload with results, and again after they are collapsed', async ({
  app: page,
}) => {
  await openFirst(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('[data-testid^="fired-"]')).toHaveCount(3)
  const areClear = async () => {
    for (const card of await nodes(page).all()) await expect(card).toBeInViewport({ ratio: 0.99 })
    const drawer = (await page.getByRole('region', { name: 'Problems and results' }).boundingBox())!
    for (const card of await nodes(page).all()) {
      const box = (await card.boundingBox())!
      expect(box.y + box.height).toBeLessThan(drawer.y)
    }
  }
  await expect(areClear).toPass()
  await page.reload()
  await expect(page.getByTestId('results')).toBeVisible()
  await expect(areClear).toPass()
  const above = (await nodes(page).first().boundingBox())!.y
  await page.getByRole('button', { name: 'Collapse panel' }).click()
  // in the middle of the canvas that has grown
  await expect
    .poll(async () => (await nodes(page).first().boundingBox())!.y)
    .toBeGreaterThan(above + 100)

  // over the whole window, nothing is left of the canvas
  await page.getByRole('button', { name: 'Expand panel' }).click()
  await page.getByRole('button', { name: 'Fill the window' }).click()
  await expect(page.locator('.canvas')).toBeHidden()
  const drawer = (await page.getByRole('region', { name: 'Problems and results' }).boundingBox())!
  expect(drawer.y + drawer.height).toBe(900)
})

test('on a small window one side panel is open, and opening one closes the other', async ({
  app: page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await openFirst(page)
  await expect(page.locator('.panel')).toHaveCount(1)
  await page.getByRole('button', { name: 'Show nodes and outline' }).click()
  await expect(page.locator('.panel')).toHaveCount(2)
  await page.setViewportSize({ width: 800, height: 900 })
  await expect(page.locator('.panel')).toHaveCount(1)
  await page.getByRole('button', { name: /^Show (inspector|nodes and outline)$/ }).click()
  await expect(page.locator('.panel')).toHaveCount(1)
})

test('the outline keeps the focus, and Escape in the inspector goes back to the node', async ({
  app: page,
}) => {
  await openFirst(page)
  await page.getByRole('button', { name: 'Outline', exact: true }).click()
  const item = page.locator('.outline-item').nth(1)
  await item.focus()
  await page.keyboard.press('Enter')
  await expect(item).toBeFocused()
  await expect(item).toHaveAttribute('aria-current', 'true')
  await form(page).getByLabel('Name').click()
  await page.keyboard.press('Escape')
  await expect(page.locator('.react-flow__node.selected')).toBeFocused()
})

test('an empty canvas offers triggers first', async ({ app: page }) => {
  await page.getByRole('button', { name: 'New playbook' }).first().click()
  await page.getByRole('button', { name: 'Add a trigger' }).click()
  await expect(page.getByTestId('pick-trigger.lowStock')).toBeVisible()
  await expect(page.getByTestId('pick-action.reorder')).toHaveCount(0)
})
