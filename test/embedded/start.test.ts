import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callersOf, launch, ownFolder, stand } from './stand.ts'

async function refusal(env: Record<string, string>) {
  const { code, errors } = await launch(env).ended
  return { code, errors }
}

const sentence = (text: string) => ({ code: 1, errors: `${text}\n` })

test('a port in use is told in one sentence', async () => {
  const { server } = await stand()
  const port = String(server.port)
  expect(await refusal({ EMBEDDED_FOLDER: ownFolder(), EMBEDDED_PORT: port })).toEqual(
    sentence(`Port ${port} on 127.0.0.1 is already in use by another program.`),
  )
})

test('a port that is no port is told in one sentence', async () => {
  expect(await refusal({ EMBEDDED_FOLDER: ownFolder(), EMBEDDED_PORT: '99999' })).toEqual(
    sentence('EMBEDDED_PORT is "99999", which is not a port number.'),
  )
})

test('a folder that is a file is told in one sentence', async () => {
  const file = join(ownFolder(), 'file')
  writeFileSync(file, '')
  expect(await refusal({ EMBEDDED_FOLDER: file })).toEqual(
    sentence(`The database folder ${file} is a file or lies below one, not a folder.`),
  )
})

test.runIf(process.platform === 'linux')('a folder nobody may write to is told in one sentence', async () => {
  const { code, errors } = await refusal({ EMBEDDED_FOLDER: '/proc/databases' })
  expect(code).toBe(1)
  expect(errors).toMatch(
    /^The database folder \/proc\/databases can(not| not) be (written to|used \(\w+\))\.\n$/,
  )
})

test('a missing setting is told in one sentence', async () => {
  expect(await refusal({ EMBEDDED_FOLDER: ownFolder(), EMBEDDED_TOKEN: '' })).toEqual(
    sentence('EMBEDDED_TOKEN is not set.'),
  )
})

test('a file that is no database is told in one sentence', async () => {
  const folder = ownFolder()
  const file = join(folder, 'one.db')
  writeFileSync(file, 'these are notes, not a database '.repeat(200))
  expect(await refusal({ EMBEDDED_FOLDER: folder })).toEqual(
    sentence(`The database file ${file} is not a SQLite database.`),
  )
})

test('a database file that is cut off is told in one sentence', async () => {
  const folder = ownFolder()
  const first = launch({ EMBEDDED_FOLDER: folder })
  const { client, create } = callersOf(await first.ready)
  await create('one')
  await client().batch(['CREATE TABLE t (x)', 'INSERT INTO t VALUES (zeroblob(50000))'], 'write')
  first.child.kill('SIGTERM')
  await first.ended
  const file = join(folder, 'one.db')
  truncateSync(file, 8_192)
  const { code, errors } = await refusal({ EMBEDDED_FOLDER: folder })
  expect(code).toBe(1)
  expect(errors).toMatch(new RegExp(`^The database file ${file} is cut off: it has 8192 of \\d+ bytes\\.\n$`))
})
