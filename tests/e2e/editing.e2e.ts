import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const edges = (page: Page) => page.locator('.react-flow__edge')
const nodes = (page: Page) => page.locator('.react-flow__node')
const form = (page: Page) => page.getByTestId('node-form')
const expression = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** The best match of the palette, behind the node that is selected. */
async function add(page: Page, text: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search nodes' })
  const before = await nodes(page).count()
  await search.fill(text)
  await search.press('Enter')
  await expect(nodes(page)).toHaveCount(before + 1)
  await expect(page.locator('.react-flow__node.selected')).toBeFocused()
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await expression(page, name).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
  await page.keyboard.press('Escape')
}

const hasNoSeriousViolation = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    serious.map(({ id, nodes: found }) => `${id}: ${found.map(({ html }) => html).join(' ')}`),
  ).toEqual([])
}

test('an event goes over to related entities, a condition of rows decides, an action follows', async ({
  app: page,
}) => {
  await page.getByRole('button', { name: 'New playbook' }).first().click()
  await expect(page.locator('.react-flow')).toBeVisible()

  // the palette wires what it adds behind the selected node
  await add(page, 'trigger.event')
  await form(page).getByLabel('Event', { exact: true }).selectOption({ index: 0 })
  await nodes(page).first().focus()
  await add(page, 'flow.relate')
  await form(page).getByLabel('Go on with').selectOption('product')
  await page.locator('.react-flow__node.selected').focus()
  await add(page, 'condition.expression')
  await add(page, 'action.discount')
  await expect(edges(page)).toHaveCount(3)

  // rows: figure, comparison, value in the user's unit
  await nodes(page).filter({ hasText: 'Condition' }).click()
  const rows = form(page).getByRole('group', { name: 'Condition', exact: true })
  await rows.getByRole('combobox', { name: 'Figure of row 1' }).click()
  await page.getByRole('combobox', { name: 'Search figures' }).fill('pricecents')
  await page.keyboard.press('Enter')
  await rows.getByLabel('Comparison of row 1').selectOption('>=')
  await rows.getByLabel('Value of row 1').fill('30')
  await rows.getByRole('button', { name: 'Add a row' }).click()
  await rows.getByRole('combobox', { name: 'Figure of row 2' }).click()
  await page.getByRole('combobox', { name: 'Search figures' }).fill('listing state')
  await page.keyboard.press('Enter')
  await hasNoSeriousViolation(page)

  // the text says the same; what does not fit into rows stays text, and undo brings the rows back
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(expression(page, 'Condition')).toHaveText(
    /^\w*[pP]riceCents >= 3000 && listingState == "\w+"$/,
  )
  await write(page, 'Condition', '(listPriceCents > 2000) == true')
  await expect(page.getByRole('button', { name: 'Rows', exact: true })).toBeDisabled()
  await write(page, 'Condition', 'coverDays < 7 || listPriceCents > 5000')
  await page.getByRole('button', { name: 'Rows', exact: true }).click()
  await expect(rows.getByLabel('How the rows are joined')).toHaveValue('any')
  await expect(rows.getByLabel('Value of row 2')).toHaveValue('50')
  await rows.getByRole('button', { name: 'Remove row 1' }).click()
  await expect(nodes(page).filter({ hasText: 'listPriceCents > 5000' })).toHaveCount(1)
})

const tablePlaybook = {
  format: 'playbook/1',
  id: 'pb_table',
  name: 'By class',
  nodes: [
    {
      id: 't',
      type: 'trigger.metric',
      v: 1,
      config: { scope: 'product', expression: 'coverDays < 7' },
    },
    { id: 'd', type: 'condition.table', v: 1, config: {} },
    { id: 'a', type: 'action.notify', v: 1, config: {} },
  ],
  edges: [
    { id: 'e1', from: ['t', 'out'], to: ['d', 'in'] },
    { id: 'e2', from: ['d', 'r1'], to: ['a', 'in'] },
    { id: 'e3', from: ['d', 'r2'], to: ['a', 'in'] },
  ],
  layout: { t: [0, 0], d: [344, 0], a: [688, 0] },
}

test('a decision table is edited like a spreadsheet, and edges follow its rows', async ({
  app: page,
}) => {
  await page.getByTestId('import-input').setInputFiles({
    name: 'by-class.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(tablePlaybook)),
  })
  await page.getByTestId('playbook-pb_table').getByRole('link').click()
  await expect(edges(page)).toHaveCount(3)
  await nodes(page).filter({ hasText: 'Decision table' }).click()
  await page.getByRole('button', { name: 'Edit table…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Table' })
  const cell = (row: number, column: number) =>
    dialog.getByLabel(`Row ${row}, column ${column}`, { exact: true })

  // a row that goes takes its edge along; one step back brings both
  await expect(cell(1, 1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(cell(2, 1)).toBeFocused()
  await dialog.getByRole('button', { name: 'Delete row 2' }).click()
  await expect(edges(page)).toHaveCount(2)
  await expect(cell(2, 1)).toHaveValue('"C"')
  await page.keyboard.press('Control+z')
  await expect(edges(page)).toHaveCount(3)
  await expect(cell(2, 1)).toHaveValue('"B"')

  // Enter goes down and adds a row at the end; a test that cannot be read is marked where it is
  await cell(3, 1).focus()
  await page.keyboard.press('Enter')
  await expect(cell(4, 1)).toBeFocused()
  await page.keyboard.type('"A')
  await expect(cell(4, 1)).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.type('"')
  await expect(cell(4, 1)).toHaveAttribute('aria-invalid', 'false')

  // a second column, and cells from a spreadsheet
  await dialog.getByRole('button', { name: 'Insert a column to the right' }).click()
  await dialog.getByRole('button', { name: /^Column 2:/ }).click()
  await page.keyboard.insertText('coverDays')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await cell(1, 1).focus()
  await cell(1, 1).evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '"A"\t< 3\n"A"\t>= 3\n')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await expect(cell(2, 2)).toHaveValue('>= 3')
  await hasNoSeriousViolation(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(form(page)).toContainText('4 rows × 2 columns')
  await expect(edges(page)).toHaveCount(3)
})
