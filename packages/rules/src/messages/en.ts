/**
 * Every sentence about a problem, in English. The parameters of a function are the facts of the code;
 * `zh.ts` must have the same codes with the same facts. Form: where, what was expected, what came, what to try.
 */
import type { Message } from '../issues.ts'
import type { JsonError, JsonExpectation } from '../jsonError.ts'
import type { Text } from '../text.ts'

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ')
const joined = (texts: readonly Text[], between: string) =>
  texts.map(({ en: text }) => text).join(between)
const didYouMean = (suggestion: string | undefined): { suggestion?: string } =>
  suggestion === undefined ? {} : { suggestion: `Did you mean “${suggestion}”?` }

/** What is missing, or 0 where it divides. */
function missingWords(f: {
  readonly figures: readonly string[]
  readonly divisors: readonly string[]
}): string {
  return [
    ...(f.figures.length === 0 ? [] : [`${f.figures.join(', ')} may be missing`]),
    ...(f.divisors.length === 0 ? [] : [`it divides by ${f.divisors.join(', ')}, which may be 0`]),
  ].join('; ')
}

const jsonExpectation: Record<JsonExpectation, string> = {
  value: 'a value',
  key: 'a key in double quotes',
  colon: '“:”',
  commaOrClose: '“,” or a closing bracket',
  end: 'the end of the file',
  closingQuote: 'a text with a closing quote and no control characters',
}

export const en = {
  // the file
  tooLarge: (f: { bytes: number; maxBytes: number }): Message => ({
    sentence: `The file has ${f.bytes} bytes; at most ${f.maxBytes} are read.`,
    suggestion: 'Split it into several playbooks.',
  }),
  brokenJson: (f: JsonError): Message => ({
    sentence:
      `This is not valid JSON: line ${f.line}, column ${f.column}: expected ${jsonExpectation[f.expected]}, ` +
      (f.found === '' ? 'but the text ends.' : `got “${f.found}”.`),
    suggestion: 'Export the playbook again, or mend the text at that place.',
  }),
  tooDeep: (f: { maxDepth: number }): Message => ({
    sentence: `The JSON is nested more than ${f.maxDepth} levels deep.`,
    suggestion: 'A playbook needs fewer than ten levels; this is probably another kind of file.',
  }),
  forbiddenKey: (f: { key: string }): Message => ({
    sentence: `The key “${f.key}” is not allowed.`,
    suggestion: 'Remove it; no playbook needs it.',
  }),
  wrongFormat: (f: { format: Text }): Message => ({
    sentence: `The format is ${f.format.en}; this version reads “playbook/1” and packs in “pack/1”.`,
    suggestion:
      'If it comes from a newer Sandtable, update this one; otherwise it is neither a playbook nor a pack.',
  }),
  wrongShape: (f: { where?: string; expected: Text; got: Text }): Message => ({
    sentence:
      f.where === undefined
        ? `Expected ${f.expected.en}, got ${f.got.en}.`
        : `${f.where} must be ${f.expected.en}, got ${f.got.en}.`,
  }),
  unknownKey: (f: { key: string; known: readonly string[] }): Message => ({
    sentence: `The key “${f.key}” is unknown here.`,
    suggestion: f.known.length === 0 ? 'Remove it.' : `Known keys: ${list(f.known)}.`,
  }),
  duplicateId: (f: { id: string }): Message => ({
    sentence: `The id “${f.id}” is used twice.`,
    suggestion: 'Give each its own id.',
  }),
  // a pack
  packFileName: (f: { file: string }): Message => ({
    sentence: `“${f.file}” is not the name of a file beside the pack.`,
    suggestion:
      'Write the name alone, such as “early.json”, and put the playbook into the folder of the pack.',
  }),
  missingFile: (f: { file: string }): Message => ({
    sentence: `The pack names “${f.file}”, which is not there.`,
    suggestion: 'Put the file beside the pack, or give all files of the folder together.',
  }),
  unknownMember: (f: { playbook: string; known: readonly string[] }): Message => ({
    sentence: `The pack has no playbook “${f.playbook}”; it has ${list(f.known)}.`,
  }),
  // the graph
  noTrigger: (_: Readonly<Record<string, never>>): Message => ({
    sentence: 'The playbook has no trigger, so it never does anything.',
    suggestion: 'Add a trigger and connect it to an action.',
  }),
  unknownKind: (f: { kind: string; suggestion?: string }): Message => ({
    sentence: `The node kind “${f.kind}” is unknown to this version; the node is kept but disabled.`,
    ...(f.suggestion === undefined
      ? { suggestion: 'Update Sandtable, or replace the node.' }
      : didYouMean(f.suggestion)),
  }),
  newerKindVersion: (f: { kind: string; v: number; known: number }): Message => ({
    sentence: `The node is ${f.kind} version ${f.v}; this version knows up to ${f.known}. The node is kept but disabled.`,
    suggestion: 'Update Sandtable.',
  }),
  danglingEdge: (f: { edge: string; node: string }): Message => ({
    sentence: `Edge “${f.edge}” refers to node “${f.node}”, which does not exist.`,
    suggestion: 'Delete the edge, or connect it to an existing node.',
  }),
  unknownPort: (f: {
    edge: string
    node: string
    port: string
    known: readonly string[]
  }): Message => ({
    sentence:
      f.known.length === 0
        ? `Edge “${f.edge}” uses port “${f.port}” of “${f.node}”, which has no port on that side.`
        : `Edge “${f.edge}” uses port “${f.port}” of “${f.node}”; it has ${list(f.known)}.`,
  }),
  duplicateEdge: (f: { edge: string; other: string }): Message => ({
    sentence: `Edge “${f.edge}” connects the same ports as “${f.other}”.`,
    suggestion: 'Delete one of them.',
  }),
  cycle: (f: { nodes: readonly Text[] }): Message => ({
    sentence: `These nodes form a cycle: ${joined(f.nodes, ' → ')}.`,
    suggestion:
      'Remove one of the edges; what an action changes is seen at the next review anyway.',
  }),
  notConnected: (f: { node: Text }): Message => ({
    sentence: `“${f.node.en}” has no incoming edge, so nothing ever reaches it.`,
    suggestion: 'Connect a trigger or condition to it.',
  }),
  noEffect: (f: { node: Text }): Message => ({
    sentence: `Nothing is connected behind “${f.node.en}”, so it has no effect.`,
    suggestion: 'Connect an action to it.',
  }),
  scopeMismatch: (f: { node: Text; scopes: readonly Text[] }): Message => ({
    sentence: `“${f.node.en}” receives selections of different scopes: ${joined(f.scopes, ', ')}.`,
    suggestion: 'Let its triggers watch the same scope.',
  }),
  wrongTarget: (f: { node: Text; scope: Text; targets: readonly Text[] }): Message => ({
    sentence: `“${f.node.en}” acts on ${joined(f.targets, ' or ')}, but a selection of ${f.scope.en} reaches it.`,
    suggestion: `Let its trigger watch ${joined(f.targets, ' or ')}.`,
  }),
  // fields
  missingField: (f: { field: Text }): Message => ({
    sentence: `“${f.field.en}” is not set.`,
    suggestion: 'Fill it in.',
  }),
  wrongValue: (f: { field: Text; where?: Text; expected: Text; got: Text }): Message => ({
    sentence: `“${f.field.en}”${f.where === undefined ? '' : `, ${f.where.en},`} must be ${f.expected.en}, got ${f.got.en}.`,
  }),
  unknownField: (f: { field: string; known: readonly string[]; suggestion?: string }): Message => ({
    sentence: `“${f.field}” is not a field of this node; it has ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  parameterRange: (f: { parameter: string; value: number; min: number; max: number }): Message => ({
    sentence: `Parameter “${f.parameter}” is ${f.value}, outside its range ${f.min} to ${f.max}.`,
  }),
  parameterLimits: (f: { parameter: string; min: number; max: number }): Message => ({
    sentence: `The least value of parameter “${f.parameter}” is ${f.min}, above its greatest, ${f.max}.`,
    suggestion: 'Swap or correct them.',
  }),
  parameterOption: (f: {
    parameter: string
    value: string
    options: readonly string[]
  }): Message => ({
    sentence: `Parameter “${f.parameter}” is “${f.value}”; it may be ${list(f.options)}.`,
  }),
  unknownEvent: (f: { event: string; known: readonly string[]; suggestion?: string }): Message => ({
    sentence: `The shop has no event “${f.event}”; it has ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  wrongEventScope: (f: { event: string; scope: Text; scopes: readonly Text[] }): Message => ({
    sentence: `The event “${f.event}” happens to a ${joined(f.scopes, ' or ')}, not to a ${f.scope.en}.`,
    suggestion: `Let the trigger watch ${joined(f.scopes, ' or ')}.`,
  }),
  unknownSet: (f: { set: string; known: readonly string[]; suggestion?: string }): Message => ({
    sentence:
      f.known.length === 0
        ? `“${f.set}” is not a set that can be named here; there is none.`
        : `“${f.set}” is not a set that can be named here; there are ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  forbiddenCopy: (f: { word: string; reason: Text }): Message => ({
    sentence: `“${f.word}” must not be published: ${f.reason.en}.`,
    suggestion: 'Say what can be proved instead.',
  }),
  freezeOrder: (f: { fromDay: number; toDay: number }): Message => ({
    sentence: `The freeze ends on day ${f.toDay}, before it begins on day ${f.fromDay}.`,
    suggestion: 'Swap the two days.',
  }),
  unusedParameter: (f: { parameter: string }): Message => ({
    sentence: `Parameter “${f.parameter}” is not used in any expression.`,
    suggestion: `Use it as params.${f.parameter}, or delete it.`,
  }),
  // how a playbook behaves (SPEC C)
  deadTrigger: (f: { node: Text }): Message => ({
    sentence: `“${f.node.en}” can never fire, whatever the figures are.`,
    suggestion: 'Correct the condition, or delete the trigger.',
  }),
  alwaysTrue: (_: Readonly<Record<string, never>>): Message => ({
    sentence: 'This is never false, whatever the figures are.',
    suggestion: 'Correct it, or leave it out; has(…) asks whether a figure exists.',
  }),
  alwaysFalse: (_: Readonly<Record<string, never>>): Message => ({
    sentence: 'This is never true, whatever the figures are.',
    suggestion: 'Correct it, or leave it out.',
  }),
  unreachableBranch: (f: { node: Text; port: Text }): Message => ({
    sentence: `Nothing ever leaves “${f.node.en}” by “${f.port.en}”: the nodes before let nothing through that could.`,
    suggestion: 'Correct one of the conditions, or delete the branch.',
  }),
  conflict: (f: { node: Text; other: Text }): Message => ({
    sentence: `“${f.node.en}” and “${f.other.en}” can pull one lever of one target on the same day, and nothing decides between them: then neither is done.`,
    suggestion: 'Give one of them a higher priority, or make their conditions exclude each other.',
  }),
  conflictBetween: (f: {
    node: Text
    playbook: Text
    other: Text
    otherPlaybook: Text
  }): Message => ({
    sentence: `“${f.node.en}” of “${f.playbook.en}” and “${f.other.en}” of “${f.otherPlaybook.en}” can pull one lever of one target on the same day, and nothing decides between them: then neither is done.`,
    suggestion: 'Give one of them a higher priority, or make their conditions exclude each other.',
  }),
  selfTrigger: (f: { nodes: readonly Text[] }): Message => ({
    sentence:
      f.nodes.length === 1
        ? `“${f.nodes[0]!.en}” keeps its own trigger true: once it has fired, it fires every day.`
        : `These actions keep one another firing: ${joined([...f.nodes, f.nodes[0]!], ' → ')}.`,
    suggestion:
      'Set a cooldown or a recovery on the trigger, or add a condition that the action ends.',
  }),
  flapping: (f: { node: Text; other: Text }): Message => ({
    sentence: `“${f.node.en}” and “${f.other.en}” set one lever to and fro at the same threshold: a figure near it switches back and forth.`,
    suggestion: 'Leave a gap between the two thresholds, or set “must hold for” or a cooldown.',
  }),
  idleRecovery: (f: { node: Text }): Message => ({
    sentence: `“${f.node.en}” recovers as soon as its condition no longer holds, so “recovers when” changes nothing.`,
    suggestion: 'Ask for more than the opposite of the condition, such as < 7 and > 10.',
  }),
  possibleMissing: (f: {
    node: Text
    figures: readonly string[]
    divisors: readonly string[]
    isEnum?: boolean
  }): Message => ({
    sentence: `Some entities leave “${f.node.en}” by “missing”, where nothing is connected: ${missingWords(f)}.`,
    suggestion:
      f.isEnum === true
        ? 'Say in “If a figure is missing” where they go, connect the output “missing”, or ask has(figure) before.'
        : 'Say in “If a figure is missing” where they go, or write figure.orValue(…) or has(figure).',
  }),
  missingProposal: (f: {
    field: Text
    figures: readonly string[]
    divisors: readonly string[]
  }): Message => ({
    sentence: `“${f.field.en}” may have no value, and then nothing is proposed: ${missingWords(f)}.`,
    suggestion:
      'Write figure.orValue(…), or let only entities through for which has(figure) is true.',
  }),
  // expressions
  syntax: (f: { found: string; suggestion?: string }): Message => ({
    sentence:
      f.found === '' ? 'The expression is not complete.' : `“${f.found}” was not expected here.`,
    ...didYouMean(f.suggestion),
  }),
  tooLong: (f: { characters: number; maxCharacters: number }): Message => ({
    sentence: `The expression has ${f.characters} characters; at most ${f.maxCharacters} are allowed.`,
  }),
  tooNested: (f: { maxDepth: number }): Message => ({
    sentence: `The expression is nested more than ${f.maxDepth} levels deep.`,
    suggestion: 'Split it over several conditions.',
  }),
  moreIssues: (f: { count: number }): Message => ({
    sentence: `There are ${f.count} more problems, which are not listed.`,
    suggestion: 'Mend these first.',
  }),
  unknownName: (f: {
    name: string
    scope: Text
    known?: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence:
      f.known === undefined || f.known.length === 0
        ? `“${f.name}” is not a figure of: ${f.scope.en}.`
        : `“${f.name}” is not a figure of: ${f.scope.en}; it has ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  unknownScope: (f: {
    name: string
    scope: Text
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence: `“${f.name}” is not a parent of: ${f.scope.en}; there are ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  noEvent: (f: { name: string }): Message => ({
    sentence: `“${f.name}” can be read only in the condition of an event trigger.`,
    suggestion: 'Test it in the trigger; further on, read a figure that tells the same.',
  }),
  notConstant: (f: { found: string }): Message => ({
    sentence: `“${f.found}” differs by entity or day; one value for all is needed here.`,
    suggestion: 'Use numbers and parameters only.',
  }),
  unknownParameter: (f: { name: string; suggestion?: string }): Message => ({
    sentence: `The playbook has no parameter “${f.name}”.`,
    ...(f.suggestion === undefined
      ? { suggestion: 'Declare it under the playbook’s parameters.' }
      : didYouMean(f.suggestion)),
  }),
  unknownFunction: (f: {
    name: string
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence: `There is no function “${f.name}”; there are ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  wrongArguments: (f: { name: string; usage: Text }): Message => ({
    sentence: `“${f.name}” is called as ${f.usage.en}.`,
  }),
  unknownOption: (f: {
    name: string
    option: string
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence:
      f.known.length === 0
        ? `“${f.name}” takes no named arguments, got “${f.option}”.`
        : `“${f.name}” takes the named arguments ${list(f.known)} once each, got “${f.option}”.`,
    ...didYouMean(f.suggestion),
  }),
  nested: (f: { name: string; inside: string }): Message => ({
    sentence: `“${f.name}” cannot stand inside “${f.inside}”: windows hold no windows, functions of a set no functions of a set.`,
    suggestion: 'Compare the two side by side instead.',
  }),
  wrongType: (f: { expected: Text; got: Text; suggestion?: string }): Message => ({
    sentence: `Expected ${f.expected.en}, got ${f.got.en}.`,
    ...didYouMean(f.suggestion),
  }),
  unitMismatch: (f: { left: Text; right: Text; operator: string }): Message => ({
    sentence: `“${f.operator}” needs equal units on both sides, got ${f.left.en} and ${f.right.en}.`,
    suggestion: 'Convert one side by multiplying or dividing.',
  }),
  wrongUnit: (f: { expected: Text; got: Text }): Message => ({
    sentence: `A result in ${f.expected.en} is needed here, got ${f.got.en}.`,
  }),
  unknownEnumValue: (f: {
    value: string
    metric: string
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence: `“${f.value}” is not a value of ${f.metric}; it has ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  // decision tables
  tableTooLarge: (f: {
    columns: number
    rows: number
    maxColumns: number
    maxRows: number
  }): Message => ({
    sentence: `The table has ${f.columns} columns and ${f.rows} rows; at most ${f.maxColumns} and ${f.maxRows} are allowed.`,
    suggestion: 'Split it into several tables.',
  }),
  noRows: (_: Readonly<Record<string, never>>): Message => ({
    sentence: 'The table has no rows, so everything leaves by “no row”.',
    suggestion: 'Add a row.',
  }),
  reservedRowId: (f: { id: string }): Message => ({
    sentence: `A row cannot have the id “${f.id}”: that is another output of the table.`,
  }),
  unknownColumn: (f: {
    column: string
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence: `The table has no column “${f.column}”; it has ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  cellSyntax: (f: { found: string; expected: Text }): Message => ({
    sentence: `“${f.found}” is no test of this column.`,
    suggestion: `Write for example ${f.expected.en}.`,
  }),
  unknownCellValue: (f: {
    value: string
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence: `“${f.value}” is not a value of this column; it has ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  tableOverlap: (f: { row: Text; other: Text; where: Text }): Message => ({
    sentence: `Rows “${f.other.en}” and “${f.row.en}” both match where ${f.where.en}.`,
    suggestion: 'Narrow one of them, or let the first match win.',
  }),
  tableGap: (f: { where: Text }): Message => ({
    sentence: `No row matches where ${f.where.en}.`,
    suggestion: 'Add a row for it, or connect the output “no row” (port default).',
  }),
  unreachableRow: (f: { row: Text; by: readonly Text[] }): Message => ({
    sentence:
      f.by.length === 0
        ? `Row “${f.row.en}” never matches: one of its cells admits no value.`
        : `Row “${f.row.en}” never matches: the rows above it take everything (${joined(f.by, ', ')}).`,
    suggestion: 'Change or delete it.',
  }),
  // unit cases
  unknownNode: (f: { node: string; suggestion?: string }): Message => ({
    sentence: `The playbook has no node “${f.node}”.`,
    ...didYouMean(f.suggestion),
  }),
  unknownOutcome: (f: {
    node: Text
    outcome: string
    known: readonly string[]
    suggestion?: string
  }): Message => ({
    sentence: `“${f.outcome}” is not what “${f.node.en}” can do; a case may expect ${list(f.known)}.`,
    ...didYouMean(f.suggestion),
  }),
  emptyCase: (_: Readonly<Record<string, never>>): Message => ({
    sentence: 'The case expects nothing, so it can never fail.',
    suggestion: 'Say what a node should do.',
  }),
  brokenEffect: (f: { line: string; got: string; expected: Text }): Message => ({
    sentence: `The effect “${f.line}” cannot be read${f.got === '' ? ' to its end' : ` at “${f.got}”`}; expected ${f.expected.en}.`,
  }),
  unknownReportFigure: (f: { figure: string; suggestion?: string }): Message => ({
    sentence: `The report has no figure “${f.figure}”.`,
    ...didYouMean(f.suggestion),
  }),
  figureNeedsEntity: (f: { figure: string; scope: Text }): Message => ({
    sentence: `“${f.figure}” is no figure of the whole shop.`,
    suggestion: `Name one of: ${f.scope.en}, by its id behind “@”: ${f.figure}@id.`,
  }),
  unknownCommand: (f: { command: string; suggestion?: string }): Message => ({
    sentence: `There is no command “${f.command}”.`,
    ...didYouMean(f.suggestion),
  }),
  notSimulated: (f: { name: string; what: 'figure' | 'event' | 'command' }): Message => ({
    sentence: {
      figure: `The shop does not simulate the figure “${f.name}” yet: it is always missing.`,
      event: `The shop does not simulate the event “${f.name}” yet: it never happens.`,
      command: `The shop does not simulate the command “${f.name}” yet: it rejects every such proposal.`,
    }[f.what],
  }),
} as const
