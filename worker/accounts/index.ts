/**
 * Accounts: who can sign in, with which phone or e-mail, on which devices, and into which organisations.
 * Lives in the directory database; knows nothing of what is inside an organisation.
 * Words: contact (a verified phone or e-mail), code (one-time), session (one device), membership (account in an
 * organisation as a person).
 */
export { contactOf } from './contacts.ts'
export { comeIn } from './entries.ts'
export { AccountJob, dueAccountJobs, runAccountJob } from './jobs.ts'
export { contactsAndMemberships } from './queries.ts'
export { accounts } from './routes.ts'
export { grantAccess } from './tokens.ts'
