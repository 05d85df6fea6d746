import { ICONS, type IconName } from './icons.ts'

/** An icon beside words; it says nothing by itself and is hidden from screen readers. */
export const Icon = ({ name, size = 24 }: { name: IconName; size?: number | undefined }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={ICONS[name]} />
  </svg>
)
