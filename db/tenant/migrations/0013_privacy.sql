-- Versions of the privacy notice. The newest is in force; none is changed or taken away.
create table notices (
  id text primary key,
  version integer not null unique,
  text_en text not null,
  text_hi text not null,
  contact text not null,
  published_by text,
  published_at integer not null
) strict;
create trigger notices_stay before update on notices begin select raise(abort, 'notices are not changed'); end;
create trigger notices_keep before delete on notices begin select raise(abort, 'notices are not deleted'); end;

-- What people said to a notice. The last row of a person counts.
create table consents (
  seq integer primary key,
  id text not null unique,
  person_id text not null references people (id),
  notice_id text not null references notices (id),
  given integer not null check (given in (0, 1)),
  language text not null check (language in ('hi', 'en')),
  channel text not null check (channel in ('app', 'paper', 'spoken')),
  recorded_by text not null,
  recorded_at integer not null,
  witness_name text,
  read_out text check (read_out in ('read', 'explained', 'recording')),
  guardian_name text,
  guardian_relation text check (guardian_relation in ('mother', 'father', 'guardian')),
  guardian_verified text check (guardian_verified in ('present', 'document', 'call', 'known'))
) strict;
create index consents_by_person on consents (person_id, seq);
create view consent_now as
  select c.* from consents c where c.seq = (select max(l.seq) from consents l where l.person_id = c.person_id);

-- Only the year of birth is kept: somebody may be under 18 until the end of the year in which he turns 18.
create view minors (id, until_year) as select p.id, p.born_year + 18 from people p where p.born_year is not null;

create trigger consents_begin before insert on consents when new.given = 1 begin
  select raise(abort, 'problem:guardian-needed') from minors m
    where m.id = new.person_id and m.until_year >= cast(strftime('%Y', new.recorded_at, 'unixepoch') as integer)
      and (new.guardian_name is null or new.guardian_relation is null or new.guardian_verified is null);
  select raise(abort, 'problem:witness-needed') from people p
    where p.id = new.person_id and p.can_read = 0 and (new.witness_name is null or new.read_out is null);
end;
create trigger consents_keep before delete on consents begin select raise(abort, 'consents are not deleted'); end;
-- An approved erasure takes the names out of a row; that something was said, and when, stays.
create trigger consents_stay before update on consents
  when new.seq is not old.seq or new.id is not old.id or new.person_id is not old.person_id
    or new.notice_id is not old.notice_id or new.given is not old.given or new.language is not old.language
    or new.channel is not old.channel or new.recorded_by is not old.recorded_by
    or new.recorded_at is not old.recorded_at or new.read_out is not old.read_out
    or new.guardian_relation is not old.guardian_relation or new.guardian_verified is not old.guardian_verified
    or coalesce(new.witness_name, '') <> '' or coalesce(new.guardian_name, '') <> ''
    or not exists (select 1 from approvals a
      where a.kind = 'erasure' and a.person_id = old.person_id and a.decision = 'approved') begin
  select raise(abort, 'consents are not changed');
end;

-- No way to a seat or a nomination past these, whoever writes the row.
create trigger registrations_consented after insert on registrations when exists (select 1 from notices) begin
  select raise(abort, 'problem:guardian-needed') from minors m
    where m.id = new.person_id and m.until_year >= cast(strftime('%Y', new.registered_at, 'unixepoch') as integer)
      and not exists (select 1 from consent_now c
        where c.person_id = new.person_id and c.given = 1 and c.guardian_name is not null);
  select raise(abort, 'problem:consent-needed') from consent_now c where c.person_id = new.person_id and c.given = 0;
end;
create trigger nominations_consented after insert on nominations when exists (select 1 from notices) begin
  select raise(abort, 'problem:guardian-needed') from minors m
    where m.id = new.person_id and m.until_year >= cast(strftime('%Y', new.nominated_at, 'unixepoch') as integer)
      and not exists (select 1 from consent_now c
        where c.person_id = new.person_id and c.given = 1 and c.guardian_name is not null);
  select raise(abort, 'problem:consent-needed') from consent_now c where c.person_id = new.person_id and c.given = 0;
end;

-- Whoever took his consent back is sent nothing, nor what was waiting.
create trigger outbox_withheld after insert on outbox
  when exists (select 1 from consent_now c where c.person_id = new.person_id and c.given = 0) begin
  delete from outbox where id = new.id;
end;
create trigger consents_silence after insert on consents when new.given = 0 begin
  delete from outbox where person_id = new.person_id and sent_at is null;
end;

-- What somebody asks about his own data, or an officer for him. `words` is JSON, as the kind has it.
create table privacy_requests (
  id text primary key,
  person_id text not null references people (id),
  kind text not null check (kind in ('access', 'correction', 'erasure', 'nomination', 'grievance')),
  words text not null,
  asked_by text not null,
  asked_at integer not null,
  due_at integer not null,
  approval_id text references approvals (id),
  outcome text check (outcome in ('done', 'refused', 'withdrawn')),
  answer text,
  closed_by text,
  closed_at integer
) strict;
create index privacy_requests_open on privacy_requests (due_at) where outcome is null;
create index privacy_requests_by_person on privacy_requests (person_id, asked_at);
create index privacy_requests_closed on privacy_requests (closed_at) where outcome is not null;
create unique index privacy_requests_one_erasure on privacy_requests (person_id)
  where kind = 'erasure' and outcome is null;
create trigger privacy_requests_keep before delete on privacy_requests begin
  select raise(abort, 'requests are not deleted');
end;
create trigger privacy_requests_closed_once before update of outcome on privacy_requests
  when old.outcome is not null and new.outcome is not old.outcome begin
  select raise(abort, 'problem:state-changed');
end;

-- People whose data are gone. `contacts` is what the directory must still forget; it empties as soon as it has.
create table erasures (
  person_id text primary key references people (id),
  approval_id text not null references approvals (id),
  erased_at integer not null,
  contacts text not null,
  forgotten_at integer,
  scrubbed_at integer
) strict;
create index erasures_unfinished on erasures (erased_at) where scrubbed_at is null;
create trigger erasures_keep before delete on erasures begin select raise(abort, 'erasures are not deleted'); end;

create trigger approvals_erasure_well_formed before insert on approvals when new.kind = 'erasure' and (
    new.person_id is null or new.person_id <> new.subject_id
    or exists (select 1 from erasures e where e.person_id = new.person_id)) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger approvals_erase after update of decision on approvals when new.kind = 'erasure' begin
  insert into erasures (person_id, approval_id, erased_at, contacts)
    select p.id, new.id, new.decided_at,
      (select json_group_array(value) from json_each(json_array(p.phone, p.email)) where value is not null)
    from people p where p.id = new.person_id and new.decision = 'approved'
      and not exists (select 1 from erasures e where e.person_id = p.id);
  update privacy_requests set outcome = case new.decision when 'approved' then 'done' else new.decision end,
      answer = case new.decision when 'refused' then new.note end, closed_by = new.decided_by, closed_at = new.decided_at
    where approval_id = new.id and outcome is null;
end;

-- The one list of what erasing takes away. Counts, coverage, lineage, marks, the ledger and receipts stay.
create trigger erasures_forget before insert on erasures begin
  select raise(abort, 'problem:two-people') where not exists (select 1 from approvals a where a.id = new.approval_id
    and a.kind = 'erasure' and a.person_id = new.person_id and a.decision = 'approved');
  select raise(abort, 'problem:last-owner') from grants g
    where g.person_id = new.person_id and g.role = 'owner' and (g.until_at is null or g.until_at > new.erased_at)
      and not exists (select 1 from grants o where o.role = 'owner' and o.person_id <> new.person_id
        and o.unit_id = g.unit_id and (o.until_at is null or o.until_at > new.erased_at));
  update sessions set speaker = null
    where speaker in (select name_en from people where id = new.person_id
      union all select name_hi from people where id = new.person_id);
  update guest_links set guest_name = '', note = ''
    where guest_name in (select name_en from people where id = new.person_id
      union all select name_hi from people where id = new.person_id);
  update payments set payer_name = null
    where registration_id in (select id from registrations where person_id = new.person_id)
      or payer_name in (select name_en from people where id = new.person_id
        union all select name_hi from people where id = new.person_id);
  update claims set payer_name = null, note = case when note is not null then '' end
    where registration_id in (select id from registrations where person_id = new.person_id)
      or payer_name in (select name_en from people where id = new.person_id
        union all select name_hi from people where id = new.person_id);
  update bank_lines set narration = id, tokens = '[]' where id in (select m.line_id from bank_matches m
    join payments y on y.id = m.subject_id join registrations r on r.id = y.registration_id
    where r.person_id = new.person_id);
  update voids set reason = '' where payment_id in (select y.id from payments y
    join registrations r on r.id = y.registration_id where r.person_id = new.person_id);
  update receipt_links set revoked_at = coalesce(revoked_at, new.erased_at) where payment_id in (select y.id
    from payments y join registrations r on r.id = y.registration_id where r.person_id = new.person_id);
  -- What the law has kept for years stays: name and address of whoever gave more than Rs 20,000 in a financial year.
  update payers set legal_name = 'Erased payer', address = '', pan_sealed = null, pan_last = null, citizen = null,
      declared_at = null, version = version + 1
    where person_id = new.person_id and not exists (select 1 from contributions c where c.payer_key = new.person_id
      group by c.year having sum(c.kept_minor) > 2000000);
  update attempts set url = null where registration_id in (select id from registrations where person_id = new.person_id);
  insert into consents (id, person_id, notice_id, given, language, channel, recorded_by, recorded_at)
    select new.approval_id, new.person_id, n.id, 0, 'hi', 'app', new.person_id, new.erased_at
    from notices n order by n.version desc limit 1;
  update consents set witness_name = null, guardian_name = null
    where person_id = new.person_id and (witness_name is not null or guardian_name is not null);
  delete from outbox where person_id = new.person_id;
  delete from skills where person_id = new.person_id;
  delete from wing_members where person_id = new.person_id;
  update offices set until_on = date(new.erased_at, 'unixepoch') where person_id = new.person_id and until_on is null;
  update grants set until_at = new.erased_at, ended_by = new.person_id
    where person_id = new.person_id and (until_at is null or until_at > new.erased_at);
  update cards set secret_hash = '', revoked_at = coalesce(revoked_at, new.erased_at) where person_id = new.person_id;
  update entries set account_id = '', ended_at = coalesce(ended_at, new.erased_at) where person_id = new.person_id;
  update credentials set signature = '', revoked_reason = case when revoked_reason is not null then '' end
    where person_id = new.person_id;
  update approvals set reason = '', note = null
    where person_id = new.person_id or subject_id = new.person_id
      or subject_id in (select id from registrations where person_id = new.person_id)
      or subject_id in (select y.id from payments y join registrations r on r.id = y.registration_id
        where r.person_id = new.person_id);
  update privacy_requests set words = '{}', answer = null where person_id = new.person_id;
  update people set name_en = 'Erased person ' || seq, name_hi = 'हटाया गया व्यक्ति ' || seq, search_text = '',
      guardian_name = null, gender = null, born_year = null, phone = null, email = null, language = 'hi',
      has_smartphone = null, can_read = null, external_code = null, version = version + 1
    where id = new.person_id;
end;

-- Nothing is written about him again, and nobody comes in as him.
create trigger people_stay_erased before update on people
  when exists (select 1 from erasures e where e.person_id = old.id) begin
  select raise(abort, 'problem:not-found');
end;
create trigger entries_not_of_erased before insert on entries
  when exists (select 1 from erasures e where e.person_id = new.person_id) begin
  select raise(abort, 'problem:not-found');
end;
-- In a search index, deleting only marks a word as gone unless it is told to take it out.
insert into people_names (people_names, rank) values ('secure-delete', 1);

-- Rules for how long things are kept, where the organisation has set its own; `days` null switches a rule off.
create table retention_rules (
  rule text primary key,
  days integer,
  set_by text not null,
  set_at integer not null
) strict;
create table retention_runs (
  ran_on text primary key,
  ran_at integer not null,
  counts text not null
) strict;

-- The register of breaches. What was written stays; later knowledge is a further entry.
create table breaches (
  id text primary key,
  noticed_at integer not null,
  happened text not null,
  data text not null,
  people integer not null,
  recorded_by text not null,
  recorded_at integer not null
) strict;
create table breach_entries (
  id text primary key,
  breach_id text not null references breaches (id),
  kind text not null check (kind in ('measure', 'finding', 'board', 'people', 'closed')),
  words text not null,
  written_by text not null,
  written_at integer not null
) strict;
create index breach_entries_by_breach on breach_entries (breach_id, written_at);
create trigger breaches_stay before update on breaches begin select raise(abort, 'the register is append-only'); end;
create trigger breaches_keep before delete on breaches begin select raise(abort, 'the register is append-only'); end;
create trigger breach_entries_stay before update on breach_entries begin
  select raise(abort, 'the register is append-only');
end;
create trigger breach_entries_keep before delete on breach_entries begin
  select raise(abort, 'the register is append-only');
end;
