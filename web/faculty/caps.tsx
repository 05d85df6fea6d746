import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { dutyTexts } from '../text/duties.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { facultyApi, keys, type Roster } from './api.ts'

type Tiers = Roster['tiers']
type CapsProps = { organisation: string; tiers: Tiers }

/** What trainers of each tier may take on in a week, behind a button. */
export const Caps = ({ organisation, tiers }: CapsProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(tiers[0]?.id ?? '')
  const tier = tiers.find(({ id }) => id === chosen) ?? tiers[0]
  return (
    <>
      <Button icon="settings" onPress={() => setOpen(true)}>
        {say('caps')}
      </Button>
      <Dialog title={say('caps')} open={open} onClose={() => setOpen(false)}>
        <div class="stack">
          <p>{say('caps.lead')}</p>
          {tiers.length > 1 && (
            <SelectField
              label={say('caps.tier')}
              required
              value={tier?.id ?? ''}
              onChange={setChosen}
              options={tiers.map((one) => ({ value: one.id, label: name(one) }))}
            />
          )}
          {tier && (
            <CapForm key={tier.id} organisation={organisation} tier={tier} onDone={() => setOpen(false)} />
          )}
        </div>
      </Dialog>
    </>
  )
}

const NONE = { sessions: null, days: null, refused: false, hops: 2 }

type FormProps = { organisation: string; tier: Tiers[number]; onDone: () => void }

const CapForm = ({ organisation, tier, onDone }: FormProps) => {
  const say = useText(dutyTexts)
  const [cap, setCap] = useState(tier.cap ?? NONE)
  const save = useAction(async () => {
    const route = facultyApi(organisation).tiers[':tierId']['load-cap']
    await json(route.$put({ param: { tierId: tier.id }, json: cap }))
    reloadQueries(keys.all(organisation))
    toast(say('caps.done'))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.run()
      }}
    >
      <NumberField
        label={say('caps.sessions')}
        hint={say('caps.empty')}
        value={cap.sessions}
        onChange={(sessions) => setCap({ ...cap, sessions })}
      />
      <NumberField
        label={say('caps.days')}
        hint={say('caps.empty')}
        value={cap.days}
        onChange={(days) => setCap({ ...cap, days })}
      />
      <Checkbox
        label={say('caps.refused')}
        hint={say('caps.refused.hint')}
        checked={cap.refused}
        onChange={(refused) => setCap({ ...cap, refused })}
      />
      <NumberField
        label={say('caps.hops')}
        required
        value={cap.hops}
        onChange={(hops) => setCap({ ...cap, hops: hops ?? NONE.hops })}
      />
      {save.problem && <ProblemView problem={save.problem} />}
      <Button kind="main" submit busy={save.busy}>
        {say('caps.go')}
      </Button>
    </form>
  )
}
