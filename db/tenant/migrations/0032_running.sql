-- What passing a tier asks for beside days: a share of the sessions that teach a subject.
alter table tiers add column pass_sessions integer not null default 0 check (pass_sessions between 0 and 100);

-- Who sat in which session. Whoever did was there that day: his mark of the day follows, unless he has one.
create table session_marks (
  id text primary key,
  registration_id text not null references registrations (id),
  session_id text not null references sessions (id),
  marked_by text not null,
  marked_at integer not null,
  unique (registration_id, session_id)
) strict;
create index session_marks_by_session on session_marks (session_id);
create trigger session_marks_make_the_day after insert on session_marks begin
  insert into marks (id, registration_id, day_on, marked_by, marked_at, way)
    select new.id, new.registration_id, s.day_on, new.marked_by, new.marked_at, 'session'
    from sessions s where s.id = new.session_id
    on conflict do nothing;
end;
create trigger session_marks_unmake_the_day after delete on session_marks begin
  delete from marks where registration_id = old.registration_id and way = 'session'
    and day_on = (select day_on from sessions where id = old.session_id)
    and not exists (select 1 from session_marks o join sessions s on s.id = o.session_id
      where o.registration_id = old.registration_id and s.day_on = marks.day_on);
end;
-- As a day's mark, it stays while a live credential rests on it; a day stays while a session of it is marked.
create trigger session_marks_stay before delete on session_marks
  when exists (select 1 from credentials where registration_id = old.registration_id and revoked_at is null) begin
  select raise(ignore);
end;
create trigger marks_stay_under_sessions before delete on marks
  when exists (select 1 from session_marks o join sessions s on s.id = o.session_id
    where o.registration_id = old.registration_id and s.day_on = old.day_on) begin
  select raise(ignore);
end;
-- A session that somebody was marked in keeps its day and its subject.
create trigger sessions_marked_stay before delete on sessions
  when exists (select 1 from session_marks where session_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger sessions_marked_keep_day before update of day_on, subject_id on sessions
  when (new.day_on <> old.day_on or new.subject_id is not old.subject_id)
    and exists (select 1 from session_marks where session_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
