import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Table `units`; its meaning stands in the migration that makes it. */
export const units = sqliteTable('units', {
  seq: integer().primaryKey(),
  id: text().notNull(),
  code: text().notNull(),
  parentId: text(),
  levelId: text().notNull(),
  path: text().notNull(),
  nameEn: text().notNull(),
  nameHi: text().notNull(),
  aliases: text().notNull().default('[]'),
  searchText: text().notNull(),
  openedOn: text(),
  closedOn: text(),
  createdAt: integer().notNull(),
})

/** Table `unit_counts`; its meaning stands in the migration that makes it. */
export const unitCounts = sqliteTable(
  'unit_counts',
  {
    unitId: text().notNull(),
    levelId: text().notNull(),
    units: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.unitId, t.levelId] })],
)
