import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `people`; its meaning stands in the migration that makes it. */
export const people = sqliteTable('people', {
  seq: integer().primaryKey(),
  id: text().notNull(),
  unitId: text().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  guardianName: text(),
  gender: text({ enum: ['female', 'male', 'other'] }),
  bornYear: integer(),
  phone: text(),
  email: text(),
  language: text({ enum: ['hi', 'en'] })
    .notNull()
    .default('hi'),
  hasSmartphone: integer(),
  canRead: integer(),
  externalCode: text(),
  searchText: text().notNull(),
  soundKey: text(),
  guardianKey: text(),
  mergedInto: text(),
  version: integer().notNull().default(1),
  createdAt: integer().notNull(),
})

/** Table `office_kinds`; its meaning stands in the migration that makes it. */
export const officeKinds = sqliteTable('office_kinds', {
  id: text().primaryKey(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
})

/** Table `offices`; its meaning stands in the migration that makes it. */
export const offices = sqliteTable('offices', {
  id: text().primaryKey(),
  personId: text().notNull(),
  unitId: text().notNull(),
  kindId: text().notNull(),
  fromOn: text().notNull(),
  untilOn: text(),
})

/** Table `wing_members`; its meaning stands in the migration that makes it. */
export const wingMembers = sqliteTable(
  'wing_members',
  {
    personId: text().notNull(),
    wingId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.wingId] })],
)

/** Table `skills`; its meaning stands in the migration that makes it. */
export const skills = sqliteTable(
  'skills',
  {
    personId: text().notNull(),
    skill: text().notNull(),
    state: text({ enum: ['claimed', 'nominated', 'verified'] }).notNull(),
    saidBy: text(),
    saidAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.skill] })],
)

/** Table `grants`; its meaning stands in the migration that makes it. */
export const grants = sqliteTable('grants', {
  id: text().primaryKey(),
  personId: text().notNull(),
  role: text().notNull(),
  unitId: text().notNull(),
  wingId: text(),
  workshopId: text(),
  tierId: text(),
  fromAt: integer().notNull(),
  untilAt: integer(),
  givenBy: text(),
  givenAt: integer().notNull(),
  approvalId: text(),
  endedBy: text(),
})

/** Table `cards`; its meaning stands in the migration that makes it. */
export const cards = sqliteTable('cards', {
  id: text().primaryKey(),
  number: text().notNull(),
  personId: text().notNull(),
  secretHash: text().notNull(),
  issuedBy: text(),
  issuedAt: integer().notNull(),
  revokedAt: integer(),
  tries: integer().notNull().default(0),
})
