import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { buildWebApp, buildWorker } from './build.ts'

/** Most that each bundle may weigh, in kB gzip. */
const BUDGET = { worker: 500, firstLoad: 90 }

const kB = (bytes: number) => Math.round(bytes / 100) / 10
const gzip = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length

/** Chunks that a file imports at once, itself included; what it imports later is not counted. */
function atOnce(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const source = readFileSync(`dist/web/assets/${file}`, 'utf8')
  const imports = /(?:^|[;}\n])import\s*(?:[\w*{}\s,$]+from\s*)?["']\.\/([^"']+\.js)["']/g
  for (const [, next = ''] of source.matchAll(imports)) atOnce(next, seen)
  return seen
}

const chunkOf = (name: string) =>
  readdirSync('dist/web/assets').find((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file))

/** The scripts that a participant's first page loads: the entry, and the workshop's public page with its texts. */
function firstLoad(): string[] {
  const entry = /src="\/assets\/([^"]+\.js)"/.exec(readFileSync('dist/web/index.html', 'utf8'))?.[1]
  const page = chunkOf(PARTICIPANT_PAGE)
  if (!entry || !page) throw new Error('the web build has no entry, or no page for participants')
  return [...new Set([...atOnce(entry), ...atOnce(page)])]
}

const PARTICIPANT_PAGE = 'public'

await Promise.all([buildWorker(), buildWebApp()])
const sizes = {
  worker: kB(gzip('dist/worker/index.js')),
  firstLoad: kB(firstLoad().reduce((sum, file) => sum + gzip(`dist/web/assets/${file}`), 0)),
}
for (const [what, size] of Object.entries(sizes)) {
  const most = BUDGET[what as keyof typeof BUDGET]
  console.log(JSON.stringify({ bundle: what, kBgzip: size, budget: most }))
  if (size > most) process.exitCode = 1
}
