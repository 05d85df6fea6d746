-- A seat held until its fee is paid, what becomes of money that came late or wrong, and waiting lists.

-- How long a seat that costs something waits for its fee; null: it stays, and the fee may be paid at the desk.
alter table workshops add column hold_minutes integer check (hold_minutes between 31 and 43200);
-- Null: the seat is firm. Whoever lapsed was cancelled by nobody: his time was over.
alter table registrations add column held_until integer;
alter table registrations add column lapsed_at integer;
create index registrations_held on registrations (held_until) where held_until is not null and cancelled_at is null;

-- The payer is through, the bank is not. A treasurer's word on money that did not fit, or the organisation's rule.
alter table attempts add column completed_at integer;
alter table attempts add column card_country text;
alter table attempts add column reviewed_as text check (reviewed_as in ('accepted', 'refunded'));
alter table attempts add column reviewed_at integer;
alter table attempts add column reviewed_by text;
create index attempts_to_review on attempts (decided_at, id)
  where decision in ('mismatch', 'foreign') and reviewed_as is null;
alter table organisation add column foreign_cards text not null default 'review'
  check (foreign_cards in ('review', 'refund'));

create view owings (registration_id, amount_minor) as
  select d.registration_id, d.amount_minor
    - coalesce((select sum(w.amount_minor) from waivers w where w.registration_id = d.registration_id), 0)
    - coalesce((select sum(p.amount_minor) from payments p where p.registration_id = d.registration_id), 0)
  from dues d;

-- A due makes a seat held, and its last paisa, paid or waived, makes it firm.
create trigger dues_held after insert on dues begin
  update registrations set held_until = new.raised_at + 60 * (
      select hold_minutes from workshops where id = registrations.workshop_id)
    where id = new.registration_id;
end;
create trigger payments_firm after insert on payments begin
  update registrations set held_until = null where id = new.registration_id and held_until is not null
    and (select amount_minor from owings where registration_id = new.registration_id) <= 0;
end;
create trigger waivers_firm after insert on waivers begin
  update registrations set held_until = null where id = new.registration_id and held_until is not null
    and (select amount_minor from owings where registration_id = new.registration_id) <= 0;
end;

-- A seat is never held shorter than it can be paid, nor while the bank is at it; after a failure there is an hour more.
create trigger attempts_hold after insert on attempt_lines begin
  update registrations set held_until = max(held_until, (select expires_at from attempts where id = new.attempt_id))
    where id = new.registration_id and held_until is not null;
end;
create trigger attempts_confirming after update of completed_at on attempts
  when old.completed_at is null and new.completed_at is not null and new.decision is null begin
  update registrations set held_until = max(held_until, new.completed_at + 604800)
    where held_until is not null and id in (select registration_id from attempt_lines where attempt_id = new.id);
end;
create trigger attempts_failed after update of decision on attempts
  when old.decision is null and new.decision = 'failed' begin
  update registrations set held_until = max(new.decided_at + 3600, coalesce((
      select d.raised_at + 60 * w.hold_minutes from dues d join workshops w on w.id = registrations.workshop_id
      where d.registration_id = registrations.id), 0))
    where held_until is not null and id in (select registration_id from attempt_lines where attempt_id = new.id);
end;
-- Money that is looked at keeps its seats until somebody has decided; when it goes back, there is a day to pay otherwise.
create trigger attempts_questioned after update of decision on attempts
  when old.decision is null and new.decision in ('mismatch', 'foreign') and new.reviewed_as is null begin
  update registrations set held_until = null where held_until is not null and cancelled_at is null
    and id in (select registration_id from attempt_lines where attempt_id = new.id);
end;
create trigger attempts_answered after update of reviewed_as on attempts
  when old.reviewed_as is null and new.reviewed_as = 'refunded' begin
  insert into giving_back (attempt_id, at) values (new.id, new.reviewed_at);
  update registrations set held_until = new.reviewed_at + 86400
    where held_until is null and cancelled_at is null
      and id in (select registration_id from attempt_lines where attempt_id = new.id)
      and (select hold_minutes from workshops where id = registrations.workshop_id) is not null
      and (select amount_minor from owings where registration_id = registrations.id) > 0;
end;

-- Where the organisation's rule refuses money as it comes, it goes back as soon as it stands in suspense.
create trigger suspense_refused after insert on ledger_entries
  when new.account like 'suspense:%' and new.amount_minor < 0 and new.posting_key like 'charge:%' begin
  insert into giving_back (attempt_id, at) select a.id, new.at from attempts a
    where a.id = substr(new.account, 10) and a.reviewed_as = 'refunded';
end;

-- A decision and a word on it are said once.
create trigger attempts_decided_once before update of decision on attempts
  when old.decision is not null and new.decision is not old.decision begin
  select raise(abort, 'problem:state-changed');
end;
create trigger attempts_reviewed_once before update of reviewed_as on attempts
  when (old.reviewed_as is not null and new.reviewed_as is not old.reviewed_as)
    or (new.reviewed_as is not null and coalesce(new.decision, '') not in ('mismatch', 'foreign')) begin
  select raise(abort, 'problem:state-changed');
end;

-- Accepted money leaves suspense; the payment that is written with it takes it from the balance to what is owed.
create trigger attempts_accepted after update of reviewed_as on attempts
  when old.reviewed_as is null and new.reviewed_as = 'accepted' begin
  -- What was given back meanwhile, or is on its way, pays no fee any more.
  select raise(abort, 'problem:state-changed') where new.paid_minor > coalesce(
    (select l.left_minor from refundable l where l.attempt_id = new.id), 0);
  insert into ledger_entries (posting_key, line, account, amount_minor, currency, at) values
    ('accept:' || new.id, 1, 'suspense:' || new.id, new.paid_minor, new.paid_currency, new.reviewed_at),
    ('accept:' || new.id, 2, 'stripe_balance', -new.paid_minor, new.paid_currency, new.reviewed_at);
end;

-- Whoever paid late is seated again where the decision found room; counts and books follow from his registration.
create trigger attempts_reseated after update of decision on attempts
  when old.decision is null and new.decision = 'reseated' begin
  update registrations set cancelled_at = null, cancelled_by = null, lapsed_at = null, held_until = null
    where id = new.registration_id and cancelled_at is not null;
end;

-- A waiting list: entries of one person or of several, in the order of `place`. An offer keeps its seats until it ends.
create table waits (
  id text primary key,
  workshop_id text not null references workshops (id),
  asked_by text not null references people (id),
  place real not null,
  state text not null default 'waiting' check (state in ('waiting', 'offered', 'taken', 'lapsed', 'left')),
  asked_at integer not null,
  offered_at integer,
  offer_until integer,
  ended_at integer,
  ended_by text,
  check ((state in ('waiting', 'offered')) = (ended_at is null)),
  check (state <> 'offered' or offer_until is not null)
) strict;
create index waits_live on waits (workshop_id, place, id) where state in ('waiting', 'offered');
create index waits_offered on waits (offer_until) where state = 'offered';
create index waits_of on waits (workshop_id, state, place, id);
create index waits_by_asker on waits (asked_by, asked_at);

create table wait_people (
  wait_id text not null references waits (id),
  person_id text not null references people (id),
  unit_id text not null references units (id),
  registration_id text references registrations (id),
  primary key (wait_id, person_id)
) strict, without rowid;
create index wait_people_by_person on wait_people (person_id);
create index wait_people_by_unit on wait_people (unit_id) where registration_id is null;

-- Nobody is moved past the order without a reason that stays.
create table wait_moves (
  id text primary key,
  wait_id text not null references waits (id),
  reason text not null,
  moved_by text not null,
  moved_at integer not null,
  place real not null
) strict;
create index wait_moves_by_wait on wait_moves (wait_id, moved_at);
create trigger wait_moves_keep before delete on wait_moves begin
  select raise(abort, 'moves are not deleted');
end;
create trigger waits_keep_order before update of place on waits
  when new.place is not old.place and not exists (
    select 1 from wait_moves m where m.wait_id = new.id and m.place = new.place) begin
  select raise(abort, 'problem:state-changed');
end;
create trigger wait_moves_move after insert on wait_moves begin
  update waits set place = new.place where id = new.wait_id and state = 'waiting';
end;

create trigger wait_people_once before insert on wait_people
  when exists (select 1 from waits n join waits o on o.workshop_id = n.workshop_id and o.id <> n.id
      and o.state in ('waiting', 'offered') join wait_people p on p.wait_id = o.id and p.person_id = new.person_id
    where n.id = new.wait_id) begin
  select raise(abort, 'problem:already-waiting');
end;

-- Seats that an offer keeps, of the hall and of a unit's places in a tier.
create view seats_offered (workshop_id, tier_id, unit_id, person_id, offer_until) as
  select o.workshop_id, w.tier_id, p.unit_id, p.person_id, o.offer_until
  from waits o join wait_people p on p.wait_id = o.id and p.registration_id is null
    join workshops w on w.id = o.workshop_id
  where o.state = 'offered';
create view seats_free (workshop_id, seats) as
  select w.id, w.capacity
    - (select count(*) from registrations r where r.workshop_id = w.id and r.cancelled_at is null)
    - (select count(*) from waits o join wait_people p on p.wait_id = o.id and p.registration_id is null
        where o.workshop_id = w.id and o.state = 'offered')
  from workshops w;

-- Entries that wait for a place of somebody's unit, whatever is free in the hall.
create view waits_blocked (id) as
  select e.id from waits e join workshops w on w.id = e.workshop_id join tiers t on t.id = w.tier_id
    join wait_people p on p.wait_id = e.id and p.registration_id is null
  where e.state = 'waiting' and t.maximum < (
      select count(*) from registrations f
      where f.unit_id = p.unit_id and f.tier_id = w.tier_id and f.cancelled_at is null)
    + (select count(*) from wait_people op join waits o on o.id = op.wait_id join workshops ow on ow.id = o.workshop_id
      where op.unit_id = p.unit_id and op.registration_id is null and ow.tier_id = w.tier_id
        and (o.state = 'offered' or (o.state = 'waiting' and o.workshop_id = e.workshop_id
          and (o.place, o.id) <= (e.place, e.id))));

-- Inserting here offers what is free to those who wait, in order: whoever needs more seats than there are is not passed
-- by others, but whoever waits for a place of his own unit is.
create view seat_offers (workshop_id, at) as select id, opens_at from workshops where false;
create trigger seat_offers_made instead of insert on seat_offers begin
  update waits set state = 'offered', offered_at = new.at,
      offer_until = min(new.at + 86400, (select closes_at from workshops where id = new.workshop_id))
    where id in (
      select id from (
        select e.id, sum((select count(*) from wait_people p where p.wait_id = e.id and p.registration_id is null))
          over (order by e.place, e.id) as upto from waits e
        where e.workshop_id = new.workshop_id and e.state = 'waiting'
          and not exists (select 1 from waits_blocked b where b.id = e.id))
      where upto <= (select seats from seats_free where workshop_id = new.workshop_id))
    and exists (select 1 from workshops w where w.id = new.workshop_id and w.published_at is not null
      and w.cancelled_at is null and w.opens_at <= new.at and w.closes_at > new.at);
end;

create trigger registrations_free_a_seat after update of cancelled_at on registrations
  when old.cancelled_at is null and new.cancelled_at is not null begin
  insert into seat_offers (workshop_id, at)
    select distinct e.workshop_id, new.cancelled_at from waits e join workshops w on w.id = e.workshop_id
    where e.state = 'waiting' and w.tier_id = new.tier_id;
end;
create trigger waits_ended after update of state on waits when new.state in ('lapsed', 'left') begin
  insert into seat_offers (workshop_id, at)
    select distinct e.workshop_id, new.ended_at from waits e join workshops w on w.id = e.workshop_id
      join workshops n on n.id = new.workshop_id and n.tier_id = w.tier_id
    where e.state = 'waiting';
end;

-- Whoever has a seat waits no longer.
create trigger registrations_end_waiting after insert on registrations when new.cancelled_at is null begin
  update wait_people set registration_id = new.id where person_id = new.person_id and registration_id is null
    and wait_id in (select id from waits where workshop_id = new.workshop_id and state in ('waiting', 'offered'));
  update waits set state = 'taken', ended_at = new.registered_at
    where workshop_id = new.workshop_id and state in ('waiting', 'offered')
      and not exists (select 1 from wait_people p where p.wait_id = waits.id and p.registration_id is null);
end;
create trigger registrations_reseated after update of cancelled_at on registrations
  when old.cancelled_at is not null and new.cancelled_at is null begin
  update wait_people set registration_id = new.id where person_id = new.person_id and registration_id is null
    and wait_id in (select id from waits where workshop_id = new.workshop_id and state in ('waiting', 'offered'));
  update waits set state = 'taken', ended_at = old.cancelled_at
    where workshop_id = new.workshop_id and state in ('waiting', 'offered')
      and not exists (select 1 from wait_people p where p.wait_id = waits.id and p.registration_id is null);
end;

-- Nobody waits for what will not take place.
create trigger workshops_not_waited_for after update of cancelled_at on workshops
  when old.cancelled_at is null and new.cancelled_at is not null begin
  update waits set state = 'left', ended_at = new.cancelled_at
    where workshop_id = new.id and state in ('waiting', 'offered');
end;

create trigger waits_told after update of state on waits when new.state = 'offered' begin
  insert into outbox (id, key, topic, person_id, facts, created_at)
    select new.id, 'seat-offered:' || new.id, 'seat-offered' as topic, new.asked_by,
      json_object('workshopEn', w.name_en, 'workshopHi', w.name_hi, 'until', strftime('%d-%m %H:%M', new.offer_until + 19800, 'unixepoch'),
        'link', '/o/' || (select slug from organisation) || '/waiting/' || new.id), new.offered_at
    from workshops w where w.id = new.workshop_id on conflict do nothing;
end;
create trigger waits_told_over after update of state on waits when new.state = 'lapsed' begin
  insert into outbox (id, key, topic, person_id, facts, created_at)
    select lower(hex(randomblob(16))), 'offer-lapsed:' || new.id, 'offer-lapsed' as topic, new.asked_by,
      json_object('workshopEn', w.name_en, 'workshopHi', w.name_hi,
        'link', '/o/' || (select slug from organisation) || '/waiting/' || new.id), new.ended_at
    from workshops w where w.id = new.workshop_id on conflict do nothing;
end;

-- Two records that become one wait as one; parting them brings each his place back.
create trigger merges_waiting after insert on merges begin
  delete from wait_people where person_id = new.gone_id and registration_id is null and wait_id in (
    select g.id from waits g join waits k on k.workshop_id = g.workshop_id and k.state in ('waiting', 'offered')
      join wait_people kp on kp.wait_id = k.id and kp.person_id = new.kept_id
    where g.state in ('waiting', 'offered'));
  insert into merge_rows (merge_id, kind, row_id) select new.id, 'wait', wait_id from wait_people
    where person_id = new.gone_id and wait_id not in (select wait_id from wait_people where person_id = new.kept_id);
  update wait_people set person_id = new.kept_id where person_id = new.gone_id and wait_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'wait');
  update waits set asked_by = new.kept_id where asked_by = new.gone_id and state in ('waiting', 'offered');
  update waits set state = 'left', ended_at = new.merged_at where state in ('waiting', 'offered')
    and not exists (select 1 from wait_people p where p.wait_id = waits.id);
end;
create trigger merges_waiting_apart after update of undone_at on merges when new.undone_at is not null begin
  update wait_people set person_id = new.gone_id where person_id = new.kept_id and wait_id in (
    select row_id from merge_rows where merge_id = new.id and kind = 'wait');
end;

-- Whoever is erased waits for nothing, and no reason tells of him.
create trigger erasures_end_waiting before insert on erasures begin
  update wait_moves set reason = '' where wait_id in (
    select wait_id from wait_people where person_id = new.person_id);
  delete from wait_people where person_id = new.person_id;
  update waits set state = 'left', ended_at = new.erased_at where state in ('waiting', 'offered')
    and not exists (select 1 from wait_people p where p.wait_id = waits.id);
end;
