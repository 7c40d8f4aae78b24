-- Which division came of which. A reference table like region: written only by enact_division_change.
create table region_change (
  id            uuid        not null constraint region_change_pk primary key,
  from_code     region_code not null,
  to_code       region_code not null,
  kind          text        not null constraint region_change_kind check (kind in ('renamed', 'recoded', 'moved', 'merged', 'split', 'continued')),
  day           date        not null,
  document      text        not null,
  from_name     text        not null,
  to_name       text        not null,
  change_county county_code not null,
  change_id     uuid        not null,
  constraint region_change_once unique (from_code, to_code, day),
  constraint region_change_itself check (from_code <> to_code or kind in ('renamed', 'continued'))
);
comment on table region_change is '区划沿革：何日由何区划变为何区划 Which division came of which, and on what day; several from one is a split, several to one a merger';
comment on column region_change.document is '批准文件 The document that ordered it';
comment on column region_change.from_name is '变更前名称 The name before';
create index region_change_to on region_change (to_code, day);
alter table region_change enable row level security;
grant select on region_change to official, organisation, person, anonymous, gatekeeper;
create policy region_change_public on region_change for select to official, organisation, person, anonymous, gatekeeper using (true);

create table division_change (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  day          date        not null,
  document     text        not null,
  file_name    text        not null,
  complete     boolean     not null,
  state        text        not null default 'prepared'
    constraint division_change_state check (state in ('prepared', 'submitted', 'applying', 'applied', 'cancelled')),
  faults       jsonb       not null default '[]',
  splits       jsonb       not null default '{}',
  prepared_by  uuid[]      not null,
  prepared_by_name text    not null,
  prepared_at  timestamptz not null,
  approved_by  uuid,
  approved_by_name text,
  approved_at  timestamptz,
  enacted_at   timestamptz,
  finished_at  timestamptz,
  done         int         not null default 0,
  total        int         not null default 0,
  fault        jsonb,
  version      int         not null default 1,
  constraint division_change_pk primary key (county, id),
  constraint division_change_county check (county = left(region, 6)),
  constraint division_change_approved check ((state in ('applying', 'applied')) = (approved_by is not null and approved_at is not null)),
  constraint division_change_two_people check (approved_by <> all (prepared_by)),
  constraint division_change_applied check ((state = 'applied') = (finished_at is not null))
);
comment on table division_change is '区划调整：一份新清单与现行区划的差异，两人办理 What a newer list of divisions changes in an area; prepared by one, approved by another';
comment on column division_change.region is '调整所涉地区 The area the list is about';
comment on column division_change.day is '生效日 The day it takes effect';
comment on column division_change.complete is '清单是否完整：未列出的即为撤销 Whether what the list leaves out is gone';
comment on column division_change.splits is '拆分的区划如何分开：按网格，或以后逐人指定 How the elders of a division that is split are told apart: by grid, or later one by one';
comment on column division_change.prepared_by is '编制、修改或提交过的账号；均不得审批 Accounts that prepared, changed or submitted it; none of them may approve';
comment on column division_change.enacted_at is '区划表已更新的时间，其后逐县变更业务数据 When the divisions were changed; the records follow county by county';
comment on column division_change.done is '已处理的县数 Counties whose records have followed';
comment on column division_change.fault is '中断原因 Why it stopped, if it did';
create index division_change_region on division_change (region, id desc);
create unique index division_change_one_at_a_time on division_change (county, region) where state in ('prepared', 'submitted', 'applying');

create table division_change_line (
  county         county_code not null,
  id             uuid        not null,
  change_id      uuid        not null,
  region         region_code not null,
  position       int         not null,
  from_code      region_code,
  from_name      text,
  to_code        region_code,
  to_name        text,
  to_parent      region_code,
  to_county      county_code,
  to_urban_class text        constraint division_change_line_urban_class check (to_urban_class in ('111', '112', '121', '122', '123', '210', '220')),
  to_pinyin      text,
  to_initials    text,
  level          text        not null constraint division_change_line_level check (level in ('province', 'city', 'county', 'town', 'village')),
  kind           text        not null constraint division_change_line_kind
    check (kind in ('renamed', 'recoded', 'moved', 'merged', 'split', 'continued', 'new', 'gone')),
  how            text        not null constraint division_change_line_how
    check (how in ('official', 'code', 'same-name', 'moved', 'similar-name', 'hand', 'none')),
  said           text        not null default '',
  confirmed      boolean     not null default false,
  constraint division_change_line_pk primary key (county, id),
  constraint division_change_line_change_fk foreign key (county, change_id) references division_change (county, id),
  constraint division_change_line_once unique nulls not distinct (county, change_id, from_code, to_code),
  constraint division_change_line_new check ((kind = 'new') = (from_code is null)),
  constraint division_change_line_gone check ((kind = 'gone') = (to_code is null)),
  constraint division_change_line_to check (to_code is null or (to_name is not null and to_parent is not null and to_pinyin is not null and to_initials is not null)),
  constraint division_change_line_itself check ((from_code = to_code) is not true or kind in ('renamed', 'continued'))
);
comment on table division_change_line is '区划调整的每一条：由何区划变为何区划 One arrow of a change: from what was to what is';
comment on column division_change_line.how is '对应关系的来历 How the pair came about';
comment on column division_change_line.said is '清单自述的变更类型 What the list itself calls the change';
comment on column division_change_line.confirmed is '经办人已逐条确认 Confirmed by the officer';
create index division_change_line_change on division_change_line (county, change_id, position);

create table division_change_county (
  county    county_code not null,
  change_id uuid        not null,
  change_county county_code not null,
  region    region_code not null,
  elders    int         not null default 0,
  rows      int         not null default 0,
  transfers int         not null default 0,
  left_behind int       not null default 0,
  finished_at timestamptz,
  constraint division_change_county_pk primary key (county, change_id)
);
comment on table division_change_county is '区划调整在一个县的办理进度与结果 How far the records of one county have followed a change, and what came of it';
comment on column division_change_county.elders is '随之变更的老年人档案数 Elders whose files followed';
comment on column division_change_county.rows is '随之变更的其他记录数 Other records that followed';
comment on column division_change_county.transfers is '须跨县转接的档案数 Files that have to be transferred to another county';
comment on column division_change_county.left_behind is '留在原区划、待指定去向的档案数 Files left at the old division until somebody decides where they belong';

create table division_transfer (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  change_id    uuid        not null,
  elder_id     uuid        not null,
  to_region    region_code not null,
  requested_at timestamptz,
  transfer_id  uuid,
  obstacle     jsonb,
  tried_on     date,
  constraint division_transfer_requested check ((requested_at is null) = (transfer_id is null)),
  constraint division_transfer_pk primary key (county, id),
  constraint division_transfer_once unique (county, change_id, elder_id),
  constraint division_transfer_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table division_transfer is '因区划改属他县而须转接的档案 Files that have to be transferred because their division came under another county';
comment on column division_transfer.obstacle is '为何还不能提出转接；排除后每日自动再试 Why it could not be asked for; tried again every day';
create index division_transfer_waiting on division_transfer (county, change_id) where requested_at is null;

alter table division_change enable row level security;
alter table division_change_line enable row level security;
alter table division_change_county enable row level security;
alter table division_transfer enable row level security;
grant select, insert, update on division_change, division_change_county, division_transfer to official;
grant select, insert, update, delete on division_change_line to official;
create policy division_change_official on division_change to official using (in_scope(region)) with check (in_scope(region));
create policy division_change_line_official on division_change_line to official using (in_scope(region)) with check (in_scope(region));
create policy division_change_county_official on division_change_county to official using (in_scope(region)) with check (in_scope(region));
create policy division_transfer_official on division_transfer to official using (in_scope(region)) with check (in_scope(region));

-- The list of divisions stays closed to the application: this writes what two people agreed on and nothing else, once.
create function enact_division_change(of_county text, of_change uuid, at_instant timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change division_change;
begin
  select * into change from division_change c
   where c.county = of_county and c.id = of_change and c.state = 'applying' and c.approved_by is not null and in_scope(c.region) for update;
  if not found then
    raise exception 'There is no approved division change % within the scope', of_change using errcode = 'insufficient_privilege';
  end if;
  if change.enacted_at is not null then return false; end if;
  insert into region (code, name, level, parent, county, urban_class, pinyin, initials, listed, valid_from)
    select distinct on (l.to_code) l.to_code, l.to_name, l.level, l.to_parent, l.to_county, l.to_urban_class, l.to_pinyin, l.to_initials, true, change.day
      from division_change_line l
     where l.county = of_county and l.change_id = of_change and l.to_code is not null
       and not exists (select from region r where r.code = l.to_code)
     order by l.to_code, l.position;
  update region r set name = l.to_name, pinyin = l.to_pinyin, initials = l.to_initials
    from division_change_line l
   where l.county = of_county and l.change_id = of_change and l.from_code = l.to_code and r.code = l.to_code and r.name <> l.to_name;
  update region r set valid_to = change.day, successor = s.only_one
    from (select l.from_code, case when count(l.to_code) = 1 then min(l.to_code::text) end as only_one
            from division_change_line l
           where l.county = of_county and l.change_id = of_change and l.from_code is not null
           group by l.from_code having count(*) filter (where l.to_code = l.from_code) = 0) s
   where r.code = s.from_code and r.valid_to is null;
  insert into region_change (id, from_code, to_code, kind, day, document, from_name, to_name, change_county, change_id)
    select l.id, l.from_code, l.to_code, l.kind, change.day, change.document, l.from_name, l.to_name, of_county, of_change
      from division_change_line l
     where l.county = of_county and l.change_id = of_change and l.from_code is not null and l.to_code is not null;
  update division_change set enacted_at = at_instant where county = of_county and id = of_change;
  return true;
end $$;
comment on function enact_division_change(text, uuid, timestamptz) is '按已批准的区划调整更新区划表，只做一次 Writes an approved change into the list of divisions, once';
revoke all on function enact_division_change(text, uuid, timestamptz) from public;
grant execute on function enact_division_change(text, uuid, timestamptz) to official;

alter table former_residence add column division_change uuid;
comment on column former_residence.division_change is '因区划调整而变更时，为该次调整；空为迁居 The division change that ended it; null where the elder moved';

-- Grants follow by the hand of the application; what was lent of two grants that became one is lent of that one.
grant update (region) on access_grant to official;
grant update (grant_id) on grant_loan to official;

-- What else names a division follows through these two and nothing else, so that no table has to let its divisions be
-- rewritten: they know the codes of an approved change within the scope, and the columns that name a division.
create function division_change_column(target text, target_column text, is_list boolean) returns void
language plpgsql stable set search_path = public, pg_temp as $$
begin
  perform from information_schema.columns c
   where c.table_schema = 'public' and c.table_name = target and c.column_name = target_column
     and (c.domain_name = 'region_code' or (is_list and c.data_type = 'ARRAY'));
  if not found then raise exception '%.% names no division', target, target_column using errcode = 'insufficient_privilege'; end if;
end $$;

create function carry_division_codes(of_county text, of_change uuid, target text, target_column text, within_county text, is_list boolean)
returns setof uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pairs jsonb;
  has_id boolean;
begin
  perform division_change_column(target, target_column, is_list);
  perform from division_change c
   where c.county = of_county and c.id = of_change and c.state = 'applying' and c.enacted_at is not null and in_scope(c.region);
  if not found then raise exception 'There is no enacted division change % within the scope', of_change using errcode = 'insufficient_privilege'; end if;
  select jsonb_object_agg(l.from_code, l.heirs) into pairs from (
    select from_code, jsonb_agg(to_code order by to_code) as heirs from division_change_line
     where county = of_county and change_id = of_change and from_code is not null and to_code is not null
     group by from_code) l
   where is_list or (jsonb_array_length(l.heirs) = 1 and l.heirs ->> 0 <> l.from_code
     and (within_county is null or (left(l.from_code, 6) = within_county and left(l.heirs ->> 0, 6) = within_county)));
  if pairs is null then return; end if;
  select exists (select from information_schema.columns c where c.table_schema = 'public' and c.table_name = target and c.column_name = 'id') into has_id;
  if is_list then
    return query execute format(
      'update %1$I t set %2$I = (select array_agg(distinct coalesce(h.code, o.code) order by coalesce(h.code, o.code))
         from unnest(t.%2$I) as o(code) left join lateral jsonb_array_elements_text($1 -> o.code) as h(code) on true)
       where t.%2$I && (select array_agg(k) from jsonb_object_keys($1) as k) returning t.id', target, target_column) using pairs;
  else
    return query execute format(
      'update %1$I t set %2$I = ($1 -> t.%2$I) ->> 0 where t.%2$I = any (select k from jsonb_object_keys($1) as k) %3$s returning %4$s',
      target, target_column, case when within_county is null then '' else 'and t.county = $2' end,
      case when has_id then 't.id' else 'null::uuid' end) using pairs, within_county;
  end if;
end $$;
comment on function carry_division_codes(text, uuid, text, text, text, boolean) is '按已批准的区划调整改写一列区划代码 Brings the codes of one column to those of an enacted change';

create function carry_division_with_parent(of_county text, of_change uuid, within_county text, target text, target_column text, parent text, by_column text, ids uuid[])
returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  carried int;
begin
  perform division_change_column(target, target_column, false);
  perform division_change_column(parent, 'region', false);
  perform from division_change c
   where c.county = of_county and c.id = of_change and c.enacted_at is not null and (in_scope(c.region) or in_scope_of_county(within_county));
  if not found then raise exception 'There is no enacted division change % within the scope', of_change using errcode = 'insufficient_privilege'; end if;
  execute format(
    'update %1$I t set %2$I = p.region from %3$I p
      where p.county = t.county and p.id = t.%4$I and t.county = $1 and t.%4$I = any($2) and t.%2$I <> p.region',
    target, target_column, parent, by_column) using within_county, ids;
  get diagnostics carried = row_count;
  return carried;
end $$;
comment on function carry_division_with_parent(text, uuid, text, text, text, text, text, uuid[]) is '区划调整后，附属记录跟随主记录 After a change of divisions a row lies where the row it hangs on lies';
revoke all on function carry_division_codes(text, uuid, text, text, text, boolean),
  carry_division_with_parent(text, uuid, text, text, text, text, text, uuid[]) from public;
grant execute on function carry_division_codes(text, uuid, text, text, text, boolean),
  carry_division_with_parent(text, uuid, text, text, text, text, text, uuid[]) to official;

-- Roles of an installation that is there already; a new one gets it with its first roles.
insert into role_permission (role, permission)
  select id, 'regions:change' from role where id = 'system-administrator' on conflict do nothing;
