import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feeTexts } from '../../web/text/fees.ts'
import { policyTexts } from '../../web/text/refund-policy.ts'
import { registrationTexts } from '../../web/text/registrations.ts'
import { waitingTexts } from '../../web/text/waiting.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { camp, PHONES } from '../support/camp.ts'
import { register } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

// Seats that are given up, held too long, and waited for.

const AT = '/o/jagah'

let w: World
let told: Awaited<ReturnType<typeof camp>>
let browser: Awaited<ReturnType<typeof browsing>>
let treasurer: Hand
let meena: Hand
let ravi: Hand

beforeAll(async () => {
  w = await world({}, await freePort())
  told = await camp(w, 'jagah')
  await told.org.person('Ravi Nath', { nameHi: 'रवि नाथ', unit: 'MP-D396N', phone: `+91${PHONES.ravi}` })
  browser = await browsing(w)
  treasurer = await browser.hand({ language: 'en', size: 'desk' })
  meena = await browser.hand({ language: 'hi', size: 'phone' })
  ravi = await browser.hand({ language: 'en', size: 'phone' })
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

const money = async (sql: string) => (await told.org.rows(sql))[0]

test('a treasurer sets what goes back; Meena reads it before she takes the seat, and again when she gives it up', async () => {
  const say = treasurer.say(policyTexts)
  await treasurer.signIn(PHONES.treasurer, `${AT}/money/refund-policy`)
  await treasurer.page.getByRole('radio', { name: say('kind.own') }).check()
  await treasurer.page.getByLabel(say('days')).last().fill('20')
  await treasurer.page.getByRole('button', { name: say('save') }).click()
  await treasurer.page.getByText(say('days.wrong')).waitFor()
  await treasurer.page.getByLabel(say('days')).last().fill('3')
  await treasurer.page.getByLabel(say('percent')).first().fill('80')
  await treasurer.look('refund-policy')
  await treasurer.page.getByRole('button', { name: say('save') }).click()
  await treasurer.page.getByText(say('saved')).first().waitFor()

  const [tell, words] = [meena.say(policyTexts), meena.say(registrationTexts)]
  await meena.signIn(PHONES.meena, `${AT}/w/${told.ids.workshop}/register`)
  await meena.page.getByText(tell('until.title')).click()
  await meena.look('register-goes-back')
  await meena.page.getByRole('button', { name: words('go') }).click()
  await meena.page.waitForURL(`**${AT}/registrations/**`)
  const registration = new URL(meena.page.url()).pathname.split('/').at(-1)
  const due = await money('select amount_minor as minor from dues')
  const paid = await (
    await told.now(String((await money("select id from people where name_en = 'Dev Dwar'"))?.id))
  ).post('/payments', {
    id: v7(),
    registrationId: registration,
    provider: 'cash',
    amountMinor: Number(due?.minor),
  })
  expect(paid.status).toBe(201)
  await meena.go(`${AT}/registrations/${registration}`)
  await meena.page.getByRole('button', { name: words('give-up') }).click()
  await meena.page.getByText(tell('today.percent', { percent: 80 })).waitFor()
  await meena.look('give-up')
  await meena.page
    .getByRole('dialog')
    .getByRole('button', { name: words('give-up') })
    .click()
  await meena.page.getByText(words('card.cancelled'), { exact: true }).waitFor()
  await meena.look('given-up')
  expect(await money("select detail ->> 'amountMinor' as minor from approvals")).toEqual({
    minor: (Number(due?.minor) * 4) / 5,
  })
})

test('a seat waits an hour for its fee: until when stands on its card, and then that it was released', async () => {
  await told.org.db.execute('update workshops set hold_minutes = 60')
  const say = ravi.say(feeTexts)
  const words = ravi.say(registrationTexts)
  await ravi.signIn(PHONES.ravi, `${AT}/w/${told.ids.workshop}/register`)
  await ravi.page.getByRole('button', { name: words('go') }).click()
  await ravi.page.waitForURL(`**${AT}/registrations/**`)
  await ravi.page.getByText(say('held.text')).waitFor()
  await ravi.look('seat-held')
  w.clock.now += 3601
  await w.tick()
  await ravi.go(new URL(ravi.page.url()).pathname)
  await ravi.page.getByText(say('lapsed'), { exact: true }).waitFor()
  await ravi.look('seat-lapsed')
})

test('whoever finds the workshop full waits in line, is offered the seat that frees, and takes it', async () => {
  const gopal = await told.org.person('Gopal Rao', { nameHi: 'गोपाल राव', unit: 'MP-D396N' })
  const taken = await register(gopal, told.ids.workshop)
  await told.org.db.execute('update workshops set capacity = 1, hold_minutes = null')
  const [say, words] = [ravi.say(waitingTexts), ravi.say(registrationTexts)]
  await ravi.go(`${AT}/w/${told.ids.workshop}/register`)
  await ravi.page.getByRole('button', { name: say('join') }).waitFor()
  await ravi.look('full')
  await ravi.page.getByRole('button', { name: say('join') }).click()
  await ravi.page.getByText(say('position.next')).waitFor()
  await ravi.look('waiting')
  expect((await gopal.post(`/registrations/${taken.body.id}/cancellation`)).status).toBe(201)
  await ravi.go(new URL(ravi.page.url()).pathname)
  await ravi.page.getByText(say('offered'), { exact: true }).waitFor()
  await ravi.look('seat-offered')
  await ravi.page.getByRole('link', { name: say('take') }).click()
  await ravi.page.getByRole('button', { name: words('go') }).click()
  await ravi.page.waitForURL(`**${AT}/registrations/**`)
  expect(await money("select count(*) as n from waits where state = 'taken'")).toEqual({ n: 1 })
})
