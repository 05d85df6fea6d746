import { Session } from 'node:inspector/promises'
import { pathToFileURL } from 'node:url'
import { dayOf } from '../../worker/platform/calendar.ts'
import { openHall, stage } from './stage.ts'

const s = await stage()
const today = dayOf(s.now, 'Asia/Kolkata')
const hall = await openHall(s, today, 150_000)
const app = (await import(pathToFileURL('/work/main/dist/worker/index.js').href)).default
const env = (s as any).bindings
const call = (path: string, init: RequestInit & { token: string }) =>
  app.fetch(
    new Request(`http://bench.example${path}`, {
      ...init,
      headers: { authorization: `Bearer ${init.token}`, 'content-type': 'application/json' },
    }),
    env,
    { waitUntil() {} },
  )
const N = 1500
const toks = await Promise.all(s.people.slice(0, N).map((p) => s.token(p.id)))
const offers: string[] = []
for (let i = 0; i < N; i++) {
  const r = await call(`/api/o/bench/workshops/${hall.workshopId}/offer`, { token: toks[i]! })
  offers.push((await r.json()).offer)
}
const ses = new Session()
ses.connect()
await ses.post('Profiler.enable')
for (const what of ['registrations', 'list']) {
  await ses.post('Profiler.start')
  const t = performance.now()
  for (let i = 0; i < N; i++) {
    const r =
      what === 'registrations'
        ? await call('/api/o/bench/registrations', {
            method: 'POST',
            token: toks[i]!,
            body: JSON.stringify({ offer: offers[i] }),
          })
        : await call(`/api/o/bench/people?unit=${s.tenant.unit(`D${1 + (i % 50)}`).id}`, {
            token: s.adminToken,
          })
    await r.text()
    if (r.status > 201) throw new Error(r.status)
  }
  const ms = performance.now() - t
  const { profile } = await ses.post('Profiler.stop')
  const self = new Map<string, number>()
  const dt = profile.timeDeltas!
  const byId = new Map(profile.nodes.map((n: any) => [n.id, n]))
  profile.samples?.forEach((id: number, i: number) => {
    const n: any = byId.get(id)
    const k = `${n.callFrame.functionName} ${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber}`
    self.set(k, (self.get(k) ?? 0) + dt[i]!)
  })
  const _total = [...self.values()].reduce((a, b) => a + b, 0)
  console.log(what, 'ms per call', ms / N)
  for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 25))
    console.log('  ', (v / 1000 / N).toFixed(3), 'ms', k)
}
await s.close()
process.exit()
