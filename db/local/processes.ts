import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Trouble } from './settings.ts'

const children = new Set<ChildProcess>()

/** Starts a script of ours as a process of its own and waits until it says that it is ready. @throws Trouble */
export function startProcess(script: string, env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.add(child)
  let said = ''
  let ready = false
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
    if (ready) process.stderr.write(chunk)
  })
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      if (!ready && line.includes('"ready":true')) {
        ready = true
        resolve(child)
      }
    })
    child.once('exit', (code) => {
      children.delete(child)
      if (!ready) reject(new Trouble(said.trim() || `${script} ended with code ${code}.`))
    })
  })
}

/** Ends every process that was started here. */
export async function stopProcesses() {
  await Promise.all(
    [...children].map(
      (child) =>
        new Promise<void>((done) => {
          child.once('exit', () => done())
          child.kill('SIGTERM')
          setTimeout(() => child.kill('SIGKILL'), 3000).unref()
        }),
    ),
  )
}
