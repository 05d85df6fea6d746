import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Takes the focus when it appears, where one step of a desk follows another without a new page. */
export const useFocusOnArrival = <E extends HTMLElement>(): RefObject<E | null> => {
  const part = useRef<E>(null)
  useEffect(() => part.current?.focus({ preventScroll: true }), [])
  return part
}
