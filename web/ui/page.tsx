import type { ComponentChildren } from 'preact'
import { useHeading } from './arrival.ts'
import { Icon } from './icon.tsx'

/** A step on the way up from a page. */
export type Crumb = { label: string; href: string }

type PageHeaderProps = {
  title: string
  /** A sentence or a few facts under the title. */
  lead?: ComponentChildren
  /** From the top down, without this page itself. */
  crumbs?: readonly Crumb[] | undefined
  /** A label above the title, such as what kind of thing this is. */
  kind?: string | undefined
  actions?: ComponentChildren
}

const Crumbs = ({ crumbs }: { crumbs: readonly Crumb[] }) => (
  <nav class="crumbs">
    <ol>
      {crumbs.map((crumb) => (
        <li key={crumb.href}>
          <a href={crumb.href}>{crumb.label}</a>
          <Icon name="right" size={16} />
        </li>
      ))}
    </ol>
  </nav>
)

/** The head of every page: its one h1, which takes the focus on arrival and names the browser's tab. */
export const PageHeader = ({ title, lead, crumbs = [], kind, actions }: PageHeaderProps) => {
  const heading = useHeading(title)
  return (
    <header class="page-header">
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
      <div class="page-title">
        <div>
          {kind && <p class="page-kind">{kind}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {actions && <div class="cluster">{actions}</div>}
      </div>
      {lead && <div class="page-lead">{lead}</div>}
    </header>
  )
}
