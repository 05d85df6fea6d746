import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { signOut } from '../shell/frame.ts'
import { accessTexts } from '../text/access.ts'
import { useText } from '../text/index.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { toast } from '../ui/toast.tsx'
import { type Access, accountApi } from './api.ts'

type Session = Access['sessions'][number]
type Ending = Session | 'others' | 'all'

/** Names a device in plain words: Chrome on an Android phone. */
export const useDeviceName = () => {
  const say = useText(accessTexts)
  return ({ system, browser }: Pick<Session, 'system' | 'browser'>): string =>
    system === 'other' && browser === 'other'
      ? say('system.other')
      : say('device', { system: say(`system.${system}`), browser: say(`browser.${browser}`) })
}

const HELD: ReadonlySet<Session['system']> = new Set(['android', 'iphone', 'ipad'])

/** Where the account is signed in, and the ways out. */
export const Devices = ({ access }: { access: Access }) => {
  const say = useText(accessTexts)
  const deviceName = useDeviceName()
  const [ending, setEnding] = useState<Ending | null>(null)
  return (
    <Panel title={say('devices')} hint={say('devices.hint')}>
      <List label={say('devices')}>
        {access.sessions.map((session) => (
          <Row
            key={session.id}
            icon={HELD.has(session.system) ? 'phone' : 'screen'}
            title={deviceName(session)}
            note={
              <>
                {say('device.since')} <InstantText at={session.createdAt} />, {say('device.used')}{' '}
                <InstantText at={session.usedAt} />
              </>
            }
            aside={
              session.current ? (
                <Badge tone="good" icon="check">
                  {say('device.this')}
                </Badge>
              ) : (
                <Button
                  kind="quiet"
                  label={say('device.end.label', { device: deviceName(session) })}
                  onPress={() => setEnding(session)}
                >
                  {say('device.end')}
                </Button>
              )
            }
          />
        ))}
      </List>
      <div class="cluster">
        {access.sessions.length > 1 && (
          <Button onPress={() => setEnding('others')}>{say('devices.others')}</Button>
        )}
        <Button kind="danger" icon="exit" onPress={() => setEnding('all')}>
          {say('devices.all')}
        </Button>
      </div>
      <Asking ending={ending} onClose={() => setEnding(null)} />
    </Panel>
  )
}

const Asking = ({ ending, onClose }: { ending: Ending | null; onClose: () => void }) => {
  const say = useText(accessTexts)
  const deviceName = useDeviceName()
  const { route } = useLocation()
  const device = typeof ending === 'object' && ending ? deviceName(ending) : ''
  const end = useAction(async () => {
    if (ending === null) return
    if (typeof ending === 'object') {
      await json(accountApi.account.sessions[':sessionId'].$delete({ param: { sessionId: ending.id } }))
      toast(say('device.ended', { device }))
    } else {
      await json(accountApi.account['sign-outs'].$post({ json: { which: ending } }))
      toast(say(ending === 'all' ? 'devices.all' : 'devices.others.done'))
    }
    onClose()
    if (ending !== 'all') return reloadQueries('account/access')
    await signOut()
    route('/sign-in', true)
  })
  const words =
    ending === 'all' || ending === 'others'
      ? {
          title: say(`devices.${ending}`),
          text: say(`devices.${ending}.text`),
          act: say(`devices.${ending}`),
        }
      : { title: say('device.end.title', { device }), text: say('device.end.text'), act: say('device.end') }
  return (
    <ConfirmDialog
      title={words.title}
      open={ending !== null}
      onClose={onClose}
      onConfirm={end.run}
      confirm={words.act}
      danger
      busy={end.busy}
      problem={end.problem}
    >
      <p>{words.text}</p>
    </ConfirmDialog>
  )
}
