import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { currentLanguage, type Language } from './index.ts'

/** The time zone of the organisation on screen; instants are shown in it. */
export const Zone = createContext('Asia/Kolkata')

/** The time zone of the organisation on screen. */
export const useZone = (): string => useContext(Zone)

/** How much of a day is written: `short` 6 Mar, `medium` 6 Mar 2026, `long` with the weekday. */
export type DayStyle = 'short' | 'medium' | 'long'

const DAY: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
}

const tagOf = (language: Language): string => `${language}-IN`

/** A count with lakh grouping: 1,50,000. */
export const formatCount = (value: number, language = currentLanguage()): string =>
  new Intl.NumberFormat(tagOf(language)).format(value)

/** A share of one as a whole percentage; anything short of all is never rounded up to 100. */
export const formatShare = (share: number, language = currentLanguage()): string => {
  const honest = share < 1 ? Math.min(share, 0.99) : share
  return new Intl.NumberFormat(tagOf(language), { style: 'percent', maximumFractionDigits: 0 }).format(honest)
}

/** An amount of integer minor units; a whole amount is written without decimals. */
export const formatMoney = (amountMinor: number, currency: string, language = currentLanguage()): string => {
  const full = new Intl.NumberFormat(tagOf(language), { style: 'currency', currency })
  const digits = full.resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  if (!Number.isInteger(amount)) return full.format(amount)
  return new Intl.NumberFormat(tagOf(language), {
    style: 'currency',
    currency,
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  }).format(amount)
}

/** A calendar day (YYYY-MM-DD) in words; it belongs to no time zone. */
export const formatDay = (day: string, style: DayStyle = 'medium', language = currentLanguage()): string =>
  new Intl.DateTimeFormat(tagOf(language), { ...DAY[style], timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The month of a calendar day, with its year: Mar 26. */
export const formatMonth = (day: string, language = currentLanguage()): string =>
  new Intl.DateTimeFormat(tagOf(language), { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** Two calendar days as one range: 9–15 June 2025. */
export const formatDays = (from: string, to: string, language = currentLanguage()): string =>
  from === to
    ? formatDay(from, 'medium', language)
    : new Intl.DateTimeFormat(tagOf(language), { ...DAY.medium, timeZone: 'UTC' }).formatRange(
        new Date(`${from}T00:00:00Z`),
        new Date(`${to}T00:00:00Z`),
      )

/** An instant (Unix seconds) as day and time of a zone. */
export const formatInstant = (at: number, timeZone: string, language = currentLanguage()): string =>
  new Intl.DateTimeFormat(tagOf(language), {
    ...DAY.medium,
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at * 1000))

/** An instant (Unix seconds) as the time of day of a zone. */
export const formatTime = (at: number, timeZone: string, language = currentLanguage()): string =>
  new Intl.DateTimeFormat(tagOf(language), { hour: 'numeric', minute: '2-digit', timeZone }).format(
    new Date(at * 1000),
  )
