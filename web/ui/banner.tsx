import type { ComponentChildren } from 'preact'
import type { Tone } from './card.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

const ICON: Record<Tone, IconName> = {
  plain: 'info',
  note: 'info',
  good: 'check',
  warn: 'warning',
  bad: 'stop',
}

type BannerProps = {
  tone?: Tone | undefined
  title: string
  children?: ComponentChildren
  actions?: ComponentChildren
  /** Read out as soon as it appears; for what has just gone wrong. */
  urgent?: boolean | undefined
}

/** Something the person should know about this page. */
export const Banner = ({ tone = 'note', title, children, actions, urgent }: BannerProps) => (
  <div class={`banner banner-${tone}`} role={urgent ? 'alert' : undefined}>
    <Icon name={ICON[tone]} />
    <div class="banner-body">
      <p class="strong">{title}</p>
      {children}
      {actions && <div class="cluster">{actions}</div>}
    </div>
  </div>
)

type EmptyStateProps = {
  title: string
  icon?: IconName | undefined
  /** What to do next, in a sentence. */
  children?: ComponentChildren
  actions?: ComponentChildren
}

/** Nothing here yet, and what to do about it. */
export const EmptyState = ({ title, icon = 'units', children, actions }: EmptyStateProps) => (
  <div class="empty">
    <Icon name={icon} size={48} />
    <p class="empty-title">{title}</p>
    {children && <div class="soft">{children}</div>}
    {actions && <div class="cluster">{actions}</div>}
  </div>
)
