import { useAction } from '../query.ts'
import { rememberSession } from '../shell/session.ts'
import { accessTexts } from '../text/access.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { knowsPasskeys, signInWithPasskey } from './passkey.ts'

/** The way in without a code, where the browser knows passkeys. */
export const PasskeyEntry = ({ onIn }: { onIn: () => void }) => {
  const say = useText(accessTexts)
  const enter = useAction(async () => {
    await signInWithPasskey()
    rememberSession()
    onIn()
  })
  if (!knowsPasskeys()) return null
  return (
    <Panel title={say('or')} hint={say('passkeys.hint')}>
      {enter.problem && (
        <ProblemView problem={enter.problem} words={{ 'passkey-cancelled': say('passkey.cancelled') }} />
      )}
      <div>
        <Button icon="key" busy={enter.busy} onPress={enter.run}>
          {say('passkey.sign-in')}
        </Button>
      </div>
    </Panel>
  )
}
