import * as z from 'zod'
import { type AuditKey, auditKeys, linkOf } from '../platform/audit-chain.ts'
import type { JobDesk } from '../platform/desk.ts'
import { log } from '../platform/log.ts'
import { everyOrganisation, headOf, link, linkAt, remember, unsealed } from './chain.ts'

/** Links the newest rows of some organisations into their chains. */
export const AuditJob = z.object({ kind: z.literal('seal-audit'), organisations: z.array(z.string()) })

/** Organisations of one message of the queue. */
const TOGETHER = 25

/** Every organisation, a few to a message: whether rows are new is known only where they are. */
export async function dueAuditJobs({ databases }: JobDesk): Promise<z.infer<typeof AuditJob>[]> {
  const [all] = await databases.directory.read([everyOrganisation()])
  const slugs = all.map(({ slug }) => slug)
  return Array.from({ length: Math.ceil(slugs.length / TOGETHER) }, (_, part) => ({
    kind: 'seal-audit',
    organisations: slugs.slice(part * TOGETHER, (part + 1) * TOGETHER),
  }))
}

/** Links what is new; one organisation that fails does not keep the others. @throws when one must be tried again */
export async function runAuditJob({ organisations }: z.infer<typeof AuditJob>, desk: JobDesk): Promise<void> {
  const failures: unknown[] = []
  for (const organisation of organisations) {
    await seal(organisation, desk).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

/**
 * Links an organisation's new rows, and tells the directory. A chain that no longer has the head which the directory
 * remembers is left as it is: going on would bury what was cut off.
 */
async function seal(organisation: string, { env, databases, now }: JobDesk): Promise<void> {
  const [key] = auditKeys(env.SEALING_KEY)
  const db = databases.tenant(organisation)
  const [[head]] = await databases.directory.read([headOf(organisation)])
  const [[kept], ...first] = await db.read([linkAt(head?.seq ?? 0), ...unsealed()])
  if (head && kept?.hash !== head.hash) {
    log('error', { alert: 'the audit was cut off', organisation, seq: head.seq })
    return
  }
  let [[newest], rows] = first
  while (rows.length > 0) {
    const links = linksFor(key, organisation, newest?.hash ?? '', rows)
    // Another job may have linked them at the same time: what stands there counts.
    const [, ...next] = await db.write([link(newest?.seq ?? 0, links), ...unsealed()])
    ;[[newest], rows] = next
  }
  if (newest && newest.seq > (head?.seq ?? 0))
    await databases.directory.write([remember(organisation, newest, now)])
}

function linksFor(
  key: AuditKey,
  organisation: string,
  before: string,
  rows: readonly Parameters<typeof linkOf>[3][],
): { seq: number; hash: string }[] {
  let hash = before
  return rows.map((row) => {
    hash = linkOf(key, organisation, hash, row)
    return { seq: row.seq, hash }
  })
}
