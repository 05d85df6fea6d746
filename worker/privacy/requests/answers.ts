import * as z from 'zod'
import type { Row } from './queries.ts'
import type { PrivacyRequest } from './shapes.ts'

const Named = z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })
const Words = z.object({
  proposed: z.record(z.string(), z.unknown()).optional(),
  text: z.string().optional(),
  nominee: z.object({ name: z.string(), relation: z.string(), phone: z.string() }).optional(),
})
const Present = z.record(z.string(), z.unknown())

const namedFrom = (json: string | null, id: string) =>
  json ? Named.parse(JSON.parse(json)) : { id, nameEn: '', nameHi: '' }

const TRUTHS = ['hasSmartphone', 'canRead']

/** What stands now in the fields that are to change. */
function presentOf(row: Row, proposed: Record<string, unknown>): Record<string, unknown> {
  const stands = Present.parse(JSON.parse(row.present))
  const told = (field: string) =>
    TRUTHS.includes(field) && typeof stands[field] === 'number' ? stands[field] === 1 : stands[field]
  return Object.fromEntries(Object.keys(proposed).map((field) => [field, told(field)]))
}

/** A request as it is told. */
export function requestOf(row: Row, now: number): z.infer<typeof PrivacyRequest> {
  const words = Words.parse(JSON.parse(row.words))
  const empty = Object.keys(words).length === 0 && row.kind !== 'access' && row.kind !== 'erasure'
  return {
    id: row.id,
    kind: row.kind,
    person: namedFrom(row.person, ''),
    asked: empty ? null : words,
    askedBy: namedFrom(row.askedBy, row.askerId),
    askedAt: row.askedAt,
    dueAt: row.dueAt,
    state: row.outcome ?? (row.waiting === 1 ? 'waiting' : 'open'),
    overdue: row.outcome === null && row.dueAt < now,
    present: words.proposed && row.outcome === null ? presentOf(row, words.proposed) : null,
    approvalId: row.approvalId,
    answer: row.answer,
    closedBy: row.closerId ? namedFrom(row.closedBy, row.closerId) : null,
    closedAt: row.closedAt,
  }
}
