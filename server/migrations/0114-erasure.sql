-- Erases what a period or a request brings to its end; reaches what names a person, within its scope, and only while an
-- approved erasure is carried out.
do $$
begin
  if not exists (select from pg_roles where rolname = 'eraser') then create role eraser nologin; end if;
end $$;
grant eraser to yinian_app;
grant usage on schema public to eraser;

create table erasure (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  rule           text        not null constraint erasure_rule check (rule in ('elder-file', 'import-file')),
  subject_id     uuid        not null,
  elder_id       uuid,
  request_ground text,
  reason         text        not null default '',
  due_on         date,
  state          text        not null constraint erasure_state check (state in ('due', 'submitted', 'erased', 'refused')),
  proposed_at    timestamptz not null,
  submitted_by   uuid,
  submitted_name text,
  submitted_at   timestamptz,
  decided_by     uuid,
  decided_name   text,
  decided_at     timestamptz,
  decision_reason text       not null default '',
  result         jsonb       not null default '{}',
  constraint erasure_pk primary key (county, id),
  constraint erasure_ground check (due_on is not null or request_ground is not null),
  constraint erasure_submitted check (state = 'due' or (submitted_by is not null and submitted_at is not null)),
  constraint erasure_decided check ((state in ('erased', 'refused')) = (decided_by is not null and decided_at is not null)),
  constraint erasure_two_people check (decided_by <> submitted_by)
);
comment on table erasure is '删除事项：到期或依申请，一人提请、另一人审批 What is due or asked to be erased: submitted by one person, decided by another';
comment on column erasure.result is '各表删除或匿名的行数；不含本人信息 Rows erased or made nameless, by table; nothing of the person';
create unique index erasure_once on erasure (county, rule, subject_id) where state in ('due', 'submitted');
create index erasure_list on erasure (region, state, id desc);
create index erasure_subject on erasure (county, subject_id);

create table retention_hold (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  elder_id       uuid        not null,
  kind           text        not null constraint retention_hold_kind check (kind in ('litigation', 'open-case', 'other')),
  reason         text        not null,
  placed_by      uuid        not null,
  placed_name    text        not null,
  placed_at      timestamptz not null,
  released_by    uuid,
  released_name  text,
  released_at    timestamptz,
  release_reason text        not null default '',
  constraint retention_hold_pk primary key (county, id),
  constraint retention_hold_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint retention_hold_released check ((released_by is null) = (released_at is null))
);
comment on table retention_hold is '保全：未解除前不得删除 While a hold stands nothing of the file may be erased';
create index retention_hold_elder on retention_hold (county, elder_id);

alter table erasure enable row level security;
alter table retention_hold enable row level security;
grant select, insert, update on erasure, retention_hold to official;
create policy erasure_official on erasure to official using (in_scope(region)) with check (in_scope(region));
create policy retention_hold_official on retention_hold to official using (in_scope(region)) with check (in_scope(region));

insert into role_permission (role, permission)
  select role.id, held.permission from role
  join (values ('civil-affairs-officer', 'erasure:read'), ('civil-affairs-officer', 'erasure:propose'),
    ('leader', 'erasure:read'), ('leader', 'erasure:approve'), ('supervisor', 'erasure:read')) as held (role, permission)
    on held.role = role.id
  on conflict do nothing;
