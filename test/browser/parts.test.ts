import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as engine, type Page } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const CONFIG = { configFile: 'web/vite.config.ts', mode: 'development', logLevel: 'error' } as const
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LANGUAGES = ['hi', 'en'] as const

let folder: string
let server: PreviewServer
let browser: Browser
let axe: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parts-'))
  await build({ ...CONFIG, build: { outDir: folder } })
  server = await preview({ ...CONFIG, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } })
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
  browser = await engine.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--disable-background-networking'],
  })
})

afterAll(async () => {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
})

const open = async (path: string, language: 'hi' | 'en', width = 360): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 740 }, reducedMotion: 'reduce' })
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  await page.goto(new URL(path, server.resolvedUrls?.local[0]).href)
  await page.waitForSelector('main h1')
  await page.evaluate(() => document.fonts.ready)
  return page
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

describe.each(LANGUAGES)('in %s', (language) => {
  test.each([
    ['/', 360],
    ['/', 1280],
    ['/gallery', 360],
    ['/gallery', 1280],
    ['/no-such-page', 360],
  ])('%s at %i px breaks no accessibility rule and fits the screen', async (path, width) => {
    const page = await open(path, language, width)
    await page.waitForLoadState('networkidle')
    await page.evaluate(axe)
    const broken = await page.evaluate(async (tags) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
      const usual = await axe.run(document, { runOnly: tags })
      const contrast = await axe.run(document, {
        runOnly: { type: 'rule', values: ['color-contrast-enhanced'] },
      })
      const checked = usual.passes.length
      return { checked, violations: [...usual.violations, ...contrast.violations].map(({ id }) => id) }
    }, RULES)
    expect(broken.checked).toBeGreaterThan(10)
    expect(broken.violations).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })

  test('everything that is tapped is at least 48 px high and wide', async () => {
    const page = await open('/gallery', language)
    const small = await page.$$eval(
      'main button, main .button, main .option, main .input, .crumbs a, .head a, .head button',
      (all) =>
        all
          .map((each) => ({ box: each.getBoundingClientRect(), what: each.className }))
          .filter(({ box }) => box.width > 0 && (box.height < 48 || box.width < 48))
          .map(({ what }) => what),
    )
    expect(small).toEqual([])
  })
})

test('the language changes at once, names the page anew and is remembered', async () => {
  const page = await open('/', 'en', 1280)
  await page.evaluate(() => localStorage.clear())
  await page.click('.language-switch [lang=hi]')
  expect(await page.textContent('h1')).toBe('एक सभागार से आख़िरी बूथ तक')
  expect(await page.title()).toBe('एक सभागार से आख़िरी बूथ तक · प्रशिक्षण')
  expect(await page.getAttribute('html', 'lang')).toBe('hi')
  expect(await page.evaluate(() => localStorage.getItem('language'))).toBe('hi')
})

test('a new page takes the focus to its heading, going and coming back', async () => {
  const page = await open('/gallery', 'en')
  await page.click('.head-name')
  await page.waitForURL((url) => url.pathname === '/')
  await expect.poll(() => focused(page)).toBe('From one hall to the last booth')
  await page.goBack()
  await expect.poll(() => focused(page)).toBe('Gallery of parts')
})

test('a dialog keeps the focus until Escape gives it back', async () => {
  const page = await open('/gallery', 'en')
  await page.click('text=Open a dialog')
  await page.waitForSelector('dialog[open] h2')
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0)
  expect(await focused(page)).toBe('Open a dialog')
})

test('a toast can be taken back', async () => {
  const page = await open('/gallery', 'en')
  await page.click('text=Mark present')
  await page.click('.toast >> text=Undo')
  await expect.poll(() => page.locator('.toast').allTextContents()).toEqual(['Later'])
})

test('a tree is walked by keys, loads what is opened and tells what failed', async () => {
  const page = await open('/gallery', 'en')
  await page.waitForSelector('.tree-item[data-id=d1]')
  await page.focus('.tree-item[tabindex="0"]')
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  await page.waitForSelector('.tree-item[data-id=c0]')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => focused(page)).toContain('मुरैना')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.locator('.tree-item[data-id=c0]').count()).toBe(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.waitForSelector('.tree-note button')
})

test('what failed is asked again, and a double tap acts once', async () => {
  const page = await open('/gallery', 'en')
  const panel = page.locator('.panel', { hasText: 'Asking and doing' })
  await panel.getByRole('button', { name: 'Try again' }).click()
  await panel.getByText('No workshop here yet').waitFor()
  await panel.getByRole('button', { name: 'Register' }).dblclick()
  await panel.getByText('1. मीरा अहिरवार').waitFor()
  expect(await panel.locator('.gallery-done').textContent()).toBe('1')
  await panel.getByRole('button', { name: 'Register' }).click()
  await panel.getByText('2. मीरा अहिरवार').waitFor()
})

test('a code typed in Devanagari digits with a letter is six Latin digits', async () => {
  const page = await open('/gallery', 'en')
  await page.fill('.input-code', '४८२x१९५७')
  expect(await page.inputValue('.input-code')).toBe('482195')
})

test('printing prints the sheets and nothing else', async () => {
  const page = await open('/gallery', 'en')
  await page.emulateMedia({ media: 'print' })
  expect(await page.isVisible('.print-sheet')).toBe(true)
  const others = ['.head', '.page-header', '.table', '.tree', '.button']
  expect(await Promise.all(others.map((each) => page.locator(each).first().isVisible()))).toEqual(
    others.map(() => false),
  )
})

test('without a network the person is told', async () => {
  const page = await open('/', 'en')
  await page.context().setOffline(true)
  await page.waitForSelector('text=No network.')
  await page.context().setOffline(false)
  await expect.poll(() => page.locator('.offline p').count()).toBe(0)
})
