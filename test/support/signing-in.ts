import type { World } from './world.ts'

/** Signs an account in with a code sent to a contact and returns its access token, good outside any organisation. */
export const signIn = async (w: World, contact: string): Promise<string> =>
  (await signInFully(w, contact)).accessToken

/** Signs an account in with a code sent to a contact and returns both tokens; headers say what the device says of itself. */
export async function signInFully(w: World, contact: string, headers: Record<string, string> = {}) {
  await w.call('POST', '/codes', { json: { contact, language: 'hi' } })
  const opened = await w.call<{ accessToken: string; refreshToken: string }>('POST', '/sessions', {
    json: { contact, code: await codeFor(w, contact) },
    headers,
  })
  return opened.body
}

/** Confirms with a fresh code, sent to one of the account's contacts, who holds a session. */
export async function proveIn(w: World, contact: string, as: string) {
  await w.call('POST', '/account/proof-codes', { as, json: { contact, language: 'hi' } })
  return w.call('POST', '/account/proofs', { as, json: { contact, code: await codeFor(w, contact) } })
}

/** The newest code that was sent to a contact. */
export async function codeFor(w: World, contact: string): Promise<string> {
  const { rows } = await w.database('directory').execute({
    sql: "select facts ->> 'code' as code from messages where address = ? order by id desc limit 1",
    args: [contact],
  })
  return String(rows[0]?.code)
}
