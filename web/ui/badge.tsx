import type { ComponentChildren } from 'preact'
import type { Tone } from './card.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type BadgeProps = { tone?: Tone | undefined; icon?: IconName | undefined; children: ComponentChildren }

/** A state in one or two words. */
export const Badge = ({ tone = 'plain', icon, children }: BadgeProps) => (
  <span class={`badge badge-${tone}`}>
    {icon && <Icon name={icon} size={18} />}
    {children}
  </span>
)

type ChipProps = {
  children: ComponentChildren
  pressed?: boolean | undefined
  onPress?: (() => void) | undefined
  /** Shows a cross; the label says what is removed. */
  remove?: { label: string; onPress: () => void } | undefined
}

/** A filter that is on or off, or something picked that can be removed again. */
export const Chip = ({ children, pressed, onPress, remove }: ChipProps) => {
  if (onPress) {
    return (
      <button type="button" class="chip" aria-pressed={pressed ?? false} onClick={onPress}>
        {pressed && <Icon name="check" size={18} />}
        {children}
      </button>
    )
  }
  return (
    <span class="chip">
      {children}
      {remove && (
        <button type="button" class="chip-remove" aria-label={remove.label} onClick={remove.onPress}>
          <Icon name="close" size={18} />
        </button>
      )}
    </span>
  )
}
