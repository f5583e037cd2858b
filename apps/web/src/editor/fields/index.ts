/** One widget for each type of field. A new type is one file and one line here. */
import type { ComponentType } from 'react'
import type { Field, Issue } from '@sandtable/rules'
import { partOf } from '../issuesAt.ts'
import { BooleanWidget } from './Boolean.tsx'
import { ChoiceWidget } from './Choice.tsx'
import { DurationWidget } from './Duration.tsx'
import { EventWidget } from './Event.tsx'
import { ExpressionWidget } from './Expression.tsx'
import type { FieldProps } from './fieldProps.ts'
import { MetricsWidget } from './Metrics.tsx'
import { NumberWidget } from './Number.tsx'
import { PickWidget } from './Pick.tsx'
import { RecurrenceWidget } from './Recurrence.tsx'
import { ScopeWidget } from './Scope.tsx'
import { TableWidget } from './Table.tsx'
import { TextWidget } from './Text.tsx'
import { TiersWidget } from './Tiers.tsx'

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
  event: EventWidget,
  metrics: MetricsWidget,
  tiers: TiersWidget,
  pick: PickWidget,
  table: TableWidget,
}

/** The widget of a field. */
export function widgetOf(field: Field): ComponentType<FieldProps<Field>> {
  // the table above pairs each type with its own props; TypeScript cannot follow that through an index
  return widgets[field.type] as ComponentType<FieldProps<Field>>
}

/** Whether the widget shows a problem itself, where it is. */
export function showsProblem(field: Field, issue: Issue): boolean {
  const [part] = partOf(issue)
  return field.type === 'pick' && (part === 'by' || part === 'where')
}
