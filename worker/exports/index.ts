/**
 * Exports: tables of everything that one may see, in parts of 5,000 rows that go on after a row. What an import can read
 * comes out as the import wants it. Nobody takes a table without saying why; who, why and how many is recorded.
 * Words: table, part, reason, watermark (the last line of a part: who took it, when and what for).
 */
export { exports } from './routes.ts'
