-- Who must come: whoever holds an office at a unit, or at any below it, on the first day of a workshop (until then: today).
-- Who that is, and how he stands, is read from the offices, registrations and marks themselves; an excuse is a question to
-- a second person (kind 'excuse'), its subject the obligation and the person.
create table obligations (
  id text primary key,
  workshop_id text not null references workshops (id),
  kind_id text not null references office_kinds (id),
  unit_id text not null references units (id),
  -- Days on which he must be there.
  days integer not null check (days > 0),
  set_by text not null,
  set_at integer not null,
  ended_at integer
) strict;
create unique index obligations_once on obligations (workshop_id, kind_id, unit_id) where ended_at is null;
create index obligations_by_kind on obligations (kind_id) where ended_at is null;
create index obligations_by_unit on obligations (unit_id);
create index offices_held on offices (kind_id, unit_id);
