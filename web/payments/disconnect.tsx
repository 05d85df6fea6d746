import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { type ConnectionState, paymentsApi } from '../registrations/api.ts'
import { connectionTexts } from '../text/connection.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView } from '../ui/problem.tsx'

type DisconnectProps = {
  organisation: string
  account: string
  underWay: ConnectionState['underWay']
  onClose: () => void
  onDone: () => void
}

/** Asks whether the account is really to be disconnected, and says what that stops. */
export const Disconnect = ({ organisation, account, underWay, onClose, onDone }: DisconnectProps) => {
  const say = useText(connectionTexts)
  const { checkouts, refunds } = underWay
  const end = useAction(async () => {
    await json(paymentsApi(organisation).stripe.connection.ending.$post({ json: { account } }))
    onDone()
  })
  return (
    <Dialog
      title={say('disconnect.title')}
      open
      onClose={onClose}
      actions={
        <Button kind="danger" icon="stop" busy={end.busy} disabled={refunds > 0} onPress={end.run}>
          {say('disconnect.go')}
        </Button>
      }
    >
      <div class="stack">
        <p>{say('disconnect.text')}</p>
        {checkouts > 0 && <p class="strong">{say('disconnect.checkouts', { count: checkouts })}</p>}
        {refunds > 0 && <p class="strong">{say('disconnect.refunds', { count: refunds })}</p>}
        {end.problem && <ProblemView problem={end.problem} />}
      </div>
    </Dialog>
  )
}
