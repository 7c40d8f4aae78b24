-- Data exchanged with other departments, and the interface third parties are let into.

-- A third party's application acts as this role: it finds a person by number, reads what its agreement names, and hands in
-- notices. It changes nothing that is in force.
do $$
begin
  if not exists (select from pg_roles where rolname = 'client') then create role client nologin; end if;
end $$;
grant client to yinian_app;
grant usage on schema public to client;

create table exchange_connector (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  region_last      region_code not null,
  name             text        not null,
  kind             text        not null constraint exchange_connector_kind check (kind in ('household-registration', 'deaths', 'social-assistance', 'disability', 'medical', 'social-insurance')),
  department       text        not null,
  transport        text        not null constraint exchange_connector_transport check (transport in ('http', 'file')),
  address          text        not null default '',
  batch_size       int         not null constraint exchange_connector_batch check (batch_size between 1 and 500),
  credential_header text       not null,
  credential_sealed bytea,
  fields           text[]      not null constraint exchange_connector_fields check (cardinality(fields) > 0),
  mapping          jsonb       not null,
  purposes         text[]      not null constraint exchange_connector_purposes check (cardinality(purposes) > 0),
  basis_note       text        not null,
  agreement_number text        not null,
  valid_from       date        not null,
  valid_until      date        not null,
  per_minute       int         not null constraint exchange_connector_per_minute check (per_minute > 0),
  per_day          int         not null constraint exchange_connector_per_day check (per_day > 0),
  timeout_seconds  int         not null constraint exchange_connector_timeout check (timeout_seconds between 1 and 60),
  state            text        not null default 'off' constraint exchange_connector_state check (state in ('off', 'asked', 'on')),
  changed_at       timestamptz not null,
  changed_by       uuid        not null,
  changed_by_name  text        not null,
  decided_at       timestamptz,
  decided_by       uuid,
  decided_by_name  text,
  reason           text        not null default '',
  last_used_at     timestamptz,
  version          int         not null default 1,
  constraint exchange_connector_pk primary key (county, id),
  constraint exchange_connector_period check (valid_from <= valid_until),
  constraint exchange_connector_two_people check (state <> 'on' or (decided_by is not null and decided_by <> changed_by)),
  constraint exchange_connector_address check ((transport = 'http') = (address <> ''))
);
comment on table exchange_connector is '与其他部门的数据接口：一人设置，另一人启用 A connector to another department: set up by one person, switched on by another';
comment on column exchange_connector.region_last is '适用区划的最后一个代码 Last code of the division it serves; with region the range of those who may use it';
comment on column exchange_connector.credential_sealed is '对方发放的凭证（加密），不再显示 Credential the department gave, sealed and never shown again';
comment on column exchange_connector.mapping is '所需项目在对方数据中的名称与取值 Under which names and codes the answer says what is asked';
create index exchange_connector_region on exchange_connector (region, id);

create table exchange_comparison (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  connector_county county_code not null,
  connector_id     uuid        not null,
  connector_name   text        not null,
  kind             text        not null,
  purpose          text        not null,
  elder_id         uuid,
  file_name        text,
  file_sealed      bytea,
  state            text        not null default 'waiting' constraint exchange_comparison_state check (state in ('waiting', 'running', 'paused', 'done', 'stopped', 'failed')),
  total            int         not null,
  done             int         not null default 0,
  done_to          text        not null default '',
  known            int         not null default 0,
  found            int         not null default 0,
  unread           int         not null default 0,
  fault            jsonb,
  asked_at         timestamptz not null,
  asked_by         uuid        not null,
  asked_by_name    text        not null,
  finished_at      timestamptz,
  constraint exchange_comparison_pk primary key (county, id),
  constraint exchange_comparison_county check (county = left(region, 6))
);
comment on table exchange_comparison is '一次核对：一个县或一位老人 One comparison of a county, or of one elder, with a connector';
comment on column exchange_comparison.done_to is '已核对到：老人编号或行号 How far it has come: an elder''s id or the number of a row';
comment on column exchange_comparison.file_sealed is '对方提供的名单（加密），核对完即清除 The list delivered, sealed; gone when it is done';
create unique index exchange_comparison_one on exchange_comparison (county, connector_id) where state in ('waiting', 'running', 'paused') and elder_id is null;
create index exchange_comparison_region on exchange_comparison (region, id desc);

create table exchange_request (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  direction     text        not null constraint exchange_request_direction check (direction in ('out', 'in')),
  source_id     uuid        not null,
  source_name   text        not null,
  comparison_id uuid,
  asked_by      uuid        not null,
  asked_by_name text        not null,
  purpose       text,
  operation     text        not null,
  people        int         not null default 0,
  elder_ids     uuid[]      not null default '{}',
  fields        text[]      not null default '{}',
  outcome       text        not null constraint exchange_request_outcome check (outcome in ('sent', 'answered', 'refused', 'limited', 'failed')),
  status        int,
  duration_ms   int,
  at            timestamptz not null,
  constraint exchange_request_pk primary key (county, id)
);
comment on table exchange_request is '数据共享请求记录：谁、为何、问了谁、返回哪些项目、结果 Every request to and from other parties: who, what for, about whom, which fields, outcome';
comment on column exchange_request.outcome is 'sent：已发出，进程中断，结果不明 sent: it left, and what became of it is not known';
create index exchange_request_region on exchange_request (region, id desc);
create index exchange_request_source on exchange_request (county, source_id, at);

create table exchange_finding (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  elder_id        uuid        not null,
  source          text        not null constraint exchange_finding_source check (source in ('connector', 'client')),
  source_id       uuid        not null,
  source_name     text        not null,
  kind            text        not null,
  comparison_id   uuid,
  subject         text        not null constraint exchange_finding_subject check (subject in ('death', 'registered-region', 'circumstance')),
  key             text        not null,
  proposal        jsonb       not null,
  evidence        text        not null default '',
  report_id       uuid,
  state           text        not null default 'waiting' constraint exchange_finding_state check (state in ('waiting', 'accepted', 'rejected', 'overtaken')),
  found_at        timestamptz not null,
  decided_at      timestamptz,
  decided_by      uuid,
  decided_by_name text,
  reason          text        not null default '',
  constraint exchange_finding_pk primary key (county, id),
  constraint exchange_finding_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint exchange_finding_decided check ((state = 'waiting') = (decided_at is null)),
  constraint exchange_finding_death check ((subject = 'death') = (report_id is not null))
);
comment on table exchange_finding is '核对差异：采纳后才改动档案 A difference found; the register changes only when an officer accepts it';
comment on column exchange_finding.report_id is '死亡报告：差异一经发现即登记，采纳即确认 The death report made of it at once, confirmed by accepting';
create unique index exchange_finding_once on exchange_finding (county, source_id, elder_id, key) where state in ('waiting', 'rejected');
create index exchange_finding_queue on exchange_finding (region, state, id desc);
create index exchange_finding_elder on exchange_finding (county, elder_id);

create table exchange_client (
  county             county_code not null,
  id                 uuid        not null,
  region             region_code not null,
  name               text        not null,
  organisation       text        not null,
  contact            text        not null,
  purposes           text[]      not null constraint exchange_client_purposes check (cardinality(purposes) > 0),
  scopes             text[]      not null constraint exchange_client_scopes check (cardinality(scopes) > 0),
  basis              text        not null constraint exchange_client_basis check (basis in ('statutory', 'consent')),
  basis_note         text        not null,
  agreement_number   text        not null,
  valid_from         date        not null,
  valid_until        date        not null,
  per_minute         int         not null constraint exchange_client_per_minute check (per_minute > 0),
  per_day            int         not null constraint exchange_client_per_day check (per_day > 0),
  state              text        not null default 'requested' constraint exchange_client_state check (state in ('requested', 'active', 'refused', 'ended')),
  registered_at      timestamptz not null,
  registered_by      uuid        not null,
  registered_by_name text        not null,
  decided_at         timestamptz,
  decided_by         uuid,
  decided_by_name    text,
  reason             text        not null default '',
  version            int         not null default 1,
  constraint exchange_client_pk primary key (county, id),
  constraint exchange_client_period check (valid_from <= valid_until),
  constraint exchange_client_two_people check (state <> 'active' or (decided_by is not null and decided_by <> registered_by))
);
comment on table exchange_client is '第三方应用：一人登记，另一人复核 An application of a third party: registered by one person, approved by another';
comment on column exchange_client.scopes is '数据范围；与区划、用途一起构成授权 Data sets it may ask for, within its division and purposes';
create index exchange_client_region on exchange_client (region, id);

create table exchange_key (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  client_id    uuid        not null,
  kind         text        not null constraint exchange_key_kind check (kind in ('live', 'test')),
  prefix       text        not null,
  token_hash   bytea       not null,
  made_at      timestamptz not null,
  made_by      uuid        not null,
  made_by_name text        not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  constraint exchange_key_pk primary key (county, id),
  constraint exchange_key_client_fk foreign key (county, client_id) references exchange_client (county, id)
);
comment on table exchange_key is '第三方应用的密钥：只存散列，只显示一次 Keys of applications; only the hash is kept, the key is shown once';
create index exchange_key_hash on exchange_key (token_hash);
create index exchange_key_client on exchange_key (county, client_id);

create table exchange_use (
  county    county_code not null,
  id        uuid        not null,
  region    region_code not null,
  minute    int         not null,
  in_minute int         not null,
  day       int         not null,
  in_day    int         not null,
  constraint exchange_use_pk primary key (county, id)
);
comment on table exchange_use is '本分钟与当日已用次数，各进程共用 What a connector or an application has used of its minute and day, counted for every process together';
comment on column exchange_use.id is '接口、应用或测试密钥的编号 Id of the connector, the application or the test key';

create table exchange_schedule (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  connector_county county_code not null,
  connector_id     uuid        not null,
  connector_name   text        not null,
  purpose          text        not null,
  rhythm           text        not null constraint exchange_schedule_rhythm check (rhythm in ('weekly', 'monthly')),
  next_on          date        not null,
  account_id       uuid        not null,
  account_name     text        not null,
  constraint exchange_schedule_pk primary key (county, id),
  constraint exchange_schedule_once unique (county, connector_id)
);
comment on table exchange_schedule is '定期核对：以设置人的名义，按其当时的权限 Comparisons of a whole county by the clock, in the name and with the rights of whoever set them';

alter table exchange_connector enable row level security;
alter table exchange_comparison enable row level security;
alter table exchange_request enable row level security;
alter table exchange_finding enable row level security;
alter table exchange_client enable row level security;
alter table exchange_key enable row level security;
alter table exchange_use enable row level security;
alter table exchange_schedule enable row level security;
grant select, insert, update, delete on exchange_schedule to official;
create policy exchange_schedule_official on exchange_schedule to official using (in_scope(region)) with check (in_scope(region));

grant select, insert, update on exchange_connector, exchange_comparison, exchange_request, exchange_finding, exchange_client, exchange_key, exchange_use to official;
-- A county uses the connectors of the city and province above it, and changes none of them.
create policy exchange_connector_read on exchange_connector for select to official
  using (in_scope(region) or (region <= current_setting('yinian.scope_from', true) collate "C" and current_setting('yinian.scope_to', true) collate "C" <= region_last));
create policy exchange_connector_add on exchange_connector for insert to official with check (in_scope(region));
create policy exchange_connector_change on exchange_connector for update to official using (in_scope(region)) with check (in_scope(region));
create policy exchange_comparison_official on exchange_comparison to official using (in_scope(region)) with check (in_scope(region));
create policy exchange_request_official on exchange_request to official using (in_scope(region)) with check (in_scope(region));
create policy exchange_finding_official on exchange_finding to official using (in_scope(region)) with check (in_scope(region));
create policy exchange_client_official on exchange_client to official using (in_scope(region)) with check (in_scope(region));
create policy exchange_key_official on exchange_key to official using (in_scope(region)) with check (in_scope(region));
create policy exchange_use_official on exchange_use to official using (in_scope(region)) with check (in_scope(region));

-- Whoever knocks with a key is known, counted and noted before anything is answered.
grant select on exchange_client to gatekeeper;
grant select, update (last_used_at) on exchange_key to gatekeeper;
grant select, insert, update on exchange_use to gatekeeper;
grant insert on exchange_request to gatekeeper;
create policy exchange_client_gate on exchange_client for select to gatekeeper using (true);
create policy exchange_key_gate on exchange_key to gatekeeper using (true) with check (true);
create policy exchange_use_gate on exchange_use to gatekeeper using (true) with check (true);
create policy exchange_request_gate on exchange_request for insert to gatekeeper with check (direction = 'in');

-- What an application reaches: within its division, and only these columns.
grant select (county, id, region, registered_region, name, birth, state, document_number_index, document_number_masked, ability_level, ability_valid_until, categories) on elder to client;
create policy elder_client on elder for select to client using (in_scope(region) and in_sight(state));
grant select (county, elder_id, state, final_level, confirmed_on, confirmed_at, valid_until, organisation_name) on assessment to client;
create policy assessment_client on assessment for select to client using (in_scope(region));
grant select (county, elder_id, kind, level, assessed_on, recorded_at, voided_at, valid_until, organisation_name) on instrument_record to client;
create policy instrument_record_client on instrument_record for select to client using (in_scope(region) and kind = 'recognised');
grant select on consent to client;
create policy consent_client on consent for select to client using (in_scope(region) and kind = 'share-with-organisations');
grant select on region to client;
create policy region_client on region for select to client using (true);
grant select (county, id, elder_id, state), insert on death_report to client;
create policy death_report_client on death_report for select to client using (in_scope(region));
create policy death_report_tell on death_report for insert to client with check (in_scope(region) and reported_by = current_account() and state = 'reported');
grant select (county, id, source_id, elder_id, key, state), insert on exchange_finding to client;
create policy exchange_finding_own on exchange_finding for select to client using (source_id = current_account());
create policy exchange_finding_tell on exchange_finding for insert to client with check (in_scope(region) and source = 'client' and source_id = current_account() and state = 'waiting');
grant insert on audit_event to client;
create policy audit_event_client on audit_event for insert to client with check (actor_id = current_account());
grant select, insert, update on command to client;
create policy command_client on command to client using (account_id = current_account()) with check (account_id = current_account());

-- The keeper of keys seals anew and reads nothing else.
grant select (county, id, credential_sealed), update (credential_sealed) on exchange_connector to keeper;
grant select (county, id, file_sealed), update (file_sealed) on exchange_comparison to keeper;
create policy exchange_connector_keeper on exchange_connector to keeper using (true) with check (true);
create policy exchange_comparison_keeper on exchange_comparison to keeper using (true) with check (true);

grant select (county, elder_id), delete on exchange_finding to eraser;
create policy exchange_finding_eraser on exchange_finding to eraser using (in_scope(region));

-- Roles of an installation that runs already; a new one gets them from the list of the program.
insert into role_permission (role, permission)
select role.id, added.permission from role join (values
  ('civil-affairs-officer', 'exchange:read'), ('civil-affairs-officer', 'exchange:compare'),
  ('leader', 'exchange:read'), ('leader', 'exchange:approve'),
  ('security-administrator', 'exchange:read'), ('security-administrator', 'exchange:approve'),
  ('system-administrator', 'exchange:read'), ('system-administrator', 'exchange:connect')
) as added (role, permission) on added.role = role.id
on conflict do nothing;
