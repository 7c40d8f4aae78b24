-- The document an exchange stands on, kept with the connector or the application.
create table exchange_agreement (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  subject        text        not null constraint exchange_agreement_subject check (subject in ('connector', 'client')),
  subject_id     uuid        not null,
  file_name      text        not null,
  content_type   text        not null,
  content_sealed bytea       not null,
  bytes          int         not null,
  added_at       timestamptz not null,
  added_by       uuid        not null,
  added_by_name  text        not null,
  constraint exchange_agreement_pk primary key (county, id)
);
comment on table exchange_agreement is '共享协议文本（加密）；最近一份有效，以前的保留 The agreement as a document, sealed; the last one counts and those before are kept';
create index exchange_agreement_of on exchange_agreement (county, subject_id, id desc);
alter table exchange_agreement enable row level security;
grant select, insert on exchange_agreement to official;
create policy exchange_agreement_official on exchange_agreement to official using (in_scope(region)) with check (in_scope(region));
grant select (county, id, content_sealed), update (content_sealed) on exchange_agreement to keeper;
create policy exchange_agreement_keeper on exchange_agreement to keeper using (true) with check (true);
