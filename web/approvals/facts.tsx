import type { ComponentChildren } from 'preact'
import { approvalTexts } from '../text/approvals.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { DateText, InstantText, Money } from '../ui/format.tsx'
import type { Approval } from './api.ts'

const KNOWN = [
  'registrationId',
  'fromAt',
  'untilAt',
  'amountMinor',
  'policyMinor',
  'percent',
  'count',
  'keepSeat',
  'countedMinor',
  'expectedMinor',
  'differenceMinor',
  'dueMinor',
  'paidMinor',
  'provider',
  'reference',
  'number',
  'dayOn',
  'day',
  'way',
  'sponsor',
  'paymentId',
  'workshopId',
] as const
const isKnown = (key: string): key is (typeof KNOWN)[number] => (KNOWN as readonly string[]).includes(key)

/** What the headline says already, or what only machines read. */
const SILENT = new Set(['deed', 'grantId', 'currency', 'all'])
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** `cashBookSeries` as `cash book series`: a key that nobody has given words to is still readable. */
const words = (key: string) => key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)

type ValueProps = { organisation: string; name: string; value: unknown; currency: string }

const WAYS = ['stripe', 'cash', 'upi', 'bank', 'each'] as const
const LINKS: Record<string, string> = {
  registrationId: 'registrations',
  paymentId: 'receipts',
  workshopId: 'w',
}

const Value = ({ organisation, name, value, currency }: ValueProps) => {
  const say = useText(approvalTexts)
  const place = LINKS[name]
  const way = WAYS.find((each) => each === value)
  if (place) return <a href={`/o/${organisation}/${place}/${String(value)}`}>{say('fact.open')}</a>
  if (way) return <>{say(`way.${way}`)}</>
  if (name === 'keepSeat') return <>{say('fact.seat.kept')}</>
  if (typeof value === 'number' && name.endsWith('Minor'))
    return <Money amountMinor={value} currency={currency} />
  if (typeof value === 'number' && name.endsWith('At')) return <InstantText at={value} />
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return <DateText day={value} />
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>
}

/** A count beside what was expected begs for the difference. */
function withDifference(detail: Record<string, unknown>): Record<string, unknown> {
  const { countedMinor, expectedMinor } = detail
  if (typeof countedMinor !== 'number' || typeof expectedMinor !== 'number') return detail
  return { ...detail, differenceMinor: countedMinor - expectedMinor }
}

/** The detail of a question as labels with values; keys that a new kind brings are shown by their own name. */
export const useDetail = (
  organisation: string,
  { detail }: Approval,
): { label: string; value: ComponentChildren }[] => {
  const say = useText(approvalTexts)
  const currency = typeof detail.currency === 'string' ? detail.currency : 'INR'
  return Object.entries(withDifference(detail))
    .filter(
      ([key, value]) =>
        value !== null && value !== '' && !SILENT.has(key) && !(key === 'keepSeat' && value === 0),
    )
    .filter(([key, value]) => LINKS[key] || !(typeof value === 'string' && ID.test(value)))
    .map(([key, value]) => ({
      label: isKnown(key) ? say(`fact.${key}`) : words(key),
      value: <Value organisation={organisation} name={key} value={value} currency={currency} />,
    }))
}

/** What a question asks, as one line. */
export const useHeadline = () => {
  const say = useText(approvalTexts)
  const name = useName()
  return ({ kind, detail, person, unit }: Approval): string => {
    const who = person ? name(person) || say('somebody') : ''
    if (kind === 'owner' && person)
      return say(detail.deed === 'end' ? 'owner.end' : 'owner.give', { name: who, unit: name(unit) })
    return who ? say('of.person', { kind: say(`kind.${kind}`), name: who }) : say(`kind.${kind}`)
  }
}
