import { v7 } from 'uuid'
import { dayOf } from '../../worker/platform/calendar.ts'
import { newCode } from '../../worker/platform/id.ts'
import { run, type Shot } from './load.ts'
import { cpuMs } from './processes.ts'
import { openHall, SEATS, type Stage } from './stage.ts'

/** Least share of the floor that the product must reach. */
const LEAST = 0.6
const ROUNDS = 5
const SECONDS = 3

type Path = { name: string; product: () => Iterator<Shot>; floor: () => Iterator<Shot>; status: number }
type Say = (line: Record<string, unknown>) => void

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

function* endless(make: (at: number) => Shot): Generator<Shot> {
  for (let at = 0; ; at++) yield make(at)
}

/**
 * Offers for a registration each, asked for beforehand: what is measured is the write that takes the seat. Seats are
 * free; every person takes one, in halls of their own districts.
 */
async function offers(s: Stage, today: string): Promise<Iterator<Shot>> {
  const shots: Shot[] = []
  for (let from = 0; from < s.people.length; from += SEATS) {
    const { workshopId } = await openHall(s, today, 0)
    const ask = async ({ id }: { id: string }): Promise<Shot> => {
      const token = await s.token(id)
      const address = new URL(`/api/o/bench/workshops/${workshopId}/offer`, s.product)
      const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
      const { offer } = (await answer.json()) as { offer: string }
      return { method: 'POST', path: '/api/o/bench/registrations', token, body: JSON.stringify({ offer }) }
    }
    const part = s.people.slice(from, from + SEATS)
    for (let at = 0; at < part.length; at += 50)
      shots.push(...(await Promise.all(part.slice(at, at + 50).map(ask))))
  }
  return shots.values()
}

/** The measured paths, each with the requests of the product and of the floor. */
export async function paths(s: Stage): Promise<Path[]> {
  const today = dayOf(s.now, 'Asia/Kolkata')
  const gate = await openHall(s, today, 0)
  const taking = await offers(s, today)
  const registered = s.people.map((person) => ({ id: v7(), code: newCode(8), person }))
  await s.tenant.insert(
    'registrations',
    registered.map(({ id, code, person }) => ({
      id,
      workshop_id: gate.workshopId,
      tier_id: gate.tierId,
      person_id: person.id,
      unit_id: person.unit.id,
      code,
      registered_by: person.id,
      registered_at: s.now,
    })),
  )
  let marked = 0
  const bare = () => ({ id: v7(), at: s.now })
  const json = (value: object) => JSON.stringify(value)
  const district = (at: number) => s.tenant.unit(`D${1 + (at % 50)}`).id
  const top = (at: number) => s.tenant.unit(`D${1 + (at % 50)}`).path
  const booth = (at: number) => s.people[(at * 37) % s.people.length]?.unit.id ?? ''
  const get = (path: string): Shot => ({ method: 'GET', path: `/api/o/bench${path}`, token: s.adminToken })
  return [
    {
      name: 'registrations',
      status: 201,
      product: () => taking,
      floor: () =>
        endless((at) => {
          const person = s.people[at % s.people.length]
          const body = json({
            ...bare(),
            workshopId: gate.workshopId,
            personId: person?.id,
            unitId: person?.unit.id,
            code: newCode(8),
          })
          return { method: 'POST', path: '/api/registrations', body }
        }),
    },
    {
      name: 'check-ins',
      status: 201,
      product: () =>
        endless(() => {
          const one = registered[marked++ % registered.length]
          const body = json({ id: v7(), code: one?.code, dayOn: today, way: 'qr' })
          return {
            method: 'POST',
            path: `/api/o/bench/workshops/${gate.workshopId}/marks`,
            token: s.adminToken,
            body,
          }
        }),
      floor: () =>
        endless((at) => ({
          method: 'POST',
          path: '/api/marks',
          body: json({ ...bare(), registrationId: registered[at % registered.length]?.id, dayOn: today }),
        })),
    },
    {
      name: 'list of 50',
      status: 200,
      product: () => endless((at) => get(`/people?unit=${district(at)}`)),
      floor: () => endless((at) => ({ method: 'GET', path: `/api/people?from=${top(at)}&to=${top(at)}~` })),
    },
    {
      name: 'coverage of a unit',
      status: 200,
      product: () => endless((at) => get(`/coverage/${gate.tierId}?unit=${booth(at)}`)),
      floor: () =>
        endless((at) => ({ method: 'GET', path: `/api/coverage/${gate.tierId}?unit=${booth(at)}` })),
    },
  ]
}

/** One side of a measurement: a run, and the processor time that a request cost in the Worker and in the database. */
async function side(s: Stage, who: 'product' | 'floor', shots: Iterator<Shot>, status: number) {
  const pid = who === 'product' ? s.productPid : s.floorPid
  const before = [cpuMs(pid), cpuMs(s.embeddedPid)] as const
  const result = await run(s[who], shots, status, { seconds: SECONDS })
  const perRequest = (now: number, then: number) => (now - then) / Math.max(1, result.sent)
  return {
    ...result,
    workerMs: perRequest(cpuMs(pid), before[0]),
    databaseMs: perRequest(cpuMs(s.embeddedPid), before[1]),
  }
}
type Side = Awaited<ReturnType<typeof side>>

const two = (n: number) => Math.round(n * 100) / 100

/** Measures every path in turns with its floor, so that a machine whose speed drifts treats both alike. */
export async function measure(s: Stage, say: Say, only: string | undefined) {
  for (const { name, product, floor, status } of await paths(s)) {
    if (only && !name.startsWith(only)) continue
    await run(s.product, product(), status, { seconds: 1 })
    await run(s.floor, floor(), status, { seconds: 1 })
    const own: Side[] = []
    const bare: Side[] = []
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await side(s, 'product', product(), status))
      bare.push(await side(s, 'floor', floor(), status))
    }
    const ratio = two(median(own.map(({ perSecond }, at) => perSecond / (bare[at]?.perSecond ?? 1))))
    const wrong = [...own, ...bare].reduce((sum, one) => sum + one.wrong, 0)
    const mid = (sides: Side[], of: keyof Side) => two(median(sides.map((one) => one[of])))
    say({
      bench: name,
      perSecond: mid(own, 'perSecond'),
      floorPerSecond: mid(bare, 'perSecond'),
      ratio,
      least: LEAST,
      p50Ms: mid(own, 'p50'),
      p99Ms: mid(own, 'p99'),
      workerCpuMs: mid(own, 'workerMs'),
      floorWorkerCpuMs: mid(bare, 'workerMs'),
      databaseCpuMs: mid(own, 'databaseMs'),
      floorDatabaseCpuMs: mid(bare, 'databaseMs'),
      wrong,
    })
    if (ratio < LEAST || wrong > 0) process.exitCode = 1
  }
}
