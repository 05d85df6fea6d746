import './claims.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { bankTexts } from '../text/bank.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import type { BankLine, BankSubject } from './api.ts'
import { Line } from './bank-line.tsx'
import { LoadStatement } from './load-statement.tsx'

const TABS = ['open', 'matched', 'aside', 'unseen'] as const

/** The bank's statement: loading it, what its lines show, and what the bank has not shown. */
export const Bank = ({ params, query }: ScreenProps<'/o/:organisation/money/bank'>) => {
  const { organisation } = params
  const say = useText(bankTexts)
  const sayMoney = useText(moneyTexts)
  const frame = useFrame(organisation)
  const settles = frame?.holds.has('cash:confirm') === true
  const [shown, show] = useState<(typeof TABS)[number]>(TABS.find((tab) => tab === query.tab) ?? 'open')
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        crumbs={[{ label: sayMoney('title'), href: `/o/${organisation}/money` }]}
        actions={
          <>
            <LinkButton href={`/o/${organisation}/money/claims`} icon="money">
              {say('claims')}
            </LinkButton>
            <LinkButton href={`/o/${organisation}/money/accounts`} icon="settings">
              {say('accounts')}
            </LinkButton>
          </>
        }
      />
      {settles && <LoadStatement organisation={organisation} />}
      <Tabs
        label={say('tabs')}
        tabs={TABS.map((key) => ({ key, label: say(`tab.${key}`) }))}
        shown={shown}
        onShow={show}
      >
        {shown === 'unseen' ? (
          <Unseen organisation={organisation} />
        ) : (
          <Lines key={shown} organisation={organisation} state={shown} settles={settles} />
        )}
      </Tabs>
    </>
  )
}

type LinesProps = { organisation: string; state: 'open' | 'matched' | 'aside'; settles: boolean }

const Lines = ({ organisation, state, settles }: LinesProps) => {
  const say = useText(bankTexts)
  const pages = usePages<BankLine>(`${organisation}/money/bank/${state}`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation)['bank-lines'].$get(
        { query: { state, ...(after && { after }) } },
        signal && { init: { signal } },
      ),
    )
    return { items: page.lines, after: page.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say(`${state}.none`)}>
          {say(`${state}.none.text`)}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack claim-list">
          {pages.items.map((line) => (
            <Line key={line.id} organisation={organisation} line={line} settles={settles} />
          ))}
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const Unseen = ({ organisation }: { organisation: string }) => {
  const say = useText(bankTexts)
  const [total, setTotal] = useState(0)
  const pages = usePages<BankSubject>(`${organisation}/money/bank/unseen`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation)['bank-unseen'].$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    setTotal(page.total)
    return { items: page.subjects, after: page.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say('unseen.none')}>
          {say('unseen.none.text')}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack">
          <p>{say('unseen.total', { count: Math.max(total, pages.items.length) })}</p>
          <List label={say('tab.unseen')}>
            {pages.items.map((subject) => (
              <Awaited key={`${subject.kind}:${subject.id}`} organisation={organisation} subject={subject} />
            ))}
          </List>
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

/** What of ours no line of the statement shows. */
const Awaited = ({ organisation, subject }: { organisation: string; subject: BankSubject }) => {
  const say = useText(bankTexts)
  const name = useName()
  const language = useLanguage()
  const currency = useFrame(organisation)?.organisation.currency ?? 'INR'
  const { kind, claimed, person, reference, registrationId, amountMinor, at } = subject
  const payouts = kind === 'payout' ? `/o/${organisation}/money/reconciliation?tab=payouts` : undefined
  return (
    <Row
      icon={kind === 'deposit' ? 'money' : 'hall'}
      title={person ? name(person) : say('kind.payout')}
      note={
        <>
          {say(`kind.${claimed ? 'claim' : kind}`)} <span class="pay-code">{reference}</span>,{' '}
          <InstantText at={at} />
        </>
      }
      aside={formatMoney(amountMinor, currency, language)}
      href={registrationId ? `/o/${organisation}/registrations/${registrationId}` : payouts}
    />
  )
}
