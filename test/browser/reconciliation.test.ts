import { afterAll, beforeAll, expect, test } from 'vitest'
import { moneyTexts } from '../../web/text/money.ts'
import { reconciliationTexts } from '../../web/text/reconciliation.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { cardPaid } from '../support/card.ts'
import { type World, world } from '../support/world.ts'

// The treasurer's night: what Stripe did by itself, what failed, and whether the books agree in the morning.

const PHONE = '9893030021'

let w: World
let at: Awaited<ReturnType<typeof cardPaid>>
let browser: Awaited<ReturnType<typeof browsing>>
let phone: Hand
let desk: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  at = await cardPaid(w)
  const { o, seat, checkout, session } = at
  await o.person('Tara Kosh', { nameHi: 'तारा कोष', grants: ['treasurer@ST'], phone: `+91${PHONE}` })
  const pay = async (name: string) => {
    const one = await seat(name)
    const { session: opened } = await checkout(one)
    return { ...one, session: opened }
  }
  const ravi = await pay('Ravi Malviya')
  const meena = await pay('Meena Sahu')
  await meena.person.post(`/registrations/${meena.id}/cancellation`)
  // Nobody is seated again where no seat is free.
  await at.o.db.execute('update workshops set capacity = 1')
  w.stripe.sim.pay(ravi.session)
  w.stripe.sim.pay(meena.session)
  await at.until(
    async () => (await o.rows("select state from stripe_refunds where origin = 'auto'"))[0]?.state,
    'succeeded',
  )
  const [auto] = await o.rows("select provider_id as id from stripe_refunds where origin = 'auto'")
  w.stripe.sim.refund(session, { amount: 50_000 })
  w.stripe.sim.refundFail(String(auto?.id))
  await w.settled()
  w.clock.now += 3 * 86_400
  await w.stripe.sim.advanceClock(0)
  await w.settled()
  w.stripe.sim.dispute(ravi.session)
  await w.settled()
  await at.night()
  browser = await browsing(w)
  phone = await browser.hand({ language: 'hi', size: 'phone' })
  desk = await browser.hand({ language: 'en', size: 'desk' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

test('the treasurer sees at a phone that the books agree, and every part of the money in a sentence', async () => {
  const say = phone.say(reconciliationTexts)
  await phone.signIn(PHONE, `/o/${at.o.slug}/money`)
  await phone.page.getByRole('link', { name: phone.say(moneyTexts)('reconciliation') }).click()
  await phone.page.getByText(say('agree')).waitFor()
  await phone.page.getByRole('button', { name: say('again') }).waitFor()
  await phone.look('books')
  await phone.page.getByRole('tab', { name: say('tab.disputes') }).click()
  await phone.page.getByText(say('dispute.needs')).waitFor()
  await phone.look('disputes')
  await phone.page.getByRole('tab', { name: say('tab.payouts') }).click()
  await phone.page.getByText(say('payout.paid')).first().waitFor()
  await phone.look('payouts')
})

test('what needs somebody is settled with a reason, and money that came back is sent once more', async () => {
  const say = desk.say(reconciliationTexts)
  const { page } = desk
  await desk.signIn(PHONE, `/o/${at.o.slug}/money/reconciliation?tab=exceptions`)
  await page.getByText(say('kind.refund-failed')).waitFor()
  await desk.look('exceptions')
  await page
    .getByRole('button', { name: `${say('exceptions.settle')}: ${say('kind.refund-failed')}` })
    .click()
  const form = page.locator('dialog[open]')
  await form.getByLabel(say('exceptions.note')).fill('Sent to the card once more')
  await desk.look('settling')
  await form.getByRole('button', { name: say('exceptions.settle') }).click()
  await page.getByText(say('exceptions.done')).waitFor()
  await expect.poll(() => page.getByText(say('kind.refund-failed')).count()).toBe(0)
  await page.getByRole('tab', { name: say('tab.balance') }).click()
  await desk.look('money')
  await page.getByRole('button', { name: say('again') }).click()
  await page.getByText(say('again.done')).waitFor()
  await at.until(() => at.sum('suspense:'), 0)
  await w.settled()
  await at.balanced()
})

test('nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
