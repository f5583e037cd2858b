import { useState } from 'react'
import { Table2 } from 'lucide-react'
import { isTable, type ConfigValue, type DecisionTable, type TableField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TableDialog } from '../table/TableDialog.tsx'
import type { FieldProps } from './fieldProps.ts'

const emptyTable: DecisionTable = { columns: [], rows: [] }
/** Rows of the preview; the rest is a number. */
const previewRows = 6

/** A decision table: what it is in short, and the grid to edit it in. */
export function TableWidget(props: FieldProps<TableField>) {
  const { id, field, value, onChange, describedBy, label, scope, params, issues } = props
  const { t, text } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  const table = isTable(value) ? value : (field.default ?? emptyTable)
  const { columns, rows } = table
  return (
    <div className="table-field">
      {columns.length > 0 && rows.length > 0 && (
        // what is too wide scrolls; the keyboard gets there by the grid below
        <div className="table-preview">
          <table>
            <caption className="visually-hidden">{label}</caption>
            <thead>
              <tr>
                <th scope="col">{t.table.row}</th>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    <code>{column.expression || '…'}</code>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, previewRows).map((row, index) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.name === undefined ? t.table.rowNumber(index + 1) : text(row.name)}
                  </th>
                  {columns.map((column) => (
                    <td key={column.id}>
                      <code>{row.cells[column.id] ?? '–'}</code>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="field-help">{t.table.inWords(rows.length, columns.length)}</p>
      <Button
        id={id}
        // its own name, beside that of the field
        aria-label={t.table.edit}
        aria-describedby={describedBy}
        onClick={() => setIsOpen(true)}
      >
        <Table2 size={14} />
        {t.table.edit}
      </Button>
      <TableDialog
        isOpen={isOpen}
        title={label}
        table={table}
        issues={issues}
        scope={scope}
        params={params}
        onClose={() => setIsOpen(false)}
        onChange={(next, options) =>
          // columns, rows and cells are plain JSON
          onChange(next as unknown as ConfigValue, options)
        }
      />
    </div>
  )
}
