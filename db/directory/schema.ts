import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `organisations`; its meaning stands in the migration that makes it. */
export const organisations = sqliteTable('organisations', {
  slug: text().primaryKey(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  kind: text().notNull(),
  createdBy: text(),
  createdAt: integer().notNull(),
})

/** Table `accounts`; its meaning stands in the migration that makes it. */
export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  createdAt: integer().notNull(),
})

/** Table `contacts`; its meaning stands in the migration that makes it. */
export const contacts = sqliteTable('contacts', {
  value: text().primaryKey(),
  kind: text({ enum: ['phone', 'email'] }).notNull(),
  accountId: text().notNull(),
  verifiedAt: integer().notNull(),
})

/** Table `memberships`; its meaning stands in the migration that makes it. */
export const memberships = sqliteTable(
  'memberships',
  {
    accountId: text().notNull(),
    slug: text().notNull(),
    personId: text().notNull(),
    sinceAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.slug, t.personId] })],
)

/** Table `codes`; its meaning stands in the migration that makes it. */
export const codes = sqliteTable('codes', {
  id: text().primaryKey(),
  contact: text().notNull(),
  codeHash: text().notNull(),
  createdAt: integer().notNull(),
  expiresAt: integer().notNull(),
  tries: integer().notNull().default(0),
  usedAt: integer(),
  usedBy: text(),
  purpose: text({ enum: ['sign-in', 'proof', 'contact'] })
    .notNull()
    .default('sign-in'),
})

/** Table `sessions`; its meaning stands in the migration that makes it. */
export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  accountId: text().notNull(),
  refreshHash: text().notNull(),
  previousHash: text(),
  createdAt: integer().notNull(),
  refreshedAt: integer().notNull(),
  expiresAt: integer().notNull(),
  endedAt: integer(),
  agent: text(),
  provedAt: integer(),
})

/** Table `passkeys`; its meaning stands in the migration that makes it. */
export const passkeys = sqliteTable('passkeys', {
  id: text().primaryKey(),
  accountId: text().notNull(),
  publicKey: text().notNull(),
  counter: integer().notNull(),
  transports: text().notNull(),
  name: text().notNull(),
  createdAt: integer().notNull(),
  usedAt: integer(),
})

/** Table `challenges`; its meaning stands in the migration that makes it. */
export const challenges = sqliteTable('challenges', {
  challenge: text().primaryKey(),
  accountId: text(),
  expiresAt: integer().notNull(),
})

/** Table `messages`; its meaning stands in the migration that makes it. */
export const messages = sqliteTable('messages', {
  id: text().primaryKey(),
  topic: text().notNull(),
  channel: text({ enum: ['phone', 'email'] }).notNull(),
  address: text().notNull(),
  language: text().notNull(),
  facts: text().notNull(),
  createdAt: integer().notNull(),
  sentAt: integer(),
  tries: integer().notNull().default(0),
  error: text(),
})

/** Table `connected_accounts`; its meaning stands in the migration that makes it. */
export const connectedAccounts = sqliteTable('connected_accounts', {
  id: text().primaryKey(),
  slug: text().notNull(),
  livemode: integer().notNull(),
  chargesEnabled: integer().notNull().default(0),
  detailsSubmitted: integer().notNull().default(0),
  disabledReason: text(),
  deauthorizedAt: integer(),
  connectedAt: integer().notNull(),
  checkedAt: integer().notNull(),
  sweptAt: integer(),
})

/** Table `stripe_inbox`; its meaning stands in the migration that makes it. */
export const stripeInbox = sqliteTable('stripe_inbox', {
  eventId: text().primaryKey(),
  account: text(),
  livemode: integer().notNull(),
  type: text().notNull(),
  objectId: text(),
  payload: text().notNull(),
  apiVersion: text(),
  receivedAt: integer().notNull(),
  doneAt: integer(),
  state: text({ enum: ['received', 'done', 'ignored', 'parked'] })
    .notNull()
    .default('received'),
  tries: integer().notNull().default(0),
  error: text(),
})
