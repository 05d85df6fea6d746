-- Which levels may stand right above a level; without a row for it, every higher one.
create table level_parents (
  level_id text not null references levels (id) on delete cascade,
  parent_id text not null references levels (id) on delete cascade,
  primary key (level_id, parent_id)
) strict, without rowid;

create index catchment_terms_by_unit on catchment_terms (unit_id);
-- The unit that a credential's signature names, where the credential has followed its holder to another unit since.
alter table credentials add column signed_unit_id text;

-- A change of the tree's shape. What it did are its steps; an undo is a change of its own, with the reverse steps.
create table tree_changes (
  id text primary key,
  kind text not null check (kind in ('move', 'merge', 'split', 'close', 'open', 'new', 'level', 'level-end', 'undo')),
  unit_id text,
  into_id text,
  from_id text,
  at integer not null,
  on_day text not null,
  changed_by text,
  request_id text not null,
  undoes text unique references tree_changes (id),
  -- Units that a published plan would no longer serve exactly once (JSON); with any, the steps are taken back at once.
  broken text not null default '[]'
) strict;
create index tree_changes_by_day on tree_changes (on_day);
create index tree_changes_by_unit on tree_changes (unit_id, at);
create index tree_changes_by_into on tree_changes (into_id, at);
create trigger tree_changes_in_order before insert on tree_changes
  when new.on_day < (select max(on_day) from tree_changes) begin
  select raise(abort, 'problem:state-changed');
end;

-- One thing that a change changes, from `before` to `after`. Inserting a step does it: there is no other way to move a unit.
create table tree_steps (
  seq integer primary key,
  change_id text not null references tree_changes (id),
  kind text not null check (kind in ('parent', 'closed', 'unit', 'level', 'person', 'office', 'grant', 'nomination',
    'registration', 'credential', 'prior_training', 'host', 'term')),
  row_id text not null,
  before text,
  after text
) strict;
create index tree_steps_by_change on tree_steps (change_id, seq);
create index tree_steps_by_row on tree_steps (row_id, kind, seq);

-- What a unit was until a day: history costs only what changed. Its state on a day is the first row whose `until_on` is
-- later, else the unit as it stands. Only the state at the end of a day counts.
create table placements (
  unit_id text not null,
  until_on text not null,
  parent_id text,
  primary key (unit_id, until_on)
) strict, without rowid;
create index placements_by_parent on placements (parent_id, until_on);
create table closures (
  unit_id text not null,
  until_on text not null,
  closed_on text,
  primary key (unit_id, until_on)
) strict, without rowid;

-- By how much `unit_counts` changed on a day: the counts as of a day are today's less what came later.
create table count_changes (
  unit_id text not null,
  on_day text not null,
  level_id text not null,
  delta integer not null,
  primary key (unit_id, on_day, level_id)
) strict, without rowid;

-- Working space of the triggers below: the ancestors that a unit leaves (-1) and joins (1). Empty between statements.
create table tree_shift (unit_id text primary key, sign integer not null) strict, without rowid;

create view tree_day (on_day) as
  select c.on_day from tree_steps s join tree_changes c on c.id = s.change_id
  where s.seq = (select max(seq) from tree_steps);

create view level_fits (level_id, parent_level_id) as
  select l.id, p.id from levels l join levels p on p.depth < l.depth
  where not exists (select 1 from level_parents a where a.level_id = l.id)
    or exists (select 1 from level_parents a where a.level_id = l.id and a.parent_id = p.id);

create trigger units_fit after insert on units when new.parent_id is not null begin
  select raise(abort, 'problem:invalid') where not exists (
    select 1 from units p join level_fits f on f.level_id = new.level_id and f.parent_level_id = p.level_id
    where p.id = new.parent_id and (p.closed_on is null or new.closed_on is not null)
      and new.path = p.path || new.id || '/');
end;
create trigger units_opened after insert on units when new.opened_on is not null begin
  insert into count_changes (unit_id, on_day, level_id, delta)
    select value, new.opened_on, new.level_id, 1
    from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]') where true
    on conflict do update set delta = delta + 1;
end;

-- A unit with everything below it goes to another parent: paths, counts and coverage of both lines of ancestors follow.
create trigger units_moved after update of parent_id on units when new.parent_id is not old.parent_id begin
  select raise(abort, 'units move by the steps of a change') where not exists (
    select 1 from tree_steps s where s.seq = (select max(seq) from tree_steps)
      and s.kind = 'parent' and s.row_id = new.id and s.after is new.parent_id);
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from units p join level_fits f on f.level_id = new.level_id and f.parent_level_id = p.level_id
    where p.id = new.parent_id and p.closed_on is null and substr(p.path, 1, length(old.path)) <> old.path);
  insert into tree_shift (unit_id, sign)
    select a.value, -1 from units p, json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]') a
      where p.id = new.parent_id and a.value <> new.id and instr(p.path, '/' || a.value || '/') = 0
    union all
    select a.value, 1 from units p, json_each('["' || replace(trim(p.path, '/'), '/', '","') || '"]') a
      where p.id = new.parent_id and instr(old.path, '/' || a.value || '/') = 0;
  insert into unit_counts (unit_id, level_id, units)
    select f.unit_id, k.level_id, f.sign * k.units from unit_counts k cross join tree_shift f
    where k.unit_id = new.id
    on conflict do update set units = units + excluded.units;
  delete from unit_counts where units = 0 and unit_id in (select unit_id from tree_shift where sign = -1);
  insert into count_changes (unit_id, on_day, level_id, delta)
    select f.unit_id, d.on_day, k.level_id, f.sign * k.units
    from unit_counts k cross join tree_shift f cross join tree_day d
    where k.unit_id = new.id and k.units <> 0
    on conflict do update set delta = delta + excluded.delta;
  delete from count_changes where delta = 0 and on_day = (select on_day from tree_day)
    and unit_id in (select unit_id from tree_shift);
  insert into coverage (tier_id, unit_id, nominated, registered, trained, units_one, units_more, units_met, on_time, toward,
      taught, valid)
    select t.id, f.unit_id, f.sign * c.nominated, f.sign * c.registered, f.sign * c.trained, f.sign * c.units_one,
      f.sign * c.units_more, f.sign * c.units_met, f.sign * c.on_time, f.sign * c.toward, f.sign * c.taught,
      f.sign * c.valid
    from tiers t cross join coverage c cross join tree_shift f where c.tier_id = t.id and c.unit_id = new.id
    on conflict do update set nominated = nominated + excluded.nominated,
      registered = registered + excluded.registered, trained = trained + excluded.trained,
      units_one = units_one + excluded.units_one, units_more = units_more + excluded.units_more,
      units_met = units_met + excluded.units_met, on_time = on_time + excluded.on_time,
      toward = toward + excluded.toward, taught = taught + excluded.taught, valid = valid + excluded.valid;
  insert into coverage_cells (tier_id, unit_id, subject_id, wing_id, nominated, registered, trained, units_one, units_more,
      on_time)
    select t.id, f.unit_id, c.subject_id, c.wing_id, f.sign * c.nominated, f.sign * c.registered, f.sign * c.trained,
      f.sign * c.units_one, f.sign * c.units_more, f.sign * c.on_time
    from tiers t cross join coverage_cells c cross join tree_shift f where c.tier_id = t.id and c.unit_id = new.id
    on conflict do update set nominated = nominated + excluded.nominated,
      registered = registered + excluded.registered, trained = trained + excluded.trained,
      units_one = units_one + excluded.units_one, units_more = units_more + excluded.units_more,
      on_time = on_time + excluded.on_time;
  update units set path = (select path from units where id = new.parent_id) || substr(path, length(old.path) - length(new.id))
    where path >= old.path and path < old.path || '~';
  delete from tree_shift;
end;

create trigger units_closed_off after update of closed_on on units
  when old.closed_on is null and new.closed_on is not null begin
  select raise(abort, 'problem:unit-in-use') where new.parent_id is null
    or exists (select 1 from units where parent_id = new.id and closed_on is null);
  update unit_counts set units = units - 1 where level_id = new.level_id and unit_id in (
    select value from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]'));
  delete from unit_counts where units = 0 and unit_id = new.id;
  insert into count_changes (unit_id, on_day, level_id, delta)
    select value, new.closed_on, new.level_id, -1
    from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]') where true
    on conflict do update set delta = delta - 1;
end;
create trigger units_reopened after update of closed_on on units
  when old.closed_on is not null and new.closed_on is null begin
  select raise(abort, 'problem:state-changed')
    where exists (select 1 from units where id = new.parent_id and closed_on is not null);
  insert into unit_counts (unit_id, level_id, units)
    select value, new.level_id, 1 from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]') where true
    on conflict do update set units = units + 1;
  insert into count_changes (unit_id, on_day, level_id, delta)
    select a.value, coalesce((select on_day from tree_day), old.closed_on), new.level_id, 1
    from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]') a where true
    on conflict do update set delta = delta + 1;
end;
-- Only what was opened by a change that is undone the same day is deleted; its foreign keys refuse whatever uses it.
create trigger units_unmade before delete on units begin
  update unit_counts set units = units - 1 where old.closed_on is null and level_id = old.level_id and unit_id in (
    select value from json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]'));
  delete from unit_counts where unit_id = old.id or (units = 0 and unit_id in (
    select value from json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]')));
  insert into count_changes (unit_id, on_day, level_id, delta)
    select value, old.opened_on, old.level_id, -1
    from json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]')
    where old.closed_on is null and old.opened_on is not null
    on conflict do update set delta = delta - 1;
  delete from count_changes where unit_id = old.id or (delta = 0 and on_day = old.opened_on and unit_id in (
    select value from json_each('["' || replace(trim(old.path, '/'), '/', '","') || '"]')));
  delete from coverage where unit_id = old.id and nominated = 0 and registered = 0 and trained = 0;
  delete from placements where unit_id = old.id;
  delete from closures where unit_id = old.id;
  insert into unit_names (unit_names, rowid, search_text) values ('delete', old.seq, old.search_text);
end;

-- Steps, each doing what it says if what it changes still is as it was.
create trigger steps_parent after insert on tree_steps when new.kind = 'parent' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from units where id = new.row_id and parent_id is new.before);
  insert into placements (unit_id, until_on, parent_id)
    select new.row_id, on_day, new.before from tree_changes where id = new.change_id
    on conflict do nothing;
  update units set parent_id = new.after where id = new.row_id;
end;
create trigger steps_closed after insert on tree_steps when new.kind = 'closed' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from units where id = new.row_id and closed_on is new.before);
  insert into closures (unit_id, until_on, closed_on)
    select new.row_id, on_day, new.before from tree_changes where id = new.change_id
    on conflict do nothing;
  update units set closed_on = new.after where id = new.row_id;
end;
create trigger steps_unit_made after insert on tree_steps when new.kind = 'unit' and new.after is not null begin
  insert into units (id, code, parent_id, level_id, path, name_en, name_hi, aliases, search_text, opened_on, created_at)
    select new.row_id, new.after ->> 'code', p.id, new.after ->> 'levelId', p.path || new.row_id || '/',
      new.after ->> 'nameEn', new.after ->> 'nameHi', coalesce(new.after ->> 'aliases', '[]'), new.after ->> 'search',
      c.on_day, c.at
    from tree_changes c join units p on p.id = new.after ->> 'parentId' where c.id = new.change_id;
end;
create trigger steps_unit_unmade after insert on tree_steps when new.kind = 'unit' and new.after is null begin
  delete from units where id = new.row_id;
end;
create trigger steps_level_made after insert on tree_steps when new.kind = 'level' and new.after is not null begin
  update levels set depth = -depth - 1 where depth >= new.after ->> 'depth';
  update levels set depth = -depth where depth < 0;
  insert into levels (id, depth, name_en, name_hi)
    select new.row_id, min(new.after ->> 'depth', max(depth) + 1), new.after ->> 'nameEn', new.after ->> 'nameHi'
    from levels;
  -- Where only some levels may stand above a lower one, the new one may as well.
  insert into level_parents (level_id, parent_id)
    select distinct a.level_id, new.row_id from level_parents a join levels l on l.id = a.level_id
    where l.depth > new.after ->> 'depth';
end;
create trigger steps_level_unmade after insert on tree_steps when new.kind = 'level' and new.after is null begin
  update levels set depth = -depth where depth > (select depth from levels where id = new.row_id);
  delete from levels where id = new.row_id;
  update levels set depth = -depth - 1 where depth < 0;
end;
create trigger steps_person after insert on tree_steps when new.kind = 'person' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from people where id = new.row_id and unit_id is new.before);
  update people set unit_id = new.after, version = version + 1 where id = new.row_id;
end;
create trigger steps_office after insert on tree_steps when new.kind = 'office' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from offices where id = new.row_id and unit_id is new.before);
  update offices set unit_id = new.after where id = new.row_id;
end;
create trigger steps_grant after insert on tree_steps when new.kind = 'grant' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from grants where id = new.row_id and unit_id is new.before);
  update grants set unit_id = new.after where id = new.row_id;
end;
create trigger steps_nomination after insert on tree_steps when new.kind = 'nomination' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from nominations where id = new.row_id and unit_id is new.before);
  update nominations set unit_id = new.after where id = new.row_id;
end;
create trigger steps_registration after insert on tree_steps when new.kind = 'registration' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from registrations where id = new.row_id and unit_id is new.before);
  update registrations set unit_id = new.after where id = new.row_id;
end;
create trigger steps_credential after insert on tree_steps when new.kind = 'credential' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from credentials where id = new.row_id and unit_id is new.before);
  update credentials set unit_id = new.after, signed_unit_id = coalesce(signed_unit_id, unit_id) where id = new.row_id;
end;
create trigger steps_host after insert on tree_steps when new.kind = 'host' begin
  select raise(abort, 'problem:state-changed') where not exists (
    select 1 from workshops where id = new.row_id and unit_id is new.before);
  update workshops set unit_id = new.after where id = new.row_id;
end;
-- `row_id` is the workshop, and the unit, level and wing that its catchment names; `before` and `after` are the sign, or null.
create view step_terms as
  select seq, before, after, substr(row_id, 1, 36) as workshop_id, substr(row_id, 38, 36) as unit_id,
    substr(row_id, 75, instr(substr(row_id, 75), ':') - 1) as level_id,
    substr(row_id, 75 + instr(substr(row_id, 75), ':')) as wing_id
  from tree_steps where kind = 'term';
create trigger steps_term after insert on tree_steps when new.kind = 'term' begin
  update workshops set version = version + 1, (catchment_at, catchment_by) = (
      select at, changed_by from tree_changes where id = new.change_id)
    where id = substr(new.row_id, 1, 36);
  select raise(abort, 'problem:state-changed') from step_terms s where s.seq = new.seq and (select cast(ct.sign as text)
    from catchment_terms ct where (ct.workshop_id, ct.unit_id, ct.level_id, ct.wing_id)
      = (s.workshop_id, s.unit_id, s.level_id, s.wing_id)) is not new.before;
  delete from catchment_terms where (workshop_id, unit_id, level_id, wing_id) in (
    select workshop_id, unit_id, level_id, wing_id from step_terms where seq = new.seq);
  insert into catchment_terms (workshop_id, unit_id, level_id, wing_id, sign)
    select workshop_id, unit_id, level_id, wing_id, cast(after as integer) from step_terms
    where seq = new.seq and after is not null;
end;
