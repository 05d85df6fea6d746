import './trial.css'
import { booksTexts } from '../text/books.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { ledgerTexts } from '../text/ledger.ts'
import { Panel } from '../ui/card.tsx'

type Row = { account: string; debitMinor: number; creditMinor: number }
type TrialProps = { rows: readonly Row[]; currency: string }

/** The trial balance: every class of accounts that is not even, by its name, and that both sides are equal. */
export const Trial = ({ rows, currency }: TrialProps) => {
  const say = useText(booksTexts)
  const language = useLanguage()
  const money = (minor: number) => (minor === 0 ? '' : formatMoney(minor, currency, language))
  const names: Readonly<Record<string, string>> = ledgerTexts[language]
  const uneven = rows.filter(({ debitMinor, creditMinor }) => debitMinor + creditMinor !== 0)
  const sum = (side: 'debitMinor' | 'creditMinor') => money(rows.reduce((all, row) => all + row[side], 0))
  return (
    <Panel title={say('trial')} hint={say('trial.hint')}>
      <table class="trial">
        <caption class="visually-hidden">{say('trial')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('account')}</th>
            <th scope="col">{say('debit')}</th>
            <th scope="col">{say('credit')}</th>
          </tr>
        </thead>
        <tbody>
          {uneven.map((row) => (
            <tr key={row.account}>
              <th scope="row">{names[row.account] ?? row.account}</th>
              <td>{money(row.debitMinor)}</td>
              <td>{money(row.creditMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('total')}</th>
            <td>{sum('debitMinor')}</td>
            <td>{sum('creditMinor')}</td>
          </tr>
        </tfoot>
      </table>
    </Panel>
  )
}
