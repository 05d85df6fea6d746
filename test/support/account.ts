import type { World } from './world.ts'

/** Signs in with a contact as a person would: asks for the code, reads it from the outbox, opens a session. */
export async function accountIn(w: World, contact: string): Promise<string> {
  await w.call('POST', '/codes', { json: { contact, language: 'hi' } })
  const { rows } = await w.database('directory').execute({
    sql: "select facts ->> 'code' as code from messages where address = ? order by id desc limit 1",
    args: [contact],
  })
  const json = { contact, code: String(rows[0]?.code) }
  const { body } = await w.call<{ accessToken: string }>('POST', '/sessions', { json })
  return body.accessToken
}
