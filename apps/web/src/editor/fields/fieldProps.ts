import type { Config, ConfigValue, Field, Issue, Playbook, ScopeId } from '@sandtable/rules'
import type { ControlProps } from '../FieldRow.tsx'

/** How a change of a field joins the history. */
export interface ChangeOptions {
  /** Part of the value that is being typed in: quick changes of one part are one step. */
  readonly part?: string
  /** A step of its own, such as a row that goes. */
  readonly isStep?: true
}

/** What every widget gets: its declaration, its value, and how to change it. Undefined means "not set". */
export interface FieldProps<F extends Field> extends ControlProps {
  readonly field: F
  readonly label: string
  readonly value: ConfigValue | undefined
  readonly onChange: (value: ConfigValue | undefined, options?: ChangeOptions) => void
  readonly issues: readonly Issue[]
  /** Scope of the entities for which an expression of this node is evaluated. */
  readonly scope: ScopeId | undefined
  readonly params: Playbook['params']
  /** The other fields of the node, with defaults. */
  readonly config: Config
}
