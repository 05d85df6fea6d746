/**
 * Messages: turns outbox rows into texts in the reader's language and hands them to e-mail or SMS.
 * A row is told once: marked sent after the provider took it, tried again otherwise, given up after ten tries.
 * Words: topic (what happened), facts (what fills its text), channel (phone or email).
 */
export { DeliveryJob, dueDeliveries, runDelivery } from './jobs.ts'
export { localOutbox } from './routes.ts'
