/** States of a product's listing, in the order of their codes. */
export const listingStates = ['candidate', 'onSale', 'presale', 'paused', 'delisted'] as const
