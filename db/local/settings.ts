import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { newKeys } from './keys.ts'

/** A fault of the machine that its owner can mend; shown as one sentence. */
export class Trouble extends Error {}

/** Where things are on one machine. Every value can be set by an environment variable. */
export type Settings = {
  data: string
  port: number
  databasePort: number
  stripePort: number
  token: string
  keys: { SIGNING_KEYS: string; SEALING_KEY: string }
}

const portFrom = (name: string, otherwise: number): number => {
  const port = Number(process.env[name] ?? otherwise)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Trouble(`${name} must be a port between 1 and 65535, but it is "${process.env[name]}".`)
}

/** Reads the settings and makes the data folder with the machine's own keys. @throws Trouble */
export async function settings(): Promise<Settings> {
  const data = resolve(process.env.PRASHIKSHAN_DATA ?? 'data')
  writable(data)
  const file = join(data, 'keys.json')
  if (!existsSync(file)) {
    const made = { ...(await newKeys()), token: crypto.randomUUID() }
    writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const { token, ...keys } = kept(file)
  return {
    data,
    token,
    keys,
    port: portFrom('PORT', 8787),
    databasePort: portFrom('DATABASE_PORT', 8098),
    stripePort: portFrom('STRIPE_PORT', 8099),
  }
}

function writable(folder: string) {
  try {
    mkdirSync(join(folder, 'databases'), { recursive: true })
    accessSync(folder, constants.W_OK)
    accessSync(join(folder, 'databases'), constants.W_OK)
  } catch {
    throw new Trouble(
      `The data folder ${folder} cannot be written; give it to this user, or set PRASHIKSHAN_DATA.`,
    )
  }
}

function kept(file: string): Settings['keys'] & { token: string } {
  try {
    const { SIGNING_KEYS, SEALING_KEY, token } = JSON.parse(readFileSync(file, 'utf8'))
    if (JSON.parse(SIGNING_KEYS).keys.length > 0 && SEALING_KEY && token)
      return { SIGNING_KEYS, SEALING_KEY, token }
  } catch {
    // An unreadable file and one without keys get the same sentence below.
  }
  throw new Trouble(
    `The file ${file} is broken; restore it from a copy, or delete the data folder to begin anew.`,
  )
}

/** Makes sure that nobody listens on a port yet. @throws Trouble naming the port and the variable that changes it */
export async function free(port: number, name: string): Promise<void> {
  const busy = await new Promise<boolean>((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(true))
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(false)))
  })
  if (busy) throw new Trouble(`Port ${port} is busy; stop what uses it, or set ${name} to another port.`)
}
