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

-- How many subjects somebody must have passed an assessment of.
alter table tiers add column pass_subjects integer not null default 0 check (pass_subjects between 0 and 200);

-- A paper asks about one subject, as its syllabus is at one version: a quiz to read, an oral one that an assessor asks,
-- or one of pictures. `options` is JSON; `answer` the place of the right one, of an oral question always 1 (it was known).
create table papers (
  id text primary key,
  subject_id text not null references subjects (id),
  syllabus_version integer not null,
  kind text not null check (kind in ('quiz', 'oral', 'pictogram')),
  name_en text not null,
  name_hi text not null,
  pass_percent integer not null check (pass_percent between 1 and 100),
  published_at integer,
  made_by text not null,
  made_at integer not null,
  version integer not null default 1
) strict;
create index papers_by_subject on papers (subject_id, published_at);
create table paper_questions (
  id text primary key,
  paper_id text not null references papers (id),
  position integer not null,
  text_en text not null,
  text_hi text not null,
  picture text not null default '',
  options text not null,
  answer integer not null
) strict;
create index paper_questions_by_paper on paper_questions (paper_id, position);

-- What somebody knew when he was asked. `passed` is by the pass mark of then.
create table results (
  id text primary key,
  registration_id text not null references registrations (id),
  paper_id text not null references papers (id),
  answers text not null,
  right integer not null,
  questions integer not null check (questions > 0),
  passed integer not null check (passed in (0, 1)),
  taken_by text not null,
  taken_at integer not null
) strict;
create index results_by_registration on results (registration_id, paper_id);
create index results_by_paper on results (paper_id);
create trigger results_stay before update on results when new.registration_id = old.registration_id begin
  select raise(abort, 'results are not changed');
end;
create trigger results_keep before delete on results begin select raise(abort, 'results are not deleted'); end;

-- What is published is what people were asked: it changes no more.
create trigger papers_stay before update on papers when old.published_at is not null begin
  select raise(abort, 'problem:state-changed');
end;
create trigger paper_questions_stay before delete on paper_questions
  when exists (select 1 from papers where id = old.paper_id and published_at is not null) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger paper_questions_come_before before insert on paper_questions
  when exists (select 1 from papers where id = new.paper_id and published_at is not null) begin
  select raise(abort, 'problem:state-changed');
end;
-- A subject about which people were asked stays in the syllabus.
create trigger subjects_asked_stay before delete on subjects
  when exists (select 1 from papers where subject_id = old.id) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger results_well_taken before insert on results when not exists (
    select 1 from registrations r join workshops w on w.id = r.workshop_id and w.cancelled_at is null
      join tiers t on t.id = r.tier_id join papers p on p.id = new.paper_id and p.published_at is not null
      join subjects s on s.id = p.subject_id and s.programme_id = t.programme_id
    where r.id = new.registration_id and r.cancelled_at is null
      and exists (select 1 from marks m where m.registration_id = r.id)) begin
  select raise(abort, 'problem:state-changed');
end;
