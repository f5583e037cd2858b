import type { ConfigValue, Field, Issue, Playbook, ScopeId } from '@sandtable/rules'
import type { ControlProps } from '../FieldRow.tsx'

/** What every widget gets: its declaration, its value, and how to change it. Undefined means "not set". */
export interface FieldProps<F extends Field> extends ControlProps {
  readonly field: F
  readonly label: string
  readonly value: ConfigValue | undefined
  readonly onChange: (value: ConfigValue | undefined) => void
  readonly issues: readonly Issue[]
  /** Scope of the entities for which an expression of this node is evaluated. */
  readonly scope: ScopeId | undefined
  readonly params: Playbook['params']
}
