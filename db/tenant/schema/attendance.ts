import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `marks`; its meaning stands in the migration that makes it. */
export const marks = sqliteTable('marks', {
  id: text().primaryKey(),
  registrationId: text().notNull(),
  dayOn: text().notNull(),
  markedBy: text().notNull(),
  markedAt: integer().notNull(),
  way: text({ enum: ['qr', 'code', 'name', 'session'] }).notNull(),
  device: text(),
})

/** Table `credentials`; its meaning stands in the migration that makes it. */
export const credentials = sqliteTable('credentials', {
  id: text().primaryKey(),
  code: text().notNull(),
  registrationId: text().notNull(),
  personId: text().notNull(),
  tierId: text().notNull(),
  workshopId: text().notNull(),
  unitId: text().notNull(),
  generation: integer().notNull(),
  issuedBy: text().notNull(),
  issuedAt: integer().notNull(),
  signature: text().notNull(),
  revokedAt: integer(),
  revokedBy: text(),
  revokedReason: text(),
})

/** Table `lineage`; its meaning stands in the migration that makes it. */
export const lineage = sqliteTable(
  'lineage',
  {
    credentialId: text().notNull(),
    trainerId: text().notNull(),
    trainerCredentialId: text(),
  },
  (t) => [primaryKey({ columns: [t.credentialId, t.trainerId] })],
)

/** Table `coverage`; its meaning stands in the migration that makes it. */
export const coverage = sqliteTable(
  'coverage',
  {
    tierId: text().notNull(),
    unitId: text().notNull(),
    nominated: integer().notNull().default(0),
    registered: integer().notNull().default(0),
    trained: integer().notNull().default(0),
    unitsOne: integer().notNull().default(0),
    unitsMore: integer().notNull().default(0),
    unitsMet: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tierId, t.unitId] })],
)
