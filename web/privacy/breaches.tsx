import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Notice, privacyApi } from './api.ts'
import { BreachCard } from './breach.tsx'

type Props = { organisation: string; notice: Notice | null }

/** The register of breaches, each with its 72-hour clock. */
export const Breaches = ({ organisation, notice }: Props) => {
  const say = useText(deskTexts)
  const [noting, setNoting] = useState(false)
  const breaches = useQuery(`${organisation}/privacy/breaches`, (signal) =>
    json(privacyApi(organisation).privacy.breaches.$get(undefined, { init: { signal } })),
  )
  return (
    <div class="stack">
      <div>
        <Button icon="warning" onPress={() => setNoting(true)}>
          {say('breach.note')}
        </Button>
      </div>
      <AsyncView
        query={breaches}
        isEmpty={(data) => data.breaches.length === 0}
        empty={() => (
          <EmptyState icon="check" title={say('breach.none')}>
            {say('breach.none.text')}
          </EmptyState>
        )}
      >
        {(data) => (
          <div class="stack">
            {data.breaches.map((breach) => (
              <BreachCard
                key={breach.id}
                organisation={organisation}
                breach={breach}
                contact={notice?.contact ?? ''}
              />
            ))}
          </div>
        )}
      </AsyncView>
      <Dialog title={say('breach.note')} open={noting} onClose={() => setNoting(false)}>
        <Noting organisation={organisation} onDone={() => setNoting(false)} />
      </Dialog>
    </div>
  )
}

const Noting = ({ organisation, onDone }: { organisation: string; onDone: () => void }) => {
  const say = useText(deskTexts)
  const [id] = useState(newId)
  const [happened, setHappened] = useState('')
  const [data, setData] = useState('')
  const [people, setPeople] = useState<number | null>(null)
  const [hours, setHours] = useState<number | null>(0)
  const note = useAction(async (count: number, since: number) => {
    const noticedAt = Math.floor(Date.now() / 1000) - since * 3600 - 60
    await json(
      privacyApi(organisation).privacy.breaches.$post({
        json: { id, noticedAt, happened, data, people: count },
      }),
    )
    reloadQueries(`${organisation}/privacy/breaches`)
    toast(say('added'))
    onDone()
  })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (people !== null && hours !== null) note.run(people, hours)
      }}
    >
      <Textarea
        label={say('happened')}
        hint={say('happened.hint')}
        required
        maxLength={4000}
        value={happened}
        onChange={setHappened}
      />
      <Textarea label={say('data')} required rows={2} maxLength={4000} value={data} onChange={setData} />
      <NumberField label={say('people')} required value={people} onChange={setPeople} />
      <NumberField label={say('hours')} required value={hours} onChange={setHours} />
      {note.problem && <ProblemView problem={note.problem} />}
      <div>
        <Button kind="main" submit busy={note.busy} disabled={people === null || hours === null}>
          {say('breach.note')}
        </Button>
      </div>
    </form>
  )
}
