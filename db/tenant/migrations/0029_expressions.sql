-- What a catchment was: each term from when until when, and who said so. The time and the name stand at the workshop, where
-- whoever changes terms writes them before.
create table catchment_history (
  seq integer primary key,
  workshop_id text not null references workshops (id),
  unit_id text not null,
  level_id text not null,
  wing_id text not null,
  sign integer not null,
  from_at integer not null,
  from_by text,
  until_at integer,
  until_by text
) strict;
create index catchment_history_by_workshop on catchment_history (workshop_id, from_at);
create unique index catchment_history_of_now on catchment_history (workshop_id, unit_id, level_id, wing_id)
  where until_at is null;
create trigger catchment_terms_begin after insert on catchment_terms begin
  insert into catchment_history (workshop_id, unit_id, level_id, wing_id, sign, from_at, from_by)
    select w.id, new.unit_id, new.level_id, new.wing_id, new.sign, coalesce(w.catchment_at, w.created_at),
      coalesce(w.catchment_by, w.created_by)
    from workshops w where w.id = new.workshop_id;
end;
create trigger catchment_terms_end after delete on catchment_terms begin
  update catchment_history set (until_at, until_by) = (
      select coalesce(w.catchment_at, w.created_at), coalesce(w.catchment_by, w.created_by)
      from workshops w where w.id = old.workshop_id)
    where workshop_id = old.workshop_id and unit_id = old.unit_id and level_id = old.level_id
      and wing_id = old.wing_id and until_at is null;
end;
create trigger catchment_terms_whole before update on catchment_terms begin
  select raise(abort, 'terms are written and taken away, not changed');
end;
-- Drafts that are taken back were never anything.
create trigger workshops_forget_catchment before delete on workshops begin
  delete from catchment_history where workshop_id = old.id;
end;
-- A level that a catchment names stays.
create trigger levels_named before delete on levels
  when exists (select 1 from catchment_terms where level_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
