import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64url } from 'jose'

/** A row of the audit as it is stored. `evidence` is what the database itself read in the same transaction. */
export type AuditRow = {
  seq: number
  id: string | null
  at: number
  actorId: string | null
  accountId: string | null
  sessionId: string | null
  onBehalfOf: string | null
  action: string
  subjectId: string
  detail: string
  evidence: string | null
  source: string | null
  device: string | null
  requestId: string
  mac: string | null
}

/** What the Worker knows of a row before it is written: all but its place and what the database reads. */
export type Written = Omit<AuditRow, 'seq' | 'evidence' | 'mac'>

/** One key of the audit; `id` stands before everything that was made with it. */
export type AuditKey = { id: string; keyed: ReturnType<typeof hmac.create> }

/** Keys of the audit: the first one signs, all verify. */
export type AuditKeys = readonly [AuditKey, ...AuditKey[]]

const utf8 = (text: string) => new TextEncoder().encode(text)

function keyFrom(sealing: string): AuditKey {
  const bytes = hkdf(sha256, base64url.decode(sealing), undefined, utf8('prashikshan audit 1'), 32)
  // Taking the key in is the larger part of signing a short text: it is done once, and cloned.
  const keyed = hmac.create(sha256, bytes)
  return { id: base64url.encode(keyed.clone().update(utf8('id')).digest()).slice(0, 6), keyed }
}

// Derived keys are pure functions of their source, so that keeping them is safe between requests.
const derived = new Map<string, AuditKeys>()

/** The audit's keys from `SEALING_KEY`; with several, comma-separated, the first signs. */
export function auditKeys(sealing: string): AuditKeys {
  const [first = '', ...older] = sealing.split(',')
  const keys = derived.get(sealing) ?? ([keyFrom(first), ...older.map(keyFrom)] as const)
  derived.set(sealing, keys)
  return keys
}

const signed = ({ id, keyed }: AuditKey, content: readonly unknown[]) =>
  `${id}.${base64url.encode(
    keyed
      .clone()
      .update(utf8(JSON.stringify(content)))
      .digest(),
  )}`

const contentOf = (organisation: string, r: Written) => [
  organisation,
  r.id,
  r.at,
  r.actorId,
  r.accountId,
  r.sessionId,
  r.onBehalfOf,
  r.action,
  r.subjectId,
  r.detail,
  r.source,
  r.device,
  r.requestId,
]

/** The code that only the Worker can put on a row: it covers the organisation and everything that the Worker says. */
export const macOf = (key: AuditKey, organisation: string, row: Written): string =>
  signed(key, ['row', ...contentOf(organisation, row)])

/** The link of a row at its place: it covers the link before it, and the whole row. */
export const linkOf = (key: AuditKey, organisation: string, before: string, row: AuditRow): string =>
  signed(key, ['link', before, row.seq, ...contentOf(organisation, row), row.evidence, row.mac])

/** A keyed digest of a personal value: shows later that it was this one, tells nobody without the key which. */
export const digestOf = (key: AuditKey, ...parts: readonly unknown[]): string =>
  signed(key, ['digest', ...parts]).slice(0, 23)

const keyOf = (keys: AuditKeys, made: string) => keys.find(({ id }) => made.startsWith(`${id}.`))

/** What is wrong with a row. `truncated`: everything from this row on was cut off. */
export type Fault = {
  seq: number
  kind: 'changed' | 'missing' | 'inserted' | 'reordered' | 'truncated'
}

/** Where a walk along the audit stands: after row `seq`, whose link is `hash`; `signed` once rows carry a code. */
export type Stand = { seq: number; hash: string; signed: boolean }

/** Before the first row. */
export const START: Stand = { seq: 0, hash: '', signed: false }

/**
 * Consecutive rows with what the database and the directory say of them: links by row, rows whose code stands at an
 * earlier row too, the last sealed row, and the head that the directory remembers. `last` when no rows follow.
 */
export type Stretch = {
  rows: readonly AuditRow[]
  links: ReadonlyMap<number, string>
  copies: ReadonlySet<number>
  sealed: number
  head: { seq: number; hash: string } | undefined
  last: boolean
}

type Walk = { organisation: string; keys: AuditKeys; stretch: Stretch }

/** Whether a row, put at place `seq` after link `before`, has the link that is stored for that place. */
function fits({ organisation, keys, stretch }: Walk, row: AuditRow, seq: number, before: string): boolean {
  const link = stretch.links.get(seq)
  const key = link && keyOf(keys, link)
  return key ? linkOf(key, organisation, before, { ...row, seq }) === link : false
}

function authentic({ organisation, keys }: Walk, row: AuditRow): boolean {
  const key = row.mac && keyOf(keys, row.mac)
  return key ? macOf(key, organisation, row) === row.mac : false
}

/** Why a sealed row does not have the link of its place. */
function misfit(walk: Walk, row: AuditRow, index: number, before: string): Fault['kind'] {
  const { rows, links, copies } = walk.stretch
  const here = rows.find((other) => other !== row && fits(walk, other, row.seq, before))
  const fitsNext = fits(walk, row, row.seq + 1, links.get(row.seq) ?? '')
  if (here) return here.seq === row.seq + 1 && !fitsNext ? 'inserted' : 'reordered'
  if (copies.has(row.seq)) return 'inserted'
  if (row.mac !== null && !authentic(walk, row)) return 'changed'
  if (fitsNext) return 'missing'
  const [earlier, later] = [rows[index - 1], rows[index + 1]]
  const astray = (earlier && earlier.at > row.at) || (later && later.at < row.at)
  return astray ? 'reordered' : 'changed'
}

function faultOf(walk: Walk, row: AuditRow, index: number, stand: Stand): Fault['kind'] | undefined {
  const { links, copies, sealed, head } = walk.stretch
  const link = links.get(row.seq)
  if (row.seq <= sealed && link === undefined) return 'missing'
  if (link !== undefined && !fits(walk, row, row.seq, stand.hash)) return misfit(walk, row, index, stand.hash)
  // The directory knows it as sealed, or with another link: what stood here was cut off.
  if (head && (link === undefined ? row.seq <= head.seq : row.seq === head.seq && head.hash !== link))
    return 'truncated'
  if (copies.has(row.seq)) return 'inserted'
  if (row.mac === null) return stand.signed ? 'inserted' : undefined
  return authentic(walk, row) ? undefined : 'changed'
}

/**
 * Checks consecutive rows from where a walk stands: each has its own code, its link to all before it, and nothing is
 * missing in between or, at the end, after them. Answers the first bad row, or where the walk stands now. Pure.
 */
export function checkStretch(
  organisation: string,
  keys: AuditKeys,
  from: Stand,
  stretch: Stretch,
): { fault: Fault | undefined; stand: Stand } {
  const walk = { organisation, keys, stretch }
  let stand = from
  for (const [index, row] of stretch.rows.entries()) {
    if (row.seq !== stand.seq + 1) return { fault: { seq: stand.seq + 1, kind: 'missing' }, stand }
    const kind = faultOf(walk, row, index, stand)
    if (kind) return { fault: { seq: row.seq, kind }, stand }
    stand = { seq: row.seq, hash: stretch.links.get(row.seq) ?? '', signed: stand.signed || row.mac !== null }
  }
  const remembered = Math.max(stretch.sealed, stretch.head?.seq ?? 0)
  if (!stretch.last) return { fault: undefined, stand }
  if (remembered > stand.seq) return { fault: { seq: stand.seq + 1, kind: 'truncated' }, stand }
  if (remembered > stretch.sealed) return { fault: { seq: stretch.sealed + 1, kind: 'truncated' }, stand }
  return { fault: undefined, stand }
}
