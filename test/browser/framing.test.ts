import { createServer, type Server } from 'node:http'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as engine } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/browser.ts'
import { type World, world } from '../support/world.ts'

let w: World
let browser: Browser
let evil: Server
let evilOrigin: string
beforeAll(async () => {
  w = await world({}, await freePort())
  const port = await freePort()
  evilOrigin = `http://127.0.0.1:${port}`
  evil = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(`<!doctype html><title>Prize</title><iframe src="${w.origin}/sign-in"></iframe>`)
  }).listen(port, '127.0.0.1')
  browser = await engine.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter(
        (arg) => arg !== '--single-process' && arg !== '--no-zygote' && arg !== '--disable-web-security',
      ),
      '--disable-background-networking',
    ],
  })
})
afterAll(async () => {
  await browser.close()
  evil.close()
  await w.close()
})

test('a page of another site that frames the sign-in shows nothing of it', async () => {
  const page = await browser.newPage()
  const refused: string[] = []
  page.on('console', (message) => refused.push(message.text()))
  await page.goto(evilOrigin, { waitUntil: 'networkidle' })
  expect(refused.join()).toMatch(/frame-ancestors|X-Frame-Options/i)
  const inside = page.frames().find((frame) => frame !== page.mainFrame())
  expect(await inside?.locator('input').count()).toBe(0)
  await page.close()
})

test('a page of another site can neither read the API nor write to it', async () => {
  const page = await browser.newPage()
  await page.goto(evilOrigin)
  const outcomes = await page.evaluate(async (ours) => {
    const tried = (init?: RequestInit) =>
      fetch(`${ours}/api/codes`, init).then(
        ({ type, status }) => `${type} ${status}`,
        () => 'refused by the browser',
      )
    const body = JSON.stringify({ contact: '+919999900777', language: 'hi' })
    return [
      await tried(),
      await tried({ method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      await tried({ method: 'POST', body, headers: { 'content-type': 'text/plain' } }),
      await tried({ method: 'POST', body, mode: 'no-cors' }),
    ]
  }, w.origin)
  expect(outcomes.map((outcome) => !/^(?:basic|cors)/.test(outcome))).toEqual([true, true, true, true])
  const { rows } = await w.database('directory').execute('select count(*) as n from messages')
  expect(rows[0]?.n).toBe(0)
  await page.close()
})

test('the page runs no script and no handler that was not shipped with it', async () => {
  const page = await browser.newPage()
  const answer = await page.goto(`${w.origin}/sign-in`)
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self'")
  await page.waitForSelector('main h1')
  const ran = await page.evaluate(async () => {
    const refused: string[] = []
    addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
    const attempt = (make: () => void) => {
      try {
        make()
      } catch {
        refused.push('trusted-types')
      }
    }
    attempt(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "owned"'
      document.body.append(script)
    })
    attempt(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="document.title=\'owned\'">')
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { title: document.title, refused: refused.length }
  })
  expect(ran.title).not.toBe('owned')
  expect(ran.refused).toBeGreaterThanOrEqual(2)
  await page.close()
})
