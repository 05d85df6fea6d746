-- What the tree knows of days to come: a unit that is opened, opened again or closed. Nothing of it is in the tree before
-- its day; then a job makes the change of the same id, so that it is made once however often it is tried.
create table coming (
  id text primary key,
  kind text not null check (kind in ('new', 'open', 'close')),
  -- Of a new unit the id that it will have, its code, and what else the step that makes it says (JSON).
  unit_id text not null,
  code text,
  unit text,
  parent_id text not null references units (id),
  on_day text not null,
  planned_by text,
  planned_at integer not null,
  withdrawn_at integer,
  made_at integer,
  -- Why it was not made though its day has come; it is tried again until it is, or is withdrawn.
  refused text
) strict;
create unique index coming_once on coming (unit_id) where withdrawn_at is null and made_at is null;
create unique index coming_codes on coming (code) where withdrawn_at is null and made_at is null and code is not null;
create index coming_by_parent on coming (parent_id, on_day) where withdrawn_at is null and made_at is null;
create index coming_due on coming (on_day) where withdrawn_at is null and made_at is null;
create trigger coming_moved after update of parent_id on units begin
  update coming set parent_id = new.parent_id
    where unit_id = new.id and withdrawn_at is null and made_at is null;
end;
