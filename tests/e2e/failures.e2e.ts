/** What the client does when an answer is lost, a session is gone, a playbook is deleted elsewhere. */
import type { Page } from '@playwright/test'
import { expect, startServer, test } from './fixtures.ts'

const saveState = (page: Page) => page.getByTestId('save-state')
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the playbook' })

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Low stock → reorder' }).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(3)
}

test('a save whose answer is lost does not conflict with itself', async ({ page, server }) => {
  await page.goto(server.link)
  await openFirst(page)
  let lost = 0
  await page.route(/playbooks\.save/, async (route) => {
    if (lost++ > 0) return route.continue()
    // stored, but nobody hears of it
    await route.fetch()
    await route.abort('connectionreset')
  })
  await nameField(page).fill('Stored without a word')
  await expect(saveState(page)).toHaveAttribute('data-state', 'offline')
  await nameField(page).fill('And changed since')
  await expect(saveState(page)).toHaveAttribute('data-state', 'saved', { timeout: 30_000 })
  await page.reload()
  await expect(nameField(page)).toHaveValue('And changed since')
  await expect(page.locator('.dialog')).toHaveCount(0)
})

test('a save whose answer is lost does not conflict after the window was closed', async ({
  page,
  server,
}) => {
  await page.goto(server.link)
  await openFirst(page)
  await page.route(/playbooks\.save/, async (route) => {
    await route.fetch().catch(() => undefined)
    await route.abort('connectionreset')
  })
  await nameField(page).fill('Stored without a word')
  await expect(saveState(page)).toHaveAttribute('data-state', 'offline')
  await nameField(page).fill('And changed since')
  const url = page.url()
  const later = await page.context().newPage()
  await page.close()
  await later.goto(url)
  await expect(nameField(later)).toHaveValue('And changed since')
  await expect(saveState(later)).toHaveAttribute('data-state', 'saved', { timeout: 30_000 })
  await expect(later.locator('.dialog')).toHaveCount(0)
})

test('pressing the keys for a run three times starts one run', async ({ app: page }) => {
  await openFirst(page)
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.run-row')).toHaveCount(1)
})

test('signed out, the gallery and the save chip name the command that helps', async ({
  page,
  server,
}) => {
  await page.goto(server.link)
  await expect(page.getByRole('link', { name: 'Low stock → reorder' })).toBeVisible()
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'New playbook' }).first().click()
  await expect(page.getByText('npx sandtable open').first()).toBeVisible()

  await page.getByRole('link', { name: 'Low stock → reorder' }).click()
  await expect(page.getByRole('heading', { name: 'This browser is not signed in' })).toBeVisible()

  await page.goto(server.link)
  await expect(page.getByText('This link is not valid any more')).toBeVisible()
  await page.goto(new URL('/', server.link).href)
  await expect(page.getByText('This browser is not signed in')).toBeVisible()
})

test('a save that failed can be read and tried again by keyboard', async ({ page, server }) => {
  await page.goto(server.link)
  await openFirst(page)
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await nameField(page).fill('Signed out meanwhile')
  await expect(saveState(page)).toHaveAttribute('data-state', 'failed')
  await saveState(page).getByRole('button').focus()
  await page.keyboard.press('Enter')
  const popover = page.getByRole('dialog')
  await expect(popover).toContainText('npx sandtable open')
  await page.context().addCookies(cookies)
  await popover.getByRole('button', { name: 'Try again' }).click()
  await expect(saveState(page)).toHaveAttribute('data-state', 'saved')
})

test('a playbook deleted elsewhere can be kept as a copy', async ({ page, server }) => {
  await page.goto(server.link)
  await openFirst(page)
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await other.getByRole('button', { name: 'More for Low stock → reorder' }).click()
  await other.getByRole('menuitem', { name: 'Delete…' }).click()
  await other.getByRole('button', { name: 'Delete playbook' }).click()
  await expect(other.getByRole('link', { name: 'Low stock → reorder' })).toHaveCount(0)
  await nameField(page).fill('Still mine')
  await expect(page.getByRole('dialog')).toContainText('deleted elsewhere')
  await expect(page.getByRole('button', { name: 'Load theirs' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await expect(saveState(page)).toHaveAttribute('data-state', 'saved')
  await expect(nameField(page)).toHaveValue('Still mine (copy)')
})

test('changes to a playbook that was deleted meanwhile are not lost with the window', async ({
  page,
  server,
}) => {
  await page.goto(server.link)
  await openFirst(page)
  const url = page.url()
  await server.kill()
  await nameField(page).fill('Only here')
  await expect(saveState(page)).toHaveAttribute('data-state', 'offline')
  const later = await page.context().newPage()
  await page.close()
  const again = await startServer(server.dataFolder, server.port)
  await later.goto(new URL('/', url).href)
  await later.getByRole('button', { name: 'More for Low stock → reorder' }).click()
  await later.getByRole('menuitem', { name: 'Delete…' }).click()
  await later.getByRole('button', { name: 'Delete playbook' }).click()
  await expect(later.getByRole('link', { name: 'Low stock → reorder' })).toHaveCount(0)
  await later.goto(url)
  await expect(later.locator('.dialog')).toContainText('deleted elsewhere')
  // behind the dialog, which hides it from roles
  await expect(later.getByLabel('Name of the playbook').first()).toHaveValue('Only here')
  await later.getByRole('button', { name: 'Discard mine' }).click()
  await expect(later.getByRole('heading', { name: 'Playbooks' })).toBeVisible()
  await later.goto(url)
  await expect(later.getByText('There is no such playbook')).toBeVisible()
  await again.stop()
})

test('what stops a run leads to its place and goes away with the next change', async ({
  app: page,
}) => {
  await openFirst(page)
  await page.locator('.react-flow__node').filter({ hasText: 'Condition' }).first().click()
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Condition' })
  await field.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText('product.nothing > 1')
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } })
  await page.getByRole('banner').getByRole('button', { name: 'Run' }).click()
  const notice = page.locator('.notice-error')
  await notice.getByRole('button').first().click()
  await expect(field).toBeFocused()
  await nameField(page).fill('Another name')
  await expect(notice).toHaveCount(0)
})

test('a run that cannot be loaded says that the server is away, and comes when it is back', async ({
  page,
  server,
}) => {
  await page.goto(server.link)
  await openFirst(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
  await page.route(/runs\.get/, (route) => route.abort('connectionrefused'))
  await page.reload()
  await expect(page.getByText('The run is shown as soon as it does.')).toBeVisible()
  await page.unroute(/runs\.get/)
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('The run is shown as soon as it does.')).toHaveCount(0)
})

test('of several files, every one that is refused is named', async ({ app: page }) => {
  await expect(page.getByRole('link', { name: 'Low stock → reorder' })).toBeVisible()
  await page.getByTestId('import-input').setInputFiles(
    ['one.json', 'two.json'].map((name) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from('{"format": "playbook/1",'),
    })),
  )
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('2 files were not imported')
  await expect(dialog).toContainText('one.json')
  await expect(dialog).toContainText('two.json')
})

test('at 800 px, results show every difference with its interval without scrolling sideways', async ({
  app: page,
}) => {
  await openFirst(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
  for (const width of [1024, 800, 400]) {
    await page.setViewportSize({ width, height: 768 })
    const hidden = await page
      .locator('.kpi-scroll')
      .first()
      .evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(hidden, `at ${width} px`).toBeLessThanOrEqual(0)
  }
  await expect(page.getByTestId('kpi-stockoutRatio').locator('.interval-below')).toBeVisible()
})
