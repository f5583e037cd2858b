/** A plugin of Stryker: leaves texts for people alone, which no test is to repeat. */

/** Properties that hold such texts. */
const texts: ReadonlySet<string> = new Set([
  'label',
  'help',
  'about',
  'summary',
  'title',
  'reads',
  'source',
  'sentence',
  'example',
])

interface Path {
  readonly node: { readonly type: string; readonly key?: { readonly name?: string } }
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'texts',
    value: {
      shouldIgnore({ node }: Path): string | undefined {
        const isText = node.type === 'ObjectProperty' && texts.has(node.key?.name ?? '')
        return isText ? 'a text for people' : undefined
      },
    },
  },
] as const
