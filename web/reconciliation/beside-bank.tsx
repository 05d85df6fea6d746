import '../payments/money.css'
import { besideBankTexts } from '../text/beside-bank.ts'
import { formatDays, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import type { Books } from './balance.tsx'

/** The ledger's bank beside the bank's own statements, and each difference in a sentence with where to look. */
export const BesideBank = ({ organisation, books }: { organisation: string; books: Books }) => {
  const say = useText(besideBankTexts)
  const language = useLanguage()
  const { bankMinor, chequesMinor, currency, statement } = books
  const { firstDay, lastDay, shown, unseen, unbooked, open } = statement
  const money = (minor: number) => formatMoney(minor, currency, language)
  const at = `/o/${organisation}/money/bank`
  const explained = unseen.reduce((sum, { amountMinor }) => sum + amountMinor, shown.amountMinor)
  const rest = bankMinor - explained
  const lines = [
    ...unseen.map(({ kind, count, amountMinor }) => ({
      key: kind,
      text: say(`unseen.${kind}`, { count, amount: money(Math.abs(amountMinor)) }),
      href: kind === 'payout' ? `/o/${organisation}/money/reconciliation?tab=payouts` : `${at}?tab=unseen`,
    })),
    ...(['unbooked', 'open', 'aside'] as const).flatMap((key) => {
      const { count, amountMinor } = statement[key]
      const href = `${at}?tab=${key === 'unbooked' ? 'matched' : key}`
      return count > 0 ? [{ key, text: say(`line.${key}`, { count, amount: money(amountMinor) }), href }] : []
    }),
  ]
  const even = unseen.length + unbooked.count + open.count === 0 && rest === 0
  return (
    <Panel
      title={say('bank.title')}
      hint={
        firstDay && lastDay ? say('bank.days', { days: formatDays(firstDay, lastDay, language) }) : undefined
      }
    >
      {lastDay === null ? (
        <div class="stack">
          <p>{say('bank.never', { amount: money(bankMinor) })}</p>
          <div class="no-print">
            <LinkButton href={at} icon="hall">
              {say('bank.load')}
            </LinkButton>
          </div>
        </div>
      ) : (
        <ul class="list">
          <li class="sentence">
            {say(even ? 'bank.even' : 'bank.shown', {
              shown: money(shown.amountMinor),
              ledger: money(bankMinor),
            })}
          </li>
          {lines.map(({ key, text, href }) => (
            <li key={key} class="sentence">
              {text}{' '}
              <a class="money-link no-print" href={href}>
                {say('look')}
              </a>
            </li>
          ))}
          {chequesMinor !== 0 && (
            <li class="sentence">
              {say('line.cheques', { amount: money(chequesMinor) })}{' '}
              <a class="money-link no-print" href={`/o/${organisation}/money/claims?tab=cheques`}>
                {say('look')}
              </a>
            </li>
          )}
          {rest !== 0 && <li class="sentence strong">{say('line.rest', { amount: money(rest) })}</li>}
        </ul>
      )}
    </Panel>
  )
}
