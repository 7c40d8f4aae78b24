-- Places kept for whoever comes without a telephone (O12): the rule of a division, and by which way a place of a joint day was taken.
create table kept_place_rule (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  kind          text        not null constraint kept_place_rule_kind check (kind in ('joint-day')),
  kept_percent  int         not null constraint kept_place_rule_percent check (kept_percent between 1 and 100),
  release_hours int         not null constraint kept_place_rule_hours check (release_hours between 0 and 240),
  counter       text        not null,
  telephone     text        not null,
  valid_from    date        not null,
  valid_to      date,
  reason        text        not null,
  made_at       timestamptz not null,
  made_by       uuid        not null,
  made_by_name  text        not null,
  constraint kept_place_rule_pk primary key (county, id),
  constraint kept_place_rule_period check (valid_to is null or valid_to >= valid_from)
);
comment on table kept_place_rule is '线下保留名额规则：某地的名额留多少给窗口和电话，提前多久放开 In a division, the share of places kept for counters and telephones, and how long before the day what is left of it is released';
comment on column kept_place_rule.kind is '哪类名额 Which places, of core/kept-places/kept-places.ts';
comment on column kept_place_rule.kept_percent is '保留比例（百分数，向上取整） Share kept, in per cent, rounded up to whole places';
comment on column kept_place_rule.release_hours is '当日零时前多少小时放开 Hours before the day begins at which it is released';
comment on column kept_place_rule.counter is '办理窗口 The counter to go to';
comment on column kept_place_rule.telephone is '窗口电话 The telephone of the counter';
create index kept_place_rule_in_force on kept_place_rule (kind, region, valid_from);

alter table kept_place_rule enable row level security;
grant select, insert, update (valid_to) on kept_place_rule to official;
create policy kept_place_rule_official on kept_place_rule to official using (in_scope(region)) with check (in_scope(region));

create function kept_place_rules_for(of_regions text[], of_kind text, on_day date)
returns table (region text, kept_percent int, release_hours int, counter text, telephone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.region::text, r.kept_percent, r.release_hours, r.counter, r.telephone from kept_place_rule r
  where r.region = any (of_regions) and r.kind = of_kind and r.valid_from <= on_day and (r.valid_to is null or r.valid_to > on_day)
  order by r.region desc, r.valid_from desc, r.id desc
$$;
comment on function kept_place_rules_for is '一地及其上级当日有效的保留规则，近者在前；公布的规则，谁都可以看 The rules of a division and those above it on a day, the nearest first; they are announced, and tell of nobody';
revoke all on function kept_place_rules_for(text[], text, date) from public;
grant execute on function kept_place_rules_for(text[], text, date) to official, person;

alter table joint_booking
  add column channel      text not null default 'phone' constraint joint_booking_channel check (channel in ('counter', 'phone', 'home-visit', 'online')),
  add column cancelled_at timestamptz,
  add column cancelled_by uuid;
alter table joint_booking drop constraint joint_booking_state;
alter table joint_booking add constraint joint_booking_state check (state in ('booked', 'attended', 'absent', 'cancelled'));
alter table joint_booking add constraint joint_booking_cancelled check ((state = 'cancelled') = (cancelled_at is not null));
comment on column joint_booking.channel is '预约渠道：窗口、电话、上门、网上；以前的都由工作人员电话通知 How the place was taken; those of before were all called';
comment on column joint_booking.cancelled_at is '取消时间 When it was given back';
comment on column joint_booking.cancelled_by is '谁取消的 Who gave it back';
-- Who gave a place back may take one of the same day again.
drop index joint_booking_of_day;
create unique index joint_booking_of_day on joint_booking (county, day_id, elder_id) where state <> 'cancelled';
create index joint_booking_taken on joint_booking (county, day_id, channel) where state <> 'cancelled';

create function joint_day_taken(of_county text, of_day uuid) returns table (channel text, taken int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from joint_day d where d.county = of_county and d.id = of_day for no key update;
  return query select b.channel, count(*)::int from joint_booking b
    where b.county = of_county and b.day_id = of_day and b.state <> 'cancelled' group by b.channel;
end $$;
comment on function joint_day_taken is '占住一天的名额再数：两人同时要最后一个，只有一人得到 Holds the places of a day until the transaction ends, then counts them: of two who want the last one, one gets it';

create function joint_days_for(of_county text, of_elder uuid, from_day date)
returns table (id uuid, region text, held_on date, months_ahead int, place text, health_centre text, capacity int, counter int, phone int, home_visit int, online int)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.region::text, d.held_on, d.months_ahead, d.place, d.health_centre, d.capacity,
    count(*) filter (where b.channel = 'counter')::int, count(*) filter (where b.channel = 'phone')::int,
    count(*) filter (where b.channel = 'home-visit')::int, count(*) filter (where b.channel = 'online')::int
  from elder e
  join joint_day d on d.county = e.county and d.held_on >= from_day
    and e.region like case when d.region like '%000000' then left(d.region, 6) when d.region like '%000' then left(d.region, 9) else d.region end || '%'
  left join joint_booking b on b.county = d.county and b.day_id = d.id and b.state <> 'cancelled'
  where e.county = of_county and e.id = of_elder and stands_for(e.id)
  group by d.county, d.id order by d.held_on, d.id limit 20
$$;
comment on function joint_days_for is '老人所在地的联合日和已占名额数，不说是谁 The joint days where an elder lives, and how many places are taken, never by whom';
revoke all on function joint_day_taken(text, uuid), joint_days_for(text, uuid, date) from public;
grant execute on function joint_day_taken(text, uuid) to official, person;
grant execute on function joint_days_for(text, uuid, date) to person;

grant select (county, id, region, day_id, held_on, elder_id, due_for, state, channel) on joint_booking to person;
grant insert (county, id, region, day_id, held_on, elder_id, due_for, booked_at, booked_by, channel) on joint_booking to person;
grant update (state, cancelled_at, cancelled_by) on joint_booking to person;
create policy joint_booking_person on joint_booking for select to person using (stands_for(elder_id));
create policy joint_booking_taken_by_person on joint_booking for insert to person
  with check (stands_for(elder_id) and channel = 'online' and state = 'booked' and booked_by = current_account());
create policy joint_booking_given_back on joint_booking for update to person
  using (stands_for(elder_id) and state = 'booked')
  with check (stands_for(elder_id) and state = 'cancelled' and cancelled_by = current_account());
