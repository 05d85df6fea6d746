import '../planning/planning.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { registrationsApi, type Wait } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { waitingTexts } from '../text/waiting.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { IconButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { useCellName } from './cell-name.ts'

type FirstProps = { organisation: string; wait: Wait; before: string; of: string; reload: string }

const First = ({ organisation, wait, before, of, reload }: FirstProps) => {
  const say = useText(waitingTexts)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [id, setId] = useState(newId)
  const move = useAction(async () => {
    const one = registrationsApi(organisation).waiting[':waitId'].moves
    await json(one.$post({ param: { waitId: wait.id }, json: { id, before, reason: reason.trim() } }))
    reloadQueries(reload)
    toast(say('moved.done'))
    setId(newId())
    setOpen(false)
  })
  return (
    <>
      <IconButton icon="up" label={`${say('first')}: ${of}`} onPress={() => setOpen(true)} />
      <ConfirmDialog
        title={say('first.title', { name: of })}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={move.run}
        confirm={say('first')}
        busy={move.busy}
        problem={move.problem}
      >
        <div class="form">
          <p>{say('first.text')}</p>
          <TextField label={say('reason')} required maxLength={300} value={reason} onChange={setReason} />
        </div>
      </ConfirmDialog>
    </>
  )
}

type LineProps = {
  organisation: string
  wait: Wait
  front: string | undefined
  edits: boolean
  reload: string
}

const Line = ({ organisation, wait, front, edits, reload }: LineProps) => {
  const say = useText(waitingTexts)
  const name = useName()
  const called = useCellName()
  const language = useLanguage()
  const zone = useZone()
  const [first] = wait.people
  const who = wait.people.map((person) => name(person)).join(', ')
  const unit = first ? name({ nameEn: first.unitEn, nameHi: first.unitHi }) : ''
  const reasons = wait.moves.map(({ reason }) => say('moved', { reason })).join(' ')
  const state =
    wait.state === 'offered'
      ? say('list.offered', { until: formatInstant(wait.offerUntil ?? 0, zone, language) })
      : say('position', { place: String(wait.position ?? '') })
  const cells = wait.cells
    .filter(({ unit, wing }) => unit !== null || wing !== null)
    .map(called)
    .join('; ')
  const many = wait.people.length > 1 ? say('group', { count: wait.people.length }) : ''
  return (
    <Row
      icon={wait.state === 'offered' ? 'check' : 'clock'}
      title={who}
      note={[state, cells || unit, many, reasons].filter(Boolean).join(' · ')}
      aside={
        edits && wait.state === 'waiting' && front && front !== wait.id ? (
          <First organisation={organisation} wait={wait} before={front} of={who} reload={reload} />
        ) : undefined
      }
    />
  )
}

/** The waiting list of a workshop for those who run it, in the order in which seats are offered. */
export const WaitingListScreen = ({
  params,
}: ScreenProps<'/o/:organisation/workshops/:workshop/waiting'>) => {
  const { organisation, workshop } = params
  const say = useText(waitingTexts)
  const name = useName()
  const edits = useFrame(organisation)?.holds.has('workshops:edit') ?? false
  const key = `${organisation}/waiting-list/${workshop}`
  const query = useQuery(key, (signal) =>
    json(
      registrationsApi(organisation).workshops[':workshopId'].waiting.$get(
        { param: { workshopId: workshop } },
        { init: { signal } },
      ),
    ),
  )
  const front = query.data?.waits.find(({ state }) => state === 'waiting')?.id
  return (
    <>
      <PageHeader
        kind={query.data ? name(query.data.workshop) : ''}
        title={say('title')}
        crumbs={[{ label: say('workshop'), href: `/o/${organisation}/workshops/${workshop}` }]}
        lead={query.data && say('list.free', { count: query.data.free })}
      />
      <AsyncView query={query}>
        {({ waits }) =>
          waits.length === 0 ? (
            <EmptyState icon="clock" title={say('list.empty')}>
              <p>{say('list.empty.text')}</p>
            </EmptyState>
          ) : (
            <List label={say('title')}>
              {waits.map((wait) => (
                <Line
                  key={wait.id}
                  organisation={organisation}
                  wait={wait}
                  front={front}
                  edits={edits}
                  reload={key}
                />
              ))}
            </List>
          )
        }
      </AsyncView>
    </>
  )
}
