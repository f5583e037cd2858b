/** A figure of a claim or an effect: the metric, and the entity where it is of one entity alone (SPEC P9). */
export function splitFigure(figure: string): { readonly metric: string; readonly entity?: string } {
  const at = figure.indexOf('@')
  return at < 0 ? { metric: figure } : { metric: figure.slice(0, at), entity: figure.slice(at + 1) }
}
