import { expect, onTestFinished, test } from 'vitest'
import type { Bindings } from '../../worker/platform/env.ts'
import { story } from '../live/story.ts'
import { serveStripe } from '../support/stripe/index.ts'

test('the story that runs against Stripe itself runs against the stand-in: connect, charge, give back', async () => {
  const standIn = await serveStripe({ secretKey: 'sk_test_story' })
  onTestFinished(() => standIn.close())
  const told: string[] = []
  const tally = await story({
    env: { STRIPE_SECRET_KEY: 'sk_test_story', STRIPE_BASE_URL: standIn.url } as Bindings,
    ready: async (opened) => standIn.sim.completeOnboarding(opened).id,
    pay: async (_account, session) => String(standIn.sim.pay(session).payment_intent),
    say: (line) => told.push(line),
  })
  expect(tally.faults).toEqual([])
  expect(tally.answers).toBeGreaterThanOrEqual(14)
  expect(told.map((line) => line.split(' ')[0])).toEqual(['opened', 'charged', 'gave', 'held'])
})
