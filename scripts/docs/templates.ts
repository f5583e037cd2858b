/** The part of docs/shop.md about templates, from their declarations. */
import { templates } from '../../packages/sim/src/shops/index.ts'
import { both, code, table } from './markdown.ts'

/** Templates that are a living shop, each with a page of its figures; the laboratory lives only by what a file switches on. */
export const livingTemplates = templates.filter(({ hasRoutine }) => hasRoutine)

export function templateParts(): string[] {
  return [
    '## Templates',
    'A page per living shop says how it does over 360 days when nobody touches it; `npx node scripts/shops.ts` writes them anew.',
    table(
      [
        'template',
        'label',
        'products',
        'categories',
        'warehouses',
        'suppliers',
        'accounts',
        'history',
        'days',
        'starts',
        'about',
      ],
      templates.map((template) => [
        livingTemplates.includes(template)
          ? `[${code(template.id)}](shops/${template.id}.md)`
          : code(template.id),
        both(template.label),
        String(template.products.length),
        String(template.categories.length),
        String(template.warehouses.length),
        String(template.suppliers.length),
        String(template.accounts?.length ?? 0),
        `${template.historyDays} d`,
        `${template.horizonDays} d`,
        template.startDate,
        both(template.description),
      ]),
    ),
  ]
}
