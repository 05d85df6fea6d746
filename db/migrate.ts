/** One step of a schema: its number, its name and its SQL. Steps are append-only and forward-only. */
export type Migration = { version: number; name: string; sql: string }

/** Reads which step a database is at; makes the table that remembers it. */
export const VERSION_TABLE =
  'create table if not exists schema_version (version integer primary key, name text not null, applied_at integer not null) strict;'

/** Migrations from files called `0007_seat_capacity.sql`, in order. @throws when a number is missing or doubled */
export function migrationsFrom(files: Record<string, string>): Migration[] {
  const steps = Object.entries(files)
    .map(([file, sql]) => ({ version: Number(file.slice(0, 4)), name: file.slice(5, -'.sql'.length), sql }))
    .sort((a, b) => a.version - b.version)
  for (const [index, step] of steps.entries()) {
    if (step.version !== index + 1)
      throw new Error(`migration ${index + 1} is missing or doubled (${step.name})`)
  }
  return steps
}

/** The script that takes a database from `version` to the newest step: each step is one transaction. */
export function scriptFrom(version: number, migrations: readonly Migration[], now: number): string {
  const one = (m: Migration) =>
    `begin immediate;\n${m.sql}\ninsert into schema_version values (${m.version}, '${m.name}', ${now});\ncommit;`
  return [VERSION_TABLE, ...migrations.filter((m) => m.version > version).map(one)].join('\n')
}
