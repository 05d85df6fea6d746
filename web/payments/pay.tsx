import './pay.css'
import './claims.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { keys, paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { claimTexts } from '../text/claims.ts'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { QrCode } from '../ui/qr.tsx'
import { toast } from '../ui/toast.tsx'
import { reloadMoney, type WaysToPay } from './api.ts'
import { ClaimForm } from './claim-form.tsx'

type Claim = WaysToPay['claims'][number]
type Props = ScreenProps<'/o/:organisation/registrations/:registration/pay'>

/** Paying a fee by UPI, transfer or cheque: where to, saying that it was sent, and what became of it. */
export const Pay = ({ params }: Props) => {
  const { organisation, registration } = params
  const say = useText(claimTexts)
  const ways = useQuery(`${keys.card(organisation, registration)}/ways`, (signal) =>
    json(
      paymentsApi(organisation).registrations[':registrationId'].ways.$get(
        { param: { registrationId: registration } },
        { init: { signal } },
      ),
    ),
  )
  const card = `/o/${organisation}/registrations/${registration}`
  return (
    <>
      <PageHeader title={say('pay.title')} crumbs={[{ label: say('pay.card'), href: card }]} />
      <AsyncView query={ways}>
        {(shown) => (
          <div class="stack stack-l pay-ways">
            {shown.openMinor > 0 ? (
              <Open organisation={organisation} ways={shown} />
            ) : (
              <Banner
                tone="note"
                title={say('pay.done')}
                actions={
                  <LinkButton href={card} icon="qr">
                    {say('pay.card')}
                  </LinkButton>
                }
              >
                <p>{say('pay.done.text')}</p>
              </Banner>
            )}
            {shown.claims.length > 0 && <Sent organisation={organisation} ways={shown} />}
          </div>
        )}
      </AsyncView>
    </>
  )
}

const Open = ({ organisation, ways }: { organisation: string; ways: WaysToPay }) => {
  const say = useText(claimTexts)
  const language = useLanguage()
  return (
    <>
      <div>
        <p class="strong">{say('pay.owed')}</p>
        <p class="numeral">{formatMoney(ways.openMinor, ways.currency, language)}</p>
      </div>
      {ways.accounts.length === 0 && (
        <EmptyState icon="hall" title={say('pay.none')}>
          {say('pay.none.text')}
        </EmptyState>
      )}
      {ways.accounts.map((account) => (
        <PayTo key={account.id} account={account} ways={ways} />
      ))}
      <Panel title={say('sent.title')} hint={say('sent.text', { count: ways.claimDays })}>
        <ClaimForm key={ways.claims.length} organisation={organisation} ways={ways} />
      </Panel>
    </>
  )
}

const PayTo = ({ account, ways }: { account: WaysToPay['accounts'][number]; ways: WaysToPay }) => {
  const say = useText(claimTexts)
  const language = useLanguage()
  const zone = useZone()
  const { holder, vpa, bank, number, ifsc, link } = account
  const amount = formatMoney(ways.openMinor, ways.currency, language)
  const code = (text: string) => <span class="pay-code">{text}</span>
  return (
    <Panel title={`${say('pay.to')}: ${account.name}`}>
      <div class="stack">
        {link && (
          <>
            <p>{say('pay.check', { holder })}</p>
            <LinkButton kind="main" large wide icon="phone" href={link} external>
              {say('pay.open')}
            </LinkButton>
            <details class="other-ways">
              <summary>{say('pay.scan')}</summary>
              <QrCode text={link} label={say('pay.qr', { amount, holder })} caption={vpa ?? undefined} />
            </details>
          </>
        )}
        <Facts
          facts={[
            ...(vpa ? [{ label: say('pay.vpa'), value: code(vpa) }] : []),
            ...(number && bank && ifsc
              ? [
                  { label: say('pay.bank'), value: `${bank}, ${holder}` },
                  { label: say('pay.number'), value: code(number) },
                  { label: say('pay.ifsc'), value: code(ifsc) },
                ]
              : []),
            { label: say('pay.reference'), value: code(ways.reference) },
          ]}
        />
        <p class="soft small">{say('pay.since', { day: formatInstant(account.setAt, zone, language) })}</p>
      </div>
    </Panel>
  )
}

/** How a claim stands, in a word or two. */
export const ClaimBadge = ({ claim }: { claim: Pick<Claim, 'outcome' | 'vouchedAt' | 'voidedAt'> }) => {
  const say = useText(claimTexts)
  if (claim.voidedAt !== null) return <Badge tone="bad">{say('state.void')}</Badge>
  if (claim.outcome === 'verified') return <Badge tone="good">{say('state.verified')}</Badge>
  if (claim.outcome !== null)
    return <Badge tone={claim.outcome === 'refused' ? 'bad' : 'plain'}>{say(`state.${claim.outcome}`)}</Badge>
  return <Badge tone="note">{say(claim.vouchedAt === null ? 'state.open' : 'state.vouched')}</Badge>
}

const Sent = ({ organisation, ways }: { organisation: string; ways: WaysToPay }) => {
  const say = useText(claimTexts)
  const language = useLanguage()
  return (
    <Panel title={say('sent.list')}>
      <div class="stack">
        <List label={say('sent.list')}>
          {ways.claims.map((claim) => (
            <Row
              key={claim.id}
              icon={claim.provider === 'upi' ? 'phone' : 'hall'}
              title={`${say(`how.${claim.provider}`)}: ${formatMoney(claim.amountMinor, claim.currency, language)}`}
              note={
                <>
                  <span class="pay-code">{claim.reference}</span>
                  {claim.note && <span>, {claim.note}</span>}
                </>
              }
              aside={<ClaimBadge claim={claim} />}
            />
          ))}
        </List>
        {ways.claims
          .filter(({ outcome, own }) => outcome === null && own)
          .map((claim) => (
            <TakeBack key={claim.id} organisation={organisation} claim={claim} />
          ))}
      </div>
    </Panel>
  )
}

const TakeBack = ({ organisation, claim }: { organisation: string; claim: Claim }) => {
  const say = useText(claimTexts)
  const [asking, ask] = useState(false)
  const back = useAction(async () => {
    const one = paymentsApi(organisation).claims[':claimId']
    await json(one.withdrawal.$post({ param: { claimId: claim.id } }))
    reloadMoney(organisation, claim.registrationId)
    toast(say('back.done'))
    ask(false)
  })
  return (
    <div>
      <Button icon="undo" onPress={() => ask(true)}>
        {`${say('back')}: ${claim.reference}`}
      </Button>
      <ConfirmDialog
        title={say('back.title')}
        open={asking}
        onClose={() => ask(false)}
        onConfirm={back.run}
        confirm={say('back')}
        busy={back.busy}
        problem={back.problem}
      >
        <p>{say('back.text')}</p>
      </ConfirmDialog>
    </div>
  )
}
