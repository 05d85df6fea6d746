import * as z from 'zod'
import { PAGE, type PageRow, type SlipRow } from './queries.ts'
import { CashPage } from './shapes.ts'

const Person = CashPage.shape.collector
const Deposit = z.object({ reference: z.string(), depositedAt: z.int() })

const personOf = (json: string | null, id: string) =>
  json ? Person.parse(JSON.parse(json)) : { id, nameEn: '', nameHi: '' }

/** Pages of the cash book as they are answered. */
export function bookJson(rows: readonly PageRow[]) {
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    pages: shown.map(({ collectorId, collector, asked, closing, left, ...row }) => ({
      ...row,
      left: left === 1,
      collector: personOf(collector, collectorId),
      asked: asked === null ? null : CashPage.shape.asked.parse(JSON.parse(asked)),
      closing: closing === null ? null : CashPage.shape.closing.parse(JSON.parse(closing)),
    })),
    after: rows.length > PAGE && last ? `${last.dayOn}:${last.collectorId}` : null,
  }
}

type Entry = { number: string; personId: string; person: string | null; amountMinor: number; at: number }

/** A closed day as it is answered. */
export function slipJson(row: SlipRow, entries: readonly Entry[]) {
  const { organisationEn, organisationHi, unit, collectorId, collector, confirmerId, confirmedBy } = row
  const { deposit, depositorId, depositor, depositable, ...rest } = row
  return {
    id: rest.id,
    dayOn: rest.dayOn,
    currency: rest.currency,
    expectedMinor: rest.expectedMinor,
    countedMinor: rest.countedMinor,
    reason: rest.reason,
    askedAt: rest.askedAt,
    closedAt: rest.closedAt,
    organisation: { nameEn: organisationEn, nameHi: organisationHi },
    unit: Person.parse(JSON.parse(unit)),
    collector: personOf(collector, collectorId),
    confirmedBy: personOf(confirmedBy, confirmerId),
    entries: entries.map(({ personId, person, ...entry }) => ({
      ...entry,
      person: personOf(person, personId),
    })),
    deposit:
      deposit === null || depositorId === null
        ? null
        : { ...Deposit.parse(JSON.parse(deposit)), recordedBy: personOf(depositor, depositorId) },
    depositable: depositable === 1,
  }
}
