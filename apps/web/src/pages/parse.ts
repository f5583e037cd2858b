/** The parser of playbooks with its schema: loaded when a draft is found. */
export { parsePlaybookValue } from '@sandtable/rules'
