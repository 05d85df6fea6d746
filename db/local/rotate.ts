import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { type KeyRing, newKeys, ringIn, withNewKey, withoutKey } from './keys.ts'

// npm run keys -- list | add | drop <kid> | new [-]
// Without SIGNING_KEYS in the environment, and without `-` (read it from stdin), the keys of this machine are meant.

const USAGE =
  'npm run keys -- list | add | drop <kid> | new   (with SIGNING_KEYS set, or - for stdin: production)'

/** Where a ring comes from and goes to. */
type Holder = { value: string; keep: (ring: KeyRing) => void; advice: string }

/** The value of a deployment: what comes out is the new value and nothing else, to be piped on. */
const deployed = (value: string): Holder => ({
  value,
  keep: (ring) => console.log(JSON.stringify(ring)),
  advice: 'Give the printed value to: wrangler secret put SIGNING_KEYS',
})

/** The keys of this machine. They are replaced by renaming, so that a broken write leaves the old ones. */
function onThisMachine(): Holder {
  const file = join(resolve(process.env.PRASHIKSHAN_DATA ?? 'data'), 'keys.json')
  if (!existsSync(file)) return fail(`There is no ${file} yet: npm start makes it.`)
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  return {
    value: String(kept.SIGNING_KEYS),
    keep(ring) {
      const next = { ...kept, SIGNING_KEYS: JSON.stringify(ring) }
      writeFileSync(`${file}.new`, JSON.stringify(next), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
    advice: 'Start again for it to count: npm start',
  }
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

async function holder(): Promise<Holder> {
  if (process.argv.at(-1) === '-') return deployed(await text(process.stdin))
  const { SIGNING_KEYS } = process.env
  return SIGNING_KEYS ? deployed(SIGNING_KEYS) : onThisMachine()
}

async function change(command: string | undefined, kid: string | undefined) {
  const { value, keep, advice } = await holder()
  const ring = ringIn(value) ?? fail('SIGNING_KEYS is no JSON Web Key Set of private keys with a kid each.')
  if (command === 'list') {
    for (const [at, key] of ring.keys.entries()) console.log(`${key.kid}  ${at === 0 ? 'signs' : 'verifies'}`)
    return
  }
  if (command === 'add') {
    const next = await withNewKey(ring)
    keep(next)
    console.error(`${next.keys[0]?.kid} signs from now on; the older keys still verify. ${advice}`)
    return
  }
  if (command !== 'drop' || !kid) fail(USAGE)
  if (ring.keys.length === 1) fail('The last key stays: add another one first.')
  keep(withoutKey(ring, kid) ?? fail(`There is no key ${kid}: npm run keys -- list`))
  console.error(`${kid} is dropped: what it signed counts no more, sessions and credentials alike. ${advice}`)
}

const [, , command, kid] = process.argv
if (command === 'new')
  for (const [name, value] of Object.entries(await newKeys())) console.log(`${name}=${value}`)
else if (command === 'list' || command === 'add' || command === 'drop') await change(command, kid)
else fail(USAGE)
