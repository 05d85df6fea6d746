import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../db/local/import-session.ts'
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

test('the command signs in with a phone and the code of the outbox, and signs out', async () => {
  const o = await w.organisation()
  await o.person('Admin', { grants: ['admin@ST'], phone: '+919893080001' })
  const file = join(folder, 'more.csv')
  writeFileSync(file, 'code;parent code;level;name\nM1;ST;district;New\n')
  const args = [
    'units',
    file,
    '--organisation',
    o.slug,
    '--address',
    w.address.origin,
    '--contact',
    '98930 80001',
  ]
  const run = (...more: string[]) =>
    promisify(execFile)(process.execPath, ['db/local/import.ts', ...args, ...more], {
      env: { ...process.env, IMPORT_TOKEN: '' },
    })
  expect((await run('--write')).stdout).toContain('"state":"done"')
  expect(await o.rows("select name_en from units where code = 'M1'")).toEqual([{ name_en: 'New' }])
  expect(
    await o.rows("select ended_at is not null as over from entries where session_id <> 'session'"),
  ).toEqual([{ over: 1 }])
  const stranger = await promisify(execFile)(process.execPath, [
    'db/local/import.ts',
    ...args.map((one) => (one === o.slug ? 'nowhere' : one)),
  ]).catch((refused: { code: number; stderr: string }) => refused)
  expect(stranger).toMatchObject({ code: 1, stderr: expect.stringContaining('/entry') })
})

test('an import that lasts longer than an access goes on with a new one; of two people with one phone, one is named', async () => {
  const o = await w.organisation()
  const phone = '+919893080002'
  await o.person('Admin', { grants: ['admin@ST'], phone })
  const at = { address: w.address.origin, organisation: o.slug, contact: phone, personId: undefined }
  const session = await signIn(at)
  const units = async () => (await o.client(session.token()).get('/units')).status
  expect(await units()).toBe(200)
  w.clock.now += 3600
  expect(await units()).toBe(401)
  expect(await session.renew()).toBe(true)
  expect(await units()).toBe(200)
  await session.leave()
  const twin = await o.person('Twin', { unit: 'B1', phone: '+919893080003' })
  const other = await o.person('Other', { unit: 'B1', phone: '+919893080003' })
  const shared = { ...at, contact: '+919893080003' }
  await expect(signIn(shared)).rejects.toThrow(`${twin.id} Twin`)
  w.clock.now += 120
  expect((await signIn({ ...shared, personId: other.id })).token()).not.toBe('')
})
