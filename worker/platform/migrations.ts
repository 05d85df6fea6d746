import { type Migration, migrationsFrom } from '../../db/migrate.ts'
import platform from '../../db/tenant/migrations/0001_platform.sql'
import organisation from '../../db/tenant/migrations/0002_organisation.sql'
import units from '../../db/tenant/migrations/0003_units.sql'
import people from '../../db/tenant/migrations/0004_people.sql'
import programmes from '../../db/tenant/migrations/0005_programmes.sql'
import registrations from '../../db/tenant/migrations/0006_registrations.sql'
import attendance from '../../db/tenant/migrations/0007_attendance.sql'

/** The schema of an organisation's database, bundled so that the Worker can provision one. */
export const TENANT_MIGRATIONS: Migration[] = migrationsFrom({
  '0001_platform.sql': platform,
  '0002_organisation.sql': organisation,
  '0003_units.sql': units,
  '0004_people.sql': people,
  '0005_programmes.sql': programmes,
  '0006_registrations.sql': registrations,
  '0007_attendance.sql': attendance,
})
