import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type IdleTeacher, type Leak, type LeakingUnit, radarApi } from './api.ts'
import { Send } from './send.tsx'

/** For how many units trainers are looked for at once; of the others it is asked. */
const EAGER = 8

type Page<T> = { rows: T[]; after: string | null }

type PagedProps<T> = {
  cacheKey: string
  ask: (after: string | undefined, signal?: AbortSignal) => Promise<Page<T>>
  fine: string
  row: (one: T, place: number) => ComponentChildren
}

/** Rows that come page by page. */
const Paged = <T,>({ cacheKey, ask, fine, row }: PagedProps<T>) => {
  const say = useText(radarText)
  const [rest, setRest] = useState<Page<T> | undefined>(undefined)
  const query = useQuery(cacheKey, (signal) => ask(undefined, signal))
  const after = rest ? rest.after : (query.data?.after ?? null)
  const more = useAction(async () => {
    if (after === null) return
    const next = await ask(after)
    setRest({ rows: [...(rest?.rows ?? []), ...next.rows], after: next.after })
  })
  return (
    <AsyncView
      query={query}
      isEmpty={({ rows }) => rows.length === 0}
      empty={() => <p class="soft">{fine}</p>}
    >
      {({ rows }) => (
        <>
          <ul class="list">{[...rows, ...(rest?.rows ?? [])].map(row)}</ul>
          {more.problem && <ProblemView problem={more.problem} onRetry={more.run} />}
          {after !== null && (
            <div class="cluster">
              <Button icon="down" busy={more.busy} onPress={more.run}>
                {say('more')}
              </Button>
            </div>
          )}
        </>
      )}
    </AsyncView>
  )
}

type ListProps = { slug: string; tierId: string; unit: string | undefined; days: number; leak: Leak }

const Idle = ({ slug, tierId, unit, days }: ListProps) => {
  const say = useText(radarText)
  const name = useName()
  return (
    <Paged<IdleTeacher>
      cacheKey={`${slug}/radar/${tierId}/idle/${unit ?? ''}/${days}`}
      fine={say('fine.idle')}
      ask={async (after, signal) => {
        const query = { days: String(days), ...(unit ? { unit } : {}), ...(after ? { after } : {}) }
        const asked = { param: { nextTierId: tierId }, query }
        const api = radarApi(slug).radar[':nextTierId'].teachers
        const page = await json(api.$get(asked, { init: { signal: signal ?? null } }))
        return { rows: page.people, after: page.after }
      }}
      row={(one) => (
        <li key={one.credentialId}>
          <a class="row" href={`/o/${slug}/people/${one.person.id}`}>
            <span class="row-title">{name(one.person)}</span>
            <span class="row-note">
              {name(one.unit)}, {say('row.days', { count: one.days })}
              {one.assigned && `, ${say('row.assigned')}`}
            </span>
          </a>
        </li>
      )}
    />
  )
}

const Acting = ({
  slug,
  tierId,
  at,
  eager,
}: {
  slug: string
  tierId: string
  at: LeakingUnit
  eager: boolean
}) => {
  const say = useText(radarText)
  const name = useName()
  const [asked, setAsked] = useState(eager)
  const [sent, setSent] = useState(false)
  if (sent) return null
  if (!at.actsAt) return <p class="soft small">{say('acts.nobody')}</p>
  if (!at.mayAct) return <p class="soft small">{say('acts.above', { unit: name(at.actsAt) })}</p>
  if (asked) return <Send slug={slug} tierId={tierId} at={at} onSent={() => setSent(true)} />
  return (
    <div>
      <Button icon="search" onPress={() => setAsked(true)}>
        {say('send.find')}
      </Button>
    </div>
  )
}

const Units = ({ slug, tierId, unit, leak }: ListProps & { leak: Exclude<Leak, 'idle'> }) => {
  const say = useText(radarText)
  const name = useName()
  return (
    <Paged<LeakingUnit>
      cacheKey={`${slug}/radar/${tierId}/${leak}/${unit ?? ''}`}
      fine={say(`fine.${leak}`)}
      ask={async (after, signal) => {
        const query = { leak, ...(unit ? { unit } : {}), ...(after ? { after } : {}) }
        const api = radarApi(slug).radar[':nextTierId'].units
        const page = await json(
          api.$get({ param: { nextTierId: tierId }, query }, { init: { signal: signal ?? null } }),
        )
        return { rows: page.units, after: page.after }
      }}
      row={(one, place) => (
        <li key={one.unit.id} class="row leak-row">
          <span class="row-text">
            <a class="row-title" href={`/o/${slug}/units/${one.unit.id}`}>
              {name(one.unit)}
            </a>
            <span class="row-note">
              {one.under && say('row.under', { unit: name(one.under) })}
              {one.trainers > 0 && `, ${say('row.trainers', { count: one.trainers })}`}
            </span>
          </span>
          {leak === 'subject' && (
            <span class="cluster">
              {one.subjects.map((subject) => (
                <Badge key={subject.id} tone="warn">
                  {name(subject)}
                </Badge>
              ))}
            </span>
          )}
          {leak === 'no-trainer' && <Acting slug={slug} tierId={tierId} at={one} eager={place < EAGER} />}
        </li>
      )}
    />
  )
}

/** The people or the units behind one figure of the radar. */
export const LeakList = (props: ListProps) =>
  props.leak === 'idle' ? <Idle {...props} /> : <Units {...props} leak={props.leak} />
