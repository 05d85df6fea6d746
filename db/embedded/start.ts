import * as fs from 'node:fs'
import type { Server } from 'node:http'
import * as path from 'node:path'
import { Failure } from './failure.ts'

const MAGIC = 'SQLite format 3\0'

/** Makes the folder if need be; refuses with one sentence if it cannot be written to or holds a broken database. */
export function checkFolder(folder: string): void {
  try {
    make(path.resolve(folder))
    const attempt = path.join(folder, `.write-${process.pid}`)
    fs.writeFileSync(attempt, '')
    fs.rmSync(attempt)
  } catch (error) {
    throw new Failure('FOLDER_UNUSABLE', `The database folder ${folder} ${whyNot(error)}.`)
  }
  for (const file of fs.readdirSync(folder)) {
    if (!file.endsWith('.db')) continue
    const reason = damage(path.join(folder, file))
    if (reason !== null) {
      throw new Failure('DATABASE_DAMAGED', `The database file ${path.join(folder, file)} ${reason}.`)
    }
  }
}

/** Node's own recursive mkdir does not end on a file system that refuses with ENOENT, such as /proc. */
function make(folder: string): void {
  if (fs.existsSync(folder)) return
  make(path.dirname(folder))
  fs.mkdirSync(folder)
}

function whyNot(error: unknown): string {
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'is a file or lies below one, not a folder'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'cannot be written to'
    default:
      return `cannot be used (${codeOf(error)})`
  }
}

/** Looks at the header only, so that thousands of files are looked through quickly. */
function damage(file: string): string | null {
  const header = Buffer.alloc(100)
  let size = 0
  try {
    const descriptor = fs.openSync(file, 'r+')
    size = fs.fstatSync(descriptor).size
    fs.readSync(descriptor, header, 0, header.length, 0)
    fs.closeSync(descriptor)
  } catch (error) {
    return `cannot be opened for writing (${codeOf(error)})`
  }
  if (size === 0) return null
  if (size < header.length || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return 'is not a SQLite database'
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const whole = header.readUInt32BE(28) * pageSize
  // A WAL file may hold the pages that are missing here.
  const wal = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })
  return size < whole && (wal?.size ?? 0) === 0 ? `is cut off: it has ${size} of ${whole} bytes` : null
}

/** Listens and gives the port; refuses with one sentence if it is taken or not ours to take. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new Failure('PORT_UNUSABLE', `Port ${port} on ${host} ${portReason(codeOf(error))}.`))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function portReason(code: string): string {
  if (code === 'EADDRINUSE') return 'is already in use by another program'
  if (code === 'EACCES') return 'may not be used without more rights'
  return `cannot be used (${code})`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
