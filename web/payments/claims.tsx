import './claims.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { claimTexts } from '../text/claims.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { InstantText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { toast } from '../ui/toast.tsx'
import { type QueuedClaim, reloadMoney } from './api.ts'
import { Because } from './because.tsx'
import { ChequeList } from './cheques.tsx'
import { ClaimBadge } from './pay.tsx'

const TABS = ['open', 'cheques', 'ended'] as const

/** What people say they sent: finding it, refusing it; cheques that wait for the bank. */
export const Claims = ({ params, query }: ScreenProps<'/o/:organisation/money/claims'>) => {
  const { organisation } = params
  const say = useText(claimTexts)
  const sayMoney = useText(moneyTexts)
  const frame = useFrame(organisation)
  const [shown, show] = useState<(typeof TABS)[number]>(TABS.find((tab) => tab === query.tab) ?? 'open')
  const reads = frame?.holds.has('payments:read') === true
  const tabs = TABS.filter((tab) => tab !== 'cheques' || reads)
  return (
    <>
      <PageHeader
        title={say('queue.title')}
        lead={say('queue.lead')}
        crumbs={reads ? [{ label: sayMoney('title'), href: `/o/${organisation}/money` }] : []}
        actions={
          reads && (
            <LinkButton href={`/o/${organisation}/money/bank`} icon="hall">
              {say('queue.bank')}
            </LinkButton>
          )
        }
      />
      <Tabs
        label={say('queue.tabs')}
        tabs={tabs.map((key) => ({ key, label: say(`tab.${key}`) }))}
        shown={shown}
        onShow={show}
      >
        {shown === 'cheques' ? (
          <ChequeList organisation={organisation} settles={frame?.holds.has('cash:confirm') === true} />
        ) : (
          <Queue key={shown} organisation={organisation} state={shown} />
        )}
      </Tabs>
    </>
  )
}

const Queue = ({ organisation, state }: { organisation: string; state: 'open' | 'ended' }) => {
  const say = useText(claimTexts)
  const pages = usePages<QueuedClaim>(`${organisation}/money/claims/${state}`, async (after, signal) => {
    const page = await json(
      paymentsApi(organisation).claims.$get(
        { query: { state, ...(after && { after }) } },
        signal && { init: { signal } },
      ),
    )
    return { items: page.claims, after: page.after }
  })
  const none = state === 'open' ? 'queue.none' : 'ended.none'
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say(none)}>
          {say(`${none}.text`)}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack claim-list">
          {pages.items.map((claim) => (
            <One key={claim.id} organisation={organisation} claim={claim} />
          ))}
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

const One = ({ organisation, claim }: { organisation: string; claim: QueuedClaim }) => {
  const say = useText(claimTexts)
  const name = useName()
  const language = useLanguage()
  const { person, workshop, claimedBy, vouchedBy, endedBy } = claim
  return (
    <article class="claim" aria-labelledby={`claim-${claim.id}`}>
      <div class="claim-head">
        <h2 id={`claim-${claim.id}`}>
          <a href={`/o/${organisation}/registrations/${claim.registrationId}`}>{name(person)}</a>
        </h2>
        <p class="claim-sum">{formatMoney(claim.amountMinor, claim.currency, language)}</p>
      </div>
      <p>
        {say(`how.${claim.provider}`)} <span class="pay-code">{claim.reference}</span>
      </p>
      <p class="soft small">
        {name(workshop)}, <InstantText at={claim.claimedAt} />
        {claimedBy.id !== person.id && `, ${say('claim.by', { name: name(claimedBy) })}`}
        {vouchedBy && `, ${say('claim.vouched', { name: name(vouchedBy) })}`}
        {endedBy && `, ${say('claim.ended', { name: name(endedBy) })}`}
        {claim.note && `: ${claim.note}`}
      </p>
      <div class="cluster">
        <ClaimBadge claim={claim} />
        {claim.seen && (
          <Badge tone="good" icon="hall">
            {say('claim.seen')}
          </Badge>
        )}
      </div>
      {claim.outcome === null && <Decide organisation={organisation} claim={claim} />}
    </article>
  )
}

const Decide = ({ organisation, claim }: { organisation: string; claim: QueuedClaim }) => {
  const say = useText(claimTexts)
  const name = useName()
  const [refusing, refuse] = useState(false)
  const one = paymentsApi(organisation).claims[':claimId']
  const param = { claimId: claim.id }
  const verify = useAction(async () => {
    const after = await json(one.verification.$post({ param }))
    reloadMoney(organisation, claim.registrationId)
    toast(say(after.outcome === 'verified' ? 'verify.done' : 'vouch.done'))
  })
  const refused = useAction(async (reason: string) => {
    await json(one.refusal.$post({ param, json: { reason } }))
    reloadMoney(organisation, claim.registrationId)
    toast(say('refuse.done'))
    refuse(false)
  })
  if (claim.next === 'other') return <p class="soft">{say('other')}</p>
  return (
    <>
      <div class="cluster">
        <Button kind="main" icon="check" busy={verify.busy} onPress={verify.run}>
          {say(claim.next)}
        </Button>
        <Button icon="close" onPress={() => refuse(true)}>
          {say('refuse')}
        </Button>
      </div>
      {verify.problem && <ProblemView problem={verify.problem} />}
      {refusing && (
        <Because
          title={say('refuse.title')}
          text={say('refuse.text', { name: name(claim.person) })}
          confirm={say('refuse')}
          busy={refused.busy}
          problem={refused.problem}
          onClose={() => refuse(false)}
          onSay={refused.run}
        />
      )}
    </>
  )
}
