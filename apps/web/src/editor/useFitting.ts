/** Keeps a canvas that shows the whole playbook showing it, when panels and windows change its size. */
import { useCallback, useEffect, useRef } from 'react'
import {
  getViewportForBounds,
  useNodesInitialized,
  useReactFlow,
  useStore as useFlowStore,
  type Viewport,
} from '@xyflow/react'
import { badgesPx } from './geometry.ts'

export const minZoom = 0.15
const fitMaxZoom = 1
const fitPadding = 0.12
const tolerancePx = 1

function isSame(left: Viewport, right: Viewport): boolean {
  return (
    Math.abs(left.x - right.x) < tolerancePx &&
    Math.abs(left.y - right.y) < tolerancePx &&
    Math.abs(left.zoom - right.zoom) < 0.001
  )
}

/** Fits once when the cards are measured, and again while the user has not moved the view. Returns the fit. */
export function useFitting(hasNodesAtFirst: boolean): () => void {
  const flow = useReactFlow()
  const isMeasured = useNodesInitialized()
  const width = useFlowStore((state) => state.width)
  const height = useFlowStore((state) => state.height)
  const fitted = useRef<Viewport>(undefined)
  const size = useRef({ width: 0, height: 0 })
  const isReady = useRef(false)

  const fit = useCallback(() => {
    const { width: wide, height: high } = size.current
    if (wide === 0 || high === 0 || flow.getNodes().length === 0) return
    const bounds = flow.getNodesBounds(flow.getNodes())
    const room = { ...bounds, height: bounds.height + badgesPx }
    fitted.current = getViewportForBounds(room, wide, high, minZoom, fitMaxZoom, fitPadding)
    void flow.setViewport(fitted.current)
  }, [flow])

  useEffect(() => {
    if (!isMeasured || width === 0 || height === 0) return
    const before = size.current
    size.current = { width, height }
    if (!isReady.current) {
      isReady.current = true
      if (hasNodesAtFirst) fit()
      return
    }
    const viewport = flow.getViewport()
    const bounds = flow.getNodesBounds(flow.getNodes())
    const right = (bounds.x + bounds.width) * viewport.zoom + viewport.x
    const bottom = (bounds.y + bounds.height) * viewport.zoom + viewport.y
    const wasWhole =
      bounds.x * viewport.zoom + viewport.x >= 0 &&
      bounds.y * viewport.zoom + viewport.y >= 0 &&
      right <= before.width &&
      bottom <= before.height
    const isCut = right > width || bottom > height
    const isFitted = fitted.current !== undefined && isSame(fitted.current, viewport)
    if (isFitted || (wasWhole && isCut)) fit()
  }, [isMeasured, width, height, hasNodesAtFirst, flow, fit])
  return fit
}
