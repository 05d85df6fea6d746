import {
  type DayStyle,
  formatCount,
  formatDay,
  formatDays,
  formatInstant,
  formatMoney,
  formatTime,
  useZone,
} from '../text/format.ts'
import { useLanguage } from '../text/index.ts'

/** A count with lakh grouping. */
export const Count = ({ value }: { value: number }) => (
  <span class="nowrap">{formatCount(value, useLanguage())}</span>
)

/** An amount of integer minor units in its currency. */
export const Money = ({ amountMinor, currency }: { amountMinor: number; currency: string }) => (
  <span class="nowrap">{formatMoney(amountMinor, currency, useLanguage())}</span>
)

type DateTextProps = { day: string; to?: string | undefined; style?: DayStyle | undefined }

/** A calendar day (YYYY-MM-DD), or with `to` a range of days. */
export const DateText = ({ day, to, style }: DateTextProps) => {
  const language = useLanguage()
  return <time dateTime={day}>{to ? formatDays(day, to, language) : formatDay(day, style, language)}</time>
}

/** An instant (Unix seconds) in the organisation's zone; with `timeOnly` without its day. */
export const InstantText = ({ at, timeOnly }: { at: number; timeOnly?: boolean | undefined }) => {
  const language = useLanguage()
  const zone = useZone()
  const format = timeOnly ? formatTime : formatInstant
  return <time dateTime={new Date(at * 1000).toISOString()}>{format(at, zone, language)}</time>
}
