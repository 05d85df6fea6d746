import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

type Letter = { to: string | string[]; text: string; subject?: string; key: string }

let w: World
let provider: Server
let letters: Letter[] = []
let failing = false

beforeAll(async () => {
  provider = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (!failing) letters.push({ ...JSON.parse(body), key: String(request.headers['idempotency-key']) })
      response.writeHead(failing ? 500 : 202).end('{}')
    })
  })
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  w = await world({
    MAIL_API_URL: `${url}/mail`,
    MAIL_FROM: 'no-reply@example.org',
    SMS_API_URL: `${url}/sms`,
  })
})
afterAll(async () => {
  await w.close()
  provider.close()
})
beforeEach(() => {
  letters = []
  failing = false
})

/** Runs what the clock would run every five minutes, and waits until the queue is empty. */
async function deliver() {
  await (await w.miniflare.getWorker()).scheduled({ cron: '*/5 * * * *' })
}

const unsent = async () => {
  const { rows } = await w
    .database('directory')
    .execute('select count(*) as n from messages where sent_at is null')
  return Number(rows[0]?.n)
}

const ask = (contact: string, language = 'hi') => w.call('POST', '/codes', { json: { contact, language } })

test('a code goes by SMS to a phone and by e-mail to an address, in the language asked for', async () => {
  await ask('+919999900201')
  await ask('asha@example.org', 'en')
  await expect.poll(() => letters.length).toBe(2)
  expect(letters.find(({ to }) => to === '+919999900201')?.text).toMatch(/^\d{6} प्रशिक्षण में प्रवेश/)
  expect(letters.find(({ to }) => to[0] === 'asha@example.org')?.text).toMatch(/^\d{6} is your code/)
  await expect.poll(unsent).toBe(0)
})

test('a message that the provider refused is sent later, once', async () => {
  failing = true
  await ask('+919999900202')
  await expect
    .poll(
      async () =>
        (await w.database('directory').execute("select tries from messages where address = '+919999900202'"))
          .rows[0]?.tries,
    )
    .toBe(1)
  expect(letters).toEqual([])
  failing = false
  await deliver()
  await expect.poll(() => letters.length).toBe(1)
  await deliver()
  await expect.poll(unsent).toBe(0)
  expect(letters.map(({ to }) => to)).toEqual(['+919999900202'])
})

test('an organisation tells its people in their language; somebody without phone and e-mail is not an error', async () => {
  const org = await w.organisation({ slug: 'telling' })
  await w.database('directory')
  const asha = await org.person('Asha', { phone: '+919999900203' })
  const ravi = await org.person('Ravi')
  for (const [id, person] of [
    ['m1', asha.id],
    ['m2', ravi.id],
  ]) {
    await org.db.execute({
      sql: "insert into outbox (id, key, topic, person_id, facts, created_at) values (?, ?, 'credential-issued', ?, ?, 1)",
      args: [id ?? null, id ?? null, person ?? null, JSON.stringify({ code: 'ABCD', link: 'http://x/v' })],
    })
  }
  await deliver()
  await expect.poll(() => org.rows('select id from outbox where sent_at is null')).toEqual([])
  expect(letters).toMatchObject([{ to: '+919999900203', text: expect.stringContaining('प्रमाणपत्र ABCD') }])
})

test('codes are not kept in clear after they lapsed', async () => {
  await ask('+919999900204')
  await expect.poll(unsent).toBe(0)
  w.clock.now += 700
  await ask('+919999900205')
  await expect
    .poll(
      async () =>
        (await w.database('directory').execute("select facts from messages where address = '+919999900204'"))
          .rows[0]?.facts,
    )
    .toBe('{}')
})
