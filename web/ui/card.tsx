import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** What colour and weight a part speaks with; never the only carrier of its meaning. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'note'

type CardProps = {
  title?: string | undefined
  /** Makes the whole card one link. */
  href?: string | undefined
  icon?: IconName | undefined
  /** A badge or a few words beside the title. */
  aside?: ComponentChildren
  children?: ComponentChildren
}

/** One thing among several of its kind, hanging from its bar. */
export const Card = ({ title, href, icon, aside, children }: CardProps) => (
  <article class={href ? 'card card-link' : 'card'}>
    {(title || aside) && (
      <div class="card-head">
        {icon && <Icon name={icon} size={28} />}
        {title && <h3 class="card-title">{href ? <a href={href}>{title}</a> : title}</h3>}
        {aside && <div class="card-aside">{aside}</div>}
      </div>
    )}
    {children}
  </article>
)

type PanelProps = {
  title: string
  /** One sentence under the title. */
  hint?: string | undefined
  /** Buttons at the title's right. */
  actions?: ComponentChildren
  children: ComponentChildren
}

/** A titled section of a page. */
export const Panel = ({ title, hint, actions, children }: PanelProps) => {
  const id = useId()
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="panel-head">
        <div>
          <h2 id={id}>{title}</h2>
          {hint && <p class="soft">{hint}</p>}
        </div>
        {actions && <div class="cluster">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

type StatProps = {
  label: string
  /** Already written, for example with `Count` or `Money`. */
  value: ComponentChildren
  /** What the number is of, and when: "of 65,400 booths, today". */
  note?: ComponentChildren
  tone?: Tone | undefined
  href?: string | undefined
}

/** One big number with what it counts. */
export const Stat = ({ label, value, note, tone = 'plain', href }: StatProps) => (
  <div class={`stat stat-${tone}`}>
    <dt class="stat-label">{href ? <a href={href}>{label}</a> : label}</dt>
    <dd class="stat-value numeral">{value}</dd>
    {note && <dd class="stat-note">{note}</dd>}
  </div>
)

/** A row of stats. */
export const Stats = ({ children }: { children: ComponentChildren }) => <dl class="stats">{children}</dl>

type FactsProps = { facts: readonly { label: string; value: ComponentChildren }[] }

/** Labels with their values, such as a workshop's day, place and fee; facts without a value are left out. */
export const Facts = ({ facts }: FactsProps) => (
  <dl class="facts">
    {facts
      .filter(({ value }) => value !== undefined && value !== null && value !== false && value !== '')
      .map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
