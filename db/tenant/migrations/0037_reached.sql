-- Credentials that run out. That somebody was trained stays a fact; `valid` in coverage is how many hold a credential that
-- is good still, and the radar counts only those as teachers. Time writes nothing by itself: a job sets `over` when an
-- expiry has come, and all that follows is written on the day of the expiry, so that any day is told as it was.
create index expiries_to_come on expiries (at) where over = 0;
insert into expiries (credential_id, at) select id, valid_until from credentials where valid_until is not null;

create trigger credentials_last_until after update of valid_until on credentials
  when new.valid_until is not old.valid_until begin
  insert into expiries (credential_id, at) select new.id, new.valid_until where new.valid_until is not null
    on conflict do update set at = excluded.at, over = 0;
  update expiries set over = 0 where credential_id = new.id and new.valid_until is null;
  delete from expiries where credential_id = new.id and new.valid_until is null;
end;
-- Whoever renews late was without a credential until then; a revoked one that had run out had run out on its day; and one
-- that comes back after its time (a merge that is undone) comes back as one that has run out.
create trigger renewals_dated before insert on renewals begin
  update expiries set over = 1 where credential_id = new.credential_id and over = 0 and at <= new.renewed_at;
  insert into noting (at) values (new.renewed_at);
end;
create trigger credentials_end_overdue before update of revoked_at on credentials
  when old.valid_until is not null and (new.revoked_at is null) <> (old.revoked_at is null) begin
  update expiries set over = 1 where credential_id = old.id and over = 0 and (at <= new.revoked_at
    or (new.revoked_at is null and (select on_day from moment) > date(at + (
      select seconds from zone_shifts where from_at <= at order by from_at desc limit 1), 'unixepoch')));
end;
-- What is under way around it goes on with its own day.
create trigger expiries_over after update of over on expiries when new.over <> old.over begin
  update moment set held = on_day;
  insert into noting (at) select old.at where new.over;
  insert into counting
    select tier_id, unit_id, person_id, 0, 0, 0, 0, 0, old.over - new.over
    from credentials where id = new.credential_id and revoked_at is null;
  update moment set on_day = held;
  update grants set until_at = max(old.at, from_at) where new.over and until_at is null
    and id in (select grant_id from assignments where credential_id = new.credential_id);
  insert into teaching_load (credential_id) values (new.credential_id);
end;

-- Counting a tier anew, in steps that are each one transaction: first who counts by prior training or in a subject, person
-- by person; then unit by unit from the lowest level up, each from its own facts and the sums of the units right below it,
-- which are right by then. Facts that arrive meanwhile add the same to what was counted and to what was not; when a unit
-- goes to another parent the units are begun anew. Without `mending` it only tells what differs.
create table recounts (
  id text primary key,
  tier_id text not null references tiers (id),
  mending integer not null check (mending in (0, 1)),
  stage text not null default 'people' check (stage in ('people', 'units', 'done')),
  -- How far it is: the last person's id; or the level, and the path of its last unit.
  level_id text,
  after text not null default '',
  steps_seq integer not null default 0,
  people integer not null default 0,
  units integer not null default 0,
  anew integer not null default 0,
  of_people integer not null,
  of_units integer not null,
  wrong_people integer not null default 0,
  wrong_units integer not null default 0,
  first_unit_id text,
  started_by text,
  started_at integer not null,
  ended_at integer
) strict;
create unique index recounts_open on recounts (tier_id) where ended_at is null;
create index recounts_by_tier on recounts (tier_id, started_at);

-- Working space of a step; empty between writes.
create table recount_chunk (id text primary key, path text not null) strict, without rowid;
create table recount_wrong (
  of text not null check (of in ('prior', 'subject', 'unit', 'cell')),
  id text not null,
  unit_id text not null,
  subject_id text not null default '',
  wing_id text not null default '',
  primary key (of, id, unit_id, subject_id, wing_id)
) strict, without rowid;
