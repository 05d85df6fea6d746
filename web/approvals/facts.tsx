import type { ComponentChildren } from 'preact'
import { approvalTexts } from '../text/approvals.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { DateText, InstantText, Money } from '../ui/format.tsx'
import type { Approval } from './api.ts'

const KNOWN = [
  'registrationId',
  'fromAt',
  'untilAt',
  'amountMinor',
  'countedMinor',
  'expectedMinor',
  'differenceMinor',
  'dueMinor',
  'paidMinor',
  'provider',
  'reference',
  'number',
  'dayOn',
] as const
const isKnown = (key: string): key is (typeof KNOWN)[number] => (KNOWN as readonly string[]).includes(key)

/** What the headline says already, or what only machines read. */
const SILENT = new Set(['deed', 'grantId', 'currency'])
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** `cashBookSeries` as `cash book series`: a key that nobody has given words to is still readable. */
const words = (key: string) => key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)

type ValueProps = { organisation: string; name: string; value: unknown; currency: string }

const Value = ({ organisation, name, value, currency }: ValueProps) => {
  const say = useText(approvalTexts)
  if (name === 'registrationId')
    return <a href={`/o/${organisation}/registrations/${String(value)}`}>{say('fact.open')}</a>
  if (typeof value === 'number' && name.endsWith('Minor'))
    return <Money amountMinor={value} currency={currency} />
  if (typeof value === 'number' && name.endsWith('At')) return <InstantText at={value} />
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return <DateText day={value} />
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>
}

/** The detail of a question as labels with values; keys that a new kind brings are shown by their own name. */
export const useDetail = (
  organisation: string,
  { detail }: Approval,
): { label: string; value: ComponentChildren }[] => {
  const say = useText(approvalTexts)
  const currency = typeof detail.currency === 'string' ? detail.currency : 'INR'
  return Object.entries(detail)
    .filter(([key, value]) => value !== null && value !== '' && !SILENT.has(key))
    .filter(([key, value]) => key === 'registrationId' || !(typeof value === 'string' && ID.test(value)))
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

/** The day of an instant, where the person sits. */
export const useDay = () => {
  const language = useLanguage()
  return (at: number) => formatDay(new Date(at * 1000).toLocaleDateString('sv'), 'medium', language)
}
