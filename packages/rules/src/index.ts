/** The public face of the rule package. */
export * from './text.ts'
export * from './units.ts'
export * from './figures.ts'
export * from './scopes.ts'
export * from './systems.ts'
export * from './sets.ts'
export * from './commands/command.ts'
export * from './commands/index.ts'
export * from './commands/tasks.ts'
export * from './advertisingLaw.ts'
export * from './receipts.ts'
export * from './shop.ts'
export * from './field.ts'
export * from './node.ts'
export * from './recurrence.ts'
export * from './nodes/index.ts'
export { relationOf } from './nodes/flow/relate.ts'
export { analyseTable, type HitPolicy, type TableAnalysis, type TableBox } from './table/analyse.ts'
export { cellExamples, parseCell } from './table/cells.ts'
export { columnType, columnExpression, type ColumnType } from './table/columns.ts'
export { parseTable } from './table/parseTable.ts'
export { checkTable } from './table/tableIssues.ts'
export { openAsExpression } from './nodes/triggers/openAsExpression.ts'
export * from './config.ts'
export * from './playbook.ts'
export * from './issues.ts'
export * from './ids.ts'
export * from './hash.ts'
export * from './format.ts'
export * from './parse.ts'
export * from './pack.ts'
export * from './packLimits.ts'
export * from './packFile.ts'
export * from './schemaWords.ts'
export { findJsonError, type JsonError } from './jsonError.ts'
export { packJsonSchema, playbookJsonSchema } from './jsonSchema.ts'
export * from './graph.ts'
export * from './check/index.ts'
export { checkConflicts, conflictsBetween, type MemberIssue } from './check/acrossPlaybooks.ts'
export { checkPack } from './check/pack.ts'
export * from './program.ts'
export { compile, type CompileResult } from './compile.ts'
export * from './explain/index.ts'
export * from './cases.ts'
export * from './effects.ts'
export { metricsOfScope } from './catalogueIndex.ts'
export { nearest } from './suggest.ts'
export {
  checkExpression,
  type Expected,
  type ExpressionContext,
} from './language/checkExpression.ts'
export { functionDeclarations } from './language/functions.ts'
export { parser as expressionParser } from './language/parser.gen.ts'
export {
  rowOperators,
  rowsOf,
  textOf,
  type ConditionRow,
  type ConditionRows,
  type RowOperator,
} from './language/rows.ts'
export { tableLimits } from './table/tableIssues.ts'
