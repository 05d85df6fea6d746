-- A table that somebody brings. Its rows come in chunks, are looked at in batches, then written in batches; a batch is one
-- transaction that also moves `depth` and `to_row`, so that whoever goes on goes on where the last whole batch ended.
create table imports (
  id text primary key,
  kind text not null check (kind in ('units', 'people', 'offices', 'trainings')),
  -- Whoever may edit there follows it and goes on with it.
  unit_id text not null,
  file_name text not null,
  bytes integer not null,
  rows integer not null,
  columns text not null,
  mapping text not null,
  state text not null default 'open' check (state in ('open', 'naming', 'checking', 'ready', 'committing', 'done',
    'cancelled', 'reverting', 'reverted')),
  received integer not null default 0,
  -- The last batch of the pass that the state names: its place, how many rows the pass has done, and its own id.
  depth integer not null default -1,
  to_row integer not null default 0,
  passed integer not null default 0,
  step text,
  added integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  refused integer not null default 0,
  written integer not null default 0,
  kept integer not null default 0,
  made_by text not null,
  made_at integer not null,
  ended_at integer
) strict;
create index imports_by_time on imports (made_at);

create table import_chunks (
  import_id text not null references imports (id) on delete cascade,
  chunk text not null,
  digest text not null,
  primary key (import_id, chunk)
) strict, without rowid;

-- `depth` is the level's (99 for an unknown one), 0 where rows do not stand on one another: units are written top down.
-- `look` says what the row is about, as far as the file alone tells; `place` names a unit: the parent, or where somebody is.
create table import_rows (
  import_id text not null references imports (id) on delete cascade,
  depth integer not null,
  row integer not null,
  look text not null,
  place text not null,
  cells text not null,
  said text not null,
  -- What is wrong with the row by itself, and with it here: [column, code, value].
  own_fault text,
  fault text,
  repairs text,
  verdict text check (verdict in ('new', 'changed', 'same', 'refused')),
  subject_id text,
  -- {field: [before, after]}
  changes text,
  -- What a written row added beside its subject, and what stood there before, to be taken back.
  before text,
  outcome text check (outcome in ('written', 'left', 'reverted', 'kept')),
  primary key (import_id, depth, row)
) strict, without rowid;
create index import_rows_by_look on import_rows (import_id, look);
create index import_rows_refused on import_rows (import_id, row) where verdict = 'refused';
create index import_rows_repaired on import_rows (import_id, row) where repairs is not null;
create index import_rows_changed on import_rows (import_id, row) where verdict = 'changed';
create index import_rows_left on import_rows (import_id, row) where outcome in ('left', 'kept');

-- What the texts of an import that name units are taken for; `choices` where several units may be meant.
create table import_places (
  import_id text not null references imports (id) on delete cascade,
  place text not null,
  unit_id text,
  choices text,
  sought integer not null default 0,
  primary key (import_id, place)
) strict, without rowid;
create index import_places_unsought on import_places (import_id, place) where sought = 0;
create index import_places_asked on import_places (import_id, place) where choices is not null and unit_id is null;

-- What somebody answered once for the whole organisation: which unit a text means, which column a heading means.
create table place_answers (
  place text primary key,
  unit_id text not null references units (id) on delete cascade,
  answered_by text not null,
  answered_at integer not null
) strict, without rowid;
create table import_mappings (
  kind text primary key,
  mapping text not null
) strict, without rowid;

create trigger people_unnamed after delete on people begin
  insert into people_names (people_names, rowid, search_text) values ('delete', old.seq, old.search_text);
end;

-- Whoever is erased leaves nothing of himself in tables that were brought: neither rows that became him, nor rows still
-- waiting that reach him. What is gone is not taken back either.
create trigger erasures_forget_imports before insert on erasures begin
  delete from import_rows where subject_id = new.person_id
    or exists (select 1 from people p, json_each(json_array(p.phone, p.email, p.external_code)) known
      where p.id = new.person_id and known.value is not null
        and (instr(import_rows.said, known.value) > 0 or instr(import_rows.cells, known.value) > 0));
end;
