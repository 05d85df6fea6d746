import { Agent } from 'node:http'
import { v7 } from 'uuid'
import { dayOf } from '../../worker/platform/calendar.ts'
import { newCode } from '../../worker/platform/id.ts'
import { fire, type Shot } from './load.ts'
import { rssMB } from './processes.ts'
import { openHall, SEATS, type Stage } from './stage.ts'

const SECONDS = Number(process.env.SOAK_SECONDS ?? 300)
const PER_SECOND = 300
const EVERY_SECONDS = 10
/** Most that a process may grow between the end of the first minute and the end. */
const GROWTH_MAX = 1.25

type Say = (line: Record<string, unknown>) => void

/** Halls as large as halls are, everybody registered in one of them. */
async function seated(s: Stage, today: string) {
  const seats = []
  for (let from = 0; from < s.people.length; from += SEATS) {
    const hall = await openHall(s, today, 0)
    const part = s.people.slice(from, from + SEATS)
    const registered = part.map((person) => ({ ...hall, id: v7(), person, code: newCode(8) }))
    await s.tenant.insert(
      'registrations',
      registered.map(({ id, code, person }) => ({
        id,
        workshop_id: hall.workshopId,
        tier_id: hall.tierId,
        person_id: person.id,
        unit_id: person.unit.id,
        code,
        registered_by: person.id,
        registered_at: s.now,
      })),
    )
    seats.push(...registered)
  }
  return seats
}

async function mix(s: Stage): Promise<(at: number) => { shot: Shot; status: number }> {
  const today = dayOf(s.now, 'Asia/Kolkata')
  const seats = await seated(s, today)
  const tokens = await Promise.all(s.people.slice(0, 2000).map(({ id }) => s.token(id)))
  const admin = (method: string, path: string, body?: object): Shot => ({
    method,
    path: `/api/o/bench${path}`,
    token: s.adminToken,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (at) => {
    const one = seats[(at * 7919) % seats.length]
    switch (at % 6) {
      case 0:
        return {
          shot: admin('POST', `/workshops/${one?.workshopId}/marks`, {
            id: v7(),
            code: one?.code,
            dayOn: today,
            way: 'code',
          }),
          status: 201,
        }
      case 1:
        return { shot: admin('GET', `/coverage/${one?.tierId}?unit=${one?.person.unit.id}`), status: 200 }
      case 2:
        return { shot: admin('GET', `/people?unit=${s.tenant.unit(`D${1 + (at % 50)}`).id}`), status: 200 }
      case 3:
        return { shot: admin('GET', `/units/search?q=${encodeURIComponent(`ज़िला ${at % 50}`)}`), status: 200 }
      case 4:
        return { shot: admin('GET', `/workshops/${one?.workshopId}/roster`), status: 200 }
      default:
        return {
          shot: { method: 'GET', path: '/api/o/bench/me', token: tokens[at % tokens.length] ?? '' },
          status: 200,
        }
    }
  }
}

/** Mixed reads and writes at a fixed rate; memory of both processes every ten seconds. No error, no growth. */
export async function soak(s: Stage, say: Say) {
  const shotAt = await mix(s)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const began = performance.now()
  const pending = new Set<Promise<void>>()
  const latencies: number[] = []
  const memory: { seconds: number; worker: number; embedded: number }[] = []
  let [sent, errors] = [0, 0]
  const one = async (at: number) => {
    const { shot, status } = shotAt(at)
    const from = performance.now()
    const got = await fire(agent, s.product, shot).catch((error: Error) => error.message)
    latencies.push(performance.now() - from)
    if (got === status) return
    errors += 1
    if (errors <= 5) say({ soak: 'error', method: shot.method, path: shot.path, expected: status, got })
  }
  for (let second = 0; second < SECONDS; second++) {
    for (let tick = 0; tick < 10; tick++) {
      for (let n = 0; n < PER_SECOND / 10; n++) {
        const work = one(sent++).finally(() => pending.delete(work))
        pending.add(work)
      }
      const due = began + (second * 10 + tick + 1) * 100
      await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())))
    }
    if ((second + 1) % EVERY_SECONDS === 0) {
      const now = { seconds: second + 1, worker: rssMB(s.productPid), embedded: rssMB(s.embeddedPid) }
      memory.push(now)
      const sorted = latencies.splice(0).sort((a, b) => a - b)
      const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0)
      say({
        soak: now.seconds,
        workerMB: now.worker,
        embeddedMB: now.embedded,
        perSecond: sorted.length / EVERY_SECONDS,
        p99Ms: p99,
        errors,
        waiting: pending.size,
      })
    }
  }
  await Promise.all(pending)
  agent.destroy()
  const settled = memory.filter(({ seconds }) => seconds >= Math.min(60, SECONDS / 2))
  const growth = (of: 'worker' | 'embedded') =>
    Math.round(((settled.at(-1)?.[of] ?? 0) / (settled[0]?.[of] ?? 1)) * 100) / 100
  const result = {
    sent,
    errors,
    workerGrowth: growth('worker'),
    embeddedGrowth: growth('embedded'),
    growthMax: GROWTH_MAX,
  }
  say({ soak: 'end', ...result })
  if (errors > 0 || Math.max(result.workerGrowth, result.embeddedGrowth) > GROWTH_MAX) process.exitCode = 1
}
