import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `organisation`; its meaning stands in the migration that makes it. */
export const organisation = sqliteTable('organisation', {
  id: integer().primaryKey(),
  slug: text().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  kind: text({ enum: ['political_party', 'society', 'union', 'religious', 'company', 'other'] }).notNull(),
  aboutEn: text().notNull().default(''),
  aboutHi: text().notNull().default(''),
  language: text({ enum: ['hi', 'en'] }).notNull(),
  timeZone: text().notNull(),
  currency: text().notNull(),
  stripeAccountId: text(),
  stripeReady: integer().notNull().default(0),
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
})

/** Table `levels`; its meaning stands in the migration that makes it. */
export const levels = sqliteTable('levels', {
  id: text().primaryKey(),
  depth: integer().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
})

/** Table `wings`; its meaning stands in the migration that makes it. */
export const wings = sqliteTable('wings', {
  id: text().primaryKey(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
})
