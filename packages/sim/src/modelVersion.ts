/** Changes whenever the same playbook, shop and seed may give other figures than before. */
export const modelVersion = 'shop-sim/4'
