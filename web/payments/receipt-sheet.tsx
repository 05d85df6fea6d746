import './receipt.css'
import type { ComponentChildren } from 'preact'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { paymentsApi, type ReceiptPage } from '../registrations/api.ts'
import { feeTexts } from '../text/fees.ts'
import { formatDay, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { sayIn } from '../text/index.ts'
import { nameIn } from '../text/names.ts'
import type { PublicReceipt } from './api.ts'
import { Both } from './both.tsx'
import { amountInWords } from './words.ts'

const HI = sayIn(feeTexts, 'hi')
const EN = sayIn(feeTexts, 'en')

/** The receipt of a payment. */
export const useReceipt = (organisation: string, payment: string) =>
  useQuery(`${organisation}/receipts/${payment}`, (signal) =>
    json(
      paymentsApi(organisation).receipts[':paymentId'].$get(
        { param: { paymentId: payment } },
        { init: { signal } },
      ),
    ),
  )

type Names = { nameEn: string; nameHi: string }

const LABELS = {
  number: 'receipt.number',
  date: 'receipt.date',
  from: 'receipt.from',
  person: 'receipt.person',
  purpose: 'receipt.purpose',
  class: 'receipt.class',
  amount: 'receipt.amount',
  words: 'receipt.words',
  by: 'receipt.by',
  reference: 'receipt.reference',
  due: 'receipt.due',
  paid: 'receipt.paid',
  owed: 'receipt.owed',
  part: 'receipt.part',
  desk: 'receipt.desk',
  refunds: 'receipt.refunds',
} as const

const Line = ({ label, children }: { label: keyof typeof LABELS; children: ComponentChildren }) => (
  <div>
    <dt>
      <Both of={(language) => (language === 'hi' ? HI : EN)(LABELS[label])} />
    </dt>
    <dd>{children}</dd>
  </div>
)

/** What stands on a receipt, in Hindi and English at once. */
export const ReceiptSheet = ({ receipt }: { receipt: ReceiptPage | PublicReceipt }) => {
  const zone = useZone()
  const { payment, person, workshop, dueMinor, paidMinor, recordedBy } = receipt
  const { amountMinor, currency } = payment
  const named = (names: Names) => <Both of={(language) => nameIn(language, names)} />
  const money = (minor: number) => formatMoney(minor, currency, 'en')
  const payer = receipt.payerName === person.nameEn ? person : same(receipt.payerName)
  return (
    <>
      <p class="receipt-head">{named(receipt.organisation)}</p>
      <p class="receipt-title">
        <span lang="hi">{HI('receipt.title')}</span> / <span lang="en">{EN('receipt.title')}</span>
      </p>
      {receipt.void && (
        <p class="receipt-void">
          <span lang="hi">{HI('receipt.void')}</span> / <span lang="en">{EN('receipt.void')}</span>{' '}
          {formatInstant(receipt.void.at, zone, 'en')}: {receipt.void.reason}
        </p>
      )}
      {receipt.uncleared && (
        <p class="receipt-uncleared">
          <span lang="hi">{HI('receipt.uncleared')}</span> <span lang="en">{EN('receipt.uncleared')}</span>
        </p>
      )}
      <dl class="receipt-lines">
        <Line label="number">
          <span class="strong nowrap">{receipt.number}</span>
        </Line>
        <Line label="date">
          <Both of={(language) => formatInstant(receipt.issuedAt, zone, language)} />
        </Line>
        <Line label="from">{named(payer)}</Line>
        {payer !== person && <Line label="person">{named(person)}</Line>}
        <Line label="purpose">
          <Both
            of={(language) =>
              sayIn(feeTexts, language)('receipt.purpose.text', {
                workshop: nameIn(language, workshop),
                day: formatDay(workshop.startsOn, 'medium', language),
              })
            }
          />
        </Line>
        <Line label="class">
          <Both of={(language) => sayIn(feeTexts, language)(`class.${receipt.classification}`)} />
        </Line>
        <Line label="amount">
          <span class="receipt-amount">{money(amountMinor)}</span>
        </Line>
        {amountInWords(amountMinor, currency, 'hi') && (
          <Line label="words">
            <Both of={(language) => amountInWords(amountMinor, currency, language) ?? ''} />
          </Line>
        )}
        <Line label="by">
          <Both of={(language) => sayIn(feeTexts, language)(`by.${payment.provider}`)} />
        </Line>
        {payment.reference && (
          <Line label="reference">
            <span class="receipt-reference">{payment.reference}</span>
          </Line>
        )}
        <Line label="due">{money(dueMinor)}</Line>
        <Line label="paid">{money(paidMinor)}</Line>
        {paidMinor < dueMinor && <Line label="owed">{money(dueMinor - paidMinor)}</Line>}
        {receipt.group && (
          <Line label="part">
            <Both
              of={(language) =>
                sayIn(feeTexts, language)('receipt.part.text', {
                  count: receipt.group?.lines ?? 1,
                  amount: money(receipt.group?.totalMinor ?? 0),
                })
              }
            />
          </Line>
        )}
        {recordedBy && <Line label="desk">{named(recordedBy)}</Line>}
        {receipt.refunds.length > 0 && (
          <Line label="refunds">
            {receipt.refunds.map((refund) => (
              <Both
                key={refund.number}
                of={(language) =>
                  `${refund.number}: ${formatMoney(refund.amountMinor, currency, 'en')}, ${sayIn(givingTexts, language)(`state.${'state' in refund ? refund.state : refund.paidAt === null ? 'approved' : 'paid'}`)}`
                }
              />
            ))}
          </Line>
        )}
      </dl>
      <p class="receipt-foot">
        <span lang="hi">{HI('receipt.made')}</span> <span lang="en">{EN('receipt.made')}</span>
      </p>
    </>
  )
}

const same = (name: string): Names => ({ nameEn: name, nameHi: name })
