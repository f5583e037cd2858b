/** Explanations of single nodes and entities (SPEC E). */
export type * from './explanation.ts'
export { createExplainer, type Explainer, type Question } from './explainer.ts'
export { compiledNode } from './path.ts'
export { plainFigure } from './valueKind.ts'
export {
  describeExplanation,
  describeNode,
  type DescribeOptions,
  type ExplanationLine,
} from './describe.ts'
