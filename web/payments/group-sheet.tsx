import './receipt.css'
import { feeTexts } from '../text/fees.ts'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { sayIn } from '../text/index.ts'
import { nameIn } from '../text/names.ts'
import { voucherTexts } from '../text/voucher.ts'
import { Both, BothInLine, BothNames } from './both.tsx'
import type { Group } from './group-payment.tsx'
import { InWords, PaperFoot, PaperHead, PaperLine } from './paper.tsx'

type Names = { nameEn: string; nameHi: string }
type SheetProps = { group: Group; organisation: Names }

/** The receipt of one sum for several people: who paid, and a line for each of them. */
export const GroupSheet = ({ group, organisation }: SheetProps) => {
  const zone = useZone()
  const { lines, currency, receivedAt } = group
  const paid = lines.filter(({ paymentId }) => paymentId !== null)
  const workshops = [...new Map(paid.map(({ workshop }) => [workshop.id, workshop])).values()]
  return (
    <>
      <PaperHead organisation={organisation} title="group.title" />
      <dl class="receipt-lines">
        <PaperLine label="number">
          <span class="strong nowrap">{group.receiptNumber}</span>
        </PaperLine>
        {receivedAt !== null && (
          <PaperLine label="date">
            <Both of={(language) => formatInstant(receivedAt, zone, language)} />
          </PaperLine>
        )}
        {group.payerName && (
          <PaperLine label="from">
            <span>{group.payerName}</span>
          </PaperLine>
        )}
        <PaperLine label="purpose">
          {workshops.map((workshop) => (
            <Both
              key={workshop.id}
              of={(language) =>
                sayIn(voucherTexts, language)('purpose.text', { workshop: nameIn(language, workshop) })
              }
            />
          ))}
        </PaperLine>
        <PaperLine label="total">
          <span class="receipt-amount">{formatMoney(group.totalMinor, currency, 'en')}</span>
        </PaperLine>
        <InWords amountMinor={group.totalMinor} currency={currency} />
        <PaperLine label="by">
          <Both of={(language) => sayIn(feeTexts, language)(`by.${group.provider}`)} />
        </PaperLine>
        {group.reference && (
          <PaperLine label="reference">
            <span class="receipt-reference">{group.reference}</span>
          </PaperLine>
        )}
      </dl>
      <Lines group={group} />
      <PaperFoot />
    </>
  )
}

const Lines = ({ group }: { group: Group }) => {
  const { lines, currency, totalMinor } = group
  const money = (minor: number) => formatMoney(minor, currency, 'en')
  const rest = totalMinor - lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return (
    <table class="slip-entries">
      <caption>
        <BothInLine of={(language) => sayIn(voucherTexts, language)('group.lines')} />
      </caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          {(['name', 'amount'] as const).map((key) => (
            <th key={key} scope="col">
              <Both of={(language) => sayIn(voucherTexts, language)(`group.${key}`)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ registrationId, person, amountMinor, refundedMinor }, at) => (
          <tr key={registrationId}>
            <td>{at + 1}</td>
            <td>
              <BothNames of={person} />
              {refundedMinor > 0 && (
                <Both
                  of={(language) =>
                    sayIn(voucherTexts, language)('group.back', { amount: money(refundedMinor) })
                  }
                />
              )}
            </td>
            <td class="slip-amount">{money(amountMinor)}</td>
          </tr>
        ))}
        {rest > 0 && (
          <tr>
            <td />
            <td>
              <Both of={(language) => sayIn(voucherTexts, language)('group.others')} />
            </td>
            <td class="slip-amount">{money(rest)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
