import './receipt.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { cashTexts } from '../text/cash.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import type { Slip } from './api.ts'
import { ClosingSheet } from './closing-sheet.tsx'

const keyOf = (organisation: string, closing: string) => `${organisation}/money/closings/${closing}`

/** The slip of a closed day, for the screen and for paper; and bringing its cash to the bank. */
export const Closing = ({ params }: ScreenProps<'/o/:organisation/cash/:closing'>) => {
  const { organisation, closing } = params
  const say = useText(cashTexts)
  const name = useName()
  const language = useLanguage()
  const frame = useFrame(organisation)
  const slip = useQuery(keyOf(organisation, closing), (signal) =>
    json(
      paymentsApi(organisation)['cash-closings'][':closingId'].$get(
        { param: { closingId: closing } },
        { init: { signal } },
      ),
    ),
  )
  const lead = slip.data && `${name(slip.data.collector)}, ${formatDay(slip.data.dayOn, 'medium', language)}`
  return (
    <>
      <PageHeader
        title={say('slip.title')}
        lead={lead}
        actions={slip.data && <PrintButton label={say('slip.print')} />}
      />
      <AsyncView query={slip}>
        {(shown) => (
          <div class="stack stack-l">
            {shown.depositable && <ToTheBank organisation={organisation} slip={shown} />}
            <div class="receipt">
              <PrintSheet label={say('slip.title')}>
                <ClosingSheet slip={shown} />
              </PrintSheet>
            </div>
            <div class="no-print">
              <LinkButton
                href={`/o/${organisation}/${frame?.holds.has('payments:read') ? 'money?tab=cash' : 'cash'}`}
                icon="left"
              >
                {say(frame?.holds.has('payments:read') ? 'book' : 'title')}
              </LinkButton>
            </div>
          </div>
        )}
      </AsyncView>
    </>
  )
}

const ToTheBank = ({ organisation, slip }: { organisation: string; slip: Slip }) => {
  const say = useText(cashTexts)
  const language = useLanguage()
  const [reference, setReference] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = reference.trim().length < 4
  const bring = useAction(async () => {
    await json(
      paymentsApi(organisation)['cash-closings'][':closingId'].deposit.$post({
        param: { closingId: slip.id },
        json: { reference: reference.trim() },
      }),
    )
    reloadQueries(`${organisation}/money/`)
    toast(say('bank.done'))
  })
  const amount = formatMoney(slip.countedMinor, slip.currency, language)
  return (
    <div class="no-print">
      <Panel title={say('bank.title')} hint={say('bank.text', { amount })}>
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (!wrong) bring.run()
          }}
        >
          <TextField
            label={say('bank.reference')}
            error={tried && wrong ? say('bank.wrong') : undefined}
            required
            maxLength={40}
            value={reference}
            onChange={setReference}
          />
          {bring.problem && <ProblemView problem={bring.problem} />}
          <div>
            <Button kind="main" submit icon="check" busy={bring.busy}>
              {say('bank.save')}
            </Button>
          </div>
        </form>
      </Panel>
    </div>
  )
}
