/** What the API takes from the simulator besides running it: the catalogue for the client, and the limits of a run. */
import {
  catalogue,
  kpis,
  modelVersion,
  parseShopFile,
  runDefaults,
  runLimits,
  shops,
} from '@sandtable/sim'
import type { RunRequest, ShopCatalogue, ShopInfo } from './contract.ts'

/** Plain data, the same for as long as the process lives. */
export const shopCatalogue: ShopCatalogue = {
  catalogue,
  kpis,
  shops,
  modelVersion,
  runDefaults,
  runLimits,
}

/** One sentence when a run asks for what this server does not do: the limit and the value. */
export function limitProblem(
  { shop, days, replications }: RunRequest,
  known: readonly ShopInfo[] = shops,
): string | undefined {
  const products = known.find(({ id }) => id === shop)?.products
  if (products === undefined) {
    return `There is no shop “${shop}”; there are: ${known.map(({ id }) => id).join(', ')}.`
  }
  if (days > runLimits.days) return `A run has at most ${runLimits.days} days, got ${days}.`
  if (replications < runLimits.leastReplications || replications > runLimits.replications) {
    return `A run has ${runLimits.leastReplications} to ${runLimits.replications} replications, got ${replications}.`
  }
  const productDays = products * days * replications
  if (productDays > runLimits.productDays) {
    return (
      `A run has at most ${runLimits.productDays} product-days; ${products} products × ${days} days × ` +
      `${replications} replications are ${productDays}. Ask for fewer days or replications.`
    )
  }
  return undefined
}

/** Content hash of a shop template as it is run. */
export function shopHashOf(shop: string): string {
  const resolved = parseShopFile({ format: 'shop/1', template: shop })
  if (!resolved.ok) throw new Error(`shop ${shop} is listed but cannot be resolved`)
  return resolved.shopHash
}
