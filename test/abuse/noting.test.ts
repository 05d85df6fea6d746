import type { Readable } from 'node:stream'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { workerOptions } from '../../db/local/worker.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
let o: TestOrganisation
let logged: Miniflare
let address: URL
const lines: string[] = []
beforeAll(async () => {
  w = await world()
  o = await w.organisation({ slug: 'hall' })
  logged = new Miniflare({
    ...workerOptions({
      script: inject('workerScript'),
      bindings: { ...w.bindings, ENVIRONMENT: 'local' },
      serviceBindings: { CLOCK: () => new Response(String(w.clock.now)) },
    }),
    handleRuntimeStdio: (out: Readable, faults: Readable) => {
      for (const stream of [out, faults]) stream.on('data', (text) => lines.push(...String(text).split('\n')))
    },
  })
  address = await logged.ready
})
afterAll(async () => {
  await logged.dispose()
  await w.close()
})

type Line = Record<string, unknown>

/** What the log says of the requests since it was last looked at. */
async function noted(refused: string): Promise<Line[]> {
  for (let look = 0; look < 100; look += 1) {
    const found = lines.flatMap((line): Line[] => (line.includes(`"${refused}"`) ? [JSON.parse(line)] : []))
    if (found.length > 0) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return []
}

test('somebody signed in who asks for what he may not see stands in the log, with when, who and where', async () => {
  const nobody = await o.person('Powerless Person', { unit: 'B1', phone: '+919999900111' })
  const unit = v7()
  await fetch(new URL(`/api/o/hall/units/${unit}`, address), {
    headers: { authorization: `Bearer ${nobody.token}` },
  })
  const [line] = await noted('not-found')
  expect(line).toMatchObject({
    level: 'info',
    refused: 'not-found',
    method: 'GET',
    path: `/api/o/hall/units/${unit}`,
    organisation: 'hall',
    personId: nobody.id,
    sessionId: 'session',
  })
  expect(line?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(line?.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

test('a forged token, a foreign page and a wrong code stand in the log; tokens, codes, contacts and line feeds do not', async () => {
  const post = (path: string, json: object, headers: Record<string, string> = {}) =>
    fetch(new URL(path, address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(json),
    })
  await fetch(new URL('/api/o/hall/units', address), { headers: { authorization: 'Bearer aaaa.bbbb.cccc' } })
  await post('/api/codes', { contact: '+919999900222', language: 'hi' }, { origin: 'https://evil.example' })
  await post('/api/sessions', { contact: '+919999900222', code: '135790' })
  await fetch(new URL('/api/o/hall/%0a{"level":"info","refused":"forged"}', address))
  for (const refused of ['not-signed-in', 'foreign-origin', 'code-wrong', 'unparsable'])
    expect(await noted(refused)).not.toEqual([])
  expect(lines.join('\n')).not.toMatch(/aaaa\.bbbb|135790|9999900222|Powerless/)
  expect(lines.filter((line) => line.startsWith('{"level":"info","refused":"forged"'))).toEqual([])
})

test('whoever comes in stands in the log, with the way and the session, and without the contact', async () => {
  const contact = '+919999900333'
  await w.call('POST', '/codes', { json: { contact, language: 'hi' } })
  const { rows } = await w.database('directory').execute({
    sql: "select facts ->> 'code' as code from messages where address = ? order by id desc limit 1",
    args: [contact],
  })
  const opened = await fetch(new URL('/api/sessions', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ contact, code: String(rows[0]?.code) }),
  })
  expect(opened.status).toBe(201)
  const [line] = await noted('signedIn')
  expect(line).toMatchObject({ signedIn: 'code', path: '/api/sessions' })
  expect(line?.sessionId).toMatch(/^[0-9a-f-]{36}$/)
  expect(lines.join('\n')).not.toContain('9999900333')
})
