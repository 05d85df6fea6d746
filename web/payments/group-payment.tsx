import './receipt.css'
import type { InferResponseType } from 'hono/client'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feeTexts } from '../text/fees.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { payingTexts } from '../text/paying.ts'
import { voucherTexts } from '../text/voucher.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { GroupSheet } from './group-sheet.tsx'

/** One sum for several people, as far as whoever looks may see it. */
export type Group = InferResponseType<
  ReturnType<typeof paymentsApi>['group-payments'][':groupPaymentId']['$get'],
  200
>

const TONES = {
  open: 'warn',
  confirming: 'note',
  paid: 'good',
  partly: 'warn',
  expired: 'warn',
  review: 'bad',
} as const

/** One payment for several people: how it stands, and each one's line. */
export const GroupPayment = ({ params }: ScreenProps<'/o/:organisation/group-payments/:payment'>) => {
  const { organisation, payment } = params
  const say = useText(payingTexts)
  const sayPaper = useText(voucherTexts)
  const group = useQuery(`${organisation}/money/groups/${payment}`, (signal) =>
    json(
      paymentsApi(organisation)['group-payments'][':groupPaymentId'].$get(
        { param: { groupPaymentId: payment } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader
        kind={say('group.kind')}
        title={group.data ? say('group.title', { count: group.data.lines.length }) : say('group.kind')}
        actions={group.data?.receiptNumber && <PrintButton label={sayPaper('group.print')} />}
      />
      <AsyncView query={group}>
        {(shown) => <Shown organisation={organisation} group={shown} reload={group.reload} />}
      </AsyncView>
    </>
  )
}

const Shown = (props: { organisation: string; group: Group; reload: () => void }) => {
  const { organisation, group, reload } = props
  const say = useText(payingTexts)
  const sayFee = useText(feeTexts)
  const sayPaper = useText(voucherTexts)
  const names = useFrame(organisation)?.organisation.names
  const language = useLanguage()
  const money = (minor: number) => formatMoney(minor, group.currency, language)
  const { state, lines, receiptNumber, payerName } = group
  const workshop = lines[0]?.workshop.id
  const facts = [
    { label: say('total'), value: money(group.totalMinor) },
    { label: sayFee('receipt.by'), value: sayFee(`by.${group.provider}`) },
    ...(payerName ? [{ label: say('payerIs'), value: payerName }] : []),
    ...(group.reference ? [{ label: sayFee('receipt.reference'), value: group.reference }] : []),
  ]
  return (
    <div class="stack stack-l">
      <Banner
        tone={TONES[state]}
        title={say(`state.${state}`)}
        actions={
          <>
            {(state === 'open' || state === 'confirming') && (
              <Button icon="reload" onPress={reload}>
                {say('again')}
              </Button>
            )}
            {workshop && (
              <LinkButton href={`/o/${organisation}/workshops/${workshop}/paying`}>{say('title')}</LinkButton>
            )}
          </>
        }
      >
        <p>{say(`state.${state}.text`, { number: receiptNumber ?? '' })}</p>
      </Banner>
      {receiptNumber && names ? (
        <div class="receipt">
          <PrintSheet label={sayPaper('group.title')}>
            <GroupSheet group={group} organisation={{ nameEn: names.en, nameHi: names.hi }} />
          </PrintSheet>
        </div>
      ) : (
        <Facts facts={facts} />
      )}
      <h2>{say('lines')}</h2>
      <List label={say('lines')}>
        {lines.map((line) => (
          <Line key={line.registrationId} organisation={organisation} line={line} money={money} />
        ))}
      </List>
    </div>
  )
}

type LineProps = { organisation: string; line: Group['lines'][number]; money: (minor: number) => string }

const Line = ({ organisation, line, money }: LineProps) => {
  const say = useText(payingTexts)
  const name = useName()
  const { paymentId, decision, refundedMinor } = line
  const how =
    refundedMinor > 0
      ? say('line.back', { amount: money(refundedMinor) })
      : decision === 'allocated' || decision === 'reseated' || decision === 'duplicate' || decision === 'late'
        ? say(`line.${decision}`)
        : say('line.none')
  return (
    <Row
      icon={paymentId ? 'check' : 'person'}
      title={name(line.person)}
      note={`${name(line.workshop)}, ${how}`}
      aside={money(line.amountMinor)}
      href={
        paymentId
          ? `/o/${organisation}/receipts/${paymentId}`
          : `/o/${organisation}/registrations/${line.registrationId}`
      }
    />
  )
}
