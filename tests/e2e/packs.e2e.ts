import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const folder = join(import.meta.dirname, '../../examples/packs/trn-1-sand-table-course')
const filesOf = (names: readonly string[]) => names.map((name) => join(folder, name))
const { playbooks } = JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')) as {
  playbooks: string[]
}

async function openCourse(page: Page, name = 'Sand-table course'): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

async function runAndWait(page: Page, replications: string, run = 'Run', field = 'Replications') {
  await page.getByLabel(field).fill(replications)
  await page.getByRole('button', { name: run, exact: true }).click()
  await expect(page.getByTestId('results')).toBeVisible({ timeout: 60_000 })
}

test('opens a pack, runs it with the drills that are chosen, and reads what its playbooks did', async ({
  app: page,
}) => {
  await openCourse(page)
  await expect(page.getByRole('row', { name: 'Middle: brand 61 to 120' })).toContainText('¥960,000')
  await expect(
    page.getByText('Supplier outage (Hangzhou Meijiawu Tea Farm) from day 30'),
  ).toBeVisible()
  await page.getByLabel('Rule change').uncheck()
  await runAndWait(page, '2')
  await expect(
    page.getByRole('button', { name: /^Course, early period: penetration › / }).first(),
  ).toBeVisible()
  await expect(page.getByTestId('kpi-targetRatio')).toBeVisible()
  await expect(page.locator('.run-row')).toContainText('with Stockout, Burst of bad reviews')

  // a reload shows the same run, with its settings
  await page.reload()
  await expect(page.getByTestId('results')).toBeVisible()
  await expect(page.getByLabel('Rule change')).not.toBeChecked()
  await expect(page.getByLabel('Replications')).toHaveValue('2')

  // a playbook is one click away, and what is changed in it is changed in the pack
  await page.getByRole('link', { name: 'Course, late period: ecosystem', exact: true }).click()
  await expect(page.locator('.react-flow')).toBeVisible()
  await page.locator('.react-flow__node').first().click()
  await page.keyboard.press('Delete')
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved')
  await page.goBack()
  await expect(page.getByTestId('stale-banner')).toBeVisible()
})

test('takes a pack along and brings it back: one file, or a folder of which no file is missing', async ({
  app: page,
}) => {
  await openCourse(page)
  const exported = async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export as JSON' }).click()
    return readFileSync(await (await download).path(), 'utf8')
  }
  const first = await exported()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByText('its playbooks stay in the gallery')).toBeVisible()
  await page.getByRole('button', { name: 'Delete pack' }).click()
  await expect(page.getByTestId('pack-pk_trn2desks')).toBeVisible()
  await expect(page.getByTestId('pack-pk_trn1course')).toHaveCount(0)
  await expect(page.getByTestId('playbook-pb_trn1early')).toBeVisible()

  const input = page.getByTestId('import-input')
  await input.setInputFiles({
    name: 'course.json',
    mimeType: 'application/json',
    buffer: Buffer.from(first),
  })
  await openCourse(page)
  expect(await exported()).toBe(first)
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete pack' }).click()
  await expect(page.getByTestId('pack-pk_trn1course')).toHaveCount(0)

  await input.setInputFiles(filesOf(['pack.json', ...playbooks.slice(1)]))
  await expect(
    page.getByText(`The pack names “${playbooks[0]}”, which is not there.`),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('pack-pk_trn1course')).toHaveCount(0)
  await input.setInputFiles(filesOf(['pack.json', ...playbooks]))
  await openCourse(page)
  expect(await exported()).toBe(first)
})

test('says which playbook was deleted, and does not run without it', async ({ app: page }) => {
  await page.getByRole('button', { name: 'More for Course, late period: ecosystem' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete playbook' }).click()
  await expect(page.getByTestId('pack-pk_trn1course')).toContainText('1 playbook deleted')
  await openCourse(page)
  await expect(page.getByText('Deleted since. Import the pack again to run it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
})

for (const [language, theme] of [
  ['English', 'Light'],
  ['简体中文', '深色'],
] as const) {
  test(`a pack has no accessibility faults and nothing that does not fit, in ${language}, ${theme}`, async ({
    app: page,
  }) => {
    const isChinese = language !== 'English'
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitem', { name: language }).click()
    await page.getByRole('button', { name: isChinese ? '外观' : 'Appearance' }).click()
    await page.getByRole('menuitem', { name: theme }).click()
    await openCourse(page, isChinese ? '沙盘实训课' : 'Sand-table course')
    const serious = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      )
    }
    expect(await serious()).toEqual([])
    await runAndWait(page, '2', isChinese ? '运行' : 'Run', isChinese ? '重复次数' : 'Replications')
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
