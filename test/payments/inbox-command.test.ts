import { execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { online } from '../support/online.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** Runs the command against the databases of this world; what it says, and how it ends. */
const inbox = () =>
  new Promise<{ said: string; code: number }>((resolve) => {
    const env = {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: w.bindings.DATABASE_URL,
      DATABASE_TOKEN: w.bindings.DATABASE_TOKEN ?? '',
    }
    const run = execFile(process.execPath, ['db/local/inbox.ts'], { env }, (_error, stdout, stderr) =>
      resolve({ said: stdout + stderr, code: run.exitCode ?? -1 }),
    )
  })

test('whoever runs the service sees events of unknown accounts by id and type, and nothing of what they say', async () => {
  const { account, o } = await online(w)
  expect(await inbox()).toEqual({ said: 'Nothing waits and nothing is parked.\n', code: 0 })
  const stranger = w.stripe.sim.connect({ name: 'Nobody of ours' })
  w.stripe.sim.emit(stranger.id, 'charge.succeeded', { id: 'ch_secret_of_asha', object: 'charge' })
  w.stripe.sim.emit(account, 'payout.paid', { id: 'po_not_there', object: 'payout' })
  await w.settled()
  await expect
    .poll(
      async () =>
        (
          await w
            .database('directory')
            .execute("select count(*) as n from stripe_inbox where state = 'parked'")
        ).rows[0]?.n,
      { timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(2)
  const { said, code } = await inbox()
  expect(code).toBe(1)
  expect(said).toMatch(new RegExp(`parked, of an unknown account \\(${stranger.id}\\)`))
  expect(said).toContain('charge.succeeded')
  expect(said).toMatch(new RegExp(`parked, of ${o.slug} \\(${account}\\)`))
  expect(said).not.toContain('secret_of_asha')
})
