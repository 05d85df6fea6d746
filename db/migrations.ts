import { readdirSync, readFileSync } from 'node:fs'
import { migrationsFrom } from './migrate.ts'

const read = (kind: 'directory' | 'tenant') => {
  const folder = new URL(`./${kind}/migrations/`, import.meta.url)
  return migrationsFrom(
    Object.fromEntries(
      readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
    ),
  )
}

/** Schema steps of the directory database, read from their files. */
export const DIRECTORY_MIGRATIONS = read('directory')

/** Schema steps of every organisation's database, read from their files. */
export const TENANT_MIGRATIONS = read('tenant')
