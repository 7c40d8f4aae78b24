-- What the register said before: every particular that was overwritten, and what periods said before they were changed, so
-- that both "what held on a day" and "what was known then" can be answered (docs/decisions/0041-what-was-known-when.md).
create table elder_former_particular (
  county          county_code not null,
  id              uuid        not null,
  elder_id        uuid        not null,
  of_file         uuid        not null,
  region          region_code not null,
  field           text        not null
    constraint elder_former_particular_field check (field in ('name', 'sex', 'birth', 'ethnicity', 'document', 'phone', 'address', 'payee', 'death', 'move')),
  value           text,
  value_sealed    bytea,
  why             text        not null constraint elder_former_particular_why check (why in ('change', 'correction')),
  next_from       date,
  reason          text        not null default '',
  known_until     timestamptz not null,
  changed_by      uuid        not null,
  changed_by_name text        not null,
  constraint elder_former_particular_pk primary key (county, id),
  constraint elder_former_particular_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint elder_former_particular_from check ((why = 'change') = (next_from is not null))
);
comment on table elder_former_particular is '基本信息的历史值 What a particular of an elder said before it was changed or corrected';
comment on column elder_former_particular.county is '县级区划代码 County, the first six digits of the division';
comment on column elder_former_particular.id is '编号 Identifier, in the order in which the changes were made';
comment on column elder_former_particular.elder_id is '老年人档案 The elder’s file';
comment on column elder_former_particular.of_file is '所属的原档案；合并后仍指原档案 The file whose particular it was; stays when files are merged';
comment on column elder_former_particular.region is '所在区划 Division, follows the elder';
comment on column elder_former_particular.field is '字段 Which particular';
comment on column elder_former_particular.value is '原值；敏感项为掩码 The former value as it is shown; masked where it is sensitive';
comment on column elder_former_particular.value_sealed is '原值（加密），原样保留 The former value, sealed as it was with the county''s data key';
comment on column elder_former_particular.why is '变更（原值曾经成立）或更正（原值从未成立） change: the former value held until next_from; correction: it never held';
comment on column elder_former_particular.next_from is '新值自此日起成立；更正时为空 Day from which the following value holds; null for a correction';
comment on column elder_former_particular.reason is '原因 Reason given';
comment on column elder_former_particular.known_until is '改动时间：此前登记的是原值 When it was changed; until then the register said the former value';
comment on column elder_former_particular.changed_by is '改动人 Account that changed it';
comment on column elder_former_particular.changed_by_name is '改动人当时的姓名 Name of who changed it, kept as it was';
create index elder_former_particular_elder on elder_former_particular (county, elder_id, id);
alter table elder_former_particular enable row level security;
grant select, insert, update on elder_former_particular to official;
create policy elder_former_particular_official on elder_former_particular to official
  using (in_scope(region)) with check (in_scope(region));
grant select (county, id, field, of_file, value_sealed), update (value_sealed) on elder_former_particular to keeper;
create policy elder_former_particular_keeper on elder_former_particular to keeper using (true) with check (true);
grant select (county, elder_id), delete on elder_former_particular to eraser;
create policy elder_former_particular_eraser on elder_former_particular to eraser using (in_scope(region));

-- Periods carry what they said before along with them, so that nothing of it is left behind by a merge, a move or an erasure.
alter table elder_circumstance add column former jsonb not null default '[]';
alter table related_person add column former jsonb not null default '[]';
alter table former_residence add column former jsonb not null default '[]';
comment on column elder_circumstance.former is '以前的说法：[{until, by, was}]，按改动先后 What the period said before it was changed, oldest first';
comment on column related_person.former is '以前的说法：[{until, by, was}]，按改动先后 What the row said before it was changed, oldest first';
comment on column former_residence.former is '以前的说法：[{until, by, was}]，按改动先后 What the row said before it was changed, oldest first';
grant update (former) on elder_circumstance to eraser;

-- Dates of a level are for towns and above (B08); a village reads the level alone.
create function level_dates_in_scope(region text) returns boolean language sql stable parallel safe as $$
  select in_scope(region) and case when current_setting('yinian.scope', true) = ''
    then current_setting('yinian.scope_from', true) <> current_setting('yinian.scope_to', true)
    else exists (select from unnest(string_to_array(current_setting('yinian.scope', true), ',')) as held
      where held !~ '^[0-9]{12}' and region like held) end
$$;
comment on function level_dates_in_scope(text) is '当前操作者是否可见此地老人能力等级的日期 Whether the acting account reads the dates of levels of a division';
