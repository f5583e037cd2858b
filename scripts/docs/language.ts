/** docs/language.md: the expression language, from its declarations and from SPEC. */
import { playbookLimits, scopeIds, scopes, units, type Text } from '@sandtable/rules'
import {
  aggregateFunctions,
  missingFunctions,
  scalarFunctions,
  textTests,
  windowFunctions,
} from '../../packages/rules/src/language/functions.ts'
import { both, code, codes, generatedNote, page, table } from './markdown.ts'

/** `spec` is the text of packages/rules/SPEC.md. */
export function languagePage(spec: string): string {
  return page([
    '# Expression language',
    generatedNote,
    'Conditions and amounts are written as expressions over the figures of one entity: `coverDays < 7 && abcClass == "A"`. The language is a small, total profile of CEL: every expression that passes the check has a value for every entity on every day, or is missing.',
    'Every figure there is stands in [metrics.md](metrics.md), every event in [events.md](events.md).',
    '## Values',
    table(
      ['type', 'written', 'from'],
      [
        ['number', '`3`, `0.5`', 'figures, literals, parameters; with a unit'],
        ['condition', '`true`, `false`', 'comparisons, figures such as `isOutOfStock`'],
        ['enum', 'compared with texts: `"A"`', 'figures such as `abcClass`'],
        ['id', 'tested with texts: `id == "p1"`', 'the entity and its parents'],
        ['missing', 'not written', 'figures that do not exist, division by zero'],
      ],
    ),
    '## Writing',
    [
      "Texts stand in `\"…\"` or `'…'`; both mean the same. Inside a JSON file `'A'` needs no escapes: `\"abcClass == 'A'\"`.",
      "In a text a backslash stands for the character behind it, whatever it is: `'it\\'s'`; `\\n` is the letter n.",
      'There are no comments and no `%`: neither as remainder nor as a percentage. Five percent is `0.05`.',
      'Spaces, tabs and line breaks may stand between words; they mean nothing.',
      `An expression has at most ${playbookLimits.expressionCharacters} characters, and at most ${playbookLimits.expressionDepth} operators, calls and brackets inside one another. A window covers at most 365 days.`,
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
    '## Units',
    'The unit of a figure stands in the catalogue; that of a parameter, and of most figures, is the suffix of its name. Literals are plain numbers and agree with every unit.',
    table(
      ['unit', 'suffix', '名称'],
      Object.values(units).map(({ label, suffix }) => [
        label.en,
        suffix === '' ? '' : code(`…${suffix}`),
        label.zh,
      ]),
    ),
    rulesOf(spec, 'U'),
    '## Names',
    table(
      ['scope', '名称', 'parents', 'as a set'],
      scopeIds.map((scope) => [
        code(scope),
        both(scopes[scope].label),
        codes(scopes[scope].parents),
        code(scopes[scope].children),
      ]),
    ),
    rulesOf(spec, 'L'),
    '## Operators',
    'From loose to tight; operators of one line group from the left.',
    table(
      ['operators', 'meaning'],
      [
        [code('test ? a : b'), 'one of two values'],
        [code('a || b'), 'one of them is true'],
        [code('a && b'), 'both are true'],
        [code('< <= > >= == != in'), 'comparison; `in` with a list such as `["A", "B"]`'],
        [code('a + b, a - b'), 'equal units'],
        [code('a * b, a / b'), 'any units; `x / 0` is missing'],
        [code('!a, -a'), 'not, minus'],
      ],
    ),
    '## Functions',
    ...functionParts('Over days (windows)', windowFunctions),
    ...functionParts('Over the entities of a set', aggregateFunctions),
    ...functionParts('Of numbers', scalarFunctions),
    ...functionParts('Of missing figures', missingFunctions),
    ...functionParts('Of ids and enums', textTests),
    '## What windows cover',
    rulesOf(spec, 'W'),
    '## Examples',
    table(
      ['expression', 'in words'],
      languageExamples.map(([text, words]) => [code(text), words]),
    ),
  ])
}

/** Expressions that the page shows, with what they say; a test checks them. */
export const languageExamples: readonly (readonly [string, string])[] = [
  ['coverDays < 7', 'less than a week of stock'],
  ['sum(soldUnits, 60d) < params.slowUnits', 'sold less in sixty days than the parameter says'],
  [
    'mean(conversionRatio, 3d) < 0.8 * mean(conversionRatio, 28d, offset: 3d)',
    'a fifth below the four weeks before',
  ],
  ['falling(conversionRatio) >= 3', 'fallen three days in a row'],
  ['count(isOutOfStock, 14d) >= 5', 'out of stock on five of the last fourteen days'],
  ['zscore(soldUnits, 28d) > 3', 'sales far above their usual spread'],
  ['sum(products, stockValueCents) > 5000000', 'of a category: more than 50,000 in its products'],
  [
    'competitorPriceCents.orValue(priceCents) < priceCents',
    'somebody is cheaper, if anybody is known',
  ],
  [
    'product.abcClass in ["A", "B"] && product.listingState == "onSale"',
    'of a stock: what matters and is on sale',
  ],
]

function functionParts(
  title: string,
  functions: Readonly<Record<string, { readonly usage: Text; readonly help: Text }>>,
): string[] {
  return [
    `### ${title}`,
    table(
      ['usage', 'meaning', '说明'],
      Object.values(functions).map(({ usage, help }) => [code(usage.en), help.en, help.zh]),
    ),
  ]
}

/** The numbered rules of one section of SPEC. */
function rulesOf(spec: string, letter: string): string {
  const rules = spec.split('\n').filter((line) => line.startsWith(`- **${letter}`))
  if (rules.length === 0) throw new Error(`SPEC has no rules ${letter}`)
  return rules.join('\n')
}
