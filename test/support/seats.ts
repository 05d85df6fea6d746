import { v7 } from 'uuid'
import { expect } from 'vitest'
import { balance } from './books.ts'
import { type HallShape, hall, register, type Shown } from './hall.ts'
import { online } from './online.ts'
import type { World } from './world.ts'

const MINUTE = 60

/** An entry of a waiting list. */
export type Wait = {
  id: string
  state: string
  position: number | null
  offerUntil: number | null
  people: { id: string; registrationId: string | null }[]
  moves: { reason: string }[]
  type?: string
}

type Shape = {
  capacity?: number
  holdMinutes?: number | null
  kind?: string
  feeMinor?: number
  maximum?: number
}

/**
 * An organisation that takes fees online, with a workshop of few seats that are held for a time, and what happens to them.
 * Its registrar seats others, its planner runs the workshop, its treasurer looks after money.
 */
export async function scarce(
  w: World,
  { capacity = 1, holdMinutes = 31, kind = 'society', feeMinor = 150_000, maximum = 50 }: Shape = {},
) {
  const units = ['ST', 'D1<ST', 'D2<ST', 'D3<ST', 'B1<D1', 'B2<D1', 'B3<D2', 'B6<D3']
  const base = await online(w, { kind, units })
  const { o } = base
  const shape: HallShape = { capacity, feeMinor, maximum }
  const workshop = await hall(o, shape)
  await o.db.execute({
    sql: 'update workshops set hold_minutes = ? where id = ?',
    args: [holdMinutes, workshop.id],
  })
  const registrar = await o.person('Registrar', { grants: ['registrar@ST'] })
  const planner = await o.person('Planner', { grants: ['planner@ST'] })
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })

  const somebody = (name = 'Asha', unit = 'B1') => o.person(name, { unit })
  type Person = Awaited<ReturnType<typeof somebody>>

  /** Seats somebody new at this workshop. */
  async function seat(name = 'Asha', unit = 'B1') {
    const person = await somebody(name, unit)
    const { body, status } = await register(person, workshop.id)
    expect(status).toBe(201)
    return { person, id: body.id }
  }
  type Seat = Awaited<ReturnType<typeof seat>>

  /** The same person, signed in anew: a token lives an hour. */
  const anew = async <P extends { id: string }>(person: P) => ({
    ...person,
    ...o.client(await w.token(o.slug, person.id)),
  })
  const offer = (person: Person) => person.get<Shown>(`/workshops/${workshop.id}/offer`)
  const waitFor = (person: Person, personIds?: string[]) =>
    person.post<Wait>(`/workshops/${workshop.id}/waiting`, { id: v7(), ...(personIds && { personIds }) })
  const standsAt = (person: Person, id: string) => person.get<Wait>(`/waiting/${id}`)
  const giveUp = ({ person, id }: Seat) => person.post(`/registrations/${id}/cancellation`)

  /** Lets time pass, and has the Worker do its scheduled work until `seen` is so. */
  async function pass(minutes: number, seen?: () => Promise<unknown>) {
    w.clock.now += minutes * MINUTE
    await w.stripe.sim.advanceClock(0)
    await w.tick()
    await w.settled()
    if (seen) await expect.poll(seen, { timeout: 10_000 }).toBeTruthy()
  }
  const one = async (sql: string, args: string[] = []): Promise<Record<string, unknown>> =>
    (await o.rows(sql, args))[0] ?? {}

  /** How a registration stands in the tables. */
  const row = ({ id }: { id: string }) =>
    one('select cancelled_at, lapsed_at, held_until from registrations where id = ?', [id])
  const isLapsed = async (s: { id: string }) => (await row(s)).lapsed_at !== null
  const taken = async () =>
    Number(
      (
        await one('select count(*) as n from registrations where workshop_id = ? and cancelled_at is null', [
          workshop.id,
        ])
      ).n,
    )
  const told = async (topic: string) =>
    (await o.rows('select person_id from outbox where topic = ? order by created_at, id', [topic])).map(
      (m) => m.person_id,
    )
  const refunds = () =>
    o.rows(
      'select origin, generation, idempotency_key as key, amount_minor as amount, state from stripe_refunds order by created_at, id',
    )
  const receipts = async () =>
    (await o.rows('select number from receipts order by number, line')).map(({ number }) => number)
  const decisionOf = async ({ id }: { id: string }) =>
    (
      await o.rows('select decision from attempts where registration_id = ? order by created_at, id', [id])
    ).map(({ decision }) => decision)

  /** What holds whatever happened: the books balance, never more seats than there are, coverage is a recount. */
  async function sound() {
    expect(await balance(o)).toMatchObject({ unbalanced: 0, sum: 0 })
    const over = await o.rows(`select id from (select w.id, w.capacity,
        (select count(*) from registrations r where r.workshop_id = w.id and r.cancelled_at is null) as taken
      from workshops w) where taken > capacity`)
    expect(over).toEqual([])
    const wrong =
      await o.rows(`select c.tier_id, c.unit_id, c.registered from coverage c join units t on t.id = c.unit_id
      where c.registered <> (select count(*) from registrations r join units u on u.id = r.unit_id
        where r.tier_id = c.tier_id and r.cancelled_at is null and u.path >= t.path and u.path < t.path || '~')`)
    expect(wrong).toEqual([])
    const owing = await o.rows(`select account, sum(amount_minor) as n from ledger_entries l
      join registrations r on l.account = 'receivable:' || r.id where r.cancelled_at is not null
      group by account having sum(amount_minor) <> 0`)
    expect(owing).toEqual([])
  }

  return {
    ...base,
    workshop,
    registrar,
    planner,
    treasurer,
    somebody,
    anew,
    seat,
    offer,
    waitFor,
    standsAt,
    giveUp,
    pass,
    row,
    isLapsed,
    taken,
    told,
    refunds,
    receipts,
    decisionOf,
    sound,
  }
}
