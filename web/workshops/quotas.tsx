import '../planning/planning.css'
import './quotas.css'
import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { quotasText } from '../text/quotas.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useCellName } from './cell-name.ts'
import { QuotaEditor } from './quota-editor.tsx'

/** Seats of a workshop by unit and wing. */
export type Quotas = InferResponseType<
  ReturnType<typeof workshopsApi>['workshops'][':workshopId']['quotas']['$get'],
  200
>
type Cell = Quotas['cells'][number]

type ReleaseProps = {
  slug: string
  quotas: Quotas
  cells: readonly Cell[]
  all?: boolean
  stored: (next: Quotas) => void
}

const Release = ({ slug, quotas, cells, all = false, stored }: ReleaseProps) => {
  const say = useText(quotasText)
  const called = useCellName()
  const [open, setOpen] = useState(false)
  const [first] = cells
  const release = useAction(async () => {
    const named = cells.map(({ unit, wing }) => ({ unitId: unit?.id ?? null, wingId: wing?.id ?? null }))
    const at = workshopsApi(slug).workshops[':workshopId'].quotas.releases
    stored(
      await json(at.$post({ param: { workshopId: quotas.workshop.id }, json: all ? {} : { cells: named } })),
    )
    toast(say('release.done'))
    setOpen(false)
  })
  if (!first) return null
  const name = called(first)
  return (
    <>
      {all ? (
        <Button icon="go" onPress={() => setOpen(true)}>
          {say('release.all')}
        </Button>
      ) : (
        <IconButton icon="go" label={`${say('release.now')}: ${name}`} onPress={() => setOpen(true)} />
      )}
      <ConfirmDialog
        title={all ? say('release.all.title') : say('release.title', { name })}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={release.run}
        confirm={say(all ? 'release.all' : 'release.now')}
        busy={release.busy}
        problem={release.problem}
      >
        <p>{say('release.text', { count: cells.reduce((sum, { free }) => sum + free, 0) })}</p>
      </ConfirmDialog>
    </>
  )
}

type BoardProps = { slug: string; quotas: Quotas; edits: boolean; stored: (next: Quotas) => void }

const Board = ({ slug, quotas, edits, stored }: BoardProps) => {
  const say = useText(quotasText)
  const language = useLanguage()
  const called = useCellName()
  const { cells, rest } = quotas
  const keeping = cells.filter(({ releasedAt }) => releasedAt === null)
  const until = ({ releasedAt, releaseOn }: Cell) => {
    if (releasedAt !== null) return say('released')
    return releaseOn
      ? say('release.on', { day: formatDay(releaseOn, 'medium', language) })
      : say('release.never')
  }
  type Line = { key: string; cell?: Cell; name: string; seats: number } & Pick<
    Cell,
    'taken' | 'held' | 'offered' | 'waiting' | 'free'
  >
  const lines: Line[] = cells.map((cell) => ({ ...cell, key: cell.id, cell, name: called(cell) }))
  if (rest) lines.push({ ...rest, key: 'rest', name: say('everybody') })
  return (
    <div class="stack">
      <Table<Line>
        caption={say('title')}
        columns={[
          { key: 'name', header: say('for'), names: true, cell: ({ name }) => name },
          { key: 'seats', header: say('seats'), numeric: true, cell: ({ seats }) => seats },
          {
            key: 'taken',
            header: say('taken'),
            numeric: true,
            cell: ({ taken, held, seats, cell }) => (
              <>
                {taken}
                {held > 0 && <span class="soft small block">{say('held', { count: held })}</span>}
                {cell && taken > seats && <span class="soft small block">{say('over')}</span>}
              </>
            ),
          },
          { key: 'offered', header: say('offered'), numeric: true, cell: ({ offered }) => offered },
          { key: 'waiting', header: say('waiting'), numeric: true, cell: ({ waiting }) => waiting },
          { key: 'free', header: say('free'), numeric: true, cell: ({ free }) => <strong>{free}</strong> },
          { key: 'until', header: say('release'), cell: ({ cell }) => cell && until(cell) },
          ...(edits && keeping.length > 0
            ? [
                {
                  key: 'release',
                  header: say('release.now'),
                  cell: ({ cell }: Line) =>
                    cell && cell.releasedAt === null ? (
                      <Release slug={slug} quotas={quotas} cells={[cell]} stored={stored} />
                    ) : undefined,
                },
              ]
            : []),
        ]}
        rows={lines}
        keyOf={({ key }) => key}
      />
      {edits && keeping.length > 1 && (
        <div>
          <Release slug={slug} quotas={quotas} cells={keeping} all stored={stored} />
        </div>
      )}
    </div>
  )
}

/** For whom seats of a workshop are kept and until when, and how they fill. */
export const QuotasScreen = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/quotas'>) => {
  const { organisation: slug, workshop } = params
  const say = useText(quotasText)
  const name = useName()
  const edits = useFrame(slug)?.holds.has('workshops:edit') ?? false
  const [editing, setEditing] = useState(false)
  const key = `${slug}/quotas/${workshop}`
  const query = useQuery(key, (signal) =>
    json(
      workshopsApi(slug).workshops[':workshopId'].quotas.$get(
        { param: { workshopId: workshop } },
        { init: { signal } },
      ),
    ),
  )
  const stored = (next: Quotas) => {
    putQuery(key, next)
    for (const begin of ['workshops', 'waiting-list', 'public']) reloadQueries(`${slug}/${begin}`)
  }
  const shown = query.data
  return (
    <>
      <PageHeader
        kind={shown ? name(shown.workshop) : ''}
        title={say('title')}
        crumbs={[{ label: say('workshop'), href: `/o/${slug}/workshops/${workshop}` }]}
        lead={
          shown?.rest && say('lead', { seats: shown.workshop.capacity, rest: Math.max(0, shown.rest.seats) })
        }
        actions={
          edits && !editing && shown?.rest ? (
            <Button icon="edit" onPress={() => setEditing(true)}>
              {say('edit')}
            </Button>
          ) : undefined
        }
      />
      <AsyncView query={query}>
        {(quotas) => {
          if (editing)
            return (
              <QuotaEditor
                key={quotas.workshop.version}
                slug={slug}
                quotas={quotas}
                onDone={(next) => {
                  if (next) stored(next)
                  setEditing(false)
                }}
              />
            )
          if (!quotas.rest)
            return (
              <EmptyState
                icon="people"
                title={say('none')}
                actions={
                  edits && (
                    <Button kind="main" onPress={() => setEditing(true)}>
                      {say('begin')}
                    </Button>
                  )
                }
              >
                <p>{say('none.text')}</p>
              </EmptyState>
            )
          return (
            <Panel title={say('title')}>
              <Board slug={slug} quotas={quotas} edits={edits} stored={stored} />
            </Panel>
          )
        }}
      </AsyncView>
    </>
  )
}
