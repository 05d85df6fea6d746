-- Seats of a workshop kept by cell until a day: for a unit and all below it, for a wing, or for a wing there.

-- Where '' stands nothing is asked for: '' and '' is the hall itself, whose `seats` are the workshop's. What a cell's own
-- people do not fit into they take from the cell that encloses it, and from the hall at last; after the day of release
-- nothing is kept for them any more. A cell needs what is `used` in it, and until then at least its seats.
create table cells (
  id text primary key,
  workshop_id text not null references workshops (id),
  unit_id text not null,
  wing_id text not null,
  seats integer not null check (seats >= 0),
  release_on text,
  released_at integer,
  parent_id text,
  -- The cell and those that enclose it, the hall last (JSON).
  chain text not null default '[]',
  -- Seats that its own people hold, and those that the cells inside it need.
  used integer not null default 0,
  -- Somebody waits for a seat of it: nobody passes him.
  awaited integer not null default 0 check (awaited in (0, 1)),
  unique (workshop_id, unit_id, wing_id)
) strict;
create index cells_by_parent on cells (parent_id) where parent_id is not null;
create index cells_to_release on cells (release_on) where release_on is not null and released_at is null;
create trigger workshops_without_cells before delete on workshops begin
  delete from cells where workshop_id = old.id;
end;

-- Where a seat is counted: in the cell that was its person's when he took it, or was offered it (`counted`).
alter table registrations add column cell_id text;
create index registrations_by_cell on registrations (cell_id) where cell_id is not null and cancelled_at is null;
alter table wait_people add column cell_id text;
alter table wait_people add column counted integer not null default 0 check (counted in (0, 1));
create index wait_people_by_cell on wait_people (cell_id) where counted = 1;

-- Whose cell is whose: of the nearest unit above him, and there of his wing before everybody's.
create view cell_homes (workshop_id, unit_id, person_id, cell_id) as
  select w.id, u.id, p.id, (
    select c.id from json_each('["","' || replace(trim(u.path, '/'), '/', '","') || '"]') a
      cross join cells c on c.workshop_id = w.id and c.unit_id = a.value
    where c.wing_id = '' or exists (select 1 from wing_members m where m.person_id = p.id and m.wing_id = c.wing_id)
    order by a.key desc, c.wing_id = '', c.wing_id limit 1)
  from workshops w, units u, people p;

-- How many of a cell's own people find a seat, one after the other, without passing anybody who waits.
create view cell_room (id, free) as
  select h.id, (
    select coalesce(sum(case when x.parent_id is null then max(0, w.capacity - x.used)
        when x.released_at is null then max(0, x.seats - x.used) else 0 end), 0)
    from json_each(h.chain) j cross join cells x on x.id = j.value cross join workshops w on w.id = x.workshop_id
    where not exists (select 1 from json_each(h.chain) b cross join cells y on y.id = b.value
      where b.key <= j.key and y.awaited = 1))
  from cells h;

-- Inserting here counts one more in a cell (n = 1), or one less (-1): in each that encloses it too, up to the first that
-- keeps a seat for it anyway.
create view cell_steps (cell_id, n) as select id, 0 from cells where false;
create trigger cells_stepped instead of insert on cell_steps when new.cell_id is not null begin
  update cells set used = used + new.n where id in (
    select j.value from cells h cross join json_each(h.chain) j
    where h.id = new.cell_id and not exists (
      select 1 from json_each(h.chain) b cross join cells x on x.id = b.value
      where b.key < j.key and x.released_at is null and x.used < x.seats + (new.n < 0)));
end;
create trigger wait_people_counted after update of counted on wait_people when new.counted <> old.counted begin
  insert into cell_steps (cell_id, n) values (new.cell_id, new.counted - old.counted);
end;
create trigger wait_people_uncounted after delete on wait_people when old.counted = 1 begin
  insert into cell_steps (cell_id, n) values (old.cell_id, -1);
end;
create trigger wait_people_seated after update of registration_id on wait_people
  when new.registration_id is not null and new.counted = 1 begin
  update wait_people set counted = 0 where wait_id = new.wait_id and person_id = new.person_id;
end;
create trigger wait_people_at_home after insert on wait_people begin
  update wait_people set cell_id = (select h.cell_id from waits e join cell_homes h on h.workshop_id = e.workshop_id
      and h.unit_id = new.unit_id and h.person_id = new.person_id where e.id = new.wait_id)
    where wait_id = new.wait_id and person_id = new.person_id
      and exists (select 1 from waits e join cells c on c.workshop_id = e.workshop_id where e.id = new.wait_id);
end;

-- Whoever is registered, by whatever path, takes a seat that is free to him: the one that he was offered, or one that
-- nobody before him waits for.
create trigger registrations_in_cells after insert on registrations
  when new.cancelled_at is null and exists (select 1 from cells where workshop_id = new.workshop_id) begin
  update registrations set cell_id = (select h.cell_id from cell_homes h where h.workshop_id = new.workshop_id
      and h.unit_id = new.unit_id and h.person_id = new.person_id) where id = new.id;
  select raise(abort, 'problem:cell-full') where not exists (
      select 1 from waits e join wait_people p on p.wait_id = e.id and p.person_id = new.person_id
      where e.workshop_id = new.workshop_id and e.state in ('offered', 'taken') and e.offer_until > new.registered_at
        and (p.registration_id is null or p.registration_id = new.id))
    and coalesce((select free from cell_room where id = (select cell_id from registrations where id = new.id)), 0) <= 0;
  update wait_people set counted = 0 where person_id = new.person_id and counted = 1
    and wait_id in (select id from waits where workshop_id = new.workshop_id and state = 'offered');
  insert into cell_steps (cell_id, n) select cell_id, 1 from registrations where id = new.id;
  select raise(abort, 'problem:cell-full') from cells c join workshops w on w.id = c.workshop_id
    where c.workshop_id = new.workshop_id and c.parent_id is null and c.used > w.capacity;
end;
create trigger registrations_in_cells_again after update of cancelled_at on registrations
  when old.cancelled_at is not null and new.cancelled_at is null
    and exists (select 1 from cells where workshop_id = new.workshop_id) begin
  update registrations set cell_id = (select h.cell_id from cell_homes h where h.workshop_id = new.workshop_id
      and h.unit_id = new.unit_id and h.person_id = new.person_id) where id = new.id;
  update wait_people set counted = 0 where person_id = new.person_id and counted = 1
    and wait_id in (select id from waits where workshop_id = new.workshop_id and state = 'offered');
  insert into cell_steps (cell_id, n) select cell_id, 1 from registrations where id = new.id;
  select raise(abort, 'problem:state-changed') from cells c join workshops w on w.id = c.workshop_id
    where c.workshop_id = new.workshop_id and c.parent_id is null and c.used > w.capacity;
end;

-- As in 0020, in this order: first the seat is free, then it is offered.
drop trigger registrations_free_a_seat;
create trigger registrations_free_a_seat after update of cancelled_at on registrations
  when old.cancelled_at is null and new.cancelled_at is not null begin
  insert into cell_steps (cell_id, n) values (old.cell_id, -1);
  insert into seat_offers (workshop_id, at)
    select distinct e.workshop_id, new.cancelled_at from waits e join workshops w on w.id = e.workshop_id
    where e.state = 'waiting' and w.tier_id = new.tier_id;
end;
drop trigger waits_ended;
create trigger waits_ended after update of state on waits when new.state in ('lapsed', 'left') begin
  update wait_people set counted = 0 where wait_id = new.id and counted = 1;
  insert into seat_offers (workshop_id, at)
    select distinct e.workshop_id, new.ended_at from waits e join workshops w on w.id = e.workshop_id
      join workshops n on n.id = new.workshop_id and n.tier_id = w.tier_id
    where e.state = 'waiting';
end;
-- Where nobody waits any more, nothing is kept for those who wait.
create trigger waits_await_no_more after update of state on waits
  when old.state = 'waiting' and new.state in ('left', 'taken') begin
  update cells set awaited = 0 where workshop_id = new.workshop_id and awaited = 1
    and not exists (select 1 from waits where workshop_id = new.workshop_id and state = 'waiting');
end;
drop view seats_free;
create view seats_free (workshop_id, seats) as
  select w.id, w.capacity - coalesce(
    (select c.used from cells c where c.workshop_id = w.id and c.unit_id = '' and c.wing_id = ''),
    (select count(*) from registrations r where r.workshop_id = w.id and r.cancelled_at is null)
    + (select count(*) from waits o join wait_people p on p.wait_id = o.id and p.registration_id is null
        where o.workshop_id = w.id and o.state = 'offered'))
  from workshops w;

-- As in 0020 where no seats are kept by cell. Where they are, those who wait are tried one after the other: an entry whose
-- people all find a seat is offered them; one that does not keeps its cells, and those that enclose them, for itself.
drop trigger seat_offers_made;
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
    and not exists (select 1 from cells where workshop_id = new.workshop_id)
    and exists (select 1 from workshops w where w.id = new.workshop_id and w.published_at is not null
      and w.cancelled_at is null and w.opens_at <= new.at and w.closes_at > new.at);
  update cells set awaited = 0 where workshop_id = new.workshop_id and awaited = 1;
  insert into seat_tries (wait_id, at)
    select e.id, new.at from waits e
    where e.workshop_id = new.workshop_id and e.state = 'waiting'
      and exists (select 1 from cells where workshop_id = new.workshop_id)
      and not exists (select 1 from waits_blocked b where b.id = e.id)
      and exists (select 1 from workshops w where w.id = new.workshop_id and w.published_at is not null
        and w.cancelled_at is null and w.opens_at <= new.at and w.closes_at > new.at)
    order by e.place, e.id;
end;
create view seat_tries (wait_id, at) as select id, asked_at from waits where false;
create view seat_holds (wait_id, person_id) as select wait_id, person_id from wait_people where false;
create trigger seats_held instead of insert on seat_holds begin
  update wait_people set counted = 1 where wait_id = new.wait_id and person_id = new.person_id
    and (select free from cell_room where id = wait_people.cell_id) > 0;
end;
create trigger seats_tried instead of insert on seat_tries begin
  insert into seat_holds (wait_id, person_id)
    select wait_id, person_id from wait_people where wait_id = new.wait_id and registration_id is null order by person_id;
  update waits set state = 'offered', offered_at = new.at,
      offer_until = min(new.at + 86400, (select closes_at from workshops where id = waits.workshop_id))
    where id = new.wait_id and not exists (select 1 from wait_people p
      where p.wait_id = new.wait_id and p.registration_id is null and p.counted = 0);
  update wait_people set counted = 0 where wait_id = new.wait_id and counted = 1
    and (select state from waits where id = new.wait_id) = 'waiting';
  update cells set awaited = 1 where id in (
      select j.value from wait_people p cross join cells h on h.id = p.cell_id cross join json_each(h.chain) j
      where p.wait_id = new.wait_id and p.registration_id is null)
    and (select state from waits where id = new.wait_id) = 'waiting';
end;

-- Counts cells anew from the seats themselves, each after those inside it.
create view cell_counts (id) as select id from cells where false;
create trigger cells_counted instead of insert on cell_counts begin
  update cells set used =
      (select count(*) from registrations r where r.cell_id = new.id and r.cancelled_at is null)
      + (select count(*) from wait_people p where p.cell_id = new.id and p.counted = 1)
      + (select coalesce(sum(iif(k.released_at is null, max(k.seats, k.used), k.used)), 0) from cells k where k.parent_id = new.id)
    where id = new.id;
end;
create view cell_chains (id) as select id from cells where false;
create trigger cells_chained instead of insert on cell_chains begin
  update cells set parent_id = (
      select p.id from (select '["","' || replace(trim(u.path, '/'), '/', '","') || '"]' as ids from units u
          where u.id = cells.unit_id union all select '[""]' where cells.unit_id = '') at, json_each(at.ids) a
        cross join cells p on p.workshop_id = cells.workshop_id and p.unit_id = a.value
      where p.id <> cells.id and p.wing_id in ('', cells.wing_id)
      order by a.key desc, p.wing_id = '' limit 1)
    where id = new.id and (unit_id <> '' or wing_id <> '');
  update cells set chain = '["' || id || '"' || coalesce(',' || substr((
      select p.chain from cells p where p.id = cells.parent_id), 2), ']') where id = new.id;
end;

-- Inserting here sets all cells of a workshop (JSON: unitId, wingId, seats, releaseOn), and seats everybody in them anew.
-- None at all ends it. What was released stays so while its day of release stays.
create view cell_sheets (workshop_id, cells, at) as select workshop_id, chain, 0 from cells where false;
create trigger cell_sheets_set instead of insert on cell_sheets begin
  delete from cells where workshop_id = new.workshop_id and (unit_id <> '' or wing_id <> '' or json_array_length(new.cells) = 0)
    and not exists (select 1 from json_each(new.cells) n where coalesce(n.value ->> 'unitId', '') = cells.unit_id
      and coalesce(n.value ->> 'wingId', '') = cells.wing_id);
  insert into cells (id, workshop_id, unit_id, wing_id, seats, release_on, released_at)
    select lower(hex(randomblob(16))), new.workshop_id, coalesce(n.value ->> 'unitId', ''), coalesce(n.value ->> 'wingId', ''),
      n.value ->> 'seats', n.value ->> 'releaseOn',
      iif(n.value ->> 'releaseOn' <= date(new.at + (
      select seconds from zone_shifts where from_at <= new.at order by from_at desc limit 1), 'unixepoch'), new.at, null)
    from json_each(new.cells) n where true
    on conflict (workshop_id, unit_id, wing_id) do update set seats = excluded.seats, release_on = excluded.release_on,
      released_at = iif(excluded.released_at is null and release_on is excluded.release_on, released_at,
        iif(excluded.released_at is null, null, coalesce(released_at, excluded.released_at)));
  insert into cells (id, workshop_id, unit_id, wing_id, seats)
    select lower(hex(randomblob(16))), new.workshop_id, '', '', 0 where json_array_length(new.cells) > 0
    on conflict do nothing;
  insert into cell_chains (id) select c.id from cells c left join units u on u.id = c.unit_id
    where c.workshop_id = new.workshop_id order by length(coalesce(u.path, '')), c.wing_id <> '';
  update registrations set cell_id = (select h.cell_id from cell_homes h where h.workshop_id = registrations.workshop_id
      and h.unit_id = registrations.unit_id and h.person_id = registrations.person_id)
    where workshop_id = new.workshop_id and cancelled_at is null;
  update wait_people set cell_id = (select h.cell_id from cell_homes h where h.workshop_id = new.workshop_id
        and h.unit_id = wait_people.unit_id and h.person_id = wait_people.person_id),
      counted = json_array_length(new.cells) > 0 and registration_id is null
        and (select state from waits where id = wait_id) = 'offered'
    where wait_id in (select id from waits where workshop_id = new.workshop_id and state in ('waiting', 'offered'));
  insert into cell_counts (id) select id from cells where workshop_id = new.workshop_id
    order by json_array_length(chain) desc;
  select raise(abort, 'problem:seats-short') from cells c join workshops w on w.id = c.workshop_id
    where c.workshop_id = new.workshop_id and c.parent_id is null and c.used > w.capacity;
  insert into seat_offers (workshop_id, at) values (new.workshop_id, new.at);
end;

-- Releases cells of a workshop (their ids, JSON), or all whose day has come (null): those who wait are offered what is free now.
create view cell_releases (workshop_id, cells, at) as select workshop_id, chain, 0 from cells where false;
create trigger cells_released instead of insert on cell_releases begin
  update cells set released_at = new.at where workshop_id = new.workshop_id and released_at is null and parent_id is not null
    and iif(new.cells is null, release_on <= date(new.at + (
      select seconds from zone_shifts where from_at <= new.at order by from_at desc limit 1), 'unixepoch'),
      id in (select value from json_each(new.cells)));
  insert into cell_counts (id) select id from cells where workshop_id = new.workshop_id
    order by json_array_length(chain) desc;
  insert into seat_offers (workshop_id, at) values (new.workshop_id, new.at);
end;

-- What a tier asks of a unit by wing or by subject (JSON: kind, id, minimum, target, maximum or null), beside the sums.
alter table tiers add column shares text not null default '[]' check (json_type(shares) = 'array');

-- Whom a unit may not choose, or seat, in a tier: one more of a wing than it may have (`over`), or somebody else where only
-- what its wings still need is left (`kept`, until the day on which the level above takes over).
create view share_bars (tier_id, unit_id, person_id, way, over, kept) as
  select t.id, u.id, p.id, w.way,
    exists (select 1 from json_each(t.shares) s join wing_members m on m.wing_id = s.value ->> 'id' and m.person_id = p.id
      where s.value ->> 'kind' = 'wing' and s.value ->> 'maximum' <= (
        select count(*) from nominations n cross join wing_members o on o.person_id = n.person_id and o.wing_id = m.wing_id
        where w.way = 'nominated' and n.unit_id = u.id and n.tier_id = t.id and n.withdrawn_at is null
          and n.person_id <> p.id) + (
        select count(distinct r.person_id) from registrations r cross join wing_members o
          on o.person_id = r.person_id and o.wing_id = m.wing_id
        where w.way = 'seated' and r.unit_id = u.id and r.tier_id = t.id and r.cancelled_at is null and r.person_id <> p.id)),
    t.maximum < 1 + (
        select count(*) from nominations n where w.way = 'nominated' and n.unit_id = u.id and n.tier_id = t.id
          and n.withdrawn_at is null and n.person_id <> p.id) + (
        select count(distinct r.person_id) from registrations r where w.way = 'seated' and r.unit_id = u.id
          and r.tier_id = t.id and r.cancelled_at is null and r.person_id <> p.id) + (
        select coalesce(sum(max(0, (s.value ->> 'minimum')
          - exists (select 1 from wing_members m where m.person_id = p.id and m.wing_id = s.value ->> 'id') - (
          select count(*) from nominations n cross join wing_members o
            on o.person_id = n.person_id and o.wing_id = s.value ->> 'id'
          where w.way = 'nominated' and n.unit_id = u.id and n.tier_id = t.id and n.withdrawn_at is null
            and n.person_id <> p.id) - (
          select count(distinct r.person_id) from registrations r cross join wing_members o
            on o.person_id = r.person_id and o.wing_id = s.value ->> 'id'
          where w.way = 'seated' and r.unit_id = u.id and r.tier_id = t.id and r.cancelled_at is null
            and r.person_id <> p.id))), 0)
        from json_each(t.shares) s where s.value ->> 'kind' = 'wing')
  from tiers t, units u, people p, (select 'nominated' as way union all select 'seated') w
  where t.shares <> '[]';
create trigger nominations_shared after insert on nominations
  when new.withdrawn_at is null and (select shares from tiers where id = new.tier_id) <> '[]' begin
  select raise(abort, 'problem:wing-full') from share_bars b where b.tier_id = new.tier_id and b.unit_id = new.unit_id
    and b.person_id = new.person_id and b.way = 'nominated' and b.over;
  select raise(abort, 'problem:wing-kept') from share_bars b join tiers t on t.id = b.tier_id
    where b.tier_id = new.tier_id and b.unit_id = new.unit_id and b.person_id = new.person_id and b.way = 'nominated'
      and b.kept and coalesce(t.nominate_by >= date(new.nominated_at + (
      select seconds from zone_shifts where from_at <= new.nominated_at order by from_at desc limit 1), 'unixepoch'), 1);
end;
create trigger registrations_shared after insert on registrations
  when new.cancelled_at is null and (select shares from tiers where id = new.tier_id) <> '[]' begin
  select raise(abort, 'problem:wing-full') from share_bars b where b.tier_id = new.tier_id and b.unit_id = new.unit_id
    and b.person_id = new.person_id and b.way = 'seated' and b.over;
  select raise(abort, 'problem:wing-kept') from share_bars b join tiers t on t.id = b.tier_id
    where b.tier_id = new.tier_id and b.unit_id = new.unit_id and b.person_id = new.person_id and b.way = 'seated'
      and b.kept and coalesce(t.nominate_by >= date(new.registered_at + (
      select seconds from zone_shifts where from_at <= new.registered_at order by from_at desc limit 1), 'unixepoch'), 1);
end;

-- What came of a tier's shares in a unit's subtree; of how many of its units each is met is known up to two of each.
create view share_standing (tier_id, unit_id, kind, id, name_en, name_hi, minimum, target, maximum, units, nominated,
    registered, trained, units_met) as
  select t.id, u.id, s.value ->> 'kind', s.value ->> 'id', coalesce(g.name_en, j.name_en), coalesce(g.name_hi, j.name_hi),
    s.value ->> 'minimum', s.value ->> 'target', s.value ->> 'maximum', coalesce(k.units, 0), coalesce(c.nominated, 0),
    coalesce(c.registered, 0), coalesce(c.trained, 0),
    case when s.value ->> 'minimum' = 0 then coalesce(k.units, 0)
      when u.level_id = t.trainee_level_id then coalesce(c.trained, 0) >= s.value ->> 'minimum'
      when s.value ->> 'minimum' = 1 then coalesce(c.units_one + c.units_more, 0)
      when s.value ->> 'minimum' = 2 then coalesce(c.units_more, 0) end
  from tiers t cross join units u cross join json_each(t.shares) s
    left join wings g on s.value ->> 'kind' = 'wing' and g.id = s.value ->> 'id'
    left join subjects j on s.value ->> 'kind' = 'subject' and j.id = s.value ->> 'id'
    left join unit_counts k on k.unit_id = u.id and k.level_id = t.trainee_level_id
    left join coverage_cells c on c.tier_id = t.id and c.unit_id = u.id
      and c.subject_id = iif(s.value ->> 'kind' = 'subject', s.value ->> 'id', '')
      and c.wing_id = iif(s.value ->> 'kind' = 'wing', s.value ->> 'id', '')
  where g.id is not null or j.id is not null;

-- Of which tiers, and for which last day of nominating, the level above was told what is its to fill.
create table nomination_lapses (
  tier_id text not null references tiers (id),
  nominate_by text not null,
  told_at integer not null,
  primary key (tier_id, nominate_by)
) strict, without rowid;
create index tiers_to_lapse on tiers (nominate_by) where nominate_by is not null;
