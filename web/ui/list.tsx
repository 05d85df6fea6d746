import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type RowProps = {
  title: ComponentChildren
  /** A line under the title. */
  note?: ComponentChildren
  icon?: IconName | undefined
  /** A number, badge or button at the right. */
  aside?: ComponentChildren
  /** Makes the row one link. */
  href?: string | undefined
  /** Makes the row one button; with `href`, what else the tap does. */
  onPress?: (() => void) | undefined
}

const Inside = ({ title, note, icon, aside, leads }: RowProps & { leads: boolean }) => (
  <>
    {icon && <Icon name={icon} />}
    <span class="row-text">
      <span class="row-title">{title}</span>
      {note && <span class="row-note">{note}</span>}
    </span>
    {aside && <span class="row-aside">{aside}</span>}
    {leads && <Icon name="right" size={20} />}
  </>
)

/** One row of a `List`. */
export const Row = (props: RowProps) => {
  const { href, onPress } = props
  if (href) {
    return (
      <li>
        <a class="row" href={href} onClick={onPress}>
          <Inside {...props} leads />
        </a>
      </li>
    )
  }
  if (onPress) {
    return (
      <li>
        <button type="button" class="row" onClick={onPress}>
          <Inside {...props} leads />
        </button>
      </li>
    )
  }
  return (
    <li>
      <div class="row">
        <Inside {...props} leads={false} />
      </div>
    </li>
  )
}

/** Rows under each other; the label says to screen readers what they are. */
export const List = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <ul class="list" aria-label={label}>
    {children}
  </ul>
)
