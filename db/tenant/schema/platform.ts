import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `audit`; its meaning stands in the migration that makes it. */
export const audit = sqliteTable('audit', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  actorId: text(),
  accountId: text(),
  action: text().notNull(),
  subjectId: text().notNull(),
  detail: text().notNull(),
  requestId: text().notNull(),
  id: text(),
  sessionId: text(),
  onBehalfOf: text(),
  evidence: text(),
  source: text(),
  device: text(),
  mac: text(),
})

/** Table `outbox`; its meaning stands in the migration that makes it. */
export const outbox = sqliteTable('outbox', {
  id: text().primaryKey(),
  key: text().notNull(),
  topic: text().notNull(),
  personId: text().notNull(),
  facts: text().notNull(),
  createdAt: integer().notNull(),
  sentAt: integer(),
  tries: integer().notNull().default(0),
  error: text(),
})
