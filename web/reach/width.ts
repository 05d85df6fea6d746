import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** How wide a picture's frame is, in pixels, as it changes. */
export const useWidth = (): [RefObject<HTMLDivElement | null>, number] => {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const box = frame.current
    if (!box) return
    const watch = new ResizeObserver(() => setWidth(Math.max(240, box.clientWidth)))
    watch.observe(box)
    return () => watch.disconnect()
  }, [])
  return [frame, width]
}
