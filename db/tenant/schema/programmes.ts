import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `programmes`; its meaning stands in the migration that makes it. */
export const programmes = sqliteTable('programmes', {
  id: text().primaryKey(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  aboutEn: text().notNull().default(''),
  aboutHi: text().notNull().default(''),
  startsOn: text().notNull(),
  endsOn: text().notNull(),
  publishedAt: integer(),
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
})

/** Table `subjects`; its meaning stands in the migration that makes it. */
export const subjects = sqliteTable('subjects', {
  id: text().primaryKey(),
  programmeId: text().notNull(),
  position: integer().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  syllabusVersion: integer().notNull().default(1),
})

/** Table `tiers`; its meaning stands in the migration that makes it. */
export const tiers = sqliteTable('tiers', {
  id: text().primaryKey(),
  programmeId: text().notNull(),
  position: integer().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  hostLevelId: text().notNull(),
  traineeLevelId: text().notNull(),
  taughtBy: text({ enum: ['guest', 'credential', 'office'] }).notNull(),
  planned: integer().notNull(),
  minimum: integer().notNull(),
  target: integer().notNull(),
  maximum: integer().notNull(),
  batchSize: integer().notNull(),
  days: integer().notNull(),
  hoursPerDay: integer().notNull(),
  passDays: integer().notNull(),
  startBy: text(),
  finishBy: text(),
  feeMinor: integer().notNull().default(0),
  planPublishedAt: integer(),
  version: integer().notNull().default(1),
})

/** Table `workshops`; its meaning stands in the migration that makes it. */
export const workshops = sqliteTable('workshops', {
  id: text().primaryKey(),
  tierId: text().notNull(),
  unitId: text().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  venueEn: text(),
  venueHi: text(),
  startsOn: text().notNull(),
  endsOn: text().notNull(),
  capacity: integer().notNull(),
  feeMinor: integer().notNull(),
  currency: text().notNull(),
  opensAt: integer().notNull(),
  closesAt: integer().notNull(),
  publishedAt: integer(),
  cancelledAt: integer(),
  createdBy: text(),
  catchmentAt: integer(),
  catchmentBy: text(),
  holdMinutes: integer(),
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
})

/** Table `catchment_terms`; its meaning stands in the migration that makes it. */
export const catchmentTerms = sqliteTable(
  'catchment_terms',
  {
    workshopId: text().notNull(),
    unitId: text().notNull(),
    sign: integer().notNull(),
    levelId: text().notNull().default(''),
    wingId: text().notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.workshopId, t.unitId, t.levelId, t.wingId] })],
)

/** Table `sessions`; its meaning stands in the migration that makes it. */
export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  workshopId: text().notNull(),
  dayOn: text().notNull(),
  startsMinute: integer().notNull(),
  endsMinute: integer().notNull(),
  subjectId: text(),
  titleEn: text().notNull(),
  titleHi: text().notNull(),
  speaker: text(),
})

/** Table `faculty`; its meaning stands in the migration that makes it. */
export const faculty = sqliteTable(
  'faculty',
  {
    workshopId: text().notNull(),
    personId: text().notNull(),
    leads: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workshopId, t.personId] })],
)
