/** The checks of the rules with all their analyses: loaded when the canvas is there. */
export { checkPlaybook } from '@sandtable/rules'
