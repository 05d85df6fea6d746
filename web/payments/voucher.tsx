import './receipt.css'
import type { InferResponseType } from 'hono/client'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { sayIn, useText } from '../text/index.ts'
import { nameIn, useName } from '../text/names.ts'
import { voucherTexts } from '../text/voucher.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { Both, BothNames } from './both.tsx'
import { InWords, PaperFoot, PaperHead, PaperLine } from './paper.tsx'

type Shown = InferResponseType<ReturnType<typeof paymentsApi>['refunds'][':refundId']['$get'], 200>

/** A refund voucher in Hindi and English at once, for the screen and for paper. */
export const Voucher = ({ params }: ScreenProps<'/o/:organisation/refunds/:refund'>) => {
  const { organisation, refund } = params
  const say = useText(voucherTexts)
  const name = useName()
  const voucher = useQuery(`${organisation}/money/vouchers/${refund}`, (signal) =>
    json(
      paymentsApi(organisation).refunds[':refundId'].$get(
        { param: { refundId: refund } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader
        title={say('voucher.title')}
        lead={voucher.data?.number}
        actions={voucher.data && <PrintButton label={say('voucher.print')} />}
      />
      <AsyncView query={voucher}>
        {(shown) => (
          <div class="stack stack-l">
            <div class="receipt">
              <PrintSheet label={say('voucher.title')}>
                <VoucherSheet voucher={shown} />
              </PrintSheet>
            </div>
            <div class="cluster no-print">
              {shown.paymentId && (
                <LinkButton href={`/o/${organisation}/receipts/${shown.paymentId}`} icon="file">
                  {say('receipt.open')}
                </LinkButton>
              )}
              <LinkButton href={`/o/${organisation}/registrations/${shown.registrationId}`} icon="qr">
                {name(shown.person)}
              </LinkButton>
            </div>
          </div>
        )}
      </AsyncView>
    </>
  )
}

const VoucherSheet = ({ voucher }: { voucher: Shown }) => {
  const zone = useZone()
  const { amountMinor, currency, person, workshop, state, way, paidAt, askedBy, approvedBy } = voucher
  const same = voucher.payerName === person.nameEn
  const sending = state === 'approved' && way === 'stripe'
  return (
    <>
      <PaperHead organisation={voucher.organisation} title="voucher.title" />
      <dl class="receipt-lines">
        <PaperLine label="voucher.number">
          <span class="strong nowrap">{voucher.number}</span>
        </PaperLine>
        <PaperLine label="date">
          <Both of={(language) => formatInstant(voucher.approvedAt, zone, language)} />
        </PaperLine>
        <PaperLine label="voucher.to">
          {same ? <BothNames of={person} /> : <span>{voucher.payerName}</span>}
        </PaperLine>
        {!same && (
          <PaperLine label="person">
            <BothNames of={person} />
          </PaperLine>
        )}
        <PaperLine label="voucher.receipt">
          {voucher.receiptNumber ? (
            <span class="nowrap">{voucher.receiptNumber}</span>
          ) : (
            <Both of={(language) => sayIn(voucherTexts, language)('voucher.none')} />
          )}
        </PaperLine>
        <PaperLine label="purpose">
          <Both
            of={(language) =>
              sayIn(voucherTexts, language)('purpose.text', { workshop: nameIn(language, workshop) })
            }
          />
        </PaperLine>
        <PaperLine label="voucher.amount">
          <span class="receipt-amount">{formatMoney(amountMinor, currency, 'en')}</span>
        </PaperLine>
        <InWords amountMinor={amountMinor} currency={currency} />
        <PaperLine label="voucher.way">
          <Both of={(language) => sayIn(givingTexts, language)(`way.${way}`)} />
        </PaperLine>
        <PaperLine label="voucher.state">
          <Both
            of={(language) =>
              sayIn(givingTexts, language)(sending ? 'state.approved.stripe' : `state.${state}`)
            }
          />
        </PaperLine>
        {paidAt !== null && (
          <PaperLine label="voucher.paidAt">
            <Both of={(language) => formatInstant(paidAt, zone, language)} />
          </PaperLine>
        )}
        {voucher.reference && (
          <PaperLine label="reference">
            <span class="receipt-reference">{voucher.reference}</span>
          </PaperLine>
        )}
        {askedBy && (
          <PaperLine label="voucher.asked">
            <BothNames of={askedBy} />
          </PaperLine>
        )}
        {approvedBy && (
          <PaperLine label="voucher.approved">
            <BothNames of={approvedBy} />
          </PaperLine>
        )}
        {voucher.origin === 'dashboard' && (
          <PaperLine label="voucher.origin">
            <Both of={(language) => sayIn(voucherTexts, language)('voucher.origin.dashboard')} />
          </PaperLine>
        )}
      </dl>
      {way === 'cash' && (
        <div class="slip-signs">
          <p>
            <Both of={(language) => sayIn(voucherTexts, language)('voucher.sign')} />
          </p>
        </div>
      )}
      <PaperFoot />
    </>
  )
}
