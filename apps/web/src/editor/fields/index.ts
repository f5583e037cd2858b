/** One widget for each type of field. A new type is one file and one line here. */
import type { ComponentType } from 'react'
import type { Field } from '@sandtable/rules'
import { BooleanWidget } from './Boolean.tsx'
import { ChoiceWidget } from './Choice.tsx'
import { DurationWidget } from './Duration.tsx'
import { ExpressionWidget } from './Expression.tsx'
import type { FieldProps } from './fieldProps.ts'
import { NumberWidget } from './Number.tsx'
import { RecurrenceWidget } from './Recurrence.tsx'
import { ScopeWidget } from './Scope.tsx'
import { TextWidget } from './Text.tsx'

type Widgets = {
  readonly [T in Field['type']]: ComponentType<FieldProps<Extract<Field, { type: T }>>>
}

const widgets: Widgets = {
  expression: ExpressionWidget,
  number: NumberWidget,
  duration: DurationWidget,
  choice: ChoiceWidget,
  boolean: BooleanWidget,
  text: TextWidget,
  scope: ScopeWidget,
  recurrence: RecurrenceWidget,
}

/** The widget of a field. */
export function widgetOf(field: Field): ComponentType<FieldProps<Field>> {
  // the table above pairs each type with its own props; TypeScript cannot follow that through an index
  return widgets[field.type] as ComponentType<FieldProps<Field>>
}
