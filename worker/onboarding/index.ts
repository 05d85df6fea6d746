/**
 * Onboarding: how an organisation comes into being: its database, its names and levels, its root unit and its owner.
 * Comes last because it writes the first row of everything. A founding that broke off is finished by asking again.
 */
export { onboarding } from './routes.ts'
