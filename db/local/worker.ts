import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { MiniflareOptions } from 'miniflare'

/** The compatibility date that `wrangler.toml` names too; a test holds them equal. */
export const COMPATIBILITY_DATE = '2026-08-01'

type Options = {
  bindings: Record<string, string>
  port?: number
  serviceBindings?: Record<string, () => Response>
  queue?: { batchTimeout: number }
  script?: string
}

/**
 * Production bounds an isolate to 128 MB; workerd on one machine bounds nothing, and V8 then grows to many times what it
 * needs before it collects. Read by miniflare when it starts workerd.
 */
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128 --max-semi-space-size=8'

/** How workerd runs the built Worker on one machine: the same bindings that `wrangler.toml` gives it in production. */
export function workerOptions({
  bindings,
  port = 0,
  serviceBindings = {},
  queue,
  script = 'dist/worker/index.js',
}: Options): MiniflareOptions {
  const web = resolve('dist/web')
  return {
    host: '127.0.0.1',
    port,
    cf: false,
    modules: [{ type: 'ESModule', path: 'index.js', contents: readFileSync(script, 'utf8') }],
    compatibilityDate: COMPATIBILITY_DATE,
    bindings,
    serviceBindings,
    queueProducers: { JOBS: 'jobs' },
    queueConsumers: { jobs: { maxBatchSize: 10, maxBatchTimeout: queue?.batchTimeout ?? 0, maxRetries: 5 } },
    ratelimits: {
      SOURCE_LIMIT: { namespace_id: '1001', simple: { limit: 60, period: 60 } },
      ADDRESS_LIMIT: { namespace_id: '1002', simple: { limit: 20, period: 60 } },
    },
    ...(existsSync(web)
      ? {
          assets: {
            directory: web,
            binding: 'ASSETS',
            assetConfig: { not_found_handling: 'single-page-application' },
            routerConfig: { has_user_worker: true, static_routing: { user_worker: ['/api/*'] } },
          },
        }
      : {}),
  } as MiniflareOptions
}
