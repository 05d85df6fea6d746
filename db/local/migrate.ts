import { localDatabases, migrateAll } from './databases.ts'

/** `npm run migrate`: brings the directory and every organisation behind DATABASE_ADMIN_URL to the newest schema. */
const { DATABASE_ADMIN_URL = 'http://127.0.0.1:8098', DATABASE_TOKEN = '' } = process.env

try {
  const databases = localDatabases(DATABASE_ADMIN_URL, DATABASE_TOKEN)
  for await (const { database, from, to } of migrateAll(databases, Math.floor(Date.now() / 1000))) {
    console.log(from === to ? `${database}: at ${to}` : `${database}: ${from} → ${to}`)
  }
} catch (error) {
  console.error(
    `Migration stopped: ${error instanceof Error ? error.message : error}. Run it again to go on.`,
  )
  process.exitCode = 1
}
