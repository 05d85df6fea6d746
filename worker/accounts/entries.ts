import { type Entry, openEntry, shutEntries } from '../platform/gate.ts'
import type { Databases } from '../platform/sql.ts'
import { join, told, untold } from './queries.ts'

/**
 * Opens the way into an organisation for a session. The directory is written last, and only while the session lives:
 * a token is given after that, so that whoever signs out meanwhile has none.
 */
export async function comeIn(
  { directory, tenant }: Databases,
  entry: Entry & { slug: string },
  now: number,
): Promise<void> {
  await tenant(entry.slug).write([openEntry(entry, now)])
  await directory.write(join(entry, now))
}

/**
 * Shuts the ways into every organisation that ended sessions have entered: of one session or account, or of all that
 * are not known there yet. An organisation that cannot be reached is told by the next sweep; until then its access tokens lapse.
 */
export async function shutEnded(
  { directory, tenant }: Databases,
  now: number,
  of: { sessionId?: string; accountId?: string } = {},
): Promise<void> {
  const [open] = await directory.read([untold(of)])
  const results = await Promise.allSettled(
    open.map(async ({ sessionId: id, slug }) => {
      await tenant(slug).write([shutEntries(id, now)])
      await directory.write([told(id, slug, now)])
    }),
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
