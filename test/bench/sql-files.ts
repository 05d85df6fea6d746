import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

// Node takes migrations as the Worker's bundle does: as texts.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.sql')) return next(url, context)
    const source = `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}`
    return { format: 'module', source, shortCircuit: true }
  },
})
