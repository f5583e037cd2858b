import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** The canvas has stopped moving: the zoom that follows a change is over. */
async function settled(page: Page): Promise<void> {
  const viewport = page.locator('.react-flow__viewport')
  let before = ''
  await expect(async () => {
    const now = (await viewport.getAttribute('style')) ?? ''
    const rested = now === before
    before = now
    expect(rested).toBe(true)
  }).toPass({ intervals: [150, 150, 150, 300] })
}

/** The outer element of the node card with this title. */
const card = (page: Page, category: string, title: string): Locator =>
  page.locator('.react-flow__node').filter({ hasText: category }).filter({ hasText: title })

async function addByDragging(page: Page, kind: string, x: number, y: number): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search nodes' }).fill(kind)
  await page
    .getByTestId(`palette-${kind}`)
    .dragTo(page.locator('.react-flow__pane'), { targetPosition: { x, y } })
}

/** Draws an edge with the mouse, port to port. */
async function wire(page: Page, from: Locator, port: string, to: Locator): Promise<void> {
  await settled(page)
  const source = (await from.locator(`[data-testid$="-${port}"]`).boundingBox())!
  const target = (await to.locator('[data-testid$="-in"]').boundingBox())!
  await page.mouse.move(source.x + source.width / 2, source.y + source.height / 2)
  await page.mouse.down()
  await page.mouse.move(target.x - 40, target.y + 20, { steps: 8 })
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 })
  await page.mouse.up()
}

async function fillExpression(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label })
  await field.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
  // the list of completions closes, the field keeps its text
  await page.keyboard.press('Escape')
}

const saved = (page: Page) =>
  expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved')

async function runAndWait(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
}

const differenceOf = async (page: Page, kpi: string) =>
  Number(await page.getByTestId(`kpi-${kpi}`).getAttribute('data-difference'))

async function exportFrom(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: `More for ${name}` }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as JSON' }).click()
  return readFileSync(await (await download).path(), 'utf8')
}

test('builds a playbook on the canvas by mouse, runs it, reads its effect, takes it along and brings it back', async ({
  app: page,
}) => {
  await page.getByRole('button', { name: 'New playbook' }).first().click()
  await expect(page.locator('.react-flow')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name of the playbook' }).fill('By hand')

  await addByDragging(page, 'trigger.lowStock', 120, 120)
  await addByDragging(page, 'condition.expression', 420, 120)
  await addByDragging(page, 'action.reorder', 720, 120)
  await expect(page.locator('.react-flow__node')).toHaveCount(3)
  const [trigger, condition, action] = [
    card(page, 'Trigger', 'Low stock'),
    card(page, 'Condition', 'Condition'),
    card(page, 'Action', 'Reorder'),
  ]
  await wire(page, trigger, 'out', condition)
  await expect(page.locator('.react-flow__edge')).toHaveCount(1)
  await wire(page, condition, 'true', action)
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)

  // undo and redo are one step per gesture
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.react-flow__edge')).toHaveCount(1)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)

  // a wrong name is found while typing, and the right one is offered
  await condition.click()
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  await fillExpression(page, 'Condition', 'product.listingStat == "onSale"')
  await expect(page.getByText('Did you mean “listingState”?').first()).toBeVisible()
  await fillExpression(page, 'Condition', 'product.listingState == "onSale"')
  await expect(page.getByText('Did you mean “listingState”?')).toHaveCount(0)
  await action.click()
  await fillExpression(page, 'Units to order', '30 * mean(soldUnits, 28d)')
  await expect(action).toContainText('30 * mean(soldUnits, 28d)')
  await saved(page)

  await runAndWait(page)
  expect(await differenceOf(page, 'stockoutRatio')).toBeLessThan(0)
  await expect(page.locator('[data-testid^="fired-"]')).toHaveCount(3)
  await expect(page.locator('[data-testid^="passed-"]')).toHaveCount(2)
  await expect(page.getByTestId('chart-stockoutRatio')).toBeVisible()
  // the main figures first, all of them on demand, by keyboard too
  const rows = page.locator('tr[data-testid^="kpi-"]')
  await expect(rows).toHaveCount(14)
  await page.getByRole('button', { name: /^Show all \d+ figures/ }).press('Enter')
  await expect(page.getByTestId('kpi-visits')).toBeVisible()
  expect(await rows.count()).toBeGreaterThan(60)
  await page.getByRole('button', { name: 'Show the main figures only' }).press('Enter')
  await expect(rows).toHaveCount(14)
  const report = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download report' }).click()
  const bytes = readFileSync(await (await report).path(), 'utf8')
  expect(JSON.parse(bytes)).toMatchObject({
    format: 'report/1',
    days: 90,
    replications: 30,
    seed: 42,
  })

  // a reload shows the same run; a change makes its results stale
  await page.reload()
  await expect(page.getByTestId('results')).toBeVisible()
  await card(page, 'Action', 'Reorder').click()
  await fillExpression(page, 'Units to order', '31 * mean(soldUnits, 28d)')
  await expect(page.getByTestId('stale-banner')).toBeVisible()
  await saved(page)

  // export, delete, import, export: the same bytes
  await page.goto(new URL('/', page.url()).href)
  const first = await exportFrom(page, 'By hand')
  await page.getByRole('button', { name: 'More for By hand' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete playbook' }).click()
  await expect(page.getByRole('link', { name: 'By hand' })).toHaveCount(0)
  await page.getByTestId('import-input').setInputFiles({
    name: 'by-hand.json',
    mimeType: 'application/json',
    buffer: Buffer.from(first),
  })
  await page.goto(new URL('/', page.url()).href)
  await expect(page.getByRole('link', { name: 'By hand' })).toBeVisible()
  expect(await exportFrom(page, 'By hand')).toBe(first)
})

test('builds, wires, edits, runs and reads a playbook by keyboard alone', async ({ app: page }) => {
  const isFocused = (target: Locator) =>
    target.evaluate((element) => element === document.activeElement).catch(() => false)
  const pressUntilFocused = async (key: string, target: Locator) => {
    for (let presses = 0; presses < 60; presses++) {
      if (await isFocused(target)) return
      await page.keyboard.press(key)
    }
    throw new Error(`${key} does not lead there`)
  }
  await pressUntilFocused('Tab', page.getByRole('button', { name: 'New playbook' }).first())
  await page.keyboard.press('Enter')
  await expect(page.locator('.react-flow')).toBeVisible()
  const trigger = card(page, 'Trigger', 'Low stock')
  const action = card(page, 'Action', 'Reorder')

  // a new node has the focus
  const search = page.getByRole('searchbox', { name: 'Search nodes' })
  const addFromPalette = async (key: string, text: string) => {
    await pressUntilFocused(key, search)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
    // the best match is taken
    await page.keyboard.press('Enter')
  }
  await addFromPalette('Tab', 'low stock')
  await expect(trigger).toBeFocused()
  await addFromPalette('Shift+Tab', 'reorder')
  await expect(action).toBeFocused()
  // it comes behind the selected trigger, wired
  await expect(page.locator('.react-flow__edge')).toHaveCount(1)

  // behind an action nothing fits: the next one stands free
  await addFromPalette('Shift+Tab', 'notify')
  await expect(card(page, 'Action', 'Notify')).toBeFocused()
  await expect(page.locator('.react-flow__edge')).toHaveCount(1)

  // C connects: the only target left is chosen already
  await pressUntilFocused('ArrowLeft', trigger)
  await page.keyboard.press('c')
  await page.keyboard.press('Enter')
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)

  // the picker wires what it adds
  await expect(trigger).toBeFocused()
  await page.keyboard.press('n')
  await page.keyboard.type('Notify')
  await page.keyboard.press('Enter')
  await expect(page.locator('.react-flow__edge')).toHaveCount(3)
  await page.keyboard.press('Control+z')
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)

  await saved(page)
  await runAndWait(page)
  expect(await differenceOf(page, 'stockoutRatio')).toBeLessThan(0)
})
