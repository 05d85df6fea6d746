import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { dayAfter, today } from '../planning/days.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { refreshingText } from '../text/refreshing.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Count, DateText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { type Refresher, radarApi } from './api.ts'

/** Days until a refresher that is called now. */
const AHEAD = 14

/** Whom a refresher is for. */
export type Concerned = {
  tierId: string
  unitId: string
  trainerId: string | null
  generation: number | null
}

type CallProps = { slug: string; of: Concerned; label: string }

/** One tap makes the drafts of a refresher for exactly those whom a sample concerns, and shows them. */
export const CallRefresher = ({ slug, of, label }: CallProps) => {
  const say = useText(refreshingText)
  const { route } = useLocation()
  const now = today(useZone())
  const [id] = useState(newId)
  const call = useAction(async () => {
    const draft = {
      ...{ id, ...of, startsOn: dayAfter(now, AHEAD) },
      ...{ titleEn: refreshingText.en.prefix, titleHi: refreshingText.hi.prefix },
    }
    const made = await json(radarApi(slug).refreshers.$post({ json: draft }))
    toast(say('called', { count: made.people }))
    reloadQueries(`${slug}/refreshers`)
    route(`/o/${slug}/refreshers/${made.id}`)
  })
  return (
    <>
      <Button label={label} busy={call.busy} onPress={call.run}>
        {say('call')}
      </Button>
      {call.problem && (
        <ProblemView
          problem={call.problem}
          words={{ 'state-changed': say('refused'), 'too-many': say('many') }}
        />
      )}
    </>
  )
}

/** Whose teaching, or which step, a refresher is about. */
export const useConcerned = () => {
  const say = useText(refreshingText)
  const name = useName()
  return ({ trainer, generation }: Pick<Refresher, 'trainer' | 'generation'>) =>
    trainer ? say('of.trainer', { name: name(trainer) }) : say('of.step', { count: generation ?? 0 })
}

/** The refreshers that were called in a unit and below; nothing where there is none. */
export const CalledRefreshers = ({ slug, unit }: { slug: string; unit: string | undefined }) => {
  const say = useText(refreshingText)
  const name = useName()
  const concerned = useConcerned()
  const { data } = useQuery(`${slug}/refreshers/of/${unit ?? ''}`, (signal) =>
    json(radarApi(slug).refreshers.$get({ query: unit ? { unit } : {} }, { init: { signal } })),
  )
  if (!data || data.refreshers.length === 0) return null
  return (
    <Panel title={say('list')}>
      <Table
        caption={say('list')}
        rows={data.refreshers}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'who',
            header: say('whom'),
            cell: (row) => (
              <a href={`/o/${slug}/refreshers/${row.id}`}>
                {concerned(row)}, {name(row.tier)}
              </a>
            ),
          },
          { key: 'unit', header: say('where'), cell: (row) => name(row.unit) },
          {
            key: 'on',
            header: say('calledOn'),
            cell: (row) => <DateText day={new Date(row.calledAt * 1000).toISOString().slice(0, 10)} />,
          },
          {
            key: 'people',
            header: say('people'),
            numeric: true,
            cell: (row) => <Count value={row.people} />,
          },
          {
            key: 'registered',
            header: say('registered'),
            numeric: true,
            cell: (row) => <Count value={row.registered} />,
          },
          {
            key: 'renewed',
            header: say('renewed'),
            numeric: true,
            cell: (row) => <Count value={row.renewed} />,
          },
        ]}
      />
    </Panel>
  )
}
