import './claims.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { claimTexts } from '../text/claims.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { InstantText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Cheque, reloadMoney } from './api.ts'
import { Because } from './because.tsx'

/** Cheques that were taken and wait for the bank; paid or bounced. */
export const ChequeList = ({ organisation, settles }: { organisation: string; settles: boolean }) => {
  const say = useText(claimTexts)
  const pages = usePages<Cheque>(`${organisation}/money/cheques`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).cheques.$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    return { items: page.cheques, after: page.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say('cheques.none')}>
          {say('cheques.none.text')}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack claim-list">
          {pages.items.map((cheque) => (
            <One key={cheque.paymentId} organisation={organisation} cheque={cheque} settles={settles} />
          ))}
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

type OneProps = { organisation: string; cheque: Cheque; settles: boolean }

const One = ({ organisation, cheque, settles }: OneProps) => {
  const say = useText(claimTexts)
  const name = useName()
  const language = useLanguage()
  const { paymentId, person, workshop, receiptNumber } = cheque
  return (
    <article class="claim" aria-labelledby={`cheque-${paymentId}`}>
      <div class="claim-head">
        <h2 id={`cheque-${paymentId}`}>
          <a href={`/o/${organisation}/registrations/${cheque.registrationId}`}>{name(person)}</a>
        </h2>
        <p class="claim-sum">{formatMoney(cheque.amountMinor, cheque.currency, language)}</p>
      </div>
      <p>
        {say('how.cheque')} <span class="pay-code">{cheque.reference}</span>
      </p>
      <p class="soft small">
        {name(workshop)}, <InstantText at={cheque.receivedAt} />,{' '}
        <a href={`/o/${organisation}/receipts/${paymentId}`}>{say('receipt', { number: receiptNumber })}</a>
      </p>
      {settles && <Settle organisation={organisation} cheque={cheque} />}
    </article>
  )
}

const Settle = ({ organisation, cheque }: Omit<OneProps, 'settles'>) => {
  const say = useText(claimTexts)
  const name = useName()
  const [bouncing, bounce] = useState(false)
  const one = paymentsApi(organisation).payments[':paymentId']
  const param = { paymentId: cheque.paymentId }
  const clear = useAction(async () => {
    await json(one.clearing.$post({ param }))
    reloadMoney(organisation, cheque.registrationId)
    toast(say('clear.done'))
  })
  const void_ = useAction(async (reason: string) => {
    await json(one.void.$post({ param, json: { reason } }))
    reloadMoney(organisation, cheque.registrationId)
    toast(say('bounce.done'))
    bounce(false)
  })
  return (
    <>
      <div class="cluster">
        <Button kind="main" icon="check" busy={clear.busy} onPress={clear.run}>
          {say('clear')}
        </Button>
        <Button icon="undo" onPress={() => bounce(true)}>
          {say('bounce')}
        </Button>
      </div>
      {clear.problem && <ProblemView problem={clear.problem} />}
      {bouncing && (
        <Because
          title={say('bounce.title')}
          text={say('bounce.text', { number: cheque.receiptNumber, name: name(cheque.person) })}
          confirm={say('bounce')}
          busy={void_.busy}
          problem={void_.problem}
          onClose={() => bounce(false)}
          onSay={void_.run}
        />
      )}
    </>
  )
}
