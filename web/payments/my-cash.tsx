import './cash.css'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { cashTexts } from '../text/cash.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type CashPage, takeBack } from './api.ts'
import { PageBadge } from './cash-book.tsx'
import { CloseDay } from './close-day.tsx'

/** The cash that one took oneself, by day; closing a day, and the slips of closed ones. */
export const MyCash = ({ params }: ScreenProps<'/o/:organisation/cash'>) => {
  const { organisation } = params
  const say = useText(cashTexts)
  const pages = usePages<CashPage>(`${organisation}/money/mine`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).me['cash-book'].$get(
        { query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
    return { items: page.pages, after: page.after }
  })
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <LinkButton href={`/o/${organisation}/money/claims`} icon="phone">
              {say('claims')}
            </LinkButton>
            <LinkButton href={`/o/${organisation}/desk`} icon="gate">
              {say('desk')}
            </LinkButton>
          </>
        }
      />
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState icon="money" title={say('mine.none')}>
            {say('mine.none.text')}
          </EmptyState>
        )}
      >
        {() => (
          <div class="stack cash-days">
            {pages.items.map((page) => (
              <Day key={page.dayOn} organisation={organisation} page={page} />
            ))}
            <More pages={pages} />
          </div>
        )}
      </AsyncView>
    </>
  )
}

const Day = ({ organisation, page }: { organisation: string; page: CashPage }) => {
  const say = useText(cashTexts)
  const language = useLanguage()
  const { dayOn, expectedMinor, currency, entries, asked, closing } = page
  const money = (minor: number) => formatMoney(minor, currency, language)
  return (
    <section class="cash-day" aria-labelledby={`day-${dayOn}`}>
      <div class="cash-day-head">
        <h2 id={`day-${dayOn}`}>{formatDay(dayOn, 'long', language)}</h2>
        <PageBadge page={page} />
      </div>
      <p class="numeral">{money(closing?.countedMinor ?? expectedMinor)}</p>
      <p class="soft">
        {say('entries', { count: entries })}
        {closing && closing.countedMinor !== expectedMinor && (
          <>
            {', '}
            {say('expected')} {money(expectedMinor)}
          </>
        )}
      </p>
      {!closing && !asked && <CloseDay organisation={organisation} page={page} />}
      {asked && <Waiting organisation={organisation} page={page} asked={asked} />}
      {closing && (
        <div>
          <LinkButton href={`/o/${organisation}/cash/${closing.id}`} icon="print">
            {say('slip')}
          </LinkButton>
        </div>
      )}
    </section>
  )
}

type WaitingProps = { organisation: string; page: CashPage; asked: NonNullable<CashPage['asked']> }

const Waiting = ({ organisation, page, asked }: WaitingProps) => {
  const say = useText(cashTexts)
  const language = useLanguage()
  const back = useAction(async () => {
    await takeBack(organisation, asked.approvalId)
    reloadQueries(`${organisation}/money/`)
    toast(say('back.done'))
  })
  return (
    <div class="stack stack-s">
      <p>
        {say('counted')}: <b>{formatMoney(asked.countedMinor, page.currency, language)}</b>
      </p>
      {asked.expectedMinor !== page.expectedMinor && <Banner tone="warn" title={say('overtaken')} />}
      <div>
        <Button icon="undo" busy={back.busy} onPress={back.run}>
          {say('back')}
        </Button>
      </div>
      {back.problem && <ProblemView problem={back.problem} />}
    </div>
  )
}
