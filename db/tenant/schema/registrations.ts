import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `nominations`; its meaning stands in the migration that makes it. */
export const nominations = sqliteTable('nominations', {
  id: text().primaryKey(),
  tierId: text().notNull(),
  personId: text().notNull(),
  unitId: text().notNull(),
  nominatedBy: text(),
  nominatedAt: integer().notNull(),
  withdrawnAt: integer(),
})

/** Table `registrations`; its meaning stands in the migration that makes it. */
export const registrations = sqliteTable('registrations', {
  id: text().primaryKey(),
  workshopId: text().notNull(),
  tierId: text().notNull(),
  personId: text().notNull(),
  unitId: text().notNull(),
  code: text().notNull(),
  registeredBy: text().notNull(),
  registeredAt: integer().notNull(),
  cancelledAt: integer(),
  cancelledBy: text(),
  heldUntil: integer(),
  lapsedAt: integer(),
})

/** Table `dues`; its meaning stands in the migration that makes it. */
export const dues = sqliteTable('dues', {
  registrationId: text().primaryKey(),
  amountMinor: integer().notNull(),
  currency: text().notNull(),
  raisedAt: integer().notNull(),
  baseMinor: integer(),
  whyEn: text(),
  whyHi: text(),
})

/** Table `attempts`; its meaning stands in the migration that makes it. */
export const attempts = sqliteTable('attempts', {
  id: text().primaryKey(),
  registrationId: text().notNull(),
  amountMinor: integer().notNull(),
  currency: text().notNull(),
  stripeAccountId: text().notNull(),
  title: text().notNull(),
  sessionId: text(),
  url: text(),
  createdAt: integer().notNull(),
  expiresAt: integer().notNull(),
  decision: text({
    enum: ['allocated', 'reseated', 'duplicate', 'late', 'mismatch', 'foreign', 'failed', 'expired'],
  }),
  decidedAt: integer(),
  intentId: text(),
  paidMinor: integer(),
  paidCurrency: text(),
  completedAt: integer(),
  cardCountry: text(),
  reviewedAs: text({ enum: ['accepted', 'refunded'] }),
  reviewedAt: integer(),
  reviewedBy: text(),
})

/** Table `payments`; its meaning stands in the migration that makes it. */
export const payments = sqliteTable('payments', {
  id: text().primaryKey(),
  registrationId: text().notNull(),
  attemptId: text(),
  provider: text({ enum: ['stripe', 'cash', 'upi', 'bank'] }).notNull(),
  amountMinor: integer().notNull(),
  currency: text().notNull(),
  reference: text(),
  payerName: text(),
  receivedAt: integer().notNull(),
  recordedBy: text(),
})

/** Table `receipts`; its meaning stands in the migration that makes it. */
export const receipts = sqliteTable('receipts', {
  paymentId: text().primaryKey(),
  series: text().notNull(),
  year: text().notNull(),
  seq: integer().notNull(),
  number: text().notNull(),
  issuedAt: integer().notNull(),
})

/** Table `ledger_entries`; its meaning stands in the migration that makes it. */
export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    postingKey: text().notNull(),
    line: integer().notNull(),
    account: text().notNull(),
    amountMinor: integer().notNull(),
    currency: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.postingKey, t.line] })],
)
