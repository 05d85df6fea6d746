import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { accountTexts } from '../text/accounts.ts'
import { currentLanguage, useText } from '../text/index.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { accountApi } from './api.ts'
import { PasskeyEntry } from './passkey-button.tsx'
import { slugIn } from './return-path.ts'

/** Asks for a one-time code to be sent. */
export const useSendCode = (contact: string) =>
  useAction(() => json(accountApi.codes.$post({ json: { contact, language: currentLanguage() } })))

type ContactFormProps = {
  contact: string
  onChange: (contact: string) => void
  onSent: () => void
  onIn: () => void
  /** Where the person is heading, for the way in with a printed card. */
  organisation: string | undefined
}

/** Where to send the code, and the way in without a phone. */
export const ContactForm = ({ contact, onChange, onSent, onIn, organisation }: ContactFormProps) => {
  const say = useText(accountTexts)
  const send = useSendCode(contact)
  const faults = useFaults(send.problem, { '/contact': say('contact.wrong') })
  const fault = faults('/contact')
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} />
      <form
        class="form"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          if (await send.run()) onSent()
        }}
      >
        <TextField
          label={say('contact')}
          hint={say('contact.hint')}
          error={fault}
          type="tel"
          autoComplete="tel"
          required
          value={contact}
          onChange={onChange}
        />
        {send.problem && !fault && <ProblemView problem={send.problem} />}
        <div>
          <Button kind="main" submit busy={send.busy}>
            {say('send')}
          </Button>
        </div>
      </form>
      <PasskeyEntry onIn={onIn} />
      <WithoutPhone organisation={organisation} />
    </>
  )
}

const WithoutPhone = ({ organisation }: { organisation: string | undefined }) => {
  const say = useText(accountTexts)
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const go = () => {
    const slug = slugIn(typed)
    setWrong(!slug)
    if (slug) route(`/o/${slug}/card`)
  }
  return (
    <Panel title={say('card.title')} hint={say('card.text')}>
      {organisation ? (
        <div>
          <LinkButton href={`/o/${organisation}/card`} icon="qr">
            {say('card.go')}
          </LinkButton>
        </div>
      ) : (
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            go()
          }}
        >
          <TextField
            label={say('card.short')}
            hint={say('card.short.hint')}
            error={wrong ? say('card.short.wrong') : undefined}
            before="/o/"
            required
            value={typed}
            onChange={setTyped}
          />
          <div>
            <Button icon="qr" submit>
              {say('card.go')}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  )
}
