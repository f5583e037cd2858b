import { useEffect, useRef } from 'react'
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { Annotation, Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { describeIssue, type Issue } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { cspNonce } from '../../ui/nonce.ts'
import { choicesAt, type CompletionContext } from './completions.ts'
import { expressionLanguage } from './language.ts'
import './expression.css'

interface ExpressionEditorProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly issues: readonly Issue[]
  /** What the expression may read. */
  readonly reads: Omit<CompletionContext, 'language'>
  readonly describedBy: string
  readonly isInvalid: boolean
  readonly maxLength: number
  readonly onChange: (value: string) => void
}

/** The shortest replacement that makes one text the other, so that the cursor keeps its place. */
function changeBetween(before: string, after: string) {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

/** Marks changes that come from the document, so that they are not sent back to it. */
const fromDocument = Annotation.define<true>()
const icons = {
  metric: 'property',
  parent: 'namespace',
  param: 'variable',
  payload: 'property',
  set: 'type',
  id: 'keyword',
  function: 'function',
  value: 'enum',
} as const

/** One expression: colours, completion from the catalogue, and problems underlined where they are. */
export function ExpressionEditor(props: ExpressionEditorProps) {
  const { language } = useI18n()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const attributes = useRef(new Compartment())
  // the editor lives as long as the field; what it reads changes with every render
  const latest = useRef({ ...props, language })
  useEffect(() => {
    latest.current = { ...props, language }
  })

  useEffect(() => {
    const parent = host.current
    if (parent === null) return
    const complete = (context: {
      state: EditorState
      pos: number
      explicit: boolean
    }): CompletionResult | null => {
      const offer: CompletionContext = {
        ...latest.current.reads,
        language: latest.current.language,
      }
      const before = context.state.sliceDoc(0, context.pos)
      const { choices, wordLength } = choicesAt(before, offer)
      if (wordLength === 0 && !context.explicit && !/[.=]\s*["']?$/.test(before)) return null
      return {
        from: context.pos - wordLength,
        options: choices.map(({ label, apply, detail, info, kind }) => ({
          label,
          detail,
          type: icons[kind],
          ...(apply === undefined ? {} : { apply }),
          ...(info === '' ? {} : { info }),
        })),
      }
    }
    const nonce = cspNonce()
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
          expressionLanguage(),
          bracketMatching(),
          closeBrackets(),
          drawSelection(),
          autocompletion({ override: [complete], icons: false }),
          EditorView.lineWrapping,
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            // Tab takes the choice when the list is open, and else leaves the field
            { key: 'Tab', run: acceptCompletion },
            // Mod-Enter runs the playbook; it makes no new line
            ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
          ]),
          attributes.current.of([]),
          EditorState.changeFilter.of(
            (transaction) => transaction.newDoc.length <= latest.current.maxLength,
          ),
          EditorView.updateListener.of((update) => {
            const isOwn = update.transactions.every(
              (one) => one.annotation(fromDocument) === undefined,
            )
            if (update.docChanged && isOwn) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  const { id, label, value, issues, describedBy, isInvalid } = props
  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(
        EditorView.contentAttributes.of({
          id,
          'aria-label': label,
          'aria-describedby': describedBy,
          'aria-invalid': String(isInvalid),
        }),
      ),
    })
  }, [id, label, describedBy, isInvalid])

  useEffect(() => {
    const editor = view.current
    if (editor === undefined) return
    const text = editor.state.doc.toString()
    if (text !== value) {
      editor.dispatch({ changes: changeBetween(text, value), annotations: fromDocument.of(true) })
    }
  }, [value])

  useEffect(() => {
    const editor = view.current
    if (editor === undefined) return
    const end = editor.state.doc.length
    const diagnostics = issues.map((issue): Diagnostic => {
      const { sentence, suggestion } = describeIssue(issue, language)
      return {
        from: Math.min(issue.range?.start ?? 0, end),
        to: Math.min(issue.range?.end ?? end, end),
        severity: issue.severity,
        message: suggestion === undefined ? sentence : `${sentence} ${suggestion}`,
      }
    })
    editor.dispatch(setDiagnostics(editor.state, diagnostics))
  }, [issues, language])

  return <div ref={host} className={`expression ${isInvalid ? 'is-invalid' : ''}`} />
}
