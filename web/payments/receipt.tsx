import './receipt.css'
import type { ScreenProps } from '../shell/screens.tsx'
import { feeTexts } from '../text/fees.ts'
import { useText } from '../text/index.ts'
import { voucherTexts } from '../text/voucher.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { ReceiptSheet, useReceipt } from './receipt-sheet.tsx'
import { ShareReceipt } from './share-receipt.tsx'

/** A receipt in Hindi and English at once, for the screen and for paper. */
export const Receipt = ({ params }: ScreenProps<'/o/:organisation/receipts/:payment'>) => {
  const { organisation, payment } = params
  const say = useText(feeTexts)
  const sayPaper = useText(voucherTexts)
  const receipt = useReceipt(organisation, payment)
  return (
    <>
      <PageHeader
        title={say('receipt.title')}
        lead={receipt.data?.number}
        actions={receipt.data && <PrintButton label={say('receipt.print')} />}
      />
      <AsyncView query={receipt}>
        {(shown) => (
          <div class="stack stack-l">
            <div class="receipt">
              <PrintSheet label={say('receipt.title')}>
                <ReceiptSheet receipt={shown} />
              </PrintSheet>
            </div>
            <ShareReceipt organisation={organisation} paymentId={payment} />
            <div class="cluster no-print">
              {shown.group && (
                <LinkButton href={`/o/${organisation}/group-payments/${shown.group.id}`} icon="people">
                  {sayPaper('group.open')}
                </LinkButton>
              )}
              {shown.refunds.map(({ id, number }) => (
                <LinkButton key={id} href={`/o/${organisation}/refunds/${id}`} icon="undo">
                  {`${sayPaper('voucher.title')} ${number}`}
                </LinkButton>
              ))}
              <LinkButton href={`/o/${organisation}/registrations/${shown.payment.registrationId}`} icon="qr">
                {say('receipt.card')}
              </LinkButton>
            </div>
          </div>
        )}
      </AsyncView>
    </>
  )
}
