import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, startServer, test } from './fixtures.ts'

const saveState = (page: Page) => page.getByTestId('save-state')
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the playbook' })

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Low stock → reorder' }).click()
  await expect(page.locator('.react-flow__node')).toHaveCount(3)
}

test('two windows on one playbook: the second save conflicts, nothing is overwritten, mine is kept as a copy', async ({
  app: page,
}) => {
  await openFirst(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(other.locator('.react-flow__node')).toHaveCount(3)
  await nameField(page).fill('Mine first')
  await expect(saveState(page)).toHaveAttribute('data-state', 'saved')
  await nameField(other).fill('Theirs later')
  await expect(other.getByRole('dialog')).toContainText('changed elsewhere')
  await other.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await expect(saveState(other)).toHaveAttribute('data-state', 'saved')
  await other.goto(new URL('/', other.url()).href)
  await expect(other.getByRole('link', { name: 'Mine first' })).toBeVisible()
  await expect(other.getByRole('link', { name: /Theirs later/ })).toBeVisible()
})

test('a killed server loses no acknowledged change, and the editor goes on when it is back', async ({
  page,
  server,
}) => {
  await page.goto(server.link)
  await openFirst(page)
  await nameField(page).fill('Before the crash')
  await expect(saveState(page)).toHaveAttribute('data-state', 'saved')
  await server.kill()
  await nameField(page).fill('During the crash')
  await expect(saveState(page)).toHaveAttribute('data-state', 'offline')
  const again = await startServer(server.dataFolder, server.port)
  try {
    await expect(saveState(page)).toHaveAttribute('data-state', 'saved', { timeout: 30_000 })
    await page.reload()
    await expect(nameField(page)).toHaveValue('During the crash')
  } finally {
    await again.stop()
  }
})

test('unsaved changes survive a closed window', async ({ page, server }) => {
  await page.goto(server.link)
  await openFirst(page)
  await server.kill()
  await nameField(page).fill('Typed while it was down')
  await expect(saveState(page)).toHaveAttribute('data-state', 'offline')
  const url = page.url()
  await page.close()
  const again = await startServer(server.dataFolder, server.port)
  try {
    const later = await page.context().newPage()
    await later.goto(url)
    await expect(nameField(later)).toHaveValue('Typed while it was down')
    await expect(saveState(later)).toHaveAttribute('data-state', 'saved', { timeout: 30_000 })
  } finally {
    await again.stop()
  }
})

test('a bad file is refused with every problem in clear sentences, and nothing is stored', async ({
  app: page,
}) => {
  const importText = (name: string, text: string) =>
    page
      .getByTestId('import-input')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  const dialog = page.getByRole('dialog')
  const cards = page.locator('[data-testid^="playbook-pb"]')
  await expect(page.getByRole('link', { name: 'Low stock → reorder' })).toBeVisible()
  const before = await cards.count()
  await importText('cut.json', '{"format": "playbook/1",')
  await expect(dialog).toContainText('line 1, column 25')
  await page.keyboard.press('Escape')
  await importText('big.json', `"${'x'.repeat(10_000_000)}"`)
  await expect(dialog).toContainText('1000000')
  await page.keyboard.press('Escape')
  const two = {
    format: 'playbook/1',
    id: 'pb_x',
    name: 'X',
    colour: 1,
    nodes: [],
    edges: [{ id: 'e', from: ['a', 'out'], to: ['b', 'in'] }],
  }
  await importText('two.json', JSON.stringify(two))
  await expect(dialog).toContainText('“colour”')
  await page.keyboard.press('Escape')
  await expect(cards).toHaveCount(before)
})

test('a long run shows its progress and can be cancelled', async ({ app: page }) => {
  await openFirst(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
  await page
    .getByRole('spinbutton', { name: 'Replications' })
    .or(page.getByLabel('Replications'))
    .first()
    .fill('1000')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('run-progress')).toContainText(/[1-9]\d* of 1000 replications/)
  await page.getByRole('button', { name: 'Cancel run' }).click()
  await expect(page.getByText('This run was cancelled. Nothing of it was kept.')).toBeVisible()
})

for (const [language, theme] of [
  ['English', 'Light'],
  ['简体中文', '深色'],
] as const) {
  test(`has no accessibility faults and nothing that does not fit, in ${language}, ${theme}`, async ({
    app: page,
  }) => {
    const isChinese = language !== 'English'
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitem', { name: language }).click()
    await page.getByRole('button', { name: isChinese ? '外观' : 'Appearance' }).click()
    await page.getByRole('menuitem', { name: theme }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', isChinese ? 'zh-CN' : 'en')
    const serious = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      )
    }
    expect(await serious()).toEqual([])
    await page
      .getByRole('link', { name: isChinese ? '库存不足 → 补货' : 'Low stock → reorder' })
      .click()
    await expect(page.locator('.react-flow__node')).toHaveCount(3)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
    expect(await serious()).toEqual([])
    for (const width of [800, 400]) {
      await page.setViewportSize({ width, height: 900 })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      )
      expect(overflow, `horizontal overflow at ${width} px`).toBeLessThanOrEqual(0)
    }
  })
}
