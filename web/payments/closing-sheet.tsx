import './receipt.css'
import type { ComponentChildren } from 'preact'
import { cashTexts } from '../text/cash.ts'
import { formatDay, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { sayIn } from '../text/index.ts'
import type { Slip } from './api.ts'
import { Both, BothInLine, BothNames } from './both.tsx'
import { amountInWords } from './words.ts'

type Key =
  | 'office'
  | 'day'
  | 'collector'
  | 'expected'
  | 'counted'
  | 'words'
  | 'difference'
  | 'reason'
  | 'confirmed'
  | 'closed'
  | 'deposit'

const Line = ({ label, children }: { label: Key; children: ComponentChildren }) => (
  <div>
    <dt>
      <Both of={(language) => sayIn(cashTexts, language)(`slip.${label}`)} />
    </dt>
    <dd>{children}</dd>
  </div>
)

/** What stands on the slip of a closed day, in Hindi and English at once. */
export const ClosingSheet = ({ slip }: { slip: Slip }) => {
  const zone = useZone()
  const { currency, countedMinor, expectedMinor, deposit } = slip
  const money = (minor: number) => formatMoney(minor, currency, 'en')
  const instant = (at: number) => <Both of={(language) => formatInstant(at, zone, language)} />
  return (
    <>
      <p class="receipt-head">
        <BothNames of={slip.organisation} />
      </p>
      <p class="receipt-title">
        <BothInLine of={(language) => sayIn(cashTexts, language)('slip.title')} />
      </p>
      <dl class="receipt-lines">
        <Line label="office">
          <BothNames of={slip.unit} />
        </Line>
        <Line label="day">
          <Both of={(language) => formatDay(slip.dayOn, 'long', language)} />
        </Line>
        <Line label="collector">
          <BothNames of={slip.collector} />
        </Line>
        <Line label="expected">{money(expectedMinor)}</Line>
        <Line label="counted">
          <span class="receipt-amount">{money(countedMinor)}</span>
        </Line>
        {amountInWords(countedMinor, currency, 'hi') && (
          <Line label="words">
            <Both of={(language) => amountInWords(countedMinor, currency, language) ?? ''} />
          </Line>
        )}
        {countedMinor !== expectedMinor && (
          <>
            <Line label="difference">{money(countedMinor - expectedMinor)}</Line>
            <Line label="reason">{slip.reason}</Line>
          </>
        )}
        <Line label="confirmed">
          <BothNames of={slip.confirmedBy} />
        </Line>
        <Line label="closed">{instant(slip.closedAt)}</Line>
        {deposit && (
          <Line label="deposit">
            <span class="receipt-reference">{deposit.reference}</span>
            {instant(deposit.depositedAt)}
          </Line>
        )}
      </dl>
      <Entries slip={slip} />
      <div class="slip-signs">
        <p>
          <Both of={(language) => sayIn(cashTexts, language)('slip.sign.collector')} />
        </p>
        <p>
          <Both of={(language) => sayIn(cashTexts, language)('slip.sign.second')} />
        </p>
      </div>
      <p class="receipt-foot">
        <BothInLine of={(language) => sayIn(cashTexts, language)('slip.made')} />
      </p>
    </>
  )
}

const Entries = ({ slip }: { slip: Slip }) => (
  <table class="slip-entries">
    <caption>
      <BothInLine of={(language) => sayIn(cashTexts, language)('slip.entries')} />
    </caption>
    <thead>
      <tr>
        {(['number', 'name', 'amount'] as const).map((key) => (
          <th key={key} scope="col">
            <Both of={(language) => sayIn(cashTexts, language)(`slip.${key}`)} />
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {slip.entries.map((entry, at) => (
        <tr key={`${entry.number}:${at}`}>
          <td class="nowrap">{entry.number}</td>
          <td>
            <BothNames of={entry.person} />
          </td>
          <td class="slip-amount">{formatMoney(entry.amountMinor, slip.currency, 'en')}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
