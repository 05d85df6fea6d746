create table programmes (
  id text primary key,
  name_en text not null,
  name_hi text not null,
  about_en text not null default '',
  about_hi text not null default '',
  starts_on text not null,
  ends_on text not null,
  published_at integer,
  version integer not null default 1,
  created_at integer not null
) strict;

create table subjects (
  id text primary key,
  programme_id text not null references programmes (id),
  position integer not null,
  name_en text not null,
  name_hi text not null,
  syllabus_version integer not null default 1,
  unique (programme_id, position)
) strict;

-- A hop of the cascade. `planned` tiers are laid out centrally and their catchments must partition the trainee level.
create table tiers (
  id text primary key,
  programme_id text not null references programmes (id),
  position integer not null,
  name_en text not null,
  name_hi text not null,
  host_level_id text not null references levels (id),
  trainee_level_id text not null references levels (id),
  taught_by text not null check (taught_by in ('guest', 'credential', 'office')),
  planned integer not null,
  minimum integer not null,
  target integer not null,
  maximum integer not null,
  batch_size integer not null,
  days integer not null,
  hours_per_day integer not null,
  pass_days integer not null,
  start_by text,
  finish_by text,
  fee_minor integer not null default 0,
  plan_published_at integer,
  version integer not null default 1,
  unique (programme_id, position)
) strict;

create table workshops (
  id text primary key,
  tier_id text not null references tiers (id),
  unit_id text not null references units (id),
  name_en text not null,
  name_hi text not null,
  venue_en text,
  venue_hi text,
  starts_on text not null,
  ends_on text not null,
  capacity integer not null,
  fee_minor integer not null,
  currency text not null,
  opens_at integer not null,
  closes_at integer not null,
  published_at integer,
  cancelled_at integer,
  created_by text,
  -- Since when, and by whom, its catchment is what it is (0029).
  catchment_at integer,
  catchment_by text,
  version integer not null default 1,
  created_at integer not null
) strict;
create index workshops_by_tier on workshops (tier_id, starts_on);
create index workshops_by_unit on workshops (unit_id);

-- A catchment is whatever its terms with sign 1 name, less whatever those with -1 name. A term names what is below its unit
-- (with a level: only what is below or at the units of that level there), for everybody, or for the people of one wing.
create table catchment_terms (
  workshop_id text not null references workshops (id),
  unit_id text not null references units (id),
  sign integer not null check (sign in (1, -1)),
  level_id text not null default '',
  wing_id text not null default '',
  primary key (workshop_id, unit_id, level_id, wing_id)
) strict, without rowid;

create table sessions (
  id text primary key,
  workshop_id text not null references workshops (id),
  day_on text not null,
  starts_minute integer not null,
  ends_minute integer not null,
  subject_id text references subjects (id),
  title_en text not null,
  title_hi text not null,
  speaker text
) strict;
create index sessions_by_workshop on sessions (workshop_id, day_on, starts_minute);

create index sessions_by_subject on sessions (subject_id) where subject_id is not null;

-- Proofs of catchments count open units of a level in a range of paths: all of them less the few closed ones.
create index units_closed on units (level_id, path) where closed_on is not null;

create table faculty (
  workshop_id text not null references workshops (id),
  person_id text not null,
  leads integer not null default 0,
  primary key (workshop_id, person_id)
) strict, without rowid;
create index faculty_by_person on faculty (person_id);

-- Nobody stays registered for a workshop that was called off: seats, coverage and dues follow from his registration.
create trigger workshops_called_off after update of cancelled_at on workshops
  when old.cancelled_at is null and new.cancelled_at is not null begin
  update registrations set cancelled_at = new.cancelled_at where workshop_id = new.id and cancelled_at is null;
end;
