import type { ComponentChildren } from 'preact'
import { useText } from '../text/index.ts'
import { reachText } from '../text/reach.ts'

/** The table behind a picture, folded away until it is asked for. */
export const Behind = ({ children }: { children: ComponentChildren }) => {
  const say = useText(reachText)
  return (
    <details class="behind">
      <summary>{say('table')}</summary>
      {children}
    </details>
  )
}
