import '../payments/money.css'
import type { InferResponseType } from 'hono/client'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { BesideBank } from './beside-bank.tsx'
import { Held } from './held.tsx'
import { Runs } from './runs.tsx'

type Api = ReturnType<typeof paymentsApi>

/** Where the money is, and whether Stripe says the same. */
export type Books = InferResponseType<Api['reconciliation']['$get'], 200>

type BalanceProps = { organisation: string; acts: boolean; refunds: boolean; onLook: () => void }

/** Stripe, the bank and the cash by the ledger, whether Stripe agrees, and each difference in a sentence. */
export const Balance = ({ organisation, acts, refunds, onLook }: BalanceProps) => {
  const books = useQuery(`${organisation}/money/reconciliation`, (signal) =>
    json(paymentsApi(organisation).reconciliation.$get(undefined, { init: { signal } })),
  )
  return (
    <AsyncView query={books}>
      {(found) => (
        <div class="stack stack-l">
          <Places books={found} />
          <Agreement
            organisation={organisation}
            books={found}
            acts={acts}
            onLook={onLook}
            reload={books.reload}
          />
          <BesideBank organisation={organisation} books={found} />
          <Sentences organisation={organisation} books={found} />
          <Held organisation={organisation} books={found} acts={refunds} />
          <Runs books={found} />
        </div>
      )}
    </AsyncView>
  )
}

const Places = ({ books }: { books: Books }) => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  const money = (minor: number) => formatMoney(minor, books.currency, language)
  const cash = books.cash.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const held = books.suspense.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const { onTheWayMinor } = books
  return (
    <Stats>
      <Stat label={say('stripe')} value={money(books.stripeMinor)} note={say('stripe.note')} />
      <Stat
        label={say('bank')}
        value={money(books.bankMinor)}
        note={onTheWayMinor > 0 ? say('bank.note', { amount: money(onTheWayMinor) }) : say('bank.all')}
      />
      <Stat label={say('cash')} value={money(cash)} note={say('cash.note', { count: books.cash.length })} />
      <Stat
        label={say('suspense')}
        value={money(held)}
        tone={held === 0 ? 'good' : 'warn'}
        note={held === 0 ? say('suspense.zero') : undefined}
      />
    </Stats>
  )
}

type AgreementProps = {
  organisation: string
  books: Books
  acts: boolean
  onLook: () => void
  reload: () => void
}

const Agreement = ({ organisation, books, acts, onLook, reload }: AgreementProps) => {
  const say = useText(reconciliationTexts)
  const compare = useAction(async () => {
    await json(paymentsApi(organisation).reconciliation.runs.$post())
    toast(say('compared'))
    setTimeout(reload, 2000)
  })
  const verdict = useVerdict(books)
  return (
    <Banner
      tone={verdict.tone}
      title={verdict.title}
      actions={
        <>
          {acts && books.account && (
            <Button icon="reload" busy={compare.busy} onPress={compare.run}>
              {say('compare')}
            </Button>
          )}
          {books.openExceptions > 0 && (
            <Button icon="eye" onPress={onLook}>
              {say('tab.exceptions')}
            </Button>
          )}
        </>
      }
    >
      <p>{verdict.text}</p>
      {compare.problem && <ProblemView problem={compare.problem} />}
    </Banner>
  )
}

function useVerdict(books: Books) {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  const zone = useZone()
  const money = (minor: number) => formatMoney(minor, books.currency, language)
  const [newest] = books.runs
  const last = books.runs.find(({ finishedAt }) => finishedAt !== null)
  if (newest && newest.finishedAt === null)
    return { tone: 'note', title: say('running'), text: say('running.text', { seen: newest.seen }) } as const
  if (!last) {
    const text = say(books.account ? 'never.text' : 'never.offline')
    return { tone: 'note', title: say('never'), text } as const
  }
  const { stripeMinor, ledgerMinor, finishedAt, seen, repaired } = last
  const at = formatInstant(finishedAt ?? 0, zone, language)
  const difference = (stripeMinor ?? 0) - (ledgerMinor ?? 0)
  if (difference === 0) {
    const text = say('agree.text', { at, amount: money(stripeMinor ?? 0), seen, repaired })
    return { tone: 'good', title: say('agree'), text } as const
  }
  const title = say('differ', { stripe: money(stripeMinor ?? 0), ledger: money(ledgerMinor ?? 0) })
  return {
    tone: 'warn',
    title,
    text: say('differ.text', { at, amount: money(Math.abs(difference)) }),
  } as const
}

type SentencesProps = { organisation: string; books: Books }

const Sentences = ({ organisation, books }: SentencesProps) => {
  const say = useText(reconciliationTexts)
  const language = useLanguage()
  const name = useName()
  const to = `/o/${organisation}/money`
  const lines = [
    { key: 'fees', minor: books.feesMinor, href: `${to}?tab=payments` },
    { key: 'disputeFees', minor: books.disputeFeesMinor, href: `${to}/reconciliation?tab=disputes` },
    { key: 'disputed', minor: books.disputedMinor, href: `${to}/reconciliation?tab=disputes` },
    { key: 'loss', minor: books.lossMinor, href: `${to}/reconciliation?tab=disputes` },
    { key: 'payable', minor: books.payableMinor, href: `${to}?tab=refunds` },
    { key: 'other', minor: books.otherMinor, href: undefined },
    { key: 'onTheWay', minor: books.onTheWayMinor, href: `${to}/reconciliation?tab=payouts` },
  ] as const
  const shown = lines.filter(({ minor }) => minor !== 0)
  if (shown.length === 0 && books.cash.length === 0) return null
  return (
    <Panel title={say('why')}>
      <ul class="list">
        {shown.map(({ key, minor, href }) => (
          <li key={key} class="sentence">
            {say(`line.${key}`, { amount: formatMoney(minor, books.currency, language) })}{' '}
            {href && (
              <a class="money-link no-print" href={href}>
                {say('look')}
              </a>
            )}
          </li>
        ))}
        {books.cash.map(({ collector, amountMinor }) => (
          <li key={collector.id} class="sentence">
            {say('line.cash', {
              name: name(collector),
              amount: formatMoney(amountMinor, books.currency, language),
            })}{' '}
            <a class="money-link no-print" href={`${to}?tab=cash`}>
              {say('look')}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
