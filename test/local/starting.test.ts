import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prashikshan-start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts everything as `npm start` does and waits until it ends; only for starts that must fail. */
function start(env: Record<string, string>): Promise<{ code: number | null; error: string }> {
  const ports = { PORT: '18787', DATABASE_PORT: '18098', STRIPE_PORT: '18099', PRASHIKSHAN_DEMO: '' }
  const child = spawn(process.execPath, ['db/local/start.ts'], {
    env: { ...process.env, PRASHIKSHAN_DATA: join(folder, 'data'), ...ports, ...env },
  })
  let error = ''
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  return new Promise((done) => child.once('exit', (code) => done({ code, error: error.trim() })))
}

const oneSentence = (error: string) => error.split('\n').length === 1 && !/^\s+at /m.test(error)

async function occupied<T>(work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  try {
    return await work(typeof address === 'object' && address ? address.port : 0)
  } finally {
    server.close()
  }
}

test.each(['PORT', 'DATABASE_PORT', 'STRIPE_PORT'])(
  'a busy %s is one sentence that names the port',
  async (name) => {
    await occupied(async (port) => {
      const { code, error } = await start({ [name]: String(port) })
      expect([code, oneSentence(error)]).toEqual([1, true])
      expect(error).toContain(String(port))
    })
  },
)

test('a port that is no port is one sentence', async () => {
  const { code, error } = await start({ PORT: 'eighty' })
  expect([code, error]).toEqual([1, 'PORT must be a port between 1 and 65535, but it is "eighty".'])
})

test('a data folder that is a file is one sentence that names it', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const { code, error } = await start({ PRASHIKSHAN_DATA: file })
  expect([code, oneSentence(error), error.includes(file)]).toEqual([1, true, true])
})

test('broken keys are one sentence that says what to do', async () => {
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'data', 'keys.json'), '{')
  const { code, error } = await start({})
  expect([code, oneSentence(error)]).toEqual([1, true])
  expect(error).toMatch(/keys\.json is broken; restore it from a copy/)
})

test('a damaged database file is one sentence that names it', async () => {
  mkdirSync(join(folder, 'data', 'databases'), { recursive: true })
  writeFileSync(join(folder, 'data', 'databases', 'o-lost.db'), 'this is no database at all'.repeat(20))
  const { code, error } = await start({})
  expect([code, oneSentence(error), error.includes('o-lost.db')]).toEqual([1, true, true])
})
