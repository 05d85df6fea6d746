/**
 * Audit: who did what, on which of which things, kept so that nobody changes it unseen. Rows are written by `record` of
 * the platform; here they are linked into a chain, checked, read and exported.
 * Words: row, link (of the chain), sealed (linked), head (the newest sealed row, kept in the directory too), stretch
 * (rows that are checked together), fault.
 */
export { AuditJob, dueAuditJobs, runAuditJob } from './jobs.ts'
export { auditing } from './routes.ts'
