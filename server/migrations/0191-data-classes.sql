-- Classes of data that a role is not shown in a division (O06): rules, and how two people came to them.
create table class_rule (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  region_to         text collate "C" not null generated always as (case
    when region = '000000000000' then '999999999999'
    when substr(region, 3) = '0000000000' then left(region, 2) || '9999999999'
    when substr(region, 5) = '00000000' then left(region, 4) || '99999999'
    when substr(region, 7) = '000000' then left(region, 6) || '999999'
    when substr(region, 10) = '000' then left(region, 9) || '999'
    else region end) stored,
  role              text        not null constraint class_rule_role_fk references role (id),
  data_class        text        not null,
  valid_from        date        not null,
  valid_to          date,
  reason            text        not null,
  request_id        uuid        not null,
  proposed_by_name  text        not null,
  approved_by       uuid        not null,
  approved_by_name  text        not null,
  approved_at       timestamptz not null,
  ended_request_id  uuid,
  constraint class_rule_pk primary key (county, id),
  constraint class_rule_period check (valid_to is null or valid_to >= valid_from)
);
comment on table class_rule is '分级分类规则：某地某岗位不显示某类数据 In a division and below it, a role is not shown a class of data, on the days [valid_from, valid_to)';
comment on column class_rule.region_to is '辖区最后一个代码 The last code of the division''s subtree';
comment on column class_rule.data_class is '数据类别 The class of data, of core/privacy/data-classes.ts';
comment on column class_rule.request_id is '依据的申请 The request it came of';
comment on column class_rule.ended_request_id is '终止它的申请 The request that ended it';
comment on column class_rule.proposed_by_name is '申请人 Who asked for it';
-- Asked at every request for the few divisions above a grant.
create index class_rule_in_force on class_rule (role, region);

create table class_request (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  kind              text        not null constraint class_request_kind check (kind in ('withhold', 'show')),
  role              text        not null constraint class_request_role_fk references role (id),
  data_class        text        not null,
  valid_from        date,
  valid_to          date,
  reason            text        not null,
  state             text        not null default 'waiting'
    constraint class_request_state check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
  requested_by      uuid        not null,
  requested_by_name text        not null,
  requested_at      timestamptz not null,
  decided_by        uuid,
  decided_by_name   text,
  decided_at        timestamptz,
  decision_reason   text,
  version           int         not null default 1,
  constraint class_request_pk primary key (county, id),
  constraint class_request_decided check ((state = 'waiting') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint class_request_two_people check (state not in ('approved', 'refused') or decided_by <> requested_by)
);
comment on table class_request is '分级分类规则的申请：须第二人复核 Requests to withhold a class of data from a role, or to show it again; a second person decides';
comment on column class_request.kind is '不显示或恢复显示 Whether a rule is to begin or to end';
create unique index class_request_waiting on class_request (region, role, data_class) where state = 'waiting';
comment on column class_request.data_class is '数据类别 The class of data, of core/privacy/data-classes.ts';
create index class_request_order on class_request (region, id desc);

alter table class_rule enable row level security;
alter table class_request enable row level security;
grant select on class_rule to gatekeeper;
create policy class_rule_gate on class_rule for select to gatekeeper using (true);
-- A division is told of the rules above it, which hold in it too.
grant select, insert, update (valid_to, ended_request_id) on class_rule to official;
create policy class_rule_read on class_rule for select to official using (
  in_scope(region) or (region <= current_setting('yinian.scope_from', true) and region_to >= current_setting('yinian.scope_to', true)));
create policy class_rule_make on class_rule for insert to official with check (in_scope(region));
create policy class_rule_end on class_rule for update to official using (in_scope(region)) with check (in_scope(region));
grant select, insert, update (state, decided_by, decided_by_name, decided_at, decision_reason, version) on class_request to official;
create policy class_request_official on class_request to official using (in_scope(region)) with check (in_scope(region));
