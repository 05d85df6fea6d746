import { useState } from 'preact/hooks'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { peopleTexts } from '../text/people.ts'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { InstantText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Table } from '../ui/table.tsx'
import { asking, type Known } from './api.ts'
import type { Told } from './bringing.ts'
import type { Kind } from './columns.ts'
import { ImportTable } from './import-table.tsx'
import { useImport } from './use-import.ts'
import { Running } from './verdict.tsx'
import { WhichColumns } from './which-columns.tsx'

type Props = { organisation: string; kind: Kind; place: string }

const seenAt = { units: 'units', people: 'people', offices: 'people', trainings: 'people' } as const
const KINDS = ['units', 'people', 'offices', 'trainings'] as const

const Done = ({
  organisation,
  told,
  onAnother,
}: {
  organisation: string
  told: Told
  onAnother: () => void
}) => {
  const say = useText(importTexts)
  const [asks, setAsks] = useState(false)
  const importing = useImport(organisation)
  const now = importing.told ?? told
  const back = async () => {
    const last = await importing.revert.run(told.id)
    if (last) setAsks(false)
  }
  const see = seenAt[told.kind]
  return (
    <>
      <EmptyState
        icon="check"
        title={now.state === 'reverted' ? say('reverted') : say(`done.${told.kind}`, { count: told.rows })}
        actions={
          <>
            <LinkButton kind="main" icon={see} href={`/o/${organisation}/${see}`}>
              {say(`done.see.${see}`)}
            </LinkButton>
            <Button icon="upload" onPress={onAnother}>
              {say('done.another')}
            </Button>
            {now.state === 'done' && told.written > 0 && (
              <Button onPress={() => setAsks(true)}>{say('revert')}</Button>
            )}
          </>
        }
      />
      {now.state === 'reverting' && <Running told={now} importing={importing} />}
      <ConfirmDialog
        title={say('revert.title')}
        open={asks}
        onClose={() => setAsks(false)}
        onConfirm={back}
        confirm={say('revert')}
        danger
        busy={importing.busy}
        problem={importing.problem}
      >
        <p>{say('revert.text', { count: told.written })}</p>
      </ConfirmDialog>
    </>
  )
}

/** Imports of this kind that were begun before, on whatever device. */
const Earlier = ({
  organisation,
  kind,
  onGo,
}: {
  organisation: string
  kind: Kind
  onGo: (told: Told) => void
}) => {
  const say = useText(importTexts)
  const { data } = useQuery(
    `${organisation}/imports`,
    () => asking(organisation)('GET', '/imports') as Promise<Known>,
  )
  const mine = (data?.imports ?? []).filter((one) => one.kind === kind && one.state !== 'cancelled')
  if (mine.length === 0) return null
  return (
    <Panel title={say('earlier')}>
      <Table
        caption={say('earlier')}
        rows={mine}
        keyOf={({ id }) => id}
        columns={[
          { key: 'file', header: say('file'), cell: ({ fileName }) => fileName },
          { key: 'at', header: say('earlier.at'), cell: ({ madeAt }) => <InstantText at={madeAt} /> },
          { key: 'state', header: say('earlier.state'), cell: ({ state }) => say(`state.${state}`) },
          {
            key: 'go',
            header: say('earlier.go'),
            cell: (told) =>
              told.state === 'open' || told.state === 'reverted' ? (
                '–'
              ) : (
                <Button onPress={() => onGo(told)}>{say('earlier.see')}</Button>
              ),
          },
        ]}
      />
    </Panel>
  )
}

const ImportScreen = ({ organisation, kind, place }: Props) => {
  const say = useText(importTexts)
  const [done, setDone] = useState<Told | null>(null)
  const [resume, setResume] = useState<string | undefined>(undefined)
  const go = (told: Told) => (told.state === 'done' ? setDone(told) : setResume(told.id))
  return (
    <>
      <PageHeader
        title={say(`${kind}.title`)}
        lead={say(`${kind}.lead`)}
        crumbs={[{ label: place, href: `/o/${organisation}/${seenAt[kind]}` }]}
      />
      <nav class="cluster" aria-label={say('kinds')}>
        {KINDS.filter((other) => other !== kind).map((other) => (
          <LinkButton key={other} kind="quiet" icon="upload" href={`/o/${organisation}/import/${other}`}>
            {say(`kind.${other}`)}
          </LinkButton>
        ))}
      </nav>
      {done ? (
        <Done organisation={organisation} told={done} onAnother={() => setDone(null)} />
      ) : (
        <div class="columns">
          <ImportTable
            organisation={organisation}
            kind={kind}
            resume={resume}
            onDone={(_, told) => setDone(told)}
          />
          <div class="stack stack-l">
            <Earlier organisation={organisation} kind={kind} onGo={go} />
            <WhichColumns organisation={organisation} kind={kind} />
          </div>
        </div>
      )}
    </>
  )
}

/** Brings units from a table. */
export const ImportUnits = ({ params }: ScreenProps<'/o/:organisation/import/units'>) => (
  <ImportScreen organisation={params.organisation} kind="units" place={useText(hierarchyTexts)('title')} />
)

/** Brings people from a table. */
export const ImportPeople = ({ params }: ScreenProps<'/o/:organisation/import/people'>) => (
  <ImportScreen organisation={params.organisation} kind="people" place={useText(peopleTexts)('title')} />
)

/** Brings offices of people from a table. */
export const ImportOffices = ({ params }: ScreenProps<'/o/:organisation/import/offices'>) => (
  <ImportScreen organisation={params.organisation} kind="offices" place={useText(peopleTexts)('title')} />
)

/** Brings training that people had before from a table. */
export const ImportTrainings = ({ params }: ScreenProps<'/o/:organisation/import/trainings'>) => (
  <ImportScreen organisation={params.organisation} kind="trainings" place={useText(peopleTexts)('title')} />
)
