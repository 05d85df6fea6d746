/**
 * Visits: field stays (pravas) after a workshop. Whoever was there logs where he stayed, when, and what he did; somebody
 * who registers people logs it for those without a phone. Told per registration and per workshop.
 * Words: stay, log, days (both ends count).
 */
export { visits } from './routes.ts'
