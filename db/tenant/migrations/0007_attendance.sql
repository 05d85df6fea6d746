create table marks (
  id text primary key,
  registration_id text not null references registrations (id),
  day_on text not null,
  marked_by text not null,
  marked_at integer not null,
  way text not null check (way in ('qr', 'code', 'name', 'session')),
  device text,
  unique (registration_id, day_on)
) strict;

create table credentials (
  id text primary key,
  code text not null unique,
  registration_id text not null unique references registrations (id),
  person_id text not null references people (id),
  tier_id text not null references tiers (id),
  workshop_id text not null references workshops (id),
  unit_id text not null references units (id),
  generation integer not null,
  issued_by text not null,
  issued_at integer not null,
  signature text not null,
  revoked_at integer,
  revoked_by text,
  revoked_reason text
) strict;
create index credentials_by_person on credentials (person_id, tier_id);
create unique index credentials_one_live on credentials (person_id, tier_id) where revoked_at is null;
create index credentials_by_unit on credentials (unit_id, tier_id);
create index credentials_by_workshop on credentials (workshop_id);

-- Who trained whom: one row per trainer of the batch. A trainer without a credential of ours is a root.
create table lineage (
  credential_id text not null references credentials (id),
  trainer_id text not null,
  trainer_credential_id text references credentials (id),
  primary key (credential_id, trainer_id)
) strict, without rowid;
create index lineage_by_trainer on lineage (trainer_credential_id, credential_id);

-- A mark stays while a live credential rests on it.
create trigger marks_stay before delete on marks
  when exists (select 1 from credentials where registration_id = old.registration_id and revoked_at is null) begin
  select raise(ignore);
end;

-- What somebody may do: grants as given, and what a live credential makes of its holder in his unit's subtree.
create view powers (person_id, role, path, wing_id, workshop_id, tier_id, from_at, until_at) as
  select g.person_id, g.role, u.path, g.wing_id, g.workshop_id, g.tier_id, g.from_at, g.until_at
  from grants g join units u on u.id = g.unit_id
  union all
  select c.person_id, 'trainer', u.path, null, null, n.id, c.issued_at, c.revoked_at
  from credentials c
  join tiers t on t.id = c.tier_id
  join tiers n on n.programme_id = t.programme_id and n.position = t.position + 1 and n.taught_by = 'credential'
  join units u on u.id = c.unit_id;

-- Coverage: per unit and tier, sums over the subtree. `units_one` and `units_more` count units of the trainee level
-- with exactly one and with two or more trained; `units_met` those that reached the tier's minimum, none without one.
-- `on_time`: trained by the tier's finish-by; `toward`: trained people who count toward the minimum of their unit;
-- `taught`: trained people who have trained somebody themselves; `valid`: holders of a credential whose time is not up (0037).
-- How it is kept: 0030.
create table coverage (
  tier_id text not null,
  unit_id text not null,
  nominated integer not null default 0,
  registered integer not null default 0,
  trained integer not null default 0,
  units_one integer not null default 0,
  units_more integer not null default 0,
  units_met integer not null default 0,
  on_time integer not null default 0,
  toward integer not null default 0,
  taught integer not null default 0,
  valid integer not null default 0,
  primary key (tier_id, unit_id)
) strict, without rowid;
