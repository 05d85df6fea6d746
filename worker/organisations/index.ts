/**
 * Organisations: the tenant itself. Its one row of settings, its levels and wings, and how its database is made.
 * Words: organisation, level (a rung that it names itself, depth 0 on top), wing (a second dimension).
 */
export { provision, scrub } from './provisioning.ts'
export { rootPath } from './queries.ts'
export { organisations } from './routes.ts'
export { isEdited } from './rules.ts'
