import type { ComponentChildren } from 'preact'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Button } from './button.tsx'

type PrintSheetProps = {
  /** Said to screen readers; what is printed says its own title. */
  label: string
  /** `page` is one A4 sheet; `cards` lays its children out as code cards, eight to a sheet. */
  kind?: 'page' | 'cards' | undefined
  children: ComponentChildren
}

/** What is printed: while a sheet is on the page, printing prints the sheets and nothing else. */
export const PrintSheet = ({ label, kind = 'page', children }: PrintSheetProps) => (
  <section class={`print-sheet print-${kind}`} aria-label={label}>
    {children}
  </section>
)

/** Opens the browser's print dialog; not printed itself. */
export const PrintButton = ({ label }: { label?: string | undefined }) => {
  const say = useText(common)
  return (
    <div class="no-print">
      <Button icon="print" onPress={() => window.print()}>
        {label ?? say('print')}
      </Button>
    </div>
  )
}
