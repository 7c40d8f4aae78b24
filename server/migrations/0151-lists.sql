-- What people keep of lists: views under a name, files taken out of them, and files taken out again and again.
create table saved_view (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  region_to   region_code not null,
  account_id  uuid        not null,
  owner_name  text        not null,
  list        text        not null,
  name        text        not null,
  filter      jsonb       not null default '{}',
  columns     text[],
  shared_role text,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint saved_view_pk primary key (county, id),
  constraint saved_view_county check (county = left(region, 6))
);
comment on table saved_view is '列表的常用视图 A list as somebody comes back to it: filter, columns, order';
comment on column saved_view.region is '共享到的区域；不共享时为本人的区域 The division it is shared in, or its owner''s own';
comment on column saved_view.region_to is '该区域代码范围的末尾 Last code of that division, so that whoever is inside can be told without a table';
comment on column saved_view.filter is '筛选条件，不含搜索词 Filters as in the address of the page; words searched for are never kept';
comment on column saved_view.shared_role is '共享给此区域内的哪个角色；空为仅本人 The role it is shared with inside of the division; null for oneself alone';
create index saved_view_account on saved_view (account_id, list);
create index saved_view_shared on saved_view (list, shared_role) where shared_role is not null;

create table default_view (
  county     county_code not null,
  account_id uuid        not null,
  list       text        not null,
  region     region_code not null,
  view_id    uuid        not null,
  constraint default_view_pk primary key (county, account_id, list)
);
comment on table default_view is '打开列表时先用的视图 The view a list opens with, for each account';

create table list_export (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  account_id    uuid        not null,
  list          text        not null,
  filter_sealed bytea       not null,
  columns       text[],
  format        text        not null constraint list_export_format check (format in ('xlsx', 'csv')),
  language      text        not null constraint list_export_language check (language in ('zh', 'en')),
  purpose       text        not null,
  schedule_id   uuid,
  scheduled_on  date,
  state         text        not null constraint list_export_state
    check (state in ('waiting', 'running', 'ready', 'failed', 'cancelled', 'expired')),
  total         int,
  bytes         bigint      not null default 0,
  file_name     text,
  content_type  text,
  fault         jsonb,
  created_at    timestamptz not null,
  ready_at      timestamptz,
  expires_at    timestamptz,
  fetched_at    timestamptz,
  fetches       int         not null default 0,
  constraint list_export_pk primary key (county, id),
  constraint list_export_once unique nulls distinct (county, schedule_id, account_id, scheduled_on)
);
comment on table list_export is '导出文件：后台写成，只有本人可以下载，七天后删除 A list being written into a file; only its owner fetches it, and it is gone after seven days';
comment on column list_export.filter_sealed is '筛选条件（加密），可能含搜索词 Filters, sealed because they may hold words searched for';
comment on column list_export.fetched_at is '首次下载的时刻 When it was fetched first';
create index list_export_account on list_export (account_id, id);
create index list_export_expiring on list_export (expires_at) where state = 'ready';

create table list_export_part (
  county         county_code not null,
  export_id      uuid        not null,
  part           int         not null,
  region         region_code not null,
  account_id     uuid        not null,
  content_sealed bytea       not null,
  constraint list_export_part_pk primary key (county, export_id, part),
  constraint list_export_part_export_fk foreign key (county, export_id) references list_export (county, id)
);
comment on table list_export_part is '导出文件的分段（加密） The parts of such a file, sealed';

create table export_schedule (
  county     county_code not null,
  id         uuid        not null,
  region     region_code not null,
  account_id uuid        not null,
  owner_name text        not null,
  name       text        not null,
  list       text        not null,
  filter     jsonb       not null,
  columns    text[],
  format     text        not null constraint export_schedule_format check (format in ('xlsx', 'csv')),
  language   text        not null constraint export_schedule_language check (language in ('zh', 'en')),
  purpose    text        not null,
  rhythm     text        not null constraint export_schedule_rhythm check (rhythm in ('weekly', 'monthly')),
  recipients uuid[]      not null,
  next_on    date        not null,
  until      date        not null,
  state      text        not null constraint export_schedule_state check (state in ('active', 'ended', 'stopped')),
  stopped    jsonb,
  last_run   jsonb,
  created_at timestamptz not null,
  constraint export_schedule_pk primary key (county, id)
);
comment on table export_schedule is '定期导出 A saved view taken out again and again, for a named purpose and until a day at most a year ahead';
comment on column export_schedule.recipients is '收件账号；每次运行时重新核对权限 Who gets it, as long as they hold the permission on the day, each with their own scope';
comment on column export_schedule.stopped is '停止的原因 Why it was stopped, for its owner to read';
comment on column export_schedule.last_run is '最近一次运行：日期、给了谁、谁不再有权 The latest run: its day, who got it and who may no longer';
create index export_schedule_due on export_schedule (next_on) where state = 'active';

alter table saved_view enable row level security;
alter table default_view enable row level security;
alter table list_export enable row level security;
alter table list_export_part enable row level security;
alter table export_schedule enable row level security;

grant select, insert, update, delete on saved_view, default_view to official, organisation;
grant select on saved_view, default_view to anonymous;
create policy saved_view_own on saved_view to official, organisation, anonymous
  using (account_id = current_account()) with check (account_id = current_account());
create policy saved_view_shared on saved_view for select to official
  using (shared_role is not null and current_setting('yinian.scope_from', true) collate "C" >= region
    and current_setting('yinian.scope_to', true) collate "C" <= region_to);
create policy default_view_own on default_view to official, organisation, anonymous
  using (account_id = current_account()) with check (account_id = current_account());

-- Nobody but their owner sees exports and schedules; the platform itself, which acts without an account, carries them out.
grant select, insert, update on list_export, export_schedule to official;
grant select, insert, delete on list_export_part to official;
grant select on list_export, list_export_part, export_schedule to organisation, anonymous;
create policy list_export_own on list_export to official, organisation, anonymous
  using (account_id = current_account()) with check (account_id = current_account());
create policy list_export_platform on list_export to official
  using (current_account() is null and in_scope(region)) with check (current_account() is null and in_scope(region));
create policy list_export_part_own on list_export_part to official, organisation, anonymous
  using (account_id = current_account()) with check (account_id = current_account());
create policy list_export_part_platform on list_export_part for all to official
  using (current_account() is null and in_scope(region)) with check (current_account() is null and in_scope(region));
create policy export_schedule_own on export_schedule to official, organisation, anonymous
  using (account_id = current_account()) with check (account_id = current_account());
create policy export_schedule_platform on export_schedule to official
  using (current_account() is null and in_scope(region)) with check (current_account() is null and in_scope(region));

grant select (county, id, filter_sealed), update (filter_sealed) on list_export to keeper;
grant select (county, export_id, part, content_sealed), update (content_sealed) on list_export_part to keeper;
create policy list_export_keeper on list_export to keeper using (true) with check (true);
create policy list_export_part_keeper on list_export_part to keeper using (true) with check (true);
