-- A care plan ends with the life or where the elder moves away. What was written stays: an ending is a row of its own.
alter table care_plan
  add column ends     uuid,
  add column ended_as text constraint care_plan_ended_as check (ended_as in ('died', 'moved')),
  add constraint care_plan_ends_fk foreign key (county, ends) references care_plan (county, id),
  add constraint care_plan_ending check (ends is null or ended_as is not null);
comment on column care_plan.ends is '这一行终止的计划 The plan that this row ends';
comment on column care_plan.ended_as is '终止原因：died 去世、moved 迁出；迁入地的那一行说明原居住地的计划已终止 Why it ended; in the county moved to, that the plan of the former place did';
create unique index care_plan_ended on care_plan (county, ends) where ends is not null;

alter table care_state add column plan_due_since date;
comment on column care_state.plan_due_since is '外县迁入、须重新安排关爱之日起 Since when a new plan is due, because the former one ended with the move here';
create index care_state_plan_due on care_state (region, plan_due_since) where plan_due_since is not null;

-- What stood with the dead and with those who had moved away before this release.
insert into care_plan (county, id, elder_id, region, person_name, manner, interval_days, valid_from, recorded_at, recorded_by, recorded_by_name, ends, ended_as)
  select p.county, gen_random_uuid(), p.elder_id, p.region, p.person_name, p.manner, p.interval_days,
    coalesce(e.died_on, e.moved_on, p.valid_from), now(), p.recorded_by, p.recorded_by_name, p.id, case e.state when 'died' then 'died' else 'moved' end
  from care_plan p join elder e on e.county = p.county and e.id = p.elder_id
  where e.state in ('died', 'moved-out') and not exists (
    select from care_plan l where l.county = p.county and l.elder_id = p.elder_id and l.id > p.id);
delete from care_state s using elder e where e.county = s.county and e.id = s.elder_id and e.state <> 'active';
