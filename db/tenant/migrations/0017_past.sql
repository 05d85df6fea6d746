-- What was true on a day that is over: names, coverage, openings of units.

-- The organisation's time zone: what is added to UTC from an instant on. Triggers tell days by it.
create table zone_shifts (from_at integer primary key, seconds integer not null) strict;
insert into zone_shifts (from_at, seconds) values (0, 19800);

-- The day of the fact that is being written. Whoever changes what coverage counts notes its instant first, in `noting`; a
-- day before the newest change of the tree is over, and what is told of it later counts from that change on.
create table moment (id integer primary key check (id = 1), on_day text not null) strict;
insert into moment (id, on_day) values (1, '');
create view noting (at) as select null;
create trigger noting_now instead of insert on noting begin
  update moment set on_day = max(
    date(new.at + (select seconds from zone_shifts where from_at <= new.at order by from_at desc limit 1), 'unixepoch'),
    coalesce((select max(on_day) from tree_changes), ''));
end;
create trigger nominations_dated before insert on nominations begin
  insert into noting (at) values (new.nominated_at);
end;
create trigger nominations_end_dated before update of withdrawn_at on nominations when new.withdrawn_at is not null begin
  insert into noting (at) values (new.withdrawn_at);
end;
create trigger registrations_dated before insert on registrations begin
  insert into noting (at) values (new.registered_at);
end;
create trigger registrations_end_dated before update of cancelled_at on registrations when new.cancelled_at is not null begin
  insert into noting (at) values (new.cancelled_at);
end;
create trigger credentials_dated before insert on credentials begin
  insert into noting (at) values (new.issued_at);
end;
create trigger credentials_end_dated before update of revoked_at on credentials when new.revoked_at is not null begin
  insert into noting (at) values (new.revoked_at);
end;
-- A merge of two records that is undone brings facts back, which do not say when.
create trigger merges_undone_dated before update of undone_at on merges when new.undone_at is not null begin
  insert into noting (at) values (new.undone_at);
end;
create trigger steps_dated before insert on tree_steps begin
  update moment set on_day = (select on_day from tree_changes where id = new.change_id);
end;

-- By how much the coverage of a unit changed on a day: as of a day it is today's less what came later.
create table coverage_changes (
  tier_id text not null,
  unit_id text not null,
  on_day text not null,
  nominated integer not null,
  registered integer not null,
  trained integer not null,
  units_one integer not null,
  units_more integer not null,
  units_met integer not null,
  on_time integer not null,
  toward integer not null,
  taught integer not null,
  valid integer not null,
  primary key (tier_id, unit_id, on_day)
) strict, without rowid;
create trigger coverage_begun after insert on coverage begin
  insert into coverage_changes
    select new.tier_id, new.unit_id, on_day, new.nominated, new.registered, new.trained, new.units_one, new.units_more,
      new.units_met, new.on_time, new.toward, new.taught, new.valid
    from moment where true
    on conflict do update set nominated = nominated + excluded.nominated, registered = registered + excluded.registered,
      trained = trained + excluded.trained, units_one = units_one + excluded.units_one,
      units_more = units_more + excluded.units_more, units_met = units_met + excluded.units_met,
      on_time = on_time + excluded.on_time, toward = toward + excluded.toward, taught = taught + excluded.taught,
      valid = valid + excluded.valid;
end;
create trigger coverage_changed after update on coverage begin
  insert into coverage_changes
    select new.tier_id, new.unit_id, on_day, new.nominated - old.nominated, new.registered - old.registered,
      new.trained - old.trained, new.units_one - old.units_one, new.units_more - old.units_more,
      new.units_met - old.units_met, new.on_time - old.on_time, new.toward - old.toward, new.taught - old.taught,
      new.valid - old.valid
    from moment where true
    on conflict do update set nominated = nominated + excluded.nominated, registered = registered + excluded.registered,
      trained = trained + excluded.trained, units_one = units_one + excluded.units_one,
      units_more = units_more + excluded.units_more, units_met = units_met + excluded.units_met,
      on_time = on_time + excluded.on_time, toward = toward + excluded.toward, taught = taught + excluded.taught,
      valid = valid + excluded.valid;
  delete from coverage_changes where tier_id = new.tier_id and unit_id = new.unit_id
    and on_day = (select on_day from moment) and nominated = 0 and registered = 0 and trained = 0 and units_one = 0
    and units_more = 0 and units_met = 0 and on_time = 0 and toward = 0 and taught = 0 and valid = 0;
end;
create trigger units_unmake_past before delete on units begin
  delete from coverage_changes where unit_id = old.id and tier_id in (select id from tiers);
end;

-- What a tier asked of every unit until a day; its first values of a day stand.
alter table tiers add column changed_at integer;
create table quotas (
  tier_id text not null,
  until_on text not null,
  minimum integer not null,
  target integer not null,
  primary key (tier_id, until_on)
) strict, without rowid;
create trigger tiers_dated before update of minimum, target on tiers
  when old.minimum <> new.minimum or old.target <> new.target begin
  insert into noting (at) values (coalesce(new.changed_at, unixepoch()));
  insert into quotas (tier_id, until_on, minimum, target)
    select old.id, on_day, old.minimum, old.target from moment where true
    on conflict do nothing;
end;

-- What a unit was called until a day, with the words that it was found by. What was typed wrong on its first day, or twice
-- on one, was never its name.
create table namings (
  seq integer primary key,
  unit_id text not null,
  until_on text not null,
  name_en text not null,
  name_hi text not null,
  search_text text not null,
  unique (unit_id, until_on)
) strict;
create virtual table former_names using fts5 (search_text, content = 'namings', content_rowid = 'seq',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix = '2 3');
create trigger namings_found after insert on namings begin
  insert into former_names (rowid, search_text) values (new.seq, new.search_text);
end;
create trigger namings_forgotten before delete on namings begin
  insert into former_names (former_names, rowid, search_text) values ('delete', old.seq, old.search_text);
end;
create trigger units_named_anew after update of name_en, name_hi on units
  when new.name_en <> old.name_en or new.name_hi <> old.name_hi begin
  insert into namings (unit_id, until_on, name_en, name_hi, search_text)
    select old.id, d.day, old.name_en, old.name_hi, old.search_text
    from (select date(unixepoch() + (select seconds from zone_shifts where from_at <= unixepoch()
        order by from_at desc limit 1), 'unixepoch') as day,
      date(old.created_at + (select seconds from zone_shifts where from_at <= old.created_at
        order by from_at desc limit 1), 'unixepoch') as born) d
    where d.day > d.born
    on conflict do nothing;
end;
create trigger units_unmake_names before delete on units begin
  delete from namings where unit_id = old.id;
end;

-- What pages ask for of one person or one workshop, and what is open now, is found without walking through the rest.
create index nominations_by_person on nominations (person_id);
create index outbox_by_person on outbox (person_id, created_at);
create index registrations_by_workshop on registrations (workshop_id);
create index workshops_by_start on workshops (starts_on, id);
create index workshops_to_come on workshops (ends_on) where published_at is not null and cancelled_at is null;
