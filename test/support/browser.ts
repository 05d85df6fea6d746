import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as engine, type Page, type Request } from 'playwright-core'
import { expect } from 'vitest'
import { accountTexts } from '../../web/text/accounts.ts'
import { type Language, sayIn, type Texts } from '../../web/text/index.ts'
import type { World } from './world.ts'

/** How long a screen may take to show what is looked for, on a busy machine. */
const PATIENCE_MS = 12_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The screens that people hold: a phone in the hall, a computer in the office. */
export const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } } as const

/** A sheet without its margins, as browsers print it. */
const A4 = { width: 718, height: 1046 }

/** A port of this machine that nobody uses, for a world that a browser visits. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** How somebody holds the product: in which language, on which screen. */
export type Held = { language: Language; size: keyof typeof SIZES }

/** A person in front of the product. */
export type Hand = Awaited<ReturnType<Awaited<ReturnType<typeof browsing>>['hand']>>

// One process for everything, as the packaged browser starts by default, does not outlive the closing of a context.
const ARGS = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')

/** Opens a browser on a world. Nothing may go wrong unseen in it: `troubles` must stay empty. */
export async function browsing(w: World) {
  const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
  const executablePath = await chromium.executablePath()
  const launch = () => engine.launch({ executablePath, args: [...ARGS, '--disable-background-networking'] })
  // Once in hundreds of starts the packaged browser falls over before it has begun.
  const browser: Browser = await launch().catch(launch)
  const troubles: string[] = []

  /** Somebody with a device of his own; its calendar follows the world's clock at each opening of a page. */
  async function hand({ language, size }: Held) {
    const context = await browser.newContext({
      viewport: SIZES[size],
      hasTouch: size === 'phone',
      reducedMotion: 'reduce',
      timezoneId: 'Asia/Kolkata',
      locale: `${language}-IN`,
      acceptDownloads: true,
    })
    await context.addInitScript((chosen) => {
      if (!localStorage.getItem('language')) localStorage.setItem('language', chosen)
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
      )
    }, language)
    context.setDefaultTimeout(PATIENCE_MS)
    await context.clock.install({ time: w.clock.now * 1000 })
    const page = await context.newPage()
    const asked = watch(page)

    /** Says texts as this person reads them. */
    const say = <E extends Record<string, string>>(texts: Texts<E>) => sayIn(texts, language)

    /** Opens a page by its address, and waits until it has its heading. */
    async function go(path: string) {
      await context.clock.setSystemTime(w.clock.now * 1000)
      await page.goto(`${w.origin}${path}`)
      await page.waitForSelector('main h1')
    }

    /** Signs in with a phone and the code that was sent to it; goes on to `back`, by way of the profile the first time. */
    async function signIn(contact: string, back: string) {
      const words = say(accountTexts)
      await go(`/sign-in?return=${encodeURIComponent(back)}`)
      await page.getByLabel(words('contact')).fill(contact)
      await page.getByRole('button', { name: words('send') }).click()
      const box = page.getByLabel(words('code'), { exact: true })
      await box.waitFor()
      await box.fill(await codeSentTo(contact))
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      await page.waitForSelector('main h1')
    }

    /** Looks at the screen in both languages: it breaks no rule of accessibility and does not scroll sideways. */
    async function look(name: string) {
      const other = language === 'hi' ? 'en' : 'hi'
      await seen(page, asked, `${name} ${size} ${language}`)
      await turn(page, other)
      await seen(page, asked, `${name} ${size} ${other}`)
      if (process.env.SHOTS) await elsewhere(name, other)
      await turn(page, language)
    }

    /** Keeps the screen also as somebody sees it who holds the other device and reads the other language. */
    async function elsewhere(name: string, read: Language) {
      const held = size === 'phone' ? 'desk' : 'phone'
      await page.setViewportSize(SIZES[held])
      await shot(page, `${name} ${held} ${read}`)
      await page.setViewportSize(SIZES[size])
    }
    /** Looks at the screen as it comes out of a printer: nothing is wider than a sheet. */
    async function paper(name: string) {
      await page.setViewportSize(A4)
      await page.emulateMedia({ media: 'print' })
      await shot(page, `${name} paper ${language}`)
      // A page takes its new width a moment later.
      const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      await expect.poll(async () => [name, await wider()]).toEqual([name, 0])
      await page.emulateMedia({ media: 'screen' })
      await page.setViewportSize(SIZES[size])
    }
    const close = () => context.close()
    return { page, say, go, signIn, look, paper, close }
  }

  /** Notes what goes wrong on a page; says which requests are under way. */
  function watch(page: Page): ReadonlySet<Request> {
    const ours = (url: string) => url.startsWith(w.origin)
    page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      // What the API refuses is told by the screen; the browser's own note about the status says nothing new.
      const refused = /status of 4\d\d/.test(message.text()) && message.location().url.includes('/api/')
      if (message.type() === 'error' && ours(page.url()) && !refused)
        troubles.push(`${page.url()}: ${message.text()}`)
    })
    page.on('response', (response) => {
      if (ours(response.url()) && response.status() >= 500)
        troubles.push(`${response.status()} ${response.url()}`)
    })
    const asked = new Set<Request>()
    page.on('request', (request) => asked.add(request))
    page.on('requestfinished', (request) => asked.delete(request))
    page.on('requestfailed', (request) => asked.delete(request))
    page.on('framenavigated', () => asked.clear())
    return asked
  }

  async function turn(page: Page, language: Language) {
    await page
      .locator(`.language-switch [lang=${language}]`)
      .evaluate((button: HTMLElement) => button.click())
    await page.waitForSelector(`html[lang=${language}]`)
  }

  async function seen(page: Page, asked: ReadonlySet<Request>, name: string) {
    const waiting = page.locator('.skeleton, .spinner')
    const open = async () => [await waiting.count(), ...[...asked].map((request) => request.url())]
    await expect.poll(open, { timeout: PATIENCE_MS }).toEqual([0])
    await page.evaluate(() => document.fonts.ready)
    await shot(page, name)
    await page.evaluate(axe)
    const broken = await page.evaluate(async (tags) => {
      const { axe: tool } = globalThis as unknown as { axe: typeof import('axe-core') }
      const run = await tool.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules: { 'color-contrast-enhanced': { enabled: true } },
        resultTypes: ['violations'],
      })
      return run.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120))[0]}`)
    }, RULES)
    expect([name, broken]).toEqual([name, []])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect([name, wider]).toEqual([name, 0])
  }

  /** Writes what stands on the screen to the folder that SHOTS names. */
  async function shot(page: Page, name: string) {
    const folder = process.env.SHOTS
    if (!folder) return
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name.replaceAll(' ', '-')}.png`), fullPage: true })
  }

  async function codeSentTo(contact: string): Promise<string> {
    type Letter = { address: string; body: string }
    const { body } = await w.call<{ messages: Letter[] }>('GET', '/outbox')
    const letter = body.messages.find(({ address }) =>
      address?.endsWith(contact.replace(/\D/g, '').slice(-10)),
    )
    return /\d{6}/.exec(letter?.body ?? '')?.[0] ?? ''
  }

  /** Closes everything; where screens are kept, also what each person saw last, to understand a failure. */
  async function close() {
    const pages = browser.contexts().flatMap((context) => context.pages())
    for (const [at, page] of pages.entries()) await shot(page, `last ${at}`)
    await browser.close()
  }
  return { hand, troubles, close }
}
