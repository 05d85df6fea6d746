import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../planning/api.ts'
import { dayAfter } from '../planning/days.ts'
import { guestTexts } from '../text/guests.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { DateField, Textarea, TextField } from '../ui/field.tsx'

type Typed = { guestName: string; note: string; untilAt: number }

type GuestFormProps = {
  session: Session
  busy: boolean
  refusal: ComponentChildren
  onMake: (typed: Typed) => void
}

const endOf = (day: string): number => Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000)

/** Asks who the guest is, what he should know and how long his link works. */
export const GuestForm = ({ session, busy, refusal, onMake }: GuestFormProps) => {
  const say = useText(guestTexts)
  const [guestName, setGuestName] = useState('')
  const [note, setNote] = useState('')
  const [until, setUntil] = useState(session.dayOn)
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (guestName.trim().length > 1 && until)
          onMake({ guestName: guestName.trim(), note: note.trim(), untilAt: endOf(until) })
      }}
    >
      <TextField
        label={say('name')}
        hint={say('name.hint')}
        required
        maxLength={120}
        value={guestName}
        onChange={setGuestName}
      />
      <Textarea
        label={say('note')}
        hint={say('note.hint')}
        rows={2}
        maxLength={500}
        value={note}
        onChange={setNote}
      />
      <DateField
        label={say('until')}
        hint={say('until.hint')}
        required
        value={until}
        min={new Date().toLocaleDateString('sv')}
        max={dayAfter(session.dayOn, 7)}
        onChange={setUntil}
      />
      {refusal}
      <div class="cluster">
        <Button kind="main" icon="link" submit busy={busy} disabled={guestName.trim().length < 2}>
          {say('make')}
        </Button>
      </div>
    </form>
  )
}
