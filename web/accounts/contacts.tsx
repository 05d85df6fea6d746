import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type Action, reloadQueries, useAction } from '../query.ts'
import { accessTexts } from '../text/access.ts'
import { accountTexts } from '../text/accounts.ts'
import { currentLanguage, useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Access, accountApi } from './api.ts'
import { type Attempt, CodeStep } from './proof.tsx'

type PartProps = { access: Access; attempt: Attempt }

/** The account's phones and e-mails: adding one by code, removing any but the last. */
export const Contacts = ({ access, attempt }: PartProps) => {
  const say = useText(accessTexts)
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<string | null>(null)
  const isOnly = access.contacts.length === 1
  return (
    <Panel title={say('contacts')} hint={say('contacts.hint')}>
      <List label={say('contacts')}>
        {access.contacts.map(({ kind, value }) => (
          <Row
            key={value}
            icon={kind === 'phone' ? 'phone' : 'mail'}
            title={value}
            note={isOnly ? say('contact.last') : undefined}
            aside={
              !isOnly && (
                <Button
                  kind="quiet"
                  label={say('contact.remove.label', { contact: value })}
                  onPress={() => setRemoving(value)}
                >
                  {say('contact.remove')}
                </Button>
              )
            }
          />
        ))}
      </List>
      <div>
        <Button icon="plus" onPress={() => setAdding(true)}>
          {say('contact.add')}
        </Button>
      </div>
      <Dialog title={say('contact.add.title')} open={adding} onClose={() => setAdding(false)}>
        <Adding attempt={attempt} onDone={() => setAdding(false)} />
      </Dialog>
      <Removing contact={removing} attempt={attempt} onClose={() => setRemoving(null)} />
    </Panel>
  )
}

const Adding = ({ attempt, onDone }: { attempt: Attempt; onDone: () => void }) => {
  const say = useText(accessTexts)
  const sayDoor = useText(accountTexts)
  const [contact, setContact] = useState('')
  const [sent, setSent] = useState(false)
  const send: Action<[], void> = useAction(async () => {
    const ask = { contact, language: currentLanguage() }
    const done = await attempt(() => json(accountApi.account['contact-codes'].$post({ json: ask })), send.run)
    if (done) setSent(true)
  })
  const fault = useFaults(send.problem, { '/contact': sayDoor('contact.wrong') })('/contact')
  const confirm = async (code: string) => {
    await json(accountApi.account.contacts.$post({ json: { contact, code } }))
    toast(say('contact.added', { contact }))
    reloadQueries('account')
    onDone()
  }
  if (sent) return <CodeStep contact={contact} submit={say('contact.add')} onCode={confirm} />
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send.run()
      }}
    >
      <TextField
        label={sayDoor('contact')}
        hint={sayDoor('contact.hint')}
        error={fault}
        required
        value={contact}
        onChange={setContact}
      />
      {send.problem && !fault && <ProblemView problem={send.problem} />}
      <div>
        <Button kind="main" submit busy={send.busy}>
          {say('proof.send')}
        </Button>
      </div>
    </form>
  )
}

type RemovingProps = { contact: string | null; attempt: Attempt; onClose: () => void }

const Removing = ({ contact, attempt, onClose }: RemovingProps) => {
  const say = useText(accessTexts)
  const remove: Action<[], void> = useAction(async () => {
    if (contact === null) return
    const take = () => json(accountApi.account['contact-removals'].$post({ json: { contact } }))
    if (!(await attempt(take, remove.run))) return
    toast(say('contact.removed', { contact }))
    reloadQueries('account')
    onClose()
  })
  return (
    <ConfirmDialog
      title={say('contact.remove.title', { contact: contact ?? '' })}
      open={contact !== null}
      onClose={onClose}
      onConfirm={remove.run}
      confirm={say('contact.remove')}
      danger
      busy={remove.busy}
      problem={remove.problem}
    >
      <p>{say('contact.remove.text')}</p>
    </ConfirmDialog>
  )
}
