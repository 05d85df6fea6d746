import { useState } from 'preact/hooks'
import { json, Problem } from '../api.ts'
import { useAction } from '../query.ts'
import { accessTexts } from '../text/access.ts'
import { accountTexts } from '../text/accounts.ts'
import { currentLanguage, useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { OneTimeCodeInput } from '../ui/code-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { accountApi } from './api.ts'

/** Does something that needs a fresh proof. Undefined when one is asked for first; `again` follows once it is given. */
export type Attempt = <T>(act: () => Promise<T>, again: () => void) => Promise<T | undefined>

/** Tries things that need a proof, and asks for a fresh code when the server does. */
export const useProof = () => {
  const [next, setNext] = useState<{ again: () => void } | null>(null)
  const attempt: Attempt = async (act, again) => {
    try {
      return await act()
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.slug !== 'proof-needed') throw thrown
      setNext({ again })
      return undefined
    }
  }
  const proven = () => {
    setNext(null)
    next?.again()
  }
  return { attempt, asked: next !== null, proven, giveUp: () => setNext(null) }
}

type ProofDialogProps = {
  contacts: readonly { value: string }[]
  open: boolean
  onProven: () => void
  onClose: () => void
}

/** Asks for a fresh code, sent to one of the account's contacts. */
export const ProofDialog = (props: ProofDialogProps) => {
  const say = useText(accessTexts)
  return (
    <Dialog title={say('proof.title')} open={props.open} onClose={props.onClose}>
      <Proof {...props} />
    </Dialog>
  )
}

const Proof = ({ contacts, onProven }: ProofDialogProps) => {
  const say = useText(accessTexts)
  const [contact, setContact] = useState(contacts[0]?.value ?? '')
  const [sent, setSent] = useState(false)
  const send = useAction(async () => {
    await json(accountApi.account['proof-codes'].$post({ json: { contact, language: currentLanguage() } }))
    setSent(true)
  })
  if (sent) {
    return (
      <CodeStep
        contact={contact}
        submit={say('proof.confirm')}
        onCode={async (code) => {
          await json(accountApi.account.proofs.$post({ json: { contact, code } }))
          onProven()
        }}
      />
    )
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        send.run()
      }}
    >
      <p>{say('proof.text')}</p>
      <SelectField
        label={say('proof.where')}
        required
        value={contact}
        onChange={setContact}
        options={contacts.map(({ value }) => ({ value, label: value }))}
      />
      {send.problem && <ProblemView problem={send.problem} />}
      <div>
        <Button kind="main" submit busy={send.busy}>
          {say('proof.send')}
        </Button>
      </div>
    </form>
  )
}

type CodeStepProps = { contact: string; submit: string; onCode: (code: string) => Promise<unknown> }

/** The code that was sent to a contact; six digits are sent by themselves. */
export const CodeStep = ({ contact, submit, onCode }: CodeStepProps) => {
  const say = useText(accessTexts)
  const [code, setCode] = useState('')
  const check = useAction(onCode)
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        check.run(code)
      }}
    >
      <p>{say('code.sent', { contact })}</p>
      <Code value={code} onChange={setCode} onFull={check.run} />
      {check.problem && <ProblemView problem={check.problem} />}
      <div>
        <Button kind="main" submit busy={check.busy} disabled={code.length < 6}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

type CodeProps = { value: string; onChange: (code: string) => void; onFull: (code: string) => void }

const Code = (props: CodeProps) => {
  const say = useText(accountTexts)
  return <OneTimeCodeInput label={say('code')} hint={say('code.hint')} {...props} />
}
