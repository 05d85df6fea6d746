import { useText } from '../text/index.ts'
import { peopleTexts } from '../text/people.ts'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import type { AboutTyped } from './person-fields.tsx'

/** How somebody is reached, and by which number the organisation knows him. */
export type Contact = { phone: string; email: string; code: string }

type ContactFieldsProps = {
  value: Contact
  onChange: (value: Contact) => void
  fault: (pointer: string) => string | undefined
  /** The organisation's own number is given once. */
  withCode?: boolean | undefined
}

/** Words for what can be wrong with a contact. */
export const useContactWords = () => {
  const say = useText(peopleTexts)
  return {
    '/phone': say('phone.wrong'),
    '/email': say('email.wrong'),
    'code-taken': say('code.taken'),
    '/unitId': say('unit.missing'),
  }
}

/** Phone, e-mail and the organisation's own number; none of them is needed. */
export const ContactFields = ({ value, onChange, fault, withCode }: ContactFieldsProps) => {
  const say = useText(peopleTexts)
  return (
    <>
      <TextField
        label={say('phone')}
        hint={say('phone.hint')}
        error={fault('/phone')}
        type="tel"
        value={value.phone}
        onChange={(phone) => onChange({ ...value, phone })}
      />
      <TextField
        label={say('email')}
        error={fault('/email')}
        type="email"
        value={value.email}
        onChange={(email) => onChange({ ...value, email })}
      />
      {withCode && (
        <TextField
          label={say('code')}
          hint={say('code.hint')}
          error={fault('/code')}
          maxLength={64}
          value={value.code}
          onChange={(code) => onChange({ ...value, code })}
        />
      )}
    </>
  )
}

type Said = 'yes' | 'no' | 'unknown'
const said = (known: boolean | null): Said => (known === null ? 'unknown' : known ? 'yes' : 'no')
const known = (answer: Said): boolean | null => (answer === 'unknown' ? null : answer === 'yes')

type AbilityFieldsProps = { value: AboutTyped; onChange: (value: AboutTyped) => void }

/** Whether somebody has a smartphone and reads: it decides how he is invited. */
export const AbilityFields = ({ value, onChange }: AbilityFieldsProps) => {
  const say = useText(peopleTexts)
  const options = (['yes', 'no', 'unknown'] as const).map((answer) => ({
    value: answer,
    label: say(answer),
  }))
  return (
    <>
      <Choice
        label={say('smartphone')}
        inline
        required
        value={said(value.hasSmartphone)}
        onChange={(answer) => onChange({ ...value, hasSmartphone: known(answer) })}
        options={options}
      />
      <Choice
        label={say('reads')}
        inline
        required
        value={said(value.canRead)}
        onChange={(answer) => onChange({ ...value, canRead: known(answer) })}
        options={options}
      />
    </>
  )
}
