import { createInterface } from 'node:readline/promises'
import * as z from 'zod'

/** Whoever asks the API: `token` gives his newest token, `renew` a new one once that is over, `leave` signs out. */
export type Session = {
  token: () => string
  renew: () => Promise<boolean>
  leave: () => Promise<void>
}

/** Somebody with a token that he got elsewhere: it is not renewed. */
export const sessionWith = (token: string): Session => ({
  token: () => token,
  renew: async () => false,
  leave: async () => {},
})

const Opened = z.object({ accessToken: z.string(), refreshToken: z.string() })
const Entered = z.object({
  accessToken: z.string().nullable(),
  choose: z.array(z.object({ personId: z.string(), nameEn: z.string(), unitEn: z.string() })),
})
const Outbox = z.object({ messages: z.array(z.object({ address: z.string().nullable(), body: z.string() })) })

/** The code that was just sent, from the outbox of a machine that shows one. */
async function shownCode(api: string, contact: string): Promise<string | undefined> {
  const end = contact.includes('@') ? contact.toLowerCase() : contact.replace(/\D/g, '').slice(-10)
  for (let tried = 0; tried < 10; tried += 1) {
    const response = await fetch(`${api}/outbox`).catch(() => undefined)
    if (!response?.ok) return undefined
    const { messages } = Outbox.parse(await response.json())
    const code = /\d{6}/.exec(messages.find(({ address }) => address?.endsWith(end))?.body ?? '')
    if (code) return code[0]
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return undefined
}

async function typedCode(contact: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const code = await lines.question(`The code that was sent to ${contact}: `)
  lines.close()
  return code.trim()
}

/** Whom to sign in, and where. `personId` names one of several people of the same contact. */
export type SigningIn = {
  address: string
  organisation: string
  contact: string
  personId: string | undefined
}

/** Signs in as people do, with a code that is sent to a phone or an e-mail address. @throws Error when refused */
export async function signIn({ address, organisation, contact, personId }: SigningIn): Promise<Session> {
  const api = `${address}/api`
  const call = async (method: string, path: string, json?: unknown, bearer?: string) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const enter = async (bearer: string): Promise<string> => {
    const asked = personId === undefined ? {} : { personId }
    const { accessToken, choose } = Entered.parse(
      await call('POST', `/o/${organisation}/entry`, asked, bearer),
    )
    if (accessToken !== null) return accessToken
    const people = choose.map((one) => `${one.personId} ${one.nameEn}, ${one.unitEn}`).join('\n')
    throw new Error(`Several people have this contact; choose one with --person:\n${people}`)
  }
  await call('POST', '/codes', { contact })
  const code = (await shownCode(api, contact)) ?? (await typedCode(contact))
  let opened = Opened.parse(await call('POST', '/sessions', { contact, code }))
  let token = await enter(opened.accessToken)
  const refresh = async () => {
    const { refreshToken } = opened
    opened = Opened.parse(await call('POST', '/session/refresh', { refreshToken }))
  }
  return {
    token: () => token,
    renew: async () => {
      await refresh()
      token = await enter(opened.accessToken)
      return true
    },
    leave: async () => {
      await refresh()
      await call('DELETE', '/session', undefined, opened.accessToken)
    },
  }
}
