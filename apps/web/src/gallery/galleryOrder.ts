/** How the gallery is ordered: a choice of this browser. */
import { create } from 'zustand'
import { readStored, writeStored } from '../ui/stored.ts'

export const galleryOrders = ['topic', 'newest'] as const
export type GalleryOrder = (typeof galleryOrders)[number]

const storageKey = 'sandtable.galleryOrder'
const orderOf = (value: unknown): GalleryOrder =>
  galleryOrders.find((order) => order === value) ?? 'topic'

const store = create<{ readonly order: GalleryOrder }>(() => ({
  order: orderOf(readStored(storageKey)),
}))

export function useGalleryOrder(): GalleryOrder {
  return store(({ order }) => order)
}

export function setGalleryOrder(value: string): void {
  const order = orderOf(value)
  store.setState({ order })
  writeStored(storageKey, order)
}
