import { afterAll, beforeAll, expect, test } from 'vitest'
import { online } from '../support/online.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type State = { state: string; account: string | null }

test('connecting: one account however often it is asked for, ready when onboarding ends', async () => {
  const o = await w.organisation()
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('none')
  const first = await treasurer.post<{ url: string }>('/stripe/connection')
  const second = await treasurer.post<{ url: string }>('/stripe/connection')
  expect([first.status, second.status]).toEqual([201, 201])
  const account = (await o.rows('select stripe_account_id from organisation'))[0]?.stripe_account_id
  expect(first.body.url).toContain(String(account))
  expect(second.body.url).toContain(String(account))
  expect((await treasurer.get<State>('/stripe/connection')).body).toMatchObject({ state: 'started', account })
  w.stripe.sim.completeOnboarding(String(account))
  await w.settled()
  expect(await o.rows('select stripe_ready from organisation')).toEqual([{ stripe_ready: 1 }])
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('ready')
  const { rows } = await w.database('directory').execute({
    sql: 'select slug, deauthorized_at from connected_accounts where id = ?',
    args: [String(account)],
  })
  expect(rows).toMatchObject([{ slug: o.slug, deauthorized_at: null }])
})

test('payments switched off at Stripe stop new sessions, and on again start them', async () => {
  const { o, account, seat, checkout } = await online(w)
  const asha = await seat()
  w.stripe.sim.disableAccount(account)
  await w.settled()
  expect(await o.rows('select stripe_ready from organisation')).toEqual([{ stripe_ready: 0 }])
  expect((await checkout(asha)).body.type).toBe('/problems/payments-unavailable')
  w.stripe.sim.enableAccount(account)
  await w.settled()
  expect((await checkout(asha)).status).toBe(201)
})

test('an organisation that cuts us off is disconnected; its later events are parked', async () => {
  const { o, account, inbox } = await online(w)
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  w.stripe.sim.deauthorize(account)
  await w.settled()
  expect((await treasurer.get<State>('/stripe/connection')).body.state).toBe('disconnected')
  expect(await o.rows('select stripe_ready from organisation')).toEqual([{ stripe_ready: 0 }])
  w.stripe.sim.emit(account, 'checkout.session.completed', { id: 'cs_test_gone', object: 'checkout.session' })
  await w.settled()
  expect((await inbox()).map(({ state }) => state).sort()).toEqual(['done', 'parked'])
})

test('a planner, and a treasurer of one district only, cannot connect an account', async () => {
  const o = await w.organisation()
  for (const grant of ['planner@ST', 'treasurer@D1']) {
    const person = await o.person(grant, { grants: [grant] })
    expect((await person.post('/stripe/connection')).status).toBe(404)
    expect((await person.get('/stripe/connection')).status).toBe(404)
  }
  const asked = w.stripe.sim.requests().filter(({ key }) => key?.startsWith(`account-${o.slug}-`))
  expect(asked).toEqual([])
})
