import { useState } from 'preact/hooks'
import { useText } from '../text/index.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Checkbox, Choice, Choices } from '../ui/choice.tsx'
import { OneTimeCodeInput } from '../ui/code-input.tsx'
import { DateField, SelectField, Textarea, TextField } from '../ui/field.tsx'
import { FilePick } from '../ui/file-pick.tsx'
import { MoneyField, NumberField } from '../ui/number-field.tsx'
import { SearchBox } from '../ui/search.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { galleryText } from './text.ts'

const Buttons = () => {
  const say = useText(galleryText)
  return (
    <Panel title={say('buttons')}>
      <div class="cluster">
        <Button kind="main">{say('register')}</Button>
        <Button>{say('later')}</Button>
        <LinkButton kind="quiet" href="/gallery">
          {say('details')}
        </LinkButton>
        <Button kind="danger" icon="trash">
          {say('cancel')}
        </Button>
        <Button kind="main" busy>
          {say('working')}
        </Button>
        <Button disabled>{say('full')}</Button>
        <SpeakButton text={say('lead')} />
      </div>
      <Button kind="main" large wide icon="gate">
        {say('scan')}
      </Button>
    </Panel>
  )
}

const Written = () => {
  const say = useText(galleryText)
  const [name, setName] = useState('मीरा अहिरवार')
  const [phone, setPhone] = useState('98260001')
  const [seats, setSeats] = useState<number | null>(400)
  const [fee, setFee] = useState<number | null>(50000)
  const [day, setDay] = useState('2026-03-06')
  const [district, setDistrict] = useState<'a' | 'b' | ''>('')
  const [note, setNote] = useState('')
  const [code, setCode] = useState('4821')
  return (
    <div class="form">
      <TextField label={say('name')} hint={say('name.hint')} required value={name} onChange={setName} />
      <TextField
        label={say('phone')}
        error={say('phone.error')}
        type="tel"
        before="+91"
        required
        value={phone}
        onChange={setPhone}
      />
      <NumberField label={say('seats')} required value={seats} onChange={setSeats} />
      <MoneyField label={say('fee')} required amountMinor={fee} currency="INR" onChange={setFee} />
      <DateField label={say('day')} required value={day} onChange={setDay} />
      <SelectField
        label={say('district')}
        required
        value={district}
        onChange={setDistrict}
        options={[
          { value: 'a', label: 'अशोकनगर' },
          { value: 'b', label: 'गुना' },
        ]}
      />
      <Textarea label={say('note')} value={note} onChange={setNote} />
      <OneTimeCodeInput label={say('code')} value={code} onChange={setCode} />
    </div>
  )
}

const Chosen = () => {
  const say = useText(galleryText)
  const [how, setHow] = useState<'online' | 'cash'>('cash')
  const [wings, setWings] = useState<('youth' | 'women' | 'student')[]>(['women'])
  const [consent, setConsent] = useState(true)
  const [file, setFile] = useState<File | null>(null)
  const [search, setSearch] = useState('')
  return (
    <div class="form">
      <Choice
        label={say('how')}
        required
        value={how}
        onChange={setHow}
        options={[
          { value: 'online', label: say('online'), hint: say('online.hint'), icon: 'phone' },
          { value: 'cash', label: say('cash'), hint: say('cash.hint'), icon: 'money' },
        ]}
      />
      <Choices
        label={say('wings')}
        inline
        values={wings}
        onChange={setWings}
        options={[
          { value: 'youth', label: say('youth') },
          { value: 'women', label: say('women') },
          { value: 'student', label: say('student') },
        ]}
      />
      <Checkbox label={say('consent')} checked={consent} onChange={setConsent} required />
      <FilePick label={say('file')} hint={say('file.hint')} kinds={['.csv']} file={file} onPick={setFile} />
      <SearchBox
        label={say('search')}
        value={search}
        onSearch={setSearch}
        result={search && say('found', { count: search.length })}
      />
    </div>
  )
}

/** Buttons and everything that is filled in. */
export const FieldParts = () => {
  const say = useText(galleryText)
  return (
    <>
      <Buttons />
      <Panel title={say('fields')}>
        <div class="grid">
          <Written />
          <Chosen />
        </div>
      </Panel>
    </>
  )
}
