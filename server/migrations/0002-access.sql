-- Accounts, roles and grants. Reference tables: not distributed by county, an account may hold grants in several.
create table account (
  id               uuid        not null constraint account_pk primary key,
  name             text        not null constraint account_name_unique unique,
  display_name     text        not null,
  title            text        not null default '',
  region           region_code not null,
  password_hash    text        not null,
  state            text        not null default 'active' constraint account_state check (state in ('active', 'locked', 'closed')),
  failed_sign_ins  int         not null default 0,
  locked_until     timestamptz,
  last_sign_in_at  timestamptz,
  created_at       timestamptz not null,
  version          int         not null default 1
);
comment on table account is '账号 Somebody who can sign in';
comment on column account.region is '所属区划：谁可以管理这个账号 The division whose administrators manage this account';
comment on column account.password_hash is '口令散列 argon2id';

create table role (
  id   text not null constraint role_pk primary key,
  name jsonb not null,
  over text not null constraint role_over check (over in ('region', 'organisation'))
);
comment on table role is '角色 A set of permissions that is granted together';

create table role_permission (
  role       text not null constraint role_permission_role_fk references role (id) on delete cascade,
  permission text not null,
  constraint role_permission_pk primary key (role, permission)
);
comment on table role_permission is '角色的权限 What a role may do';

create table access_grant (
  id              uuid not null constraint access_grant_pk primary key,
  account_id      uuid not null constraint access_grant_account_fk references account (id),
  role            text not null constraint access_grant_role_fk references role (id),
  region          region_code,
  organisation_id uuid,
  granted_by      uuid,
  granted_at      timestamptz not null,
  constraint access_grant_one_place check ((region is null) <> (organisation_id is null)),
  constraint access_grant_unique unique nulls not distinct (account_id, role, region, organisation_id)
);
comment on table access_grant is '授权 One role held over one division, or inside one organisation';

create table session (
  token_hash bytea       not null constraint session_pk primary key,
  account_id uuid        not null constraint session_account_fk references account (id),
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  ends_at    timestamptz not null,
  device     text        not null default ''
);
comment on table session is '登录会话 A signed-in browser; only the hash of its token is kept';
create index session_account on session (account_id);

create table audit_event (
  county       county_code not null,
  id           uuid        not null,
  at           timestamptz not null,
  actor_id     uuid,
  actor_name   text        not null,
  action       text        not null,
  subject_type text        not null,
  subject_id   text,
  elder_id     uuid,
  region       region_code not null,
  purpose      text,
  detail       jsonb       not null default '{}',
  constraint audit_event_pk primary key (county, id)
);
comment on table audit_event is '操作记录：每次修改和每次查看 Every change and every look; append-only';
create index audit_event_elder on audit_event (county, elder_id, id desc) where elder_id is not null;
create index audit_event_region on audit_event (region, id desc);

create table command (
  account_id   uuid        not null,
  key          text        not null,
  endpoint     text        not null,
  request_hash bytea       not null,
  reply_sealed bytea,
  at           timestamptz not null,
  constraint command_pk primary key (account_id, key)
);
comment on table command is '已受理的提交：重复提交得到同一答复 Commands answered; a repeated Idempotency-Key gets the first answer';
comment on column command.reply_sealed is '答复（加密，其中可能有个人信息） What was answered, sealed: it may hold personal data or a first password';

create table data_key (
  county    county_code not null,
  version   int         not null,
  algorithm text        not null,
  wrapped   bytea       not null,
  made_at   timestamptz not null,
  constraint data_key_pk primary key (county, version)
);
comment on table data_key is '各县数据密钥（由主密钥包裹） Data key of a county, wrapped by the master key';

alter table account enable row level security;
alter table role enable row level security;
alter table role_permission enable row level security;
alter table access_grant enable row level security;
alter table session enable row level security;
alter table audit_event enable row level security;
alter table command enable row level security;
alter table data_key enable row level security;

grant select, update on account to gatekeeper;
grant select, insert, update, delete on session to gatekeeper;
grant select on role, role_permission, access_grant to gatekeeper;
grant insert on audit_event to gatekeeper;
grant select, delete on command to gatekeeper;
create policy command_gate on command to gatekeeper using (true);
create policy account_gate on account to gatekeeper using (true) with check (true);
create policy session_gate on session to gatekeeper using (true) with check (true);
create policy role_gate on role for select to gatekeeper using (true);
create policy role_permission_gate on role_permission for select to gatekeeper using (true);
create policy access_grant_gate on access_grant for select to gatekeeper using (true);
create policy audit_event_gate on audit_event for insert to gatekeeper with check (true);

grant select, insert, update on account to official;
grant select, insert, delete on access_grant to official;
grant select on role, role_permission to official;
-- whose sessions, to end them; never the hash of a token
grant select (account_id), delete on session to official;
create policy account_official on account to official using (in_scope(region)) with check (in_scope(region));
create policy access_grant_official on access_grant to official using (region is null or in_scope(region)) with check (region is null or in_scope(region));
create policy role_official on role for select to official using (true);
create policy role_permission_official on role_permission for select to official using (true);
create policy session_official on session to official using (true);

grant select, update on account to official, organisation, anonymous;
grant select (account_id), delete on session to organisation, anonymous;
create policy account_self on account to official, organisation, anonymous using (id = current_account()) with check (id = current_account());
create policy session_self on session to organisation, anonymous using (account_id = current_account());

grant select, insert on audit_event to official;
grant insert on audit_event to organisation, person, anonymous;
create policy audit_event_read on audit_event for select to official using (in_scope(region));
create policy audit_event_write on audit_event for insert to official, organisation, person, anonymous with check (actor_id = current_account());

grant select, insert, update on command to official, organisation, person, anonymous;
create policy command_own on command to official, organisation, person, anonymous
  using (account_id = current_account()) with check (account_id = current_account());

grant select, insert on data_key to gatekeeper;
create policy data_key_gate on data_key to gatekeeper using (true) with check (true);
