import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessTexts } from '../../web/text/access.ts'
import { accountTexts } from '../../web/text/accounts.ts'
import { shell } from '../../web/text/shell.ts'
import { browsing, freePort, type Hand } from '../support/browser.ts'
import { codeFor, signInFully } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

// An officer makes her account safe, told in order: on her phone in Hindi, then at a desk in English.

const PHONE = '+919999990101'
const SECOND = '+919999990102'

let w: World
let browser: Awaited<ReturnType<typeof browsing>>
let asha: Hand
let slug: string

beforeAll(async () => {
  w = await world({}, await freePort())
  const org = await w.organisation()
  slug = org.slug
  await org.person('Asha', { unit: 'D1', phone: PHONE, grants: ['registrar@D1'] })
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36'
  await signInFully(w, PHONE, { 'user-agent': agent })
  browser = await browsing(w)
  asha = await browser.hand({ language: 'hi', size: 'phone' })
  await withAuthenticator(asha)
})
afterAll(async () => {
  await browser.close()
  await w.close()
})

/** Gives a person's browser an authenticator of its own that keeps passkeys and checks who holds it. */
async function withAuthenticator({ page }: Hand) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const press = ({ page }: Hand, name: string) => page.getByRole('button', { name, exact: true }).click()

test('whoever holds powers is told to add a passkey, and finds the page in the menu of the account', async () => {
  const [say, frame] = [asha.say(accessTexts), asha.say(shell)]
  await asha.signIn(PHONE, `/o/${slug}/me`)
  await asha.page.locator('button.account').click()
  await asha.page.getByRole('link', { name: frame('access') }).click()
  await asha.page.getByRole('heading', { level: 1, name: say('title') }).waitFor()
  await asha.page.getByText(say('nudge.title', { name: `परीक्षण ${slug}` })).waitFor()
  await asha.page.getByText(say('passkeys.none'), { exact: true }).waitFor()
  await asha.look('account-empty')
})

test('she adds a passkey, and is asked for nothing', async () => {
  const say = asha.say(accessTexts)
  await press(asha, say('passkey.add'))
  await asha.page
    .locator('.list')
    .filter({ hasText: say('passkey.unused') })
    .waitFor()
  await expect.poll(() => asha.page.getByText(say('nudge.text')).count()).toBe(0)
  await asha.look('account-passkey')
  await press(asha, say('passkey.add'))
  await asha.page.getByText(say('passkey.there'), { exact: true }).waitFor()
})

test('she gives it another name', async () => {
  const say = asha.say(accessTexts)
  const old = say('device', { system: say('system.linux'), browser: say('browser.chrome') })
  await press(asha, say('passkey.rename.label', { name: old }))
  const box = asha.page.getByLabel(say('passkey.name'), { exact: true })
  await box.fill('मेरा फ़ोन')
  await asha.look('account-naming')
  await press(asha, say('save'))
  await asha.page.getByText('मेरा फ़ोन', { exact: true }).waitFor()
})

test('a while later a second number needs a fresh code first, and then its own', async () => {
  const [say, door] = [asha.say(accessTexts), asha.say(accountTexts)]
  w.clock.now += 660
  await asha.go('/account')
  await press(asha, say('contact.add'))
  const adding = asha.page.locator('dialog[open]').filter({ hasText: say('contact.add.title') })
  await adding.getByLabel(door('contact')).fill(SECOND)
  await adding.getByRole('button', { name: say('proof.send') }).click()
  const proof = asha.page.locator('dialog[open]').filter({ hasText: say('proof.title') })
  await proof.getByText(say('proof.text')).waitFor()
  await asha.look('account-proof')
  await proof.getByRole('button', { name: say('proof.send') }).click()
  await proof.getByLabel(door('code'), { exact: true }).waitFor()
  await proof.getByLabel(door('code'), { exact: true }).fill(await codeFor(w, PHONE))
  await adding.getByText(say('code.sent', { contact: SECOND })).waitFor()
  await adding.getByLabel(door('code'), { exact: true }).fill(await codeFor(w, SECOND))
  await asha.page.getByRole('list').getByText(SECOND, { exact: true }).waitFor()
  await asha.look('account-contacts')
})

test('she signs out everywhere, on the computer too, and comes back with the passkey alone', async () => {
  const [say, door] = [asha.say(accessTexts), asha.say(accountTexts)]
  await press(asha, say('devices.all'))
  const asking = asha.page.locator('dialog[open]')
  await asking.getByText(say('devices.all.text')).waitFor()
  await asking.getByRole('button', { name: say('devices.all') }).click()
  await asha.page.getByRole('heading', { level: 1, name: door('title') }).waitFor()
  const live = await w.database('directory').execute('select id from sessions where ended_at is null')
  expect(live.rows).toEqual([])
  await asha.look('sign-in')
  await press(asha, say('passkey.sign-in'))
  await asha.page.getByRole('heading', { level: 1, name: door('mine.title') }).waitFor()
  await asha.go('/account')
  await asha.page.getByText(say('device.this'), { exact: true }).waitFor()
  await expect.poll(() => asha.page.getByText(say('passkey.unused')).count()).toBe(0)
})

test('at a desk she sees both devices, signs the phone out, and removes the passkey', async () => {
  const desk = await browser.hand({ language: 'en', size: 'desk' })
  const say = desk.say(accessTexts)
  await desk.signIn(PHONE, '/account')
  await desk.look('account-desk')
  const end = desk.page.getByText(say('device.end'), { exact: true })
  expect(await end.count()).toBe(1)
  await end.click()
  await desk.page
    .locator('dialog[open]')
    .getByRole('button', { name: say('device.end'), exact: true })
    .click()
  await expect.poll(() => end.count()).toBe(0)
  await press(desk, say('passkey.remove.label', { name: 'मेरा फ़ोन' }))
  const asking = desk.page.locator('dialog[open]')
  await asking.getByText(say('passkey.remove.text')).waitFor()
  await asking.getByRole('button', { name: say('passkey.remove'), exact: true }).click()
  await desk.page.getByText(say('passkeys.none'), { exact: true }).waitFor()
  await asha.page.goto(`${w.origin}/account`)
  await asha.page.waitForURL('**/sign-in?return=**')
  await desk.close()
})

test('a passkey that was removed opens nothing, and the page says what to do', async () => {
  const say = asha.say(accessTexts)
  await asha.go('/sign-in')
  await press(asha, say('passkey.sign-in'))
  await asha.page.locator('[role=alert]').waitFor()
  expect((await w.database('directory').execute('select id from passkeys')).rows).toEqual([])
  await asha.look('sign-in-refused')
})

test('on the way nothing went wrong unseen', () => {
  expect(browser.troubles).toEqual([])
})
