import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
const folder = mkdtempSync(join(tmpdir(), 'prashikshan-command-'))
beforeAll(async () => {
  w = await world()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await w.close()
})

test('the command tries a table out, and writes it when it is told to', async () => {
  const o = await w.organisation()
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const file = join(folder, 'units.csv')
  writeFileSync(file, 'कोड;ऊपर का कोड;स्तर;नाम\nN1;ST;district;नया\nN2;N1;booth;दूसरा\n')
  const run = (...more: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['db/local/import.ts', 'units', file, '--organisation', o.slug, '--address', w.address.origin, ...more],
      {
        env: { ...process.env, IMPORT_TOKEN: admin.token },
      },
    )
  const tried = await run()
  expect(tried.stdout).toContain('"added":2')
  expect(await o.rows("select 1 from units where code like 'N%'")).toHaveLength(0)
  const written = await run('--write')
  expect(written.stdout).toContain('"state":"done"')
  expect(await o.rows("select name_hi from units where code like 'N%' order by code")).toEqual([
    { name_hi: 'नया' },
    { name_hi: 'दूसरा' },
  ])
})
