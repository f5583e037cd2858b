/** What a new user does: open an example, run it as it stands, read whether it does what it claims. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}

async function runShort(page: Page): Promise<void> {
  await page.getByLabel(/^(Replications|重复次数)$/).fill('3')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
}

test('an example runs on its trial as it stands and says whether the run shows what it claims', async ({
  app: page,
}) => {
  const card = page
    .locator('.playbook-card')
    .filter({ hasText: 'Supplier fails → backup supplier' })
  await expect(card).toContainText('Electronics · 90 days')
  await card.getByRole('link').click()
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Results' }).click()

  // before it is run: where, what happens there, and what is claimed
  const shop = page.getByLabel('Shop', { exact: true })
  await expect(shop).toHaveValue('trial')
  await expect(shop.locator('option').first()).toHaveText('The playbook’s trial: Electronics')
  await expect(page.getByTestId('trial-shocks')).toHaveText(
    /^From day 20 for 28 days: Supplier outage \(.*Longhua.*\)$/,
  )
  await expect(page.getByTestId('first-claims')).toContainText('Fill rate: goes up')

  await runShort(page)
  const claim = page.getByTestId('claims').getByRole('listitem')
  await expect(claim).toHaveCount(1)
  await expect(claim).toHaveAttribute('data-verdict', /^(claimed|unclear|opposite)$/)
  await expect(claim).toContainText(/Fill rate: goes up.*→.*95 %/)
  await expect(page.getByTestId('actions')).toContainText('Actions per week')
  await expect(page.getByRole('region', { name: 'Earlier runs' })).toContainText(
    'Trial: Electronics, 90 days × 3',
  )
  expect(await faults(page)).toEqual([])

  // another shop is a choice away; its run says that the claim is not about it
  await shop.selectOption('tea')
  await expect(page.getByLabel('Days', { exact: true })).toHaveValue('90')
  await runShort(page)
  await expect(page.getByTestId('claims')).toContainText(
    'Claimed of its trial (Electronics, 90 days)',
  )

  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitem', { name: '简体中文' }).click()
  await expect(page.getByTestId('claims').getByRole('heading')).toHaveText('效果声明')
  await expect(page.getByTestId('claims')).toContainText('声明针对其试运行')
  expect(await faults(page)).toEqual([])
})

test('effect tests are listed in the editor and judged by a run on the trial; the file keeps them', async ({
  app: page,
}) => {
  const folder = join(import.meta.dirname, '..', '..', 'examples', 'playbooks')
  const text = readFileSync(join(folder, 'cnv-2-funnel-repair.json'), 'utf8')
  const playbook = {
    ...(JSON.parse(text) as object),
    id: 'pb_effects',
    name: 'With effects',
    trial: { shop: 'home', days: 20, claims: [{ kpi: 'stepPassRatio@pay', direction: 'up' }] },
    tests: [
      {
        name: 'The step exists',
        effects: ['stepPassRatio@pay.baseline > 0', 'visits.baseline < 0'],
      },
      { shop: 'tea', effects: ['visits.baseline > 0'] },
    ],
  }
  await page.getByTestId('import-input').setInputFiles({
    name: 'effects.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(playbook)),
  })
  await page.getByRole('link', { name: 'With effects' }).click()
  await expect(page.getByTestId('effect-tests').getByRole('listitem')).toHaveText([
    'stepPassRatio@pay.baseline > 0',
    'visits.baseline < 0',
    'visits.baseline > 0',
  ])
  await expect(page.getByRole('heading', { name: 'Unit cases' })).toHaveCount(0)
  await page.getByRole('tab', { name: 'Results' }).click()
  await runShort(page)
  const lines = page.getByTestId('effects').getByRole('listitem')
  await expect(lines.nth(0)).toContainText('met')
  await expect(lines.nth(1)).toContainText('not met')
  await expect(lines.nth(2)).toContainText('cannot be told')
  // a claimed figure that is no KPI stands among the main ones, by its name, and has a chart
  await expect(page.getByTestId('kpi-stepPassRatio@pay')).toContainText('Step pass rate (payment)')
  await expect(page.getByTestId('chart-stepPassRatio@pay')).toContainText(
    'Step pass rate (payment)',
  )
  expect(await faults(page)).toEqual([])
})
