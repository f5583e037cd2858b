/** Runs the unit cases of a playbook; apart, so that the evaluator is loaded only when it is asked to. */
export { runCases } from '@sandtable/rules'
