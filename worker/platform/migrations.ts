import { type Migration, migrationsFrom } from '../../db/migrate.ts'
import platform from '../../db/tenant/migrations/0001_platform.sql'
import organisation from '../../db/tenant/migrations/0002_organisation.sql'
import units from '../../db/tenant/migrations/0003_units.sql'
import people from '../../db/tenant/migrations/0004_people.sql'
import programmes from '../../db/tenant/migrations/0005_programmes.sql'
import registrations from '../../db/tenant/migrations/0006_registrations.sql'
import attendance from '../../db/tenant/migrations/0007_attendance.sql'
import entries from '../../db/tenant/migrations/0008_entries.sql'
import approvals from '../../db/tenant/migrations/0009_approvals.sql'
import audit from '../../db/tenant/migrations/0010_audit.sql'
import grants from '../../db/tenant/migrations/0011_grants.sql'
import money from '../../db/tenant/migrations/0012_money.sql'
import privacy from '../../db/tenant/migrations/0013_privacy.sql'
import tree from '../../db/tenant/migrations/0014_tree.sql'
import persons from '../../db/tenant/migrations/0015_persons.sql'
import imports from '../../db/tenant/migrations/0016_imports.sql'
import past from '../../db/tenant/migrations/0017_past.sql'
import prior from '../../db/tenant/migrations/0018_prior.sql'
import stripe from '../../db/tenant/migrations/0019_stripe.sql'
import seats from '../../db/tenant/migrations/0020_seats.sql'
import disputes from '../../db/tenant/migrations/0021_disputes.sql'
import claims from '../../db/tenant/migrations/0022_claims.sql'
import fees from '../../db/tenant/migrations/0023_fees.sql'
import connection from '../../db/tenant/migrations/0024_connection.sql'
import treeDays from '../../db/tenant/migrations/0025_tree_days.sql'
import refundPolicy from '../../db/tenant/migrations/0026_refund_policy.sql'
import books from '../../db/tenant/migrations/0027_books.sql'
import drafts from '../../db/tenant/migrations/0028_drafts.sql'
import expressions from '../../db/tenant/migrations/0029_expressions.sql'
import reach from '../../db/tenant/migrations/0030_reach.sql'
import duties from '../../db/tenant/migrations/0031_duties.sql'
import running from '../../db/tenant/migrations/0032_running.sql'
import fidelity from '../../db/tenant/migrations/0033_fidelity.sql'
import faculty from '../../db/tenant/migrations/0034_faculty.sql'
import quotas from '../../db/tenant/migrations/0035_quotas.sql'
import plans from '../../db/tenant/migrations/0036_plans.sql'
import reached from '../../db/tenant/migrations/0037_reached.sql'

/** The schema of an organisation's database, bundled so that the Worker can provision one. */
export const TENANT_MIGRATIONS: Migration[] = migrationsFrom({
  '0001_platform.sql': platform,
  '0002_organisation.sql': organisation,
  '0003_units.sql': units,
  '0004_people.sql': people,
  '0005_programmes.sql': programmes,
  '0006_registrations.sql': registrations,
  '0007_attendance.sql': attendance,
  '0008_entries.sql': entries,
  '0009_approvals.sql': approvals,
  '0010_audit.sql': audit,
  '0011_grants.sql': grants,
  '0012_money.sql': money,
  '0013_privacy.sql': privacy,
  '0014_tree.sql': tree,
  '0015_persons.sql': persons,
  '0016_imports.sql': imports,
  '0017_past.sql': past,
  '0018_prior.sql': prior,
  '0019_stripe.sql': stripe,
  '0020_seats.sql': seats,
  '0021_disputes.sql': disputes,
  '0022_claims.sql': claims,
  '0023_fees.sql': fees,
  '0024_connection.sql': connection,
  '0025_tree_days.sql': treeDays,
  '0026_refund_policy.sql': refundPolicy,
  '0027_books.sql': books,
  '0028_drafts.sql': drafts,
  '0029_expressions.sql': expressions,
  '0030_reach.sql': reach,
  '0031_duties.sql': duties,
  '0032_running.sql': running,
  '0033_fidelity.sql': fidelity,
  '0034_faculty.sql': faculty,
  '0035_quotas.sql': quotas,
  '0036_plans.sql': plans,
  '0037_reached.sql': reached,
})
