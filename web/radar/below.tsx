import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { Button } from '../ui/button.tsx'
import { Count } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { type RadarPage, radarApi, radarLink } from './api.ts'

type Children = Awaited<ReturnType<ReturnType<typeof asker>>>
type Child = Children['children'][number]
type BelowProps = { slug: string; tierId: string; unit: NonNullable<RadarPage['unit']>; days: number }

const asker =
  ({ slug, tierId, unit, days }: BelowProps) =>
  (after?: string, signal?: AbortSignal) =>
    json(
      radarApi(slug).radar[':nextTierId'].$get(
        {
          param: { nextTierId: tierId },
          query: { unit: unit.id, days: String(days), ...(after ? { after } : {}) },
        },
        { init: { signal: signal ?? null } },
      ),
    )

const useColumns = ({ slug, tierId, days }: BelowProps): Column<Child>[] => {
  const say = useText(radarText)
  const name = useName()
  const number = (key: string, header: string, value: (row: Child) => number) => ({
    key,
    header,
    numeric: true,
    cell: (row: Child) => <Count value={value(row)} />,
  })
  return [
    {
      key: 'unit',
      header: say('unit'),
      cell: (row) => (
        <a href={radarLink(slug, { unit: row.unit.id, days, tier: tierId })}>{name(row.unit)}</a>
      ),
    },
    number('idle', say('idle.label'), (row) => row.idle),
    number('noTrainer', say('noTrainer.label'), (row) => row.withoutTrainer),
    number('noBatch', say('noBatch.label'), (row) => row.withoutBatch),
    number('subject', say('subject.label'), (row) => row.subjects.length),
  ]
}

/** The leaks of each unit right below, with the way into it. */
export const RadarBelow = (props: BelowProps) => {
  const { slug, tierId, unit, days } = props
  const say = useText(radarText)
  const name = useName()
  const columns = useColumns(props)
  const ask = asker(props)
  const [rest, setRest] = useState<Children | undefined>(undefined)
  const query = useQuery(`${slug}/radar/${tierId}/below/${unit.id}/${days}`, (signal) =>
    ask(undefined, signal),
  )
  const after = rest ? rest.after : (query.data?.after ?? null)
  const more = useAction(async () => {
    if (after === null) return
    const next = await ask(after)
    setRest({ ...next, children: [...(rest?.children ?? []), ...next.children] })
  })
  const rows = [...(query.data?.children ?? []), ...(rest?.children ?? [])]
  if (query.problem) return <ProblemView problem={query.problem} onRetry={query.reload} />
  if (rows.length === 0) return null
  return (
    <div class="stack stack-s">
      <Table
        caption={say('below', { unit: name(unit) })}
        captioned
        columns={columns}
        rows={rows}
        keyOf={(row) => row.unit.id}
      />
      {more.problem && <ProblemView problem={more.problem} onRetry={more.run} />}
      {after !== null && (
        <div class="cluster">
          <Button icon="down" busy={more.busy} onPress={more.run}>
            {say('more')}
          </Button>
        </div>
      )}
    </div>
  )
}
