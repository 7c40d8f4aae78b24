-- Who counts as an elder in special difficulty (catalogue A09) is a rule of the division; who is one is written down every day.
create table special_difficulty_rule (
  id               uuid        not null constraint special_difficulty_rule_pk primary key,
  area             region_code not null,
  version          int         not null,
  state            text        not null constraint special_difficulty_rule_state check (state in ('drafted', 'approved', 'refused')),
  name             jsonb       not null,
  members          jsonb       not null,
  headings         text[]      not null default '{}',
  unverified       jsonb       not null default '[]',
  valid_from       date        not null,
  reason           text        not null,
  drafted_by       uuid,
  drafted_by_name  text        not null,
  drafted_at       timestamptz not null,
  decided_by       uuid,
  decided_by_name  text,
  decided_at       timestamptz,
  decision_reason  text,
  constraint special_difficulty_rule_version unique (area, version),
  constraint special_difficulty_rule_decided check ((state = 'drafted') = (decided_at is null)),
  constraint special_difficulty_rule_two_people check (drafted_by is distinct from decided_by or drafted_by is null)
);
comment on table special_difficulty_rule is '特殊困难老年人的认定规则：一地一份，分版本 Who counts as an elder in special difficulty, by division and version';
comment on column special_difficulty_rule.valid_from is '自此日起；同一地同日以后一版为准 Counts from this day; of two versions of a division the later counts';
comment on column special_difficulty_rule.drafted_by is '空为随平台提供 Null: came with the platform';
create index special_difficulty_rule_in_force on special_difficulty_rule (area, valid_from);

create table special_difficulty_membership (
  county      county_code not null,
  id          uuid        not null,
  elder_id    uuid        not null,
  region      region_code not null,
  group_id    text        not null,
  group_name  jsonb       not null,
  rule_id     uuid        not null constraint special_difficulty_membership_rule_fk references special_difficulty_rule (id),
  valid_from  date        not null,
  valid_to    date,
  because     jsonb       not null,
  ended_as    text        constraint special_difficulty_membership_ended_as check (ended_as in ('facts', 'rule', 'died', 'moved')),
  recorded_at timestamptz not null,
  ended_at    timestamptz,
  constraint special_difficulty_membership_pk primary key (county, id),
  constraint special_difficulty_membership_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint special_difficulty_membership_period check (valid_to is null or valid_to >= valid_from),
  constraint special_difficulty_membership_ended check ((valid_to is null) = (ended_as is null))
);
comment on table special_difficulty_membership is '特殊困难老年人的进入与退出 When an elder entered and left each group of elders in special difficulty';
comment on column special_difficulty_membership.because is '进入时的事实 The facts on entering: categories, level, birth';
create unique index special_difficulty_membership_running on special_difficulty_membership (county, elder_id, group_id) where valid_to is null;
create index special_difficulty_membership_elder on special_difficulty_membership (county, elder_id, valid_from);
create index special_difficulty_membership_entered on special_difficulty_membership (region, valid_from, id);
create index special_difficulty_membership_left on special_difficulty_membership (region, valid_to, id) where valid_to is not null;

alter table elder
  add column special_difficulty jsonb not null default '[]',
  add column is_special boolean not null generated always as (special_difficulty <> '[]'::jsonb) stored;
comment on column elder.special_difficulty is '今天所属的特殊困难群体，由规则每日得出 Groups in special difficulty today, as [{id, zh, en}]; rewritten by every change and daily';
create index elder_special on elder (county, pinyin, id) where is_special;
create index elder_special_region on elder (region, id) where is_special;

alter table special_difficulty_rule enable row level security;
alter table special_difficulty_membership enable row level security;
grant select, insert, update on special_difficulty_rule to official;
create policy special_difficulty_rule_read on special_difficulty_rule for select to official using (true);
create policy special_difficulty_rule_draft on special_difficulty_rule for insert to official with check (in_scope(area));
create policy special_difficulty_rule_decide on special_difficulty_rule for update to official using (in_scope(area)) with check (in_scope(area));
grant select, insert, update on special_difficulty_membership to official;
create policy special_difficulty_membership_official on special_difficulty_membership to official using (in_scope(region)) with check (in_scope(region));

-- Who held what makes such a rule theirs before the permission existed.
insert into role_permission (role, permission)
  select role.id, added.permission
  from role join (values ('civil-affairs-officer', 'people:draft-rules'), ('benefit-approver', 'people:approve-rules'), ('leader', 'people:approve-rules'))
    as added (role, permission) on added.role = role.id
  on conflict do nothing;
