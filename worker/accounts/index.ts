/**
 * Accounts: who can sign in, with which phone or e-mail, on which devices, and into which organisations.
 * Lives in the directory database; knows nothing of what is inside an organisation.
 * Words: contact (a verified phone or e-mail), code (one-time), passkey (a device's own key), session (one device),
 * proof (a fresh sign of who holds a session), membership (account in an organisation as a person).
 */
export { contactOf } from './contacts/typed.ts'
export { comeIn } from './entries.ts'
export { accountsOf, forget, tidy } from './forgetting.ts'
export { AccountJob, dueAccountJobs, runAccountJob } from './jobs.ts'
export { contactsAndMemberships } from './queries.ts'
export { accounts } from './routes.ts'
export { grantAccess } from './tokens.ts'
