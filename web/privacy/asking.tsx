import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction } from '../query.ts'
import { entryTexts } from '../text/entry.ts'
import { useText } from '../text/index.ts'
import { privacyTexts } from '../text/privacy.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { Textarea, TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Asked, type PrivacyRequest, privacyApi } from './api.ts'

type Kind = 'correction' | 'erasure' | 'nomination' | 'grievance'

type Props = { organisation: string; requests: readonly PrivacyRequest[]; onDone: () => void }

const ICONS = { correction: 'edit', nomination: 'person', grievance: 'warning', erasure: 'trash' } as const

/** What a person may ask, each behind a button in plain words. */
export const Asking = ({ organisation, onDone }: Props) => {
  const say = useText(privacyTexts)
  const [shown, setShown] = useState<Kind | null>(null)
  const [id, setId] = useState(newId)
  const ask = useAction(async (asked: Asked) => {
    await json(privacyApi(organisation).me.requests.$post({ json: { id, asked } }))
    setId(newId())
    setShown(null)
    onDone()
    toast(say('sent'))
  })
  const close = () => setShown(null)
  return (
    <Panel title={say('ask')} hint={say('ask.hint')}>
      <div class="stack">
        {(['correction', 'nomination', 'grievance', 'erasure'] as const).map((kind) => (
          <Button key={kind} wide icon={ICONS[kind]} onPress={() => setShown(kind)}>
            {say(kind)}
          </Button>
        ))}
      </div>
      <ConfirmDialog
        title={say('erasure')}
        open={shown === 'erasure'}
        onClose={close}
        onConfirm={() => ask.run({ kind: 'erasure' })}
        confirm={say('erasure.go')}
        danger
        busy={ask.busy}
        problem={ask.problem}
      >
        <p>{say('erasure.text')}</p>
      </ConfirmDialog>
      {shown !== null && shown !== 'erasure' && (
        <Dialog title={say(shown)} open onClose={close}>
          <AskForm kind={shown} busy={ask.busy} onAsk={ask.run} />
          {ask.problem && <ProblemView problem={ask.problem} />}
        </Dialog>
      )}
    </Panel>
  )
}

type Fields = Record<'nameHi' | 'nameEn' | 'phone' | 'email' | 'relation' | 'name' | 'text', string>
const NOTHING: Fields = { nameHi: '', nameEn: '', phone: '', email: '', relation: '', name: '', text: '' }

/** What to send of the fields of a kind; undefined while nothing worth sending is typed. */
function askedOf(kind: Exclude<Kind, 'erasure'>, typed: Fields, bornYear: number | null): Asked | undefined {
  const said = (key: keyof Fields) => typed[key].trim()
  if (kind === 'grievance') return said('text').length >= 3 ? { kind, text: said('text') } : undefined
  if (kind === 'nomination') {
    const nominee = { name: said('name'), relation: said('relation'), phone: said('phone') }
    return nominee.name && nominee.relation ? { kind, nominee } : undefined
  }
  const names = said('nameHi') || said('nameEn')
  const proposed = {
    ...(names && { nameHi: said('nameHi') || names, nameEn: said('nameEn') || names }),
    ...(said('phone') && { phone: said('phone') }),
    ...(said('email') && { email: said('email') }),
    ...(bornYear !== null && { bornYear }),
  }
  return Object.keys(proposed).length > 0 ? { kind, proposed } : undefined
}

type FormProps = { kind: Exclude<Kind, 'erasure'>; busy: boolean; onAsk: (asked: Asked) => void }

const AskForm = ({ kind, busy, onAsk }: FormProps) => {
  const say = useText(privacyTexts)
  const sayEntry = useText(entryTexts)
  const [typed, setTyped] = useState(NOTHING)
  const [bornYear, setBornYear] = useState<number | null>(null)
  const set = (key: keyof Fields) => (value: string) => setTyped((now) => ({ ...now, [key]: value }))
  const asked = askedOf(kind, typed, bornYear)
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (asked) onAsk(asked)
      }}
    >
      {kind === 'correction' && (
        <>
          <p class="soft">{say('correction.hint')}</p>
          <TextField
            label={sayEntry('name.hi')}
            lang="hi"
            maxLength={120}
            value={typed.nameHi}
            onChange={set('nameHi')}
          />
          <TextField
            label={sayEntry('name.en')}
            lang="en"
            maxLength={120}
            value={typed.nameEn}
            onChange={set('nameEn')}
          />
          <TextField label={say('phone')} type="tel" value={typed.phone} onChange={set('phone')} />
          <TextField label={say('email')} type="email" value={typed.email} onChange={set('email')} />
          <NumberField label={sayEntry('born')} value={bornYear} onChange={setBornYear} />
        </>
      )}
      {kind === 'nomination' && (
        <>
          <p class="soft">{say('nomination.hint')}</p>
          <TextField
            label={say('nominee.name')}
            required
            maxLength={120}
            value={typed.name}
            onChange={set('name')}
          />
          <TextField
            label={say('nominee.relation')}
            required
            maxLength={60}
            value={typed.relation}
            onChange={set('relation')}
          />
          <TextField
            label={say('nominee.phone')}
            type="tel"
            maxLength={30}
            value={typed.phone}
            onChange={set('phone')}
          />
        </>
      )}
      {kind === 'grievance' && (
        <Textarea
          label={say('grievance.text')}
          required
          maxLength={2000}
          value={typed.text}
          onChange={set('text')}
        />
      )}
      <div>
        <Button kind="main" submit busy={busy} disabled={!asked}>
          {say('send')}
        </Button>
      </div>
    </form>
  )
}
