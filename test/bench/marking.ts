import { v7 } from 'uuid'
import { dayOf } from '../../worker/platform/calendar.ts'
import { newCode } from '../../worker/platform/id.ts'
import type { Covered } from './coverage.ts'
import { median, type Say, timed, two } from './figures.ts'
import { run, type Shot } from './load.ts'

/** As many as sit in one batch of booth workers, and in how many halls. */
const BATCH = 40
const HALLS = 50

type Seat = { id: string; code: string; personId: string; unitId: string; hall: string }

/** Halls of today in which people sit whom nobody has marked. */
async function seated({ tenant, ids, rest, now }: Covered) {
  const today = dayOf(now, 'Asia/Kolkata')
  const about = { name_en: 'Hall', name_hi: 'सभागार', starts_on: today, ends_on: today, capacity: BATCH }
  const open = {
    fee_minor: 0,
    currency: 'INR',
    opens_at: 0,
    closes_at: now * 2,
    published_at: now,
    created_at: now,
  }
  const at = { tier_id: ids.tier, unit_id: tenant.unit('ST').id }
  const halls = Array.from({ length: HALLS }, () => ({ id: v7(), ...at, ...about, ...open }))
  await tenant.insert('workshops', halls)
  await tenant.insert(
    'sessions',
    halls.map(({ id }) => ({
      ...{ id: v7(), workshop_id: id, day_on: today, starts_minute: 600, ends_minute: 700 },
      ...{ subject_id: ids.subject, title_en: 'x', title_hi: 'x' },
    })),
  )
  const seats = rest.slice(0, BATCH * HALLS).map(({ who }, n): Seat => {
    const id = v7()
    const hall = halls[Math.floor(n / BATCH)]?.id ?? ''
    return { id, code: newCode(8), personId: `${who.person_id}`, unitId: `${who.unit_id}`, hall }
  })
  await tenant.insert(
    'registrations',
    seats.map(({ id, code, personId, unitId, hall }) => ({
      ...{ id, code, workshop_id: hall, tier_id: ids.tier, person_id: personId, unit_id: unitId },
      ...{ registered_by: 'x', registered_at: now },
    })),
  )
  return { today, seats, halls: halls.map(({ id }) => id) }
}

/** Marks at the gate, many at once, beside a bare row each through the same runtime. */
async function marks(s: Covered, today: string, seats: readonly Seat[], say: Say) {
  const { size, slug, db, token, now } = s
  await db.execute(
    'create table bare_marks (id text primary key, registration_id text, day_on text, marked_at integer) strict',
  )
  const json = JSON.stringify
  const own = seats.map(
    ({ code, hall }): Shot => ({
      ...{ method: 'POST', path: `/api/o/${slug}/workshops/${hall}/marks`, token },
      body: json({ id: v7(), code, dayOn: today, way: 'qr' }),
    }),
  )
  const bare = seats.map(
    ({ id }): Shot => ({
      ...{ method: 'POST', path: '/api/marks', headers: { 'x-database': `o-${slug}` } },
      body: json({ id: v7(), registrationId: id, dayOn: today, at: now }),
    }),
  )
  const how = { connections: 32, seconds: 60 }
  const floor = await run(s.address('floor'), bare.values(), 201, how)
  const told = await run(s.address(), own.values(), 201, how)
  say({
    bench: `marks of presence through the API, ${size}`,
    units: s.tenant.level('booth').length,
    marks: told.sent,
    perSecond: told.perSecond,
    floorPerSecond: floor.perSecond,
    ratio: two(told.perSecond / floor.perSecond),
    p50Ms: told.p50,
    p99Ms: told.p99,
    wrong: told.wrong + floor.wrong,
  })
  if (told.wrong + floor.wrong > 0) process.exitCode = 1
}

/** Batches that are certified through the API, every sum of every ancestor kept, beside the same rows without triggers. */
async function certificates(s: Covered, seats: readonly Seat[], halls: readonly string[], say: Say) {
  const { size, db, ids, call, trips, now } = s
  await db.executeMultiple(`create table bare_credentials as select * from credentials limit 0;
    create unique index bare_ids on bare_credentials (id)`)
  const bare = (hall: string) =>
    db.batch(
      seats
        .filter((seat) => seat.hall === hall)
        .map(({ id, personId, unitId }) => ({
          sql: `insert into bare_credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id,
            generation, issued_by, issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', ?, 'x')`,
          args: [v7(), v7(), id, personId, ids.tier, hall, unitId, now],
        })),
      'write',
    )
  const issue = async (hall: string) => {
    const { offer } = await call('GET', `/workshops/${hall}/credentials/offer`)
    await call('POST', `/workshops/${hall}/credentials`, { offer: `${offer}` })
  }
  const each = async (once: (hall: string) => Promise<unknown>) => {
    const times = await timed((n) => once(halls[n] ?? ''), halls.length, 0)
    const all = times.reduce((sum, ms) => sum + ms, 0)
    return { perSecond: Math.round((seats.length * 1000) / all), batchMs: median(times) }
  }
  const floor = await each(bare)
  const before = await trips()
  const own = await each(issue)
  say({
    bench: `certificates through the API in batches of ${BATCH}, coverage of every unit and subject kept, ${size}`,
    units: s.tenant.level('booth').length,
    perSecond: own.perSecond,
    floorPerSecond: floor.perSecond,
    ratio: two(own.perSecond / floor.perSecond),
    productMs: own.batchMs,
    floorMs: floor.batchMs,
    trips: two(((await trips()) - before) / halls.length),
  })
}

/** A tier counted anew in steps, beside counting the trained of every unit once in one statement. */
async function rebuilt({ size, db, tenant, ids, call }: Covered, say: Say) {
  const floorMs = median(
    await timed(
      () =>
        db.execute({
          sql: `select sum(n), sum(n = 1), sum(n > 1) from (select count(*) as n from units u
            join credentials c on c.unit_id = u.id and c.tier_id = ? where c.revoked_at is null group by u.id)`,
          args: [ids.tier],
        }),
      3,
      1,
    ),
  )
  for (const mend of [false, true]) {
    const id = v7()
    const steps: number[] = []
    let told = await call('POST', '/coverage/recounts', { id, tierId: ids.tier, mend })
    while (told.stage !== 'done') {
      const began = performance.now()
      told = await call('POST', `/coverage/recounts/${id}/steps`)
      steps.push(performance.now() - began)
    }
    const { units, people, wrongUnits, wrongPeople } = told
    say({
      bench: `full ${mend ? 'rebuild' : 'check'} of a tier, ${size}`,
      ...{ units, people, wrongUnits, wrongPeople, booths: tenant.level('booth').length },
      ...{ productMs: two(steps.reduce((sum, ms) => sum + ms, 0)), floorMs, steps: steps.length },
      slowestStepMs: two(Math.max(...steps)),
    })
    if (wrongUnits !== 0 || wrongPeople !== 0) process.exitCode = 1
  }
}

/** What it costs to keep coverage while people are marked and certified, and to count it anew. */
export async function marking(s: Covered, say: Say) {
  const { today, seats, halls } = await seated(s)
  await marks(s, today, seats, say)
  await certificates(s, seats, halls, say)
  await rebuilt(s, say)
}
