import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type Action, reloadQueries, useAction } from '../query.ts'
import { accessTexts } from '../text/access.ts'
import { useText } from '../text/index.ts'
import { EmptyState } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Access, accountApi } from './api.ts'
import { useDeviceName } from './devices.tsx'
import { addPasskey, knowsPasskeys } from './passkey.ts'
import type { Attempt } from './proof.tsx'

type Passkey = Access['passkeys'][number]
type PartProps = { access: Access; attempt: Attempt }

/** The account's passkeys: adding one for this device, naming and removing. */
export const Passkeys = ({ access, attempt }: PartProps) => {
  const say = useText(accessTexts)
  const deviceName = useDeviceName()
  const [naming, setNaming] = useState<Passkey | null>(null)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  const add: Action<[], void> = useAction(async () => {
    const here = access.sessions.find(({ current }) => current)
    const done = await attempt(() => addPasskey(here ? deviceName(here) : say('passkeys')), add.run)
    if (!done) return
    toast(say('passkey.added'))
    reloadQueries('account/access')
  })
  const words = {
    'passkey-cancelled': say('passkey.cancelled'),
    'passkey-there': say('passkey.there'),
  }
  return (
    <Panel title={say('passkeys')} hint={say('passkeys.hint')}>
      {access.passkeys.length === 0 ? (
        <EmptyState title={say('passkeys.none')} icon="key">
          {say(knowsPasskeys() ? 'passkeys.none.text' : 'passkeys.unsupported')}
        </EmptyState>
      ) : (
        <List label={say('passkeys')}>
          {access.passkeys.map((passkey) => (
            <Row
              key={passkey.id}
              icon="key"
              title={passkey.name}
              note={<History passkey={passkey} />}
              aside={<Acts passkey={passkey} onName={setNaming} onRemove={setRemoving} />}
            />
          ))}
        </List>
      )}
      {add.problem && <ProblemView problem={add.problem} words={words} />}
      {knowsPasskeys() && (
        <div>
          <Button
            kind={access.passkeys.length === 0 ? 'main' : 'plain'}
            icon="plus"
            busy={add.busy}
            onPress={add.run}
          >
            {say('passkey.add')}
          </Button>
        </div>
      )}
      <Naming passkey={naming} onClose={() => setNaming(null)} />
      <Removing passkey={removing} attempt={attempt} onClose={() => setRemoving(null)} />
    </Panel>
  )
}

const History = ({ passkey }: { passkey: Passkey }) => {
  const say = useText(accessTexts)
  return (
    <>
      {say('passkey.made')} <InstantText at={passkey.createdAt} />,{' '}
      {passkey.usedAt === null ? (
        say('passkey.unused')
      ) : (
        <>
          {say('passkey.used')} <InstantText at={passkey.usedAt} />
        </>
      )}
    </>
  )
}

type ActsProps = {
  passkey: Passkey
  onName: (passkey: Passkey) => void
  onRemove: (passkey: Passkey) => void
}

const Acts = ({ passkey, onName, onRemove }: ActsProps) => {
  const say = useText(accessTexts)
  const { name } = passkey
  return (
    <>
      <IconButton icon="edit" label={say('passkey.rename.label', { name })} onPress={() => onName(passkey)} />
      <IconButton
        icon="trash"
        label={say('passkey.remove.label', { name })}
        onPress={() => onRemove(passkey)}
      />
    </>
  )
}

const Naming = ({ passkey, onClose }: { passkey: Passkey | null; onClose: () => void }) => {
  const say = useText(accessTexts)
  return (
    <Dialog title={say('passkey.rename')} open={passkey !== null} onClose={onClose}>
      {passkey && <NameForm passkey={passkey} onDone={onClose} />}
    </Dialog>
  )
}

const NameForm = ({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) => {
  const say = useText(accessTexts)
  const [name, setName] = useState(passkey.name)
  const save = useAction(async () => {
    const param = { passkeyId: passkey.id }
    await json(accountApi.account.passkeys[':passkeyId'].$patch({ param, json: { name } }))
    toast(say('passkey.renamed'))
    reloadQueries('account/access')
    onDone()
  })
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        save.run()
      }}
    >
      <TextField
        label={say('passkey.name')}
        hint={say('passkey.name.hint')}
        required
        maxLength={60}
        value={name}
        onChange={setName}
      />
      {save.problem && <ProblemView problem={save.problem} />}
      <div>
        <Button kind="main" submit busy={save.busy} disabled={name.trim() === ''}>
          {say('save')}
        </Button>
      </div>
    </form>
  )
}

type RemovingProps = { passkey: Passkey | null; attempt: Attempt; onClose: () => void }

const Removing = ({ passkey, attempt, onClose }: RemovingProps) => {
  const say = useText(accessTexts)
  const remove: Action<[], void> = useAction(async () => {
    if (!passkey) return
    const param = { passkeyId: passkey.id }
    const take = () => json(accountApi.account.passkeys[':passkeyId'].$delete({ param }))
    const done = await attempt(take, remove.run)
    if (!done) return
    toast(say('passkey.removed'))
    reloadQueries('account/access')
    onClose()
  })
  return (
    <ConfirmDialog
      title={say('passkey.remove.title', { name: passkey?.name ?? '' })}
      open={passkey !== null}
      onClose={onClose}
      onConfirm={remove.run}
      confirm={say('passkey.remove')}
      danger
      busy={remove.busy}
      problem={remove.problem}
    >
      <p>{say('passkey.remove.text')}</p>
    </ConfirmDialog>
  )
}
