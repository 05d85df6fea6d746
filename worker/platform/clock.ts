import type { Bindings } from './env.ts'

/** The present instant, Unix seconds: the machine's clock, or the one a test holds. */
export async function present(env: Bindings): Promise<number> {
  if (env.CLOCK) return Number(await (await env.CLOCK.fetch('http://clock/')).text())
  return Math.floor(Date.now() / 1000)
}
