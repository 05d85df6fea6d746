import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { feeTexts } from '../text/fees.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { ShareButtons } from '../workshops/share.tsx'

type ShareProps = { organisation: string; paymentId: string }

/** Links that show one receipt to whoever has them: making, sending, ending. */
export const ShareReceipt = ({ organisation, paymentId }: ShareProps) => {
  const say = useText(feeTexts)
  const [id] = useState(newId)
  const [link, setLink] = useState<string | undefined>(undefined)
  const key = `${organisation}/receipts/${paymentId}/links`
  const one = paymentsApi(organisation).receipts[':paymentId'].links
  const param = { paymentId }
  const links = useQuery(key, (signal) => json(one.$get({ param }, { init: { signal } })))
  const make = useAction(async () => {
    const made = await json(one.$post({ param, json: { id } }))
    setLink(made.link)
    reloadQueries(key)
  })
  const live = links.data?.links.filter(
    ({ revokedAt, untilAt }) => revokedAt === null && untilAt * 1000 > Date.now(),
  )
  return (
    <div class="no-print">
      <Panel title={say('share.title')} hint={say('share.text')}>
        <div class="stack">
          {link ? (
            <ShareButtons text={link} title={say('receipt.title')} />
          ) : (
            <div>
              <Button icon="share" busy={make.busy} onPress={make.run}>
                {say('share.make')}
              </Button>
            </div>
          )}
          {make.problem && <ProblemView problem={make.problem} />}
          {live?.map((known) => (
            <Live
              key={known.id}
              organisation={organisation}
              id={known.id}
              untilAt={known.untilAt}
              onEnded={() => {
                setLink(undefined)
                reloadQueries(key)
              }}
            />
          ))}
        </div>
      </Panel>
    </div>
  )
}

type LiveProps = { organisation: string; id: string; untilAt: number; onEnded: () => void }

const Live = ({ organisation, id, untilAt, onEnded }: LiveProps) => {
  const say = useText(feeTexts)
  const language = useLanguage()
  const zone = useZone()
  const end = useAction(async () => {
    await json(
      paymentsApi(organisation)['receipt-links'][':receiptLinkId'].$delete({ param: { receiptLinkId: id } }),
    )
    toast(say('share.ended'))
    onEnded()
  })
  return (
    <div class="cluster">
      <span>{say('share.live', { day: formatInstant(untilAt, zone, language) })}</span>
      <Button kind="quiet" icon="close" busy={end.busy} onPress={end.run}>
        {say('share.end')}
      </Button>
    </div>
  )
}
