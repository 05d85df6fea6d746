import './sql-files.ts'
import { measureCampaign } from './campaign.ts'
import { measureCatchments } from './catchments.ts'
import { measureCoverage } from './coverage.ts'
import { imports } from './imports.ts'
import { measure } from './paths.ts'
import { payments, startProvider } from './payments.ts'
import { measurePeople } from './people.ts'
import { measureQuotas } from './quotas.ts'
import { measureRadar } from './radar.ts'
import { measureReconciliation } from './reconciliation.ts'
import { measureSimulation } from './simulation.ts'
import { soak } from './soak.ts'
import { stage } from './stage.ts'
import { measureTree } from './tree.ts'

/** `npm run bench`: JSON lines, each figure beside its floor; `-- imports` only the imports, with the Worker's heap; `-- soak`: five minutes at a fixed rate. */
const say = (line: Record<string, unknown>) => console.log(JSON.stringify(line))
/** Benches that each found organisations of their own, by the word that asks for them. */
const APART: Record<string, ((print: typeof say) => Promise<void>)[]> = {
  tree: [measureTree],
  simulation: [measureSimulation],
  catchments: [measureCatchments],
  coverage: [measureCoverage],
  reconciliation: [measureReconciliation],
  radar: [measureRadar],
  quotas: [measureQuotas],
  people: [measurePeople],
  campaign: [measureCampaign],
  // Everything that a cascade is run with: `-- cascade tenth` at a tenth of a state only.
  cascade: [measureCoverage, measureCatchments, measureSimulation, measureRadar],
}
for (const measureIt of APART[process.argv[2] ?? ''] ?? []) await measureIt(say)
if (APART[process.argv[2] ?? '']) process.exit()
if (process.argv.includes('payments')) {
  const provider = await startProvider()
  const s = await stage(provider.bindings)
  try {
    await payments(s, provider, say)
  } finally {
    await s.close()
    provider.child.kill('SIGTERM')
  }
  process.exit()
}
const s = await stage()
try {
  if (process.argv.includes('soak')) await soak(s, say)
  else {
    const [, , only] = process.argv
    if (only !== 'permissions' && only !== 'imports') await measure(s, say, only)
    if (only === undefined || only === 'imports') await imports(s, say)
    if (only === undefined || only === 'permissions') {
      const { permissions } = await import('./permissions.ts')
      await permissions(s, say)
    }
  }
} finally {
  await s.close()
}
process.exit()
