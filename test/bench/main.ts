import { measure } from './paths.ts'
import { permissions } from './permissions.ts'
import { soak } from './soak.ts'
import { stage } from './stage.ts'

/** `npm run bench`: JSON lines, each figure beside its floor. `npm run bench -- soak`: five minutes at a fixed rate. */
const say = (line: Record<string, unknown>) => console.log(JSON.stringify(line))
const s = await stage()
try {
  if (process.argv.includes('soak')) await soak(s, say)
  else {
    const [, , only] = process.argv
    if (only !== 'permissions') await measure(s, say, only)
    if (only === undefined || only === 'permissions') await permissions(s, say)
  }
} finally {
  await s.close()
}
process.exit()
