import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKeys, ringIn } from '../../db/local/keys.ts'
import { cascade } from '../support/cascade.ts'
import { signIn } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prashikshan-keys-'))
  w = await world()
})
afterAll(async () => {
  await w.close()
  rmSync(folder, { recursive: true })
})

type Given = { SIGNING_KEYS?: string; input?: string; data?: string }

/** Runs the command as somebody at a terminal does. */
function keys(words: string[], { SIGNING_KEYS, input, data }: Given) {
  const env: NodeJS.ProcessEnv = { ...process.env, PRASHIKSHAN_DATA: data ?? join(folder, 'none') }
  delete env.SIGNING_KEYS
  if (SIGNING_KEYS) env.SIGNING_KEYS = SIGNING_KEYS
  const run = spawnSync(process.execPath, ['db/local/rotate.ts', ...words], { env, input, encoding: 'utf8' })
  return { status: run.status, out: run.stdout.trim(), said: run.stderr.trim() }
}

const kids = (value: string) => ringIn(value)?.keys.map(({ kid }) => kid) ?? []

test('a key is rotated: tokens and credentials of the older one stay good until it is dropped', async () => {
  const org = await w.organisation()
  const { workshop, register, mark } = await cascade(org)
  const workshopId = await workshop()
  const asha = await org.person('Asha', { unit: 'D1' })
  await mark((await register(workshopId, asha.id, 'D1')).id, 7)
  const supervisor = await org.person('Supervisor', { grants: ['supervisor@ST'] })
  const at = `/workshops/${workshopId}/credentials`
  const { offer } = (await supervisor.get<{ offer: string }>(`${at}/offer`)).body
  const issued = await supervisor.post<{ issued: { code: string }[] }>(at, { offer })
  const credential = () => org.nobody.get(`/public/credentials/${issued.body.issued[0]?.code}`)
  const old = await signIn(w, '+919999980001')
  const account = async (as: string) => (await w.call('GET', '/account', { as })).status

  const { SIGNING_KEYS } = w.keys
  const added = keys(['add'], { SIGNING_KEYS }).out
  expect(kids(added)).toEqual([expect.any(String), ...kids(SIGNING_KEYS)])
  await w.rekey({ SIGNING_KEYS: added })
  const fresh = await signIn(w, '+919999980002')
  const header = JSON.parse(Buffer.from(fresh.split('.')[0] ?? '', 'base64url').toString())
  expect(header.kid).toBe(kids(added)[0])
  expect([await account(old), await account(fresh)]).toEqual([200, 200])
  expect((await credential()).body).toMatchObject({ valid: true })
  const published = await w.call<{ keys: object[] }>('GET', '/.well-known/jwks.json')
  expect(published.body.keys).toMatchObject(kids(added).map((kid) => ({ kid })))
  expect(published.text).not.toContain('"d"')

  const dropped = keys(['drop', kids(SIGNING_KEYS)[0] ?? ''], { SIGNING_KEYS: added }).out
  expect(kids(dropped)).toEqual([kids(added)[0]])
  await w.rekey({ SIGNING_KEYS: dropped })
  expect([await account(old), await account(fresh)]).toEqual([401, 200])
  expect((await credential()).body).toMatchObject({ valid: false })
})

test('the keys of one machine are edited in place, readable by their owner alone, and nothing else in the file changes', async () => {
  const data = mkdtempSync(join(folder, 'data-'))
  const file = join(data, 'keys.json')
  const first = { ...(await newKeys()), token: 'machine' }
  writeFileSync(file, JSON.stringify(first))
  const now = () => JSON.parse(readFileSync(file, 'utf8'))
  expect(keys(['add'], { data })).toMatchObject({ status: 0, out: '' })
  const [signing = '', older = ''] = kids(now().SIGNING_KEYS)
  expect(older).toBe(kids(first.SIGNING_KEYS)[0])
  expect(now()).toMatchObject({ SEALING_KEY: first.SEALING_KEY, token: 'machine' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(data)).toEqual(['keys.json'])
  expect(keys(['list'], { data }).out.split('\n')).toEqual([`${signing}  signs`, `${older}  verifies`])
  expect(keys(['drop', older], { data }).status).toBe(0)
  const last = keys(['drop', signing], { data })
  expect([last.status, last.said]).toEqual([1, 'The last key stays: add another one first.'])
  expect(kids(now().SIGNING_KEYS)).toEqual([signing])
})

test('for production the value comes from stdin too, and only the new one is printed', async () => {
  const { SIGNING_KEYS } = await newKeys()
  const { out, status } = keys(['add', '-'], { input: SIGNING_KEYS })
  expect([status, kids(out).length, kids(out)[1]]).toEqual([0, 2, kids(SIGNING_KEYS)[0]])
})

test.each([
  [['drop', 'nobody'], 'There is no key nobody: npm run keys -- list'],
  [['drop'], 'npm run keys -- list | add | drop <kid>'],
  [['turn'], 'npm run keys -- list | add | drop <kid>'],
])('%j is refused in one sentence, and prints no key', async (words, sentence) => {
  const ring = keys(['add'], { SIGNING_KEYS: (await newKeys()).SIGNING_KEYS }).out
  const { status, out, said } = keys(words, { SIGNING_KEYS: ring })
  expect([status, out, said.split('\n').length]).toEqual([1, '', 1])
  expect(said).toContain(sentence)
})

test('what is no key ring is refused, and on a machine without keys it is said how they come', () => {
  for (const SIGNING_KEYS of ['no json', '{"keys":[]}', '{"keys":[{"kid":"public"}]}'])
    expect(keys(['list'], { SIGNING_KEYS })).toMatchObject({ status: 1, out: '' })
  expect(keys(['list'], {}).said).toMatch(/npm start makes it/)
})
