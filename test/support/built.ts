import { existsSync } from 'node:fs'
import { buildWebApp, buildWorker } from '../../db/local/build.ts'

/** Builds what the tests run: always the Worker, and the web app when there is none yet or a browser will look at it. */
export async function setup(project: { name: string }) {
  const web = project.name === 'browser' || !existsSync('dist/web/index.html')
  await Promise.all([buildWorker(), web ? buildWebApp() : undefined])
}
