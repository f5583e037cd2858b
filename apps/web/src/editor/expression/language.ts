/** The expression language for CodeMirror: the parser of the rules, with colours for its nodes. */
import {
  HighlightStyle,
  LanguageSupport,
  LRLanguage,
  syntaxHighlighting,
} from '@codemirror/language'
import { styleTags, tags } from '@lezer/highlight'
import { expressionParser } from '@sandtable/rules'

// CodeMirror's declarations name the CommonJS twin of the parser's type; at run time there is one
type CodeMirrorParser = Parameters<typeof LRLanguage.define>[0]['parser']
const parser = expressionParser as unknown as CodeMirrorParser

const language = LRLanguage.define({
  name: 'sandtable-expression',
  parser: parser.configure({
    props: [
      styleTags({
        Number: tags.number,
        Duration: tags.unit,
        String: tags.string,
        Boolean: tags.bool,
        Callee: tags.function(tags.variableName),
        Property: tags.propertyName,
        ArgumentName: tags.labelName,
        'Operator UnaryOperator': tags.operator,
      }),
    ],
  }),
})

const colours = HighlightStyle.define([
  { tag: [tags.number, tags.unit, tags.bool], color: 'var(--trigger)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: tags.function(tags.variableName), color: 'var(--condition)' },
  { tag: tags.labelName, color: 'var(--ink-2)' },
  { tag: tags.propertyName, color: 'var(--info)' },
  { tag: tags.operator, color: 'var(--ink-2)' },
])

export function expressionLanguage(): LanguageSupport {
  return new LanguageSupport(language, [syntaxHighlighting(colours)])
}
