import './audit.css'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { Export } from '../exports/export.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { auditTexts } from '../text/audit.ts'
import { useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { DateField, SelectField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { auditApi } from './api.ts'
import { EntryLine } from './entry.tsx'
import { Verify } from './verify.tsx'

const FILTERS = ['person', 'subject', 'action', 'from', 'until'] as const
type Filters = Partial<Record<(typeof FILTERS)[number], string>>

const KINDS = [
  'grant',
  'person',
  'people',
  'payment',
  'refund',
  'approval',
  'registration',
  'workshop',
  'unit',
  'audit',
] as const
type Kind = (typeof KINDS)[number] | 'all'

const DAY = 86_400
/** The first second of a day where the reader sits. */
const startOf = (day: string): number => Math.floor(new Date(`${day}T00:00:00`).getTime() / 1000)

/** The filters of the address as the API takes them: days become instants. */
const askedFrom = ({ from, until, ...same }: Filters) => ({
  ...same,
  ...(from ? { from: startOf(from) } : {}),
  ...(until ? { until: startOf(until) + DAY } : {}),
})

const asText = (asked: ReturnType<typeof askedFrom>): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, String(value)]))

/** Who did what, the newest first; checking that no row was tampered with; taking rows out. */
export const Audit = ({ params, query }: ScreenProps<'/o/:organisation/audit'>) => {
  const { organisation } = params
  const say = useText(auditTexts)
  const { route } = useLocation()
  const filters: Filters = Object.fromEntries(
    FILTERS.flatMap((key) => (query[key] ? [[key, query[key]]] : [])),
  )
  const key = new URLSearchParams(filters).toString()
  const asked = askedFrom(filters)
  const api = auditApi(organisation)
  const pages = usePages(`${organisation}/audit?${key}`, async (before, signal) => {
    const page = await json(
      api.audit.$get(
        { query: { ...asText(asked), ...(before ? { before } : {}) } },
        { init: { signal: signal ?? null } },
      ),
    )
    return { items: page.rows, after: page.before === null ? null : String(page.before) }
  })
  if (pages.query.problem?.status === 404) {
    return (
      <>
        <PageHeader title={say('title')} />
        <EmptyState icon="lock" title={say('none')}>
          {say('none.text')}
        </EmptyState>
      </>
    )
  }
  const narrow = (change: Filters) => {
    const kept = Object.entries({ ...filters, ...change }).filter(([, value]) => value)
    const next = new URLSearchParams(Object.fromEntries(kept))
    route(`/o/${organisation}/audit${next.size > 0 ? `?${next}` : ''}`, true)
  }
  const take = async (reason: string, before: number | undefined) => {
    const part = await json(
      api.audit.export.$post({ json: { reason, ...asked, ...(before ? { before } : {}) } }),
    )
    return { csv: part.csv, rows: part.rows, next: part.before }
  }
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={<Export tables={[{ name: `${organisation}-audit`, ask: take }]} />}
      />
      <Verify organisation={organisation} />
      <Narrowing filters={filters} onNarrow={narrow} />
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => <EmptyState title={say('empty')}>{say('empty.text')}</EmptyState>}
      >
        {() => (
          <ul class="audit-list">
            {pages.items.map((entry) => (
              <EntryLine key={entry.seq} organisation={organisation} entry={entry} />
            ))}
          </ul>
        )}
      </AsyncView>
      <More pages={pages} />
    </>
  )
}

type NarrowingProps = { filters: Filters; onNarrow: (change: Filters) => void }

const Narrowing = ({ filters, onNarrow }: NarrowingProps) => {
  const say = useText(auditTexts)
  const kind = KINDS.find((one) => one === filters.action) ?? 'all'
  return (
    <div class="stack">
      <div class="grid">
        <SelectField<Kind>
          label={say('kind')}
          required
          value={kind}
          onChange={(action) => onNarrow({ action: action === 'all' ? '' : action })}
          options={(['all', ...KINDS] as const).map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        <DateField label={say('from')} value={filters.from ?? ''} onChange={(from) => onNarrow({ from })} />
        <DateField
          label={say('until')}
          value={filters.until ?? ''}
          onChange={(until) => onNarrow({ until })}
        />
      </div>
      {(filters.person || filters.subject) && (
        <div class="cluster">
          <span>{say(filters.person ? 'only.person' : 'only.subject')}</span>
          <Button kind="quiet" icon="close" onPress={() => onNarrow({ person: '', subject: '' })}>
            {say('only.clear')}
          </Button>
        </div>
      )}
    </div>
  )
}
