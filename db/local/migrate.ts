import { createClient } from '@libsql/client/http'
import { type LocalDatabases, localDatabases, migrateAll } from './databases.ts'

/**
 * `npm run migrate`: brings the directory and every organisation to the newest schema. The settings are the Worker's own;
 * without any, the databases of this machine. Only the embedded server is asked to make the directory.
 */
function databasesOf(env: NodeJS.ProcessEnv): LocalDatabases {
  const { DATABASE_URL, DATABASE_ADMIN_URL = 'http://127.0.0.1:8098', DATABASE_TOKEN = '' } = env
  const embedded = localDatabases(DATABASE_ADMIN_URL, env.DATABASE_ADMIN_TOKEN ?? DATABASE_TOKEN)
  if (!DATABASE_URL) return embedded
  return {
    ...(env.DATABASE_PROVIDER === 'embedded' ? embedded : { create: async () => {}, drop: embedded.drop }),
    open: (name) =>
      createClient({
        url: DATABASE_URL.replace('{database}', name),
        authToken: DATABASE_TOKEN,
        intMode: 'number',
      }),
  }
}

try {
  for await (const { database, from, to } of migrateAll(
    databasesOf(process.env),
    Math.floor(Date.now() / 1000),
  )) {
    console.log(from === to ? `${database}: at ${to}` : `${database}: ${from} → ${to}`)
  }
} catch (error) {
  console.error(
    `Migration stopped: ${error instanceof Error ? error.message : error}. Run it again to go on.`,
  )
  process.exitCode = 1
}
