create table units (
  seq integer primary key,
  id text not null unique,
  code text not null unique,
  parent_id text references units (id),
  level_id text not null references levels (id),
  path text not null unique,
  name_en text not null,
  name_hi text not null,
  aliases text not null default '[]',
  search_text text not null,
  opened_on text,
  closed_on text,
  created_at integer not null
) strict;
-- A unit with each unit on its path, itself included: where whatever happens in it counts.
create view units_above (unit_id, above_id, closed_on) as
  select u.id, a.value, u.closed_on
  from units u cross join json_each('["' || replace(trim(u.path, '/'), '/', '","') || '"]') a;
create index units_by_parent on units (parent_id, code);
create index units_by_level on units (level_id, path);
create unique index units_one_root on units ((parent_id is null)) where parent_id is null;

-- How many units of each level stand in a unit's subtree, itself included: the denominators of coverage.
create table unit_counts (
  unit_id text not null,
  level_id text not null,
  units integer not null,
  primary key (unit_id, level_id)
) strict, without rowid;

-- Devanagari vowel signs are marks, which unicode61 would otherwise treat as separators.
create virtual table unit_names using fts5 (search_text, content = 'units', content_rowid = 'seq',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix = '2 3');

create trigger units_counted after insert on units begin
  insert into unit_counts (unit_id, level_id, units)
    select value, new.level_id, 1 from json_each('["' || replace(trim(new.path, '/'), '/', '","') || '"]')
      where new.closed_on is null
    on conflict do update set units = units + 1;
  insert into unit_names (rowid, search_text) values (new.seq, new.search_text);
end;
create trigger units_renamed after update of search_text on units begin
  insert into unit_names (unit_names, rowid, search_text) values ('delete', old.seq, old.search_text);
  insert into unit_names (rowid, search_text) values (new.seq, new.search_text);
end;
