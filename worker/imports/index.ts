/**
 * Imports: tables that somebody brings, of units, people, offices or prior training. The rows come in chunks and wait; they are judged
 * and then written in batches, each one transaction, so that whoever goes on goes on where the last whole batch ended.
 * Before anything is written it can be cancelled, afterwards taken back as a whole while nothing was built on it.
 * Words: import, chunk (rows as sent), batch (rows as dealt with), place (a text that names a unit), look, fault, repair.
 */
export { imports } from './routes.ts'
