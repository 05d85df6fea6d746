/**
 * Consents: the organisation's privacy notice in its versions, and the ledger of what people said to it. Nothing in
 * either is changed. Stands before people, because joining writes the person and his consent at once; the desk that
 * looks after both is the domain privacy.
 * Words: notice (a version, in force until the next), consent (given or withdrawn; a person's last one counts), channel
 * (how it came), witness (for somebody who cannot read), guardian (for somebody under 18).
 */
export { agreed, agreeing, barred, consentsOf, minor, noticeNow, publish } from './queries.ts'
export { consents } from './routes.ts'
export type { Barred } from './rules.ts'
export { Consent, Consenting, Guardian, Notice, Witness } from './shapes.ts'
export { defaultNotice } from './template.ts'
