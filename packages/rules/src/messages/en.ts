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
    sentence: `The file has ${f.bytes} bytes; a playbook has at most ${f.maxBytes}.`,
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
    sentence: `The format is ${f.format.en}; this version reads “playbook/1”.`,
    suggestion:
      'If it comes from a newer Sandtable, update this one; otherwise it is not a playbook.',
  }),
  wrongShape: (f: { expected: Text; got: Text }): Message => ({
    sentence: `Expected ${f.expected.en}, got ${f.got.en}.`,
  }),
  unknownKey: (f: { key: string; known: readonly string[] }): Message => ({
    sentence: `The key “${f.key}” is unknown here.`,
    suggestion: f.known.length === 0 ? 'Remove it.' : `Known keys: ${list(f.known)}.`,
  }),
  duplicateId: (f: { id: string }): Message => ({
    sentence: `The id “${f.id}” is used twice.`,
    suggestion: 'Give every node and edge its own id.',
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
  wrongValue: (f: { field: Text; expected: Text; got: Text }): Message => ({
    sentence: `“${f.field.en}” must be ${f.expected.en}, got ${f.got.en}.`,
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
  unusedParameter: (f: { parameter: string }): Message => ({
    sentence: `Parameter “${f.parameter}” is not used in any expression.`,
    suggestion: `Use it as params.${f.parameter}, or delete it.`,
  }),
  // expressions
  syntax: (f: { found: string }): Message => ({
    sentence:
      f.found === '' ? 'The expression is not complete.' : `“${f.found}” was not expected here.`,
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
  unknownName: (f: { name: string; scope: Text; suggestion?: string }): Message => ({
    sentence: `“${f.name}” is not a figure of: ${f.scope.en}.`,
    ...didYouMean(f.suggestion),
  }),
  unknownScope: (f: { name: string; scope: Text; known: readonly string[] }): Message => ({
    sentence: `“${f.name}” is not a parent of: ${f.scope.en}; there are ${list(f.known)}.`,
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
  wrongType: (f: { expected: Text; got: Text }): Message => ({
    sentence: `Expected ${f.expected.en}, got ${f.got.en}.`,
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
  notSimulated: (f: { name: string }): Message => ({
    sentence: `The shop does not simulate “${f.name}” yet: it is missing as a figure and rejected as a command.`,
  }),
} as const
