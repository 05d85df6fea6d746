import './receipt.css'
import './taking.css'
import type { RecordedPayment, RosterRow } from '../registrations/api.ts'
import { deskTexts } from '../text/desk.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { PrintSheet } from '../ui/print.tsx'
import { useFocusOnArrival } from './focus.ts'
import { ReceiptSheet, useReceipt } from './receipt-sheet.tsx'

type TakenProps = {
  organisation: string
  row: RosterRow
  recorded: RecordedPayment
  onNext: () => void
}

/** The receipt's number, big enough to be written down, and the way on to the next person. */
export const Taken = ({ organisation, row, recorded, onNext }: TakenProps) => {
  const say = useText(deskTexts)
  const name = useName()
  const language = useLanguage()
  const receipt = useReceipt(organisation, recorded.id).data
  const number = useFocusOnArrival<HTMLParagraphElement>()
  const money = (minor: number) => formatMoney(minor, recorded.currency, language)
  return (
    <div class="stack taken" role="status">
      <p class="taken-sum">
        <Icon name="check" size={40} />
        {say('done.title', { amount: money(recorded.amountMinor) })}
      </p>
      <p>{say('done.from', { name: name(row.person) })}</p>
      <div>
        <p class="strong">{say('done.receipt')}</p>
        <p ref={number} tabIndex={-1} class="taken-number">
          {recorded.receiptNumber}
        </p>
      </div>
      {recorded.owedMinor > 0 && (
        <p class="strong">{say('done.owed', { amount: money(recorded.owedMinor) })}</p>
      )}
      {recorded.payerStanding && (
        <Banner tone="warn" title={say(`payer.${recorded.payerStanding}`)}>
          <p>{say('payer.text')}</p>
        </Banner>
      )}
      <Button kind="main" large wide icon="go" onPress={onNext}>
        {say('done.next')}
      </Button>
      <div class="cluster">
        <Button icon="print" disabled={!receipt} onPress={() => print()}>
          {say('done.print')}
        </Button>
        <LinkButton href={`/o/${organisation}/receipts/${recorded.id}`} icon="file">
          {say('done.open')}
        </LinkButton>
      </div>
      {receipt && (
        <div class="only-print receipt">
          <PrintSheet label={say('done.receipt')}>
            <ReceiptSheet receipt={receipt} />
          </PrintSheet>
        </div>
      )}
    </div>
  )
}
