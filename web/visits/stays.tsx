import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { today } from '../planning/days.ts'
import { Form } from '../planning/form.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { visitTexts } from '../text/visits.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DateField, Textarea } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Stay, visitsApi } from './api.ts'
import { StayCard } from './stay-card.tsx'

/** Somebody's field stays after a workshop: logged by himself, or by whoever registers people. */
export const StaysScreen = ({
  params,
}: ScreenProps<'/o/:organisation/registrations/:registration/stays'>) => {
  const { organisation, registration: registrationId } = params
  const say = useText(visitTexts)
  const name = useName()
  const [adding, setAdding] = useState(false)
  const key = `${organisation}/stays/${registrationId}`
  const query = useQuery(key, (signal) =>
    json(
      visitsApi(organisation).registrations[':registrationId'].stays.$get(
        { param: { registrationId } },
        { init: { signal } },
      ),
    ),
  )
  const drop = useAction(async (stay: Stay) => {
    await json(visitsApi(organisation).stays[':stayId'].$delete({ param: { stayId: stay.id } }))
    reloadQueries(key)
    toast(say('undone'))
  })
  const { data } = query
  const add = (
    <Button kind="main" icon="plus" onPress={() => setAdding(true)}>
      {say('add')}
    </Button>
  )
  const card = `/o/${organisation}/registrations/${registrationId}`
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={[{ label: data ? name(data.workshop) : say('card'), href: card }]}
        lead={
          <>
            {data && <p class="strong">{name(data.person)}</p>}
            <p>{say('lead')}</p>
          </>
        }
        actions={add}
      />
      {drop.problem && <ProblemView problem={drop.problem} />}
      <Panel title={say('list')}>
        <AsyncView
          query={query}
          isEmpty={({ stays }) => stays.length === 0}
          empty={() => (
            <EmptyState icon="place" title={say('none')}>
              {say('none.hint')}
            </EmptyState>
          )}
        >
          {({ stays }) => (
            <ul class="stack" aria-label={say('list')}>
              {stays.map((stay) => (
                <StayCard key={stay.id} stay={stay}>
                  <Button
                    kind="quiet"
                    icon="trash"
                    label={say('drop.of', { unit: name(stay.unit) })}
                    onPress={() => drop.run(stay)}
                  >
                    {say('drop')}
                  </Button>
                </StayCard>
              ))}
            </ul>
          )}
        </AsyncView>
      </Panel>
      <Dialog title={say('add')} open={adding} onClose={() => setAdding(false)}>
        <LogForm
          organisation={organisation}
          registrationId={registrationId}
          onDone={() => setAdding(false)}
        />
      </Dialog>
    </>
  )
}

type LogFormProps = { organisation: string; registrationId: string; onDone: () => void }

const LogForm = ({ organisation, registrationId, onDone }: LogFormProps) => {
  const say = useText(visitTexts)
  const now = today(useZone())
  const [id] = useState(newId)
  const [unit, setUnit] = useState<Unit | null>(null)
  const [fromOn, setFrom] = useState(now)
  const [untilOn, setUntil] = useState(now)
  const [done, setDone] = useState('')
  const log = useAction(async () => {
    const input = { id, unitId: unit?.id ?? '', fromOn, untilOn, done }
    const route = visitsApi(organisation).registrations[':registrationId'].stays
    await json(route.$post({ param: { registrationId }, json: input }))
    reloadQueries(`${organisation}/stays/${registrationId}`)
    toast(say('saved'))
    onDone()
  })
  const words = { 'outside-dates': say('outside-dates') }
  const fault = useFaults(log.problem, words)
  return (
    <Form onSubmit={log.run}>
      <UnitPicker
        organisation={organisation}
        label={say('where')}
        required
        error={fault('/unitId')}
        value={unit}
        onChange={setUnit}
      />
      <div class="pair">
        <DateField label={say('from')} required error={fault('/fromOn')} value={fromOn} onChange={setFrom} />
        <DateField
          label={say('until')}
          required
          error={fault('/untilOn')}
          value={untilOn}
          onChange={setUntil}
        />
      </div>
      <Textarea
        label={say('done')}
        hint={say('done.hint')}
        required
        maxLength={1000}
        error={fault('/done')}
        value={done}
        onChange={setDone}
      />
      {log.problem && <ProblemView problem={log.problem} words={words} />}
      <div class="cluster">
        <Button kind="main" submit busy={log.busy}>
          {say('save')}
        </Button>
      </div>
    </Form>
  )
}
