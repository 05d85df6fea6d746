import type { World } from './world.ts'

/** Signs an account in with a code sent to a contact and returns its access token, good outside any organisation. */
export const signIn = async (w: World, contact: string): Promise<string> =>
  (await signInFully(w, contact)).accessToken

/** Signs an account in with a code sent to a contact and returns both tokens. */
export async function signInFully(w: World, contact: string) {
  await w.call('POST', '/codes', { json: { contact, language: 'hi' } })
  const { rows } = await w.database('directory').execute({
    sql: "select facts ->> 'code' as code from messages where address = ? order by id desc limit 1",
    args: [contact],
  })
  const opened = await w.call<{ accessToken: string; refreshToken: string }>('POST', '/sessions', {
    json: { contact, code: String(rows[0]?.code) },
  })
  return opened.body
}
