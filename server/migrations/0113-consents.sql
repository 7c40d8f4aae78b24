create table consent (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  elder_id          uuid        not null,
  kind              text        not null,
  wording_version   text        not null,
  wording           jsonb       not null,
  given_by          text        not null constraint consent_given_by check (given_by in ('elder', 'guardian', 'agent')),
  giver_name        text        not null default '',
  manner            text        not null constraint consent_manner check (manner in ('signature', 'voice', 'paper')),
  file_number       text        not null default '',
  given_on          date        not null,
  recorded_at       timestamptz not null,
  recorded_by       uuid        not null,
  recorded_by_name  text        not null,
  withdrawn_on      date,
  withdrawn_at      timestamptz,
  withdrawn_by      uuid,
  withdrawn_by_name text,
  withdrawal_reason text        not null default '',
  constraint consent_pk primary key (county, id),
  constraint consent_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint consent_period check (withdrawn_on is null or withdrawn_on >= given_on),
  constraint consent_withdrawn check ((withdrawn_on is null) = (withdrawn_at is null) and (withdrawn_on is null) = (withdrawn_by is null))
);
comment on table consent is '同意记录：[given_on, withdrawn_on) What an elder agreed to, by whom and how; a withdrawal ends the period and changes nothing else';
comment on column consent.wording is '当时告知的内容，中英文 The words agreed to, as they were, in both languages';
comment on column consent.giver_name is '监护人或代理人的姓名；本人同意为空 Name of the guardian or agent; empty where the elder gave it';
comment on column consent.file_number is '纸质同意书或录音的存档编号 Where the paper or the recording is filed';
create index consent_elder on consent (county, elder_id, kind);
create unique index consent_once on consent (county, elder_id, kind) where withdrawn_on is null;

alter table consent enable row level security;
grant select, insert, update on consent to official;
create policy consent_official on consent to official using (in_scope(region)) with check (in_scope(region));
