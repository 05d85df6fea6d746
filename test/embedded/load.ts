import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

// Measures the server in a process of its own: `npx node test/embedded/load.ts [pipelines]`; Linux only.

const PIPELINES = Number(process.argv[2] ?? 30_000)
const folder = mkdtempSync(join(tmpdir(), 'embedded-load-'))
const main = join(import.meta.dirname, '../../db/embedded/main.ts')
const child = spawn(process.execPath, [main], {
  env: { EMBEDDED_FOLDER: folder, EMBEDDED_TOKEN: 't', EMBEDDED_ADMIN_TOKEN: 'a' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [line] = await new Promise<string[]>((resolve) => {
  createInterface({ input: child.stdout }).once('line', (text) => resolve([text]))
})
const { url } = JSON.parse(line ?? '{}')
const agent = new Agent({ keepAlive: true })

function post(path: string, body: string, token = 't'): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) }
    const sent = request(url + path, { agent, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const text = (value: string) => ({ type: 'text', value })
const integer = (value: number) => ({ type: 'integer', value: String(value) })
const one = (sql: string, args: unknown[] = []) =>
  JSON.stringify({ requests: [{ type: 'execute', stmt: { sql, args } }, { type: 'close' }] })

function bulk(rows: number, statements: number): string {
  const sql = `INSERT INTO t (a, b, c) VALUES ${Array(rows).fill('(?, ?, ?)').join(', ')}`
  const args = Array.from({ length: rows }, (_, i) => [text(`name ${i}`), text('village'), integer(i)]).flat()
  const step = (stmt: unknown, condition?: unknown) => ({ stmt, condition })
  const inserts = Array.from({ length: statements }, (_, i) => step({ sql, args }, { type: 'ok', step: i }))
  const commit = step({ sql: 'COMMIT' }, { type: 'ok', step: statements })
  const batch = { steps: [step({ sql: 'BEGIN IMMEDIATE' }), ...inserts, commit] }
  return JSON.stringify({ requests: [{ type: 'batch', batch }, { type: 'close' }] })
}

function serverCost(): { cpuSeconds: number; rssMebibytes: number } {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, rssMebibytes: Number(rss?.[1]) >> 10 }
}

async function measure(name: string, count: number, clients: number, body: (i: number) => string, unit = 1) {
  const before = serverCost().cpuSeconds
  const startedAt = performance.now()
  let sent = 0
  const client = async () => {
    while (sent < count) {
      const answer = await post('/load/v2/pipeline', body(sent++))
      if (/"type":"error"|"step_errors":\[[^\]]*\{|^\{"message"/.test(answer)) throw new Error(answer)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - startedAt) / 1_000
  const { cpuSeconds, rssMebibytes } = serverCost()
  const perSecond = Math.round((count * unit) / seconds)
  const perCpuSecond = Math.round((count * unit) / (cpuSeconds - before))
  console.log(name.padEnd(28), `${perSecond}/s, ${perCpuSecond} per CPU second, ${rssMebibytes} MiB`)
}

await post('/admin/databases', '{"name":"load"}', 'a')
await post('/load/v2/pipeline', one('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c INTEGER)'))
const insert = (i: number) =>
  one('INSERT INTO t (a, b, c) VALUES (?, ?, ?)', [text(`x${i}`), text('y'), integer(i)])
const thousand = bulk(200, 5)
await measure('warming up', 5_000, 32, () => one('SELECT 1'))
await measure('SELECT 1', PIPELINES, 32, () => one('SELECT 1'))
await measure('one insert, 32 clients', PIPELINES, 32, insert)
await measure('one insert, 1 client', PIPELINES / 10, 1, insert)
await measure('one row by id', PIPELINES, 32, (i) =>
  one('SELECT * FROM t WHERE id = ?', [integer((i % 20_000) + 1)]),
)
await measure('list of 50', PIPELINES / 3, 32, () => one('SELECT * FROM t LIMIT 50'))
await measure('rows inserted, 5 × 200', PIPELINES / 50, 4, () => thousand, 1_000)
await measure('rows read, 1,000 a time', PIPELINES / 50, 4, () => one('SELECT * FROM t LIMIT 1000'), 1_000)
agent.destroy()
child.kill('SIGTERM')
await new Promise((resolve) => child.once('exit', resolve))
rmSync(folder, { recursive: true })
