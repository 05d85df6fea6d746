import { join } from 'node:path'
import Database from 'libsql'

type Row = Record<string, unknown>

/** Tells which tables of a database file changed since it was last asked; a commit that changed nothing is no change. */
export type Watch = { changed: () => string[]; holds: (text: string) => boolean; close: () => void }

/** Watches a database file from beside the server: a commit is noticed at once, and then every row is compared. */
export function watch(folder: string, name: string): Watch {
  const db = new Database(join(folder, `${name}.db`), { readonly: true })
  const version = () => JSON.stringify(db.prepare('pragma data_version').get())
  const tables = () =>
    (
      db
        .prepare("select name from sqlite_master where type = 'table' and sql not like 'create virtual%'")
        .all() as {
        name: string
      }[]
    ).map((row) => row.name)
  const read = () =>
    new Map(
      tables().map((table) => [table, JSON.stringify(db.prepare(`select * from "${table}"`).all() as Row[])]),
    )
  let seenAt = version()
  let seen = read()
  return {
    changed() {
      const at = version()
      if (at === seenAt) return []
      const now = read()
      const names = [...new Set([...seen.keys(), ...now.keys()])].filter(
        (table) => seen.get(table) !== now.get(table),
      )
      seenAt = at
      seen = now
      return names
    },
    holds: (text) => [...seen.values()].some((rows) => rows.includes(text)),
    close: () => db.close(),
  }
}
